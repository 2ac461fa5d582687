"""The SQLite file: connections, transactions and the revision number."""

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "clearinghouse.sqlite3"
SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = 1
BUSY_TIMEOUT_S = 60.0


class IndexLockedError(RuntimeError):
    """Another process has been writing for longer than we wait."""


class IndexFormatError(RuntimeError):
    """The folder holds an index that this version cannot read; the message says what to do."""


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
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        folder.mkdir(parents=True, exist_ok=True)
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._create()

    def _create(self) -> None:
        try:
            connection = self._connection()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == SCHEMA_VERSION:
                return
            if version != 0:
                raise IndexFormatError(
                    f"{self.path} was made by another version of the clearinghouse (format {version}, this one "
                    f"reads {SCHEMA_VERSION}). Delete the folder and run `python -m ingest build`."
                )
            connection.executescript(f"BEGIN IMMEDIATE;\n{SCHEMA.read_text(encoding='utf-8')}")
            connection.execute("INSERT OR IGNORE INTO info VALUES ('revision', '0'), ('store', ?)", (uuid.uuid4().hex,))
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise IndexFormatError(
                f"{self.path} cannot be opened as an index: {error}. "
                "Restore it with `python -m index restore FILE`, or delete the folder and run `python -m ingest build`."
            ) from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: what a write returned for is on the disk, a power cut included.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            self._local.connection = connection
            with self._guard:
                self._connections.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """
        A snapshot: everything read inside is of one revision, whatever others write meanwhile.

        :returns: the thread's connection, inside a transaction; one opened inside another is the same.
        """
        connection = self._connection()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """
        A change, whole or not at all, with the revision counted up.

        :returns: the thread's connection, inside a transaction that is rolled back when an error leaves it.
        :raises IndexLockedError: where another process keeps writing.
        """
        connection = self._connection()
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise IndexLockedError(
                f"{self.path} has been written by another process for over {BUSY_TIMEOUT_S:.0f} s. "
                "Let it finish, or end it, and try again; nothing was changed."
            ) from error
        try:
            yield connection
            connection.execute("UPDATE info SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    @contextmanager
    def frozen(self) -> Iterator[sqlite3.Connection]:
        """
        A snapshot during which nobody writes, for checks that need the writer's place.

        :returns: the thread's connection, inside a transaction; what is written inside is undone.
        """
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")

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

    def revision(self) -> int:
        """
        The number of the last change.

        :returns: 0 for an index nothing was ever written to.
        """
        return int(self.get("revision", "0"))

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()
