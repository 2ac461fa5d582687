"""Connections and transactions: what many threads and processes may count on."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import database as module
from index.database import Database, IndexFormatError, IndexLockedError, stamp_of

OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "index")


def _owner(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO info VALUES ('owner', ?)", (name,))


def test_a_change_counts_the_revision_up(database: Database) -> None:
    assert database.revision() == 0
    _owner(database, "UNIAP")
    assert (database.get("owner"), database.revision()) == ("UNIAP", 1)
    with database.reading() as connection:
        assert stamp_of(connection) == (database.get("store"), 1)


def test_an_error_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute("INSERT INTO info VALUES ('owner', 'nobody')")
        raise ZeroDivisionError
    assert (database.get("owner"), database.revision()) == ("", 0)
    _owner(database, "UNIAP")
    assert database.get("owner") == "UNIAP"


def test_a_change_inside_a_change_is_one(database: Database) -> None:
    with database.writing():
        _owner(database, "UNIAP")
        _owner(database, "COMMIT")
    assert (database.get("owner"), database.revision()) == ("COMMIT", 1)


def test_nothing_is_written_inside_a_snapshot(database: Database) -> None:
    with database.reading(), pytest.raises(RuntimeError, match="leave it first"):
        _owner(database, "lost")
    with database.frozen(), pytest.raises(RuntimeError, match="leave it first"):
        _owner(database, "lost")
    with database.reading(), pytest.raises(RuntimeError, match="leave it first"), database.frozen():
        pass
    assert (database.get("owner"), database.revision()) == ("", 0)


def test_a_snapshot_that_nobody_writes_in_is_undone(database: Database) -> None:
    with database.frozen() as connection:
        connection.execute("INSERT INTO info VALUES ('owner', 'nobody')")
    assert database.get("owner") == ""


def test_a_note_is_no_change(database: Database) -> None:
    database.note("vectors", "abc")
    assert (database.get("vectors"), database.revision()) == ("abc", 0)


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="needs /proc, to count the files a process has open")
def test_threads_that_end_leave_no_file_open(database: Database) -> None:
    """A server answers every visit in a new thread."""
    database.revision()
    before = len(list(OPEN_FILES.iterdir()))
    for _ in range(30):
        thread = threading.Thread(target=database.revision)
        thread.start()
        thread.join()
    assert len(list(OPEN_FILES.iterdir())) <= before


def test_threads_write_one_after_the_other(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: _owner(database, str(number)), range(40)))
    assert database.revision() == 40


def test_opened_by_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = {opened.get("store") for opened in pool.map(lambda _: Database(tmp_path / "new"), range(16))}
    assert len(stores) == 1


def test_locked_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_TIMEOUT_S", 0.05)
    database, other = Database(tmp_path), Database(tmp_path)
    with other.writing():
        assert database.revision() == 0, "readers do not wait"
        with pytest.raises(IndexLockedError, match="by another process"):
            _owner(database, "UNIAP")
    _owner(database, "UNIAP")


def test_closed_while_it_is_used(database: Database) -> None:
    with database.reading() as connection:
        database.close()
        assert stamp_of(connection).revision == 0
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
    assert database.revision() == 0, "it opens again"


def test_another_version_is_refused(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(IndexFormatError, match=r"format 99.*python -m ingest build"):
        Database(database.folder)


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / module.FILE_NAME).write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexFormatError, match="python -m index restore FILE"):
        Database(tmp_path)
