"""`trail` and `unanswered`: what was done, and what was searched for and not found."""

import csv
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desk.commands.opening import AtDesk, at_the_desk, fail
from desk.commands.telling import rows, table
from desk.unanswered import unanswered as unanswered_words
from ingest.bulk.formulas import defused

app = typer.Typer()


@app.command()
@at_the_desk
def trail(
    at: AtDesk,
    words: Annotated[list[str] | None, typer.Argument(help="Words that stand in the line.")] = None,
    who: Annotated[str, typer.Option(help="An account's name.")] = "",
    action: Annotated[str, typer.Option(help="What was done, as in published.")] = "",
    subject: Annotated[str, typer.Option(help="To which record, draft, term or account.")] = "",
    most: Annotated[int | None, typer.Option(min=1, help="How many lines; 50 are shown, all exported.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Hold every line against its hash.")] = False,
    head: Annotated[str, typer.Option(metavar='"N HASH"', help="With --verify: a head that was noted earlier.")] = "",
    export: Annotated[Path | None, typer.Option("--export", help="Write the lines to a .csv or .jsonl.")] = None,
) -> None:
    """Show who did what to which record."""
    held = at.desk.trail
    if verify:
        faults = held.faults(head)
        now = held.head()
        at.say({"faults": faults, "head": now}, *(faults or [f"No line was changed or taken out. The head is {now}"]))
        if faults:
            raise typer.Exit(1)
        return
    most = most if most or export else 50
    found = held.entries(text=" ".join(words or ()), who=who, action=action, subject=subject, most=most)
    if export:
        if export.suffix == ".csv":
            export.write_bytes(held.as_csv(found))
        elif export.suffix == ".jsonl":
            export.write_text("".join(held.as_jsonl(found)), encoding="utf-8")
        else:
            fail(f"{export.name}: name it .csv or .jsonl. Nothing was written.")
        at.say({"file": str(export), "lines": len(found)}, f"{len(found)} lines written to {export}.")
        return
    lines = ((each.number, each.at, each.who, each.action, each.subject, each.note) for each in found)
    at.say([asdict(each) for each in found], rows(table("No.", "At", "Who", "What", "To what", "Note"), lines))


@app.command()
@at_the_desk
def unanswered(
    at: AtDesk, export: Annotated[Path | None, typer.Option("--export", help="Write them to a .csv.")] = None
) -> None:
    """List what was searched for and not found, most often first; who asked is not known."""
    found = unanswered_words(at.desk)
    cells = [(each.words, each.times, each.first, each.last) for each in found]
    if export:
        if export.suffix != ".csv":
            fail(f"{export.name}: name it .csv. Nothing was written.")
        with export.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(
                [("words", "times", "first", "last"), *((defused(words), *rest) for words, *rest in cells)]
            )
        at.say({"file": str(export), "words": len(found)}, f"{len(found)} lines written to {export}.")
        return
    shown = rows(table("Words", "Times", "First", "Last"), cells)
    at.say([asdict(each) for each in found], shown if found else "Nothing was asked for in vain.")
