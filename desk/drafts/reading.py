"""Reading the files of drafts in the background; how far it is stands at the desk, so a restart loses nothing."""

import json
import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import ValidationError

from corpus.record import Record
from desk.desk import Desk
from desk.drafts.draft import DraftFile, file_from_row
from desk.drafts.shelf import Shelf
from desk.harm.field_findings import write_field_findings
from desk.harm.findings import write_findings
from ingest.duplicates import likely_duplicates
from ingest.inferred import Inferred, infer_fields
from ingest.parse import UnreadableFile
from ingest.parse.process import parse_in_process
from ingest.screen import screen_in_process

# A reader that has not told of itself for so long was killed: another takes its file.
_LOST_AFTER_S = 20.0
_BEAT_S = 4.0
_REST_S = 1.0
# What is inferred with less stands in the form as a choice, not as filled in.
_SURE = 0.5


class Reader:
    """
    Reads the files of drafts one by one, oldest first: pages, findings, what it seems to be, what it is like.

    Several may run, in one process or many; each file is read by one. What a killed one left is read again.

    ```python
    Reader(desk).start()
    ```

    :param desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf = Shelf(desk.folder)
        self._stop = threading.Event()

    def start(self) -> None:
        """Read in a thread of its own from now on."""
        threading.Thread(target=self._run, name="reader-of-drafts", daemon=True).start()

    def stop(self) -> None:
        """Take no further file."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            if not self.read_next():
                self._stop.wait(_REST_S)

    def read_next(self, number: int | None = None) -> bool:
        """
        Read one file that waits.

        :param number: the file's number; None for the oldest.
        :returns: whether there was one.
        """
        claimed = self._claim(number)
        if claimed is None:
            return False
        draft, file = claimed
        done = threading.Event()
        beating = threading.Thread(target=self._beat, args=(file.number, done), daemon=True)
        beating.start()
        try:
            self._read(draft, file)
        except UnreadableFile as error:
            self._refuse(file, f"{error}.")
        except Exception as error:
            # What is wrong with one file stops no other, and whoever brought it is told.
            self._refuse(file, f"It could not be read ({type(error).__name__}: {error}).")
        finally:
            done.set()
            beating.join()
        return True

    def _claim(self, number: int | None) -> tuple[int, DraftFile] | None:
        now = time.time()
        with self._desk.database.writing() as connection:
            row = connection.execute(
                "SELECT draft_files.* FROM draft_files JOIN drafts ON drafts.number = draft_files.draft "
                "WHERE stage IN ('draft', 'in review') AND (state = 'waiting' OR (state = 'reading' AND beat < ?)) "
                "AND (? IS NULL OR draft_files.number = ?) ORDER BY draft_files.number LIMIT 1",
                (now - _LOST_AFTER_S, number, number),
            ).fetchone()
            if row is None:
                return None
            connection.execute(
                "UPDATE draft_files SET state = 'reading', said = '', done = 0, beat = ? WHERE number = ?",
                (now, row["number"]),
            )
        return row["draft"], file_from_row(row)

    def _beat(self, number: int, done: threading.Event) -> None:
        while not done.wait(_BEAT_S):
            with self._desk.database.writing() as connection:
                connection.execute("UPDATE draft_files SET beat = ? WHERE number = ?", (time.time(), number))

    def _read(self, draft: int, file: DraftFile) -> None:
        path = self._shelf.file(draft, file.sha256)
        parsed = self._shelf.reading(draft, file.sha256)
        if parsed is None:
            parsed = parse_in_process(path, lambda done, of: self._progress(file.number, done, of))
            self._shelf.keep_reading(draft, file.sha256, parsed)
        found = screen_in_process(path, parsed)
        inferred = infer_fields(parsed, file.name)
        with self._desk.database.reading() as connection:
            changes = connection.execute("SELECT changes FROM drafts WHERE number = ?", (draft,)).fetchone()["changes"]
        likely = likely_duplicates(parsed, file.sha256, _likely_record(inferred, file.name), self._desk.store)
        alike = [asdict(each) for each in likely if each.identifier != changes]
        with self._desk.trail.writing() as connection:
            write_findings(connection, file, file.sha256, found, parsed)
            connection.execute(
                "UPDATE draft_files SET state = 'ready', said = '', done = ?, pages = ?, inferred = ?, alike = ? "
                "WHERE number = ?",
                (
                    len(parsed.pages),
                    len(parsed.pages),
                    json.dumps([asdict(each) for each in inferred], ensure_ascii=False),
                    json.dumps(alike, ensure_ascii=False),
                    file.number,
                ),
            )
            if not changes:
                _fill_in(connection, draft, file, inferred, parsed.language)

    def _progress(self, number: int, done: int, of: int) -> None:
        with self._desk.database.writing() as connection:
            connection.execute(
                "UPDATE draft_files SET done = ?, pages = ?, beat = ? WHERE number = ?", (done, of, time.time(), number)
            )

    def _refuse(self, file: DraftFile, said: str) -> None:
        with self._desk.database.writing() as connection:
            connection.execute(
                "UPDATE draft_files SET state = 'refused', said = ? WHERE number = ?", (said, file.number)
            )


def _fill_in(
    connection: sqlite3.Connection, draft: int, file: DraftFile, inferred: Sequence[Inferred], language: str
) -> None:
    """What was inferred goes into the fields that nobody has filled in; a person's choice always wins."""
    row = connection.execute("SELECT fields, version FROM drafts WHERE number = ?", (draft,)).fetchone()
    fields = json.loads(row["fields"])
    for each in inferred:
        if each.confidence >= _SURE and each.field in Record.model_fields:
            fields.setdefault(each.field, each.value)
    fields.setdefault("title", Path(file.name).stem)
    connection.execute(
        "UPDATE drafts SET fields = ?, found = ?, version = version + 1 WHERE number = ?",
        (json.dumps(fields, ensure_ascii=False), json.dumps(fields, ensure_ascii=False), draft),
    )
    write_field_findings(connection, draft, fields)
    if language not in ("und", file.language) and file.path == f"{file.language}{Path(file.path).suffix}":
        taken = connection.execute(
            "SELECT 1 FROM draft_files WHERE draft = ? AND path = ?", (draft, f"{language}{Path(file.path).suffix}")
        ).fetchone()
        path = file.path if taken else f"{language}{Path(file.path).suffix}"
        connection.execute(
            "UPDATE draft_files SET language = ?, path = ? WHERE number = ?", (language, path, file.number)
        )


def _likely_record(inferred: Sequence[Inferred], name: str) -> Record:
    """A record to compare with others: as much of it as was inferred and is valid."""
    record = Record(identifier="draft", title=Path(name).stem)
    for each in reversed(inferred):
        try:
            record = Record.model_validate(record.model_dump(by_alias=True) | {each.field: each.value})
        except ValidationError:
            continue
    return record
