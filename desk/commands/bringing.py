"""`add` and `change`: bring a document to the desk, read at once."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NoReturn, get_args

import typer
from pydantic import ValidationError

from corpus.record import DocumentType, Record
from desk.commands.opening import AtDesk, at_the_desk, fail
from desk.commands.telling import shown_draft, told_draft
from desk.desk import Desk
from desk.drafts.check import check_draft
from desk.drafts.draft import Draft
from desk.drafts.drafts import Drafts
from desk.drafts.reading import Reader
from desk.publishing.document_folder import document_folder
from desk.publishing.review import NotReadyError, Review
from ingest.build import BuildReport

app = typer.Typer()
_LOOK_AGAIN_S = 0.2


@app.command()
@at_the_desk
def add(
    at: AtDesk,
    files: Annotated[list[Path], typer.Argument(help="The files of one document.")],
    title: Annotated[str, typer.Option(help="The official title; inferred where not given.")] = "",
    type_: Annotated[
        str, typer.Option("--type", help=f"One of {', '.join(get_args(DocumentType))}; inferred where not given.")
    ] = "",
    identifier: Annotated[str, typer.Option(help="Made from title and date where not given.")] = "",
    date: Annotated[str, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD; inferred where not given.")] = "",
    language: Annotated[str, typer.Option(help="BCP 47; inferred where not given.")] = "",
    publish: Annotated[bool, typer.Option("--publish", help="Publish it, if nothing hinders.")] = False,
) -> None:
    """Bring a document to the desk: a draft, read and screened at once; with --publish found by all a moment later."""
    if missing := next((path for path in files if not path.is_file()), None):
        fail(f"There is no file {missing}.")
    given = {"title": title, "type": type_, "identifier": identifier, "date": date}
    fields: dict[str, Any] = {name: value for name, value in given.items() if value}
    if language:
        fields["language"] = [language]
    _check(at, fields)
    drafts = Drafts(at.desk, at.by)
    draft = read_now(at.desk, drafts, drafts.begin([(path.name, path) for path in files], fields))
    refused = [file for file in draft.files if file.state == "refused"]
    if len(refused) == len(draft.files):
        drafts.discard(draft.number, refused[0].said)
        fail(" ".join(f"{file.name}: {file.said}" for file in refused) + " Nothing was filed.")
    for file in draft.files:
        if language:
            drafts.files.describe(draft.number, file.number, language=language, text="official")
    draft = drafts.get(draft.number)
    if publish:
        _publish(at, draft)
    else:
        told = _told(at, draft)
        at.say(told, *shown_draft(told), f"To publish it: `python -m ingest publish {draft.number}`")


@app.command()
@at_the_desk
def change(at: AtDesk, identifier: Annotated[str, typer.Argument(help="Of the published document.")]) -> None:
    """Begin a draft that changes a published document, or show the one that is open."""
    drafts = Drafts(at.desk, at.by)
    told = _told(at, read_now(at.desk, drafts, drafts.begin_from(identifier)))
    at.say(told, *shown_draft(told))


def read_now(desk: Desk, drafts: Drafts, number: int) -> Draft:
    """
    Have the files of a draft read, by this process or by a reader that is at it already.

    :param desk: the desk.
    :param drafts: the drafts.
    :param number: the draft's.
    :returns: the draft, read.
    """
    reader = Reader(desk)
    while (draft := drafts.get(number)).open and not draft.read:
        waiting = next(file for file in draft.files if file.state not in {"ready", "refused"})
        if not reader.read_next(waiting.number):
            time.sleep(_LOOK_AGAIN_S)
    return draft


def _check(at: AtDesk, fields: dict[str, Any]) -> None:
    """What is wrong with the options is said before anything is brought."""
    try:
        Record.model_validate({"identifier": "draft", "title": "Draft"} | fields)
    except ValidationError as error:
        fail("; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()) + ". Nothing was filed.")
    held = document_folder(at.desk.corpus, fields["identifier"]) if "identifier" in fields else None
    if held and held.record is not None:
        fail(
            f"There is a document {fields['identifier']!r} already, in {held.path}. Give this one another --identifier."
        )


def _told(at: AtDesk, draft: Draft) -> dict[str, Any]:
    record = check_draft(at.desk, draft).record
    folder = str(document_folder(at.desk.corpus, record.identifier, record.type).path) if record else ""
    return told_draft(at, draft) | {"draft": draft.number, "folder": folder}


def _publish(at: AtDesk, draft: Draft) -> None:
    told = _told(at, draft)
    try:
        publication = Review(at.desk, at.by).publish(draft.number, draft.version)
    except NotReadyError as error:
        hindered(at, told, error.reasons)
    facts = at.desk.store.info()
    report = BuildReport(
        documents=facts["documents"],
        passages=facts["passages"],
        read=1,
        unchanged=facts["documents"] - 1,
        pages=facts["pages_read"],
        known=facts["known"],
    )
    at.say(
        told | {"hindrances": [], "publication": publication, "build": asdict(report)},
        f"Filed as {told['identifier']} in {told['folder']}",
        f"Published: `python -m ingest undo {publication}` takes it back.",
    )


def hindered(at: AtDesk, told: dict[str, Any], reasons: Sequence[str]) -> NoReturn:
    """
    Say what hinders a publication, and end with 1.

    :param at: the command.
    :param told: the draft, for JSON.
    :param reasons: what hinders it.
    """
    if at.as_json:
        at.say(told | {"hindrances": list(reasons)})
    fail("\n".join([*reasons, f"Nothing was published; draft {told['number']} stays at the desk."]), 1)
