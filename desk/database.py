"""The desk's SQLite file: connections and transactions."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

FILE_NAME = "desk.sqlite3"
_SCHEMA = Path(__file__).with_name("schema.sql")
_SCHEMA_VERSION = 2
# From each format to the next: findings were of files only.
_FROM_1 = """
DROP INDEX findings_file;
ALTER TABLE findings RENAME TO findings_1;
{schema}
INSERT INTO findings
(number, draft, file, sha256, kind, page, start, end, words, confidence, why, box, decision, reason, who)
SELECT findings_1.number, draft, file, findings_1.sha256, kind, page, start, end, words, confidence, why, box, decision,
reason, who FROM findings_1 JOIN draft_files ON draft_files.number = findings_1.file;
DROP TABLE findings_1;
"""
_MAKING = {0: "{schema}", 1: _FROM_1}
_BUSY_TIMEOUT_S = 30.0


class DeskError(ValueError):
    """Something that the desk will not do; the message says why and how to mend it."""


class DeskDatabase:
    """
    One SQLite file in WAL mode for accounts, drafts, findings and the trail; made where it is not.

    ```python
    from desk.database import DeskDatabase

    with DeskDatabase(Path("some/folder")).reading() as connection:
        connection.execute("SELECT count(*) FROM trail").fetchone()[0]
    ```

    :param folder: where it is; only its owner may look into it, for it holds what was not published.
    :raises DeskError: where the file is of another version or no database.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with self._connected() as connection:
                version = _version(connection)
                if version in _MAKING:
                    self._make(connection)
                elif version != _SCHEMA_VERSION:
                    raise DeskError(
                        f"{self.path} was made by another version of the clearinghouse (format {version}, this one "
                        f"reads {_SCHEMA_VERSION}): use that version, or name another CLEARINGHOUSE_DESK_DIR."
                    )
        except sqlite3.DatabaseError as error:
            raise DeskError(
                f"{self.path} cannot be opened: {error}. See that the folder may be written; if the file is damaged, "
                "put a copy of it back."
            ) from error

    def _make(self, connection: sqlite3.Connection) -> None:
        """Bring the file to this format, whole or not at all; another process may have done it meanwhile."""
        connection.execute("BEGIN IMMEDIATE")
        if (version := _version(connection)) in _MAKING:
            script = _MAKING[version].format(schema=_SCHEMA.read_text(encoding="utf-8"))
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        connection.execute("COMMIT")
        os.chmod(self.path, 0o600)  # noqa: PTH101 - Path.chmod follows links, and so does this

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """
        A snapshot to read from.

        :returns: a connection inside a transaction.
        """
        with self._connected() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        A change, whole or not at all.

        :returns: a connection inside a transaction that is rolled back when an error leaves it.
        """
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def let_go(self) -> None:
        """
        Leave nothing of what was deleted in the log beside the file either.

        :raises DeskError: where somebody reads on for so long that it cannot be done now.
        """
        with self._connected() as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise DeskError("Somebody is still reading what was deleted: do it again in a moment.")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            # What is deleted is written over: words that were redacted do not stay in the file.
            connection.execute("PRAGMA secure_delete = ON")
            yield connection
        finally:
            # What is left open is undone.
            connection.close()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """One by one: `executescript` would end the transaction that they are to be in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def now() -> str:
    """
    The present time, as the desk writes it.

    :returns: ISO 8601 in UTC.
    """
    return datetime.now(UTC).isoformat(timespec="seconds")
