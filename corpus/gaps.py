"""
What a curator said of gaps in the coverage table, kept in `gaps.yaml` beside the documents' folder.

`python -m corpus.gaps note --rows four_p --row protection --columns population --column men --verdict "real gap"
--reason "No shelter takes men."`
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from corpus.settings import settings

Verdict = Literal["real gap", "not collected", "does not apply"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class GapNote(BaseModel):
    """
    A curator's word on one cell.

    :param rows: the dimension of one term.
    :param row: the term.
    :param columns: the dimension of the other.
    :param column: the other term.
    :param verdict: a real gap, one of collecting, or a pair that does not apply.
    :param reason: why.
    :param date: the day it was said.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: str
    row: str
    columns: str
    column: str
    verdict: Verdict
    reason: str = Field(min_length=1)
    date: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two terms, whichever stands in the rows."""
        return frozenset((f"{self.rows}/{self.row}", f"{self.columns}/{self.column}"))


class GapNotesError(ValueError):
    """Notes that cannot be read; the message says where and how to mend it."""


def notes_file() -> Path:
    """
    Where the notes are kept.

    :returns: `gaps.yaml` beside the folder of documents.
    """
    return settings().corpus_dir.parent / "gaps.yaml"


def read_notes(path: Path | None = None) -> list[GapNote]:
    """
    The notes, none where nothing was noted yet.

    ```python
    from corpus.gaps import read_notes

    [note.verdict for note in read_notes()]
    ```

    :param path: the file; the corpus's where not given.
    :returns: the notes; of one pair the last.
    :raises GapNotesError: where the file cannot be read as notes.
    """
    path = path or notes_file()
    if not path.is_file():
        return []
    try:
        notes = TypeAdapter(list[GapNote]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or [])
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise GapNotesError(f"{path}: {error}") from error
    return list({note.pair: note for note in notes}.values())


def add_note(note: GapNote, path: Path | None = None) -> None:
    """
    Keep a note, in place of one of the same pair.

    :param note: the note.
    :param path: the file; the corpus's where not given.
    """
    path = path or notes_file()
    notes = [other for other in read_notes(path) if other.pair != note.pair] + [note]
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(dump_notes(notes), encoding="utf-8")
    unfinished.replace(path)


def dump_notes(notes: Iterable[GapNote]) -> str:
    """
    Write notes as the YAML that `read_notes` reads.

    :param notes: the notes.
    :returns: YAML text.
    """
    held = [each.model_dump(exclude_defaults=True) for each in notes]
    return yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=120)


def main(arguments: list[str] | None = None) -> int:
    """
    Keep a note, or list them.

    :param arguments: of the command line; those of this process when left out.
    :returns: 0, or 2 where something has to be mended first.
    """
    parser = argparse.ArgumentParser(prog="python -m corpus.gaps", description="A curator's word on gaps.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the notes there are")
    noting = commands.add_parser("note", help="say what a gap is")
    for name in ("rows", "row", "columns", "column", "reason"):
        noting.add_argument(f"--{name}", required=True)
    noting.add_argument("--verdict", required=True, choices=VERDICTS)
    given = vars(parser.parse_args(arguments))
    try:
        if given.pop("command") == "note":
            add_note(GapNote(**given, date=datetime.now(UTC).date().isoformat()))
        for note in read_notes():
            sys.stdout.write(f"{note.row} and {note.column}: {note.verdict} ({note.reason})\n")
    except GapNotesError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
