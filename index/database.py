"""The SQLite file: connections, transactions and the revision number."""

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

FILE_NAME = "clearinghouse.sqlite3"
SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = 1
BUSY_TIMEOUT_S = 60.0


class IndexLockedError(RuntimeError):
    """Another process has been writing for longer than we wait."""


class IndexFormatError(RuntimeError):
    """The folder holds an index that this version cannot read; the message says what to do."""


class Stamp(NamedTuple):
    """
    What a cache was made of: two of the same stamp hold the same.

    :param store: the store's own name; a restored one gets another, for its revisions are counted anew.
    :param revision: the number of its last change.
    """

    store: str
    revision: int


class _Transaction(NamedTuple):
    kind: Literal["reading", "writing", "frozen"]
    connection: sqlite3.Connection


class Database:
    """
    One SQLite file in WAL mode, used by many threads and processes: one writes, all read.

    ```python
    from pathlib import Path
    from index.database import Database

    database = Database(Path("some/folder"))
    with database.writing() as connection:
        connection.execute("INSERT INTO info VALUES ('owner', 'UNIAP')")
    ```

    :param folder: where the file is; made where it is not.
    :raises IndexFormatError: where the file is of another version or no database.
    :raises IndexLockedError: where another process keeps it to itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        folder.mkdir(parents=True, exist_ok=True)
        # A server answers each visitor in a new thread: connections are lent to a transaction, not kept by a thread.
        self._idle: list[sqlite3.Connection] = []
        self._times_closed = 0
        self._guard = threading.Lock()
        self._thread = threading.local()
        self._create()

    def _create(self) -> None:
        try:
            with self._lent() as connection:
                version = connection.execute("PRAGMA user_version").fetchone()[0]
                if version == SCHEMA_VERSION:
                    return
                if version != 0:
                    raise IndexFormatError(
                        f"{self.path} was made by another version of the clearinghouse (format {version}, this one "
                        f"reads {SCHEMA_VERSION}). Delete the folder and run `python -m ingest build`."
                    )
                connection.executescript(f"BEGIN IMMEDIATE;\n{SCHEMA.read_text(encoding='utf-8')}")
                connection.execute(
                    "INSERT OR IGNORE INTO info VALUES ('revision', '0'), ('store', ?)", (uuid.uuid4().hex,)
                )
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
                connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                raise self._locked() from error
            raise IndexFormatError(
                f"{self.path} cannot be opened as an index: {error}. See that the folder may be written and the disk "
                "is not full; if so, restore it with `python -m index restore FILE`, or delete the folder and run "
                "`python -m ingest build`."
            ) from error

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction; what is left open in it is undone."""
        with self._guard:
            connection = self._idle.pop() if self._idle else None
            times_closed = self._times_closed
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            with self._guard:
                if times_closed == self._times_closed:
                    self._idle.append(connection)
                else:
                    connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: what a write returned for is on the disk, a power cut included.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    @property
    def _inside(self) -> _Transaction | None:
        """The transaction this thread is in."""
        found: _Transaction | None = getattr(self._thread, "transaction", None)
        return found

    @contextmanager
    def _transaction(self, kind: Literal["reading", "writing", "frozen"], begin: str) -> Iterator[sqlite3.Connection]:
        with self._lent() as connection:
            try:
                connection.execute(begin)
            except sqlite3.OperationalError as error:
                raise (self._locked() if _is_busy(error) else error) from error
            self._thread.transaction = _Transaction(kind, connection)
            try:
                yield connection
            finally:
                self._thread.transaction = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """
        A snapshot: everything read inside is of one revision, whatever others write meanwhile.

        :returns: a connection inside a transaction; one opened inside another of this thread is the same.
        """
        if self._inside:
            yield self._inside.connection
            return
        with self._transaction("reading", "BEGIN") as connection:
            yield connection
            # Not rolled back: the temporary tables a search made serve the next one.
            connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        A change, whole or not at all, with the revision counted up.

        :returns: a connection inside a transaction that is rolled back when an error leaves it.
        :raises IndexLockedError: where another process keeps writing.
        :raises RuntimeError: inside a snapshot, which must stay as it is.
        """
        if self._inside:
            if self._inside.kind != "writing":
                raise RuntimeError("Nothing can be written inside a snapshot of the index: leave it first.")
            yield self._inside.connection
            return
        with self._transaction("writing", "BEGIN IMMEDIATE") as connection:
            yield connection
            connection.execute("UPDATE info SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
            connection.execute("COMMIT")

    @contextmanager
    def frozen(self) -> Iterator[sqlite3.Connection]:
        """
        A snapshot during which nobody writes, for checks that need the writer's place.

        :returns: a connection inside a transaction; what is written inside is undone.
        :raises IndexLockedError: where another process keeps writing.
        :raises RuntimeError: inside another transaction.
        """
        if self._inside:
            raise RuntimeError("The index cannot be checked inside a transaction: leave it first.")
        with self._transaction("frozen", "BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def overwriting(self) -> Iterator[sqlite3.Connection]:
        """
        A connection to copy another database over this one with.

        :returns: a connection outside of any transaction.
        """
        with self._lent() as connection:
            yield connection

    def forget_deleted(self) -> None:
        """
        Leave nothing of what was deleted in the file or in the log beside it; a large index takes a while.

        :raises IndexLockedError: where another process writes, or reads what was deleted.
        """
        with self._lent() as connection:
            try:
                # A full-text index keeps the words of deleted rows until its parts are merged.
                for table in ("passage_words", "vocabulary_words"):
                    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
                connection.execute("VACUUM")
                busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.OperationalError as error:
                raise (self._locked() if _is_busy(error) else error) from error
        if busy:
            raise self._locked()

    def get(self, key: str, default: str = "") -> str:
        """
        A line of the `info` table.

        :param key: its name.
        :param default: what to give where there is none.
        :returns: its value.
        """
        with self.reading() as connection:
            row = connection.execute("SELECT value FROM info WHERE key = ?", (key,)).fetchone()
        return row["value"] if row else default

    def note(self, key: str, value: str) -> None:
        """
        Write a line of the `info` table about the index's caches: nothing a reader is shown, so no new revision.

        :param key: its name.
        :param value: its value.
        """
        with self._lent() as connection:
            connection.execute("INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)", (key, value))

    def revision(self) -> int:
        """
        The number of the last change.

        :returns: 0 for an index nothing was ever written to.
        """
        return int(self.get("revision", "0"))

    def close(self) -> None:
        """Close all connections; those in use when their transactions end."""
        with self._guard:
            self._times_closed += 1
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def _locked(self) -> IndexLockedError:
        return IndexLockedError(
            f"{self.path} has been written by another process for over {BUSY_TIMEOUT_S:.0f} s. "
            "Let it finish, or end it, and try again; nothing was changed."
        )


def stamp_of(connection: sqlite3.Connection) -> Stamp:
    """
    What a cache made now is made of.

    :param connection: inside a transaction.
    :returns: the store and the revision of its snapshot.
    """
    values = dict(connection.execute("SELECT key, value FROM info WHERE key IN ('store', 'revision')").fetchall())
    return Stamp(values["store"], int(values["revision"]))


def _is_busy(error: sqlite3.Error) -> bool:
    # The low byte is the kind of error, the others say more about it.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
