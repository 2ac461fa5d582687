"""The trail: what was done stays there, and what was changed behind it is found."""

import csv
import io
import sqlite3
import threading
from pathlib import Path

import pytest

from desk.database import DeskDatabase
from desk.trail import Trail


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    made = Trail(DeskDatabase(tmp_path))
    for number in range(1, 6):
        with made.writing() as connection:
            made.add(
                connection, "sophea", "published", f"law-{number}", before={"title": "Old"}, after={"title": "ច្បាប់"}
            )
    return made


def _behind(tmp_path: Path, statement: str) -> None:
    """Change the file as one would who can open it, the triggers taken away."""
    with sqlite3.connect(tmp_path / "desk.sqlite3") as connection:
        connection.execute("DROP TRIGGER trail_is_not_changed")
        connection.execute("DROP TRIGGER trail_is_not_cut")
        connection.execute(statement)


def test_lines_are_found_by_words_who_and_subject(trail: Trail) -> None:
    with trail.writing() as connection:
        trail.add(connection, "vanna", "withdrew", "law-2", note="Withdrawn by the Ministry")
    assert [entry.subject for entry in trail.entries(text="ministry WITHDREW")] == ["law-2"]
    assert [entry.action for entry in trail.entries(subject="law-2")] == ["withdrew", "published"]
    assert len(trail.entries(who="sophea", text="ច្បាប់")) == 5
    assert trail.entries(most=1)[0].number == 6


def test_what_fails_leaves_no_line(trail: Trail) -> None:
    with pytest.raises(RuntimeError), trail.writing() as connection:
        trail.add(connection, "sophea", "published", "law-9")
        raise RuntimeError
    assert len(trail.entries()) == 5 and trail.faults() == []


@pytest.mark.parametrize("statement", ["UPDATE trail SET who = 'x'", "DELETE FROM trail"])
def test_no_line_can_be_changed_or_taken_out(trail: Trail, tmp_path: Path, statement: str) -> None:
    with (
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
        sqlite3.connect(tmp_path / "desk.sqlite3") as connection,
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE trail SET after = '{}' WHERE number = 3", "Line 3 is not what it was"),
        ("UPDATE trail SET who = 'vanna' WHERE number = 1", "Line 1 is not what it was"),
        ("DELETE FROM trail WHERE number = 2", "Line 2 is missing"),
        ("DELETE FROM trail WHERE number = 5", "noted head"),
        ("DELETE FROM trail", "noted head"),
    ],
)
def test_what_was_changed_behind_it_is_found(trail: Trail, tmp_path: Path, statement: str, said: str) -> None:
    assert trail.faults() == []
    _behind(tmp_path, statement)
    assert any(said in fault for fault in trail.faults())


def test_a_head_noted_elsewhere_finds_a_trail_written_anew(trail: Trail, tmp_path: Path) -> None:
    noted = trail.head()
    _behind(tmp_path, "DELETE FROM trail")
    (tmp_path / "trail-head.txt").unlink()
    assert trail.faults() == []
    assert any("noted head" in fault for fault in trail.faults(noted))


def test_of_two_who_write_at_once_the_later_head_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trail, looked, done = Trail(DeskDatabase(tmp_path)), threading.Event(), threading.Event()
    whole = Trail.head

    def slowly(self: Trail) -> str:
        head = whole(self)
        if head.startswith("1 "):
            looked.set()
            # The other waits for this one, where it must; else it is done before.
            done.wait(0.5)
        return head

    monkeypatch.setattr(Trail, "head", slowly)

    def write() -> None:
        with trail.writing() as connection:
            trail.add(connection, "sophea", "described", "law")

    first = threading.Thread(target=write)
    first.start()
    assert looked.wait(10)
    write()
    done.set()
    first.join()
    assert (tmp_path / "trail-head.txt").read_text(encoding="utf-8") == trail.head() and trail.head().startswith("2 ")


def test_the_table_to_take_away_holds_no_formula(trail: Trail) -> None:
    with trail.writing() as connection:
        trail.add(connection, "vanna", "noted", "law-1", note='=HYPERLINK("http://example.org")')
    rows = list(csv.DictReader(io.StringIO(trail.as_csv(trail.entries()).decode("utf-8-sig"))))
    assert len(rows) == 6 and rows[0]["note"].startswith("'=")
