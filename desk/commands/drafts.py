"""Work on drafts: show, describe, decide, redact, send, publish, discard."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from corpus.record import Record
from desk.commands.bringing import hindered, read_now
from desk.commands.opening import AtDesk, at_the_desk, fail
from desk.commands.telling import rows, shown_draft, shown_findings, table, told_draft
from desk.drafts.drafts import Drafts
from desk.harm.findings import Decision, Findings
from desk.harm.redacting import redact_draft
from desk.publishing.review import NotReadyError, Review
from ingest.bulk.cells import CellError, value_of
from ingest.bulk.columns import FIELDS, TAGS, column_of

app = typer.Typer()
Number = Annotated[int, typer.Argument(help="The draft's number.")]


@app.command()
@at_the_desk
def drafts(
    at: AtDesk, all_: Annotated[bool, typer.Option("--all", help="Those published and discarded too.")] = False
) -> None:
    """List the drafts."""
    held = Drafts(at.desk, at.by).all(open_only=not all_)
    listed = [
        {
            "number": each.number,
            "stage": each.stage,
            "changes": each.changes,
            "title": each.title,
            "files": len(each.files),
        }
        | {"saved_by": each.saved_by, "saved_at": each.saved_at}
        for each in held
    ]
    shown = rows(
        table("No.", "Stage", "Changes", "Title", "Files", "Saved by", "At"), (line.values() for line in listed)
    )
    at.say(listed, shown if held else "There is no draft.")


@app.command()
@at_the_desk
def draft(at: AtDesk, number: Number) -> None:
    """Show all of a draft."""
    told = told_draft(at, read_now(at.desk, Drafts(at.desk, at.by), number))
    at.say(told, *shown_draft(told))


@app.command()
@at_the_desk
def describe(
    at: AtDesk,
    number: Number,
    fields: Annotated[list[str], typer.Argument(help="FIELD=VALUE, several values parted by ;, - empties a field.")],
) -> None:
    """Say what a document is, field by field."""
    held = Drafts(at.desk, at.by)
    found = held.get(number)
    changed = dict(found.fields)
    for given in fields:
        _set(changed, given)
    told = told_draft(at, held.save(number, found.version, changed))
    at.say(told, *shown_draft(told))


def _set(fields: dict[str, Any], given: str) -> None:
    name, sign, text = given.partition("=")
    column = column_of(name.strip(), {})
    if not sign or not column:
        fail(f"{given!r}: write FIELD=VALUE, with one of {', '.join(FIELDS)} or tags.VOCABULARY. Nothing was changed.")
    try:
        value = value_of(column, text.strip() or "-")
    except CellError as error:
        fail(f"{column}: {error}. Nothing was changed.")
    value = list(value) if isinstance(value, tuple) else value
    if column.startswith(TAGS):
        tags = {**fields.get("tags", {}), column.removeprefix(TAGS): value}
        fields["tags"] = {scheme: terms for scheme, terms in tags.items() if terms}
    elif column == "type" and not value:
        fields["type"] = Record.model_fields["type"].default
    else:
        fields[column] = value


@app.command()
@at_the_desk
def findings(at: AtDesk, number: Number) -> None:
    """Show what the screen found that could identify somebody."""
    read_now(at.desk, Drafts(at.desk, at.by), number)
    found = Findings(at.desk, at.by).of(number)
    at.say([asdict(each) for each in found], shown_findings(found) if found else "Nothing was found.")


@app.command()
@at_the_desk
def decide(
    at: AtDesk,
    number: Number,
    which: Annotated[list[int], typer.Argument(metavar="FINDING…", help="The findings' numbers.")],
    redact_: Annotated[bool, typer.Option("--redact", help="It has to go: `redact` does it.")] = False,
    keep: Annotated[str, typer.Option("--keep", metavar="REASON", help="It may stay, and why.")] = "",
    restrict: Annotated[bool, typer.Option("--restrict", help="It may stay while the document is restricted.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="It is open again.")] = False,
) -> None:
    """Decide findings, one or many at once."""
    asked: dict[Decision, bool] = {"redact": redact_, "keep": bool(keep), "restrict": restrict, "": reopen}
    chosen = [decision for decision, wanted in asked.items() if wanted]
    if len(chosen) != 1:
        fail("Give one of --redact, --keep REASON, --restrict and --reopen.")
    held = Findings(at.desk, at.by)
    if strange := set(which) - {found.number for found in held.of(number)}:
        fail(f"Draft {number} has no finding {min(strange)}. Nothing was decided.")
    held.decide(number, which, chosen[0], keep)
    found = held.of(number)
    at.say([asdict(each) for each in found], shown_findings(found))


@app.command()
@at_the_desk
def redact(at: AtDesk, number: Number) -> None:
    """Take everything that was marked out of the files."""
    said = redact_draft(at.desk, at.by, number)
    told = told_draft(at, Drafts(at.desk, at.by).get(number))
    at.say(told | {"said": said}, *(said or ["Nothing is marked to be redacted."]))


@app.command()
@at_the_desk
def send(at: AtDesk, number: Number) -> None:
    """Send a draft for review."""
    held = Drafts(at.desk, at.by)
    read_now(at.desk, held, number)
    held.send(number)
    at.say(told_draft(at, held.get(number)), f"Draft {number} is in review.")


@app.command(name="send-back")
@at_the_desk
def send_back(at: AtDesk, number: Number, note: Annotated[str, typer.Argument(help="What is to be done.")]) -> None:
    """Send a draft back to be worked on."""
    held = Drafts(at.desk, at.by)
    held.send_back(number, note)
    at.say(told_draft(at, held.get(number)), f"Draft {number} was sent back.")


@app.command()
@at_the_desk
def publish(at: AtDesk, number: Number, note: Annotated[str, typer.Option(help="Why, for the trail.")] = "") -> None:
    """Publish a draft, if nothing hinders."""
    held = read_now(at.desk, Drafts(at.desk, at.by), number)
    told = told_draft(at, held)
    try:
        publication = Review(at.desk, at.by).publish(number, held.version, note)
    except NotReadyError as error:
        hindered(at, told, error.reasons)
    at.say(
        {"publication": publication, "identifier": told["identifier"]},
        f"Published as {told['identifier']}: `python -m ingest undo {publication}` takes it back.",
    )


@app.command()
@at_the_desk
def discard(at: AtDesk, number: Number, note: Annotated[str, typer.Option(help="Why.")] = "") -> None:
    """Give a draft up; its files are erased."""
    Drafts(at.desk, at.by).discard(number, note)
    at.say({"discarded": number}, f"Draft {number} was discarded.")
