"""The trail: an append-only log of who did what to which record, each line bound to the one before it."""

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from typing import Any

from filelock import FileLock

from desk.database import DeskDatabase, now
from ingest.bulk.formulas import defused

_BEGINNING = "0" * 64
_ALL_WORDS = " || ' ' || ".join(("who", "action", "subject", "before", "after", "note"))
_COLUMNS = "number, at, who, action, subject, before, after, note, hash"


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One line of the trail.

    :param number: counted from 1, without gaps.
    :param at: when, ISO 8601 in UTC.
    :param who: the account's name.
    :param action: what was done, as in "published".
    :param subject: to which record, account or term.
    :param before: what it was, as JSON; empty where it was not.
    :param after: what it is now, as JSON; empty where it is gone.
    :param note: the reason given.
    :param hash: SHA-256 of the line and of the hash before it, in hexadecimal.
    """

    number: int
    at: str
    who: str
    action: str
    subject: str
    before: str
    after: str
    note: str
    hash: str


class Trail:
    """
    Writes, finds and proves the lines of the trail.

    ```python
    trail = Trail(database)
    with trail.writing() as connection:
        trail.add(connection, "sophea", "published", "mou-2003-cambodia-thailand", after={"title": "…"})
    trail.faults()  # [] where no line was changed or taken out
    ```

    :param database: the desk's.
    """

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database
        self._head = database.folder / "trail-head.txt"

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        A change of the desk, whole or not at all, with its lines of the trail.

        :returns: a connection inside a transaction; `add` the lines with it.
        """
        with self._database.writing() as connection:
            yield connection
        self._note_head()

    def add(
        self,
        connection: sqlite3.Connection,
        who: str,
        action: str,
        subject: str,
        *,
        before: Any = None,
        after: Any = None,
        note: str = "",
    ) -> None:
        """
        Add a line, in the transaction of what it tells of.

        :param connection: of `writing`.
        :param who: the account's name.
        :param action: what was done.
        :param subject: to what.
        :param before: what it was; None where it was not.
        :param after: what it is now; None where it is gone.
        :param note: why.
        """
        last = connection.execute("SELECT number, hash FROM trail ORDER BY number DESC LIMIT 1").fetchone()
        number, previous = (last["number"] + 1, last["hash"]) if last else (1, _BEGINNING)
        line = (number, now(), who, action, subject, _json(before), _json(after), note)
        proof = _proof(previous, line)
        connection.execute(f"INSERT INTO trail ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*line, proof))

    def entries(
        self, *, text: str = "", who: str = "", action: str = "", subject: str = "", most: int | None = None
    ) -> list[Entry]:
        """
        Find lines, the newest first.

        :param text: words that must stand somewhere in the line, whatever their case.
        :param who: an account's name; empty for all.
        :param action: what was done; empty for all.
        :param subject: to what; empty for all.
        :param most: how many at most; None for all.
        :returns: the lines.
        """
        conditions, values = ["1"], []
        for column, value in (("who", who), ("action", action), ("subject", subject)):
            if value:
                conditions.append(f"{column} = ?")
                values.append(value)
        for word in text.casefold().split():
            conditions.append(f"instr(lower({_ALL_WORDS}), ?)")
            values.append(word)
        limit = "" if most is None else f" LIMIT {int(most)}"
        statement = f"SELECT {_COLUMNS} FROM trail WHERE {' AND '.join(conditions)} ORDER BY number DESC{limit}"
        with self._database.reading() as connection:
            return [Entry(*row) for row in connection.execute(statement, values)]

    def head(self) -> str:
        """
        The number and hash of the last line: noted elsewhere, it proves later that nothing before it was changed.

        :returns: as in "128 5f2a…"; empty while there is no line.
        """
        last = self.entries(most=1)
        return f"{last[0].number} {last[0].hash}" if last else ""

    def _note_head(self) -> None:
        """In a file of its own beside the database: lines cut off the end are missed."""
        # One at a time: two who write at once would take each other's file away, or note the older head last.
        with FileLock(self._head.with_suffix(".lock")):
            unfinished = self._head.with_suffix(".unfinished")
            unfinished.write_text(self.head(), encoding="utf-8")
            unfinished.replace(self._head)

    def faults(self, noted: str = "") -> list[str]:
        """
        Hold every line against its hash.

        :param noted: a head noted earlier, as `head` gave it; that of the file beside the database is always looked at.
        :returns: what is wrong, a sentence each; nothing where the trail is whole.
        """
        found: list[str] = []
        hashes: dict[int, str] = {}
        previous = _BEGINNING
        for number, entry in enumerate(reversed(self.entries()), start=1):
            if entry.number != number:
                return [*found, f"Line {number} is missing: the next one there is {entry.number}."]
            line = tuple(getattr(entry, field.name) for field in fields(Entry) if field.name != "hash")
            if _proof(previous, line) != entry.hash:
                return [*found, f"Line {number} is not what it was when it was written, or the one before it is not."]
            hashes[number] = previous = entry.hash
        own = self._head.read_text(encoding="utf-8") if self._head.is_file() else ""
        for head in filter(None, (own.strip(), noted.strip())):
            at, _, proof = head.partition(" ")
            if not at.isdecimal() or hashes.get(int(at)) != proof:
                found.append(f"The noted head “{head[:24]}…” is not in the trail: lines were cut off or written anew.")
        return found

    def as_csv(self, entries: list[Entry]) -> bytes:
        """
        Lines as a table to take away.

        :param entries: the lines.
        :returns: CSV in UTF-8 with a byte order mark, so that a spreadsheet reads Khmer; formulas are defused.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([field.name for field in fields(Entry)])
        for entry in entries:
            writer.writerow([defused(str(value)) for value in asdict(entry).values()])
        return out.getvalue().encode("utf-8-sig")

    def as_jsonl(self, entries: list[Entry]) -> Iterator[str]:
        """
        Lines as JSON, one a line, which can be proved anywhere: `hash` is SHA-256 over the hash before and the fields.

        :param entries: the lines.
        :returns: the lines of the file.
        """
        return (json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _proof(previous: str, line: tuple[Any, ...]) -> str:
    return hashlib.sha256(f"{previous}\n{json.dumps(line, ensure_ascii=False)}".encode()).hexdigest()
