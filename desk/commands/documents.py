"""Published documents: withdraw, supersede, narrow, undo, erase."""

from dataclasses import asdict
from typing import Annotated

import typer

from corpus.settings import Audience
from desk.commands.opening import AtDesk, at_the_desk, fail
from desk.commands.telling import rows, table
from desk.harm.originals import erase_history, erase_originals
from desk.publishing.published import last_publications
from desk.publishing.review import Review

app = typer.Typer()
Identifier = Annotated[str, typer.Argument(help="The document's.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command()
@at_the_desk
def withdraw(at: AtDesk, identifier: Identifier, reason: Reason) -> None:
    """Mark a document as withdrawn: it is found only where that is asked for."""
    _done(at, Review(at.desk, at.by).withdraw(identifier, reason), f"{identifier} is withdrawn.")


@app.command()
@at_the_desk
def supersede(
    at: AtDesk,
    identifier: Identifier,
    successor: Annotated[str, typer.Option("--with", help="The document that replaces it.")],
    reason: Reason = "",
) -> None:
    """Mark a document as superseded by another."""
    done = Review(at.desk, at.by).supersede(identifier, successor, reason)
    _done(at, done, f"{identifier} is superseded by {successor}.")


@app.command()
@at_the_desk
def narrow(
    at: AtDesk,
    identifier: Identifier,
    audience: Annotated[Audience, typer.Option("--audience", help="Who may still see it.")],
    reason: Reason,
) -> None:
    """Show a document to fewer at once; to show it to more, `change` it."""
    _done(at, Review(at.desk, at.by).narrow(identifier, audience, reason), f"{identifier} is {audience} now.")


@app.command()
@at_the_desk
def undo(
    at: AtDesk,
    publication: Annotated[int, typer.Argument(help="The publication's number.")],
    note: Annotated[str, typer.Option(help="Why, for the trail.")] = "",
) -> None:
    """Put back what a publication changed."""
    _done(at, Review(at.desk, at.by).undo(publication, note), f"Publication {publication} was undone.")


@app.command()
@at_the_desk
def publications(
    at: AtDesk,
    most: Annotated[int, typer.Option("--most", min=1, help="How many.")] = 20,
    document: Annotated[str, typer.Option("--document", help="Only those that changed this document.")] = "",
) -> None:
    """List what was published, the last first."""
    found = last_publications(at.desk, most, document)
    lines = (
        (
            each.number,
            each.at,
            each.who,
            each.action,
            ", ".join(each.identifiers[:3])
            + (f" and {len(each.identifiers) - 3} more" if each.identifiers[3:] else ""),
            f"undone by {each.undone}" if each.undone else "yes" if each.can_be_undone else "no",
        )
        for each in found
    )
    at.say(
        [asdict(each) for each in found],
        rows(table("No.", "At", "Who", "What", "Documents", "Can be undone"), lines),
    )


@app.command()
@at_the_desk
def erase(
    at: AtDesk,
    what: Annotated[str, typer.Argument(help="A published draft's number; with --history a document's identifier.")],
    history: Annotated[
        bool, typer.Option("--history", help="What a document was before it was published anew.")
    ] = False,
) -> None:
    """Erase for good what was redacted away in a published draft, or earlier copies of a document."""
    if history:
        copies = erase_history(at.desk, at.by, what)
        at.say({"copies": copies}, f"{copies} earlier copies of {what} were erased; they cannot be brought back.")
        return
    if not what.isdecimal():
        fail(f"{what!r} is no draft's number; for earlier copies of a document give --history too.")
    files = erase_originals(at.desk, at.by, int(what))
    at.say({"files": files}, f"The originals of {files} redacted files were erased; they cannot be brought back.")


def _done(at: AtDesk, publication: int, said: str) -> None:
    at.say({"publication": publication}, f"{said} `python -m ingest undo {publication}` takes it back.")
