"""A stranger's file is redacted in a child process that may fail or swell without harm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import settings
from ingest.redact import Redaction, RedactionError, leaks, redact_file, redact_in_process
from tests.ingest.redact.files import NAME, make_tale


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Set limits in the environment; they are those of the test only."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


def test_as_in_this_process(tmp_path: Path) -> None:
    tale = make_tale(tmp_path / "tale.pdf")
    marked = [Redaction(words=NAME), Redaction(page=1, box=(0.1, 0.1, 0.2, 0.2))]
    there = redact_in_process(tale, tmp_path / "there" / "served.pdf", marked)
    assert there == redact_file(tale, tmp_path / "here.pdf", marked)
    assert leaks(tmp_path / "there" / "served.pdf", [NAME]) == []
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["served.pdf"]


def test_in_place(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"{NAME} came.")
    redact_in_process(file, file, [Redaction(words=NAME)])
    assert file.read_text() == "[redacted] came."


def test_hands_on_why_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(RedactionError, match=r"^it is empty$"):
        redact_in_process(tmp_path / "empty.pdf", tmp_path / "served.pdf", [Redaction(words=NAME)])
    assert [path.name for path in tmp_path.iterdir()] == ["empty.pdf"]


def test_too_much_memory(limits: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(f"{NAME} and a law about trafficking.\n\n" * 500_000)
    limits.setenv("CLEARINGHOUSE_PARSE_MEMORY_MB", "256")
    with pytest.raises(RedactionError, match="CLEARINGHOUSE_PARSE_MEMORY_MB"):
        redact_in_process(tmp_path / "large.txt", tmp_path / "served.txt", [Redaction(words=NAME)])
    assert [path.name for path in tmp_path.iterdir()] == ["large.txt"]


def test_too_large_and_too_long(limits: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(3 << 20)
    limits.setenv("CLEARINGHOUSE_MAX_FILE_MB", "2")
    with pytest.raises(RedactionError, match="3 MiB, and 2 are allowed"):
        redact_in_process(tmp_path / "large.pdf", tmp_path / "served.pdf", [Redaction(words=NAME)])
    limits.setenv("CLEARINGHOUSE_MAX_PAGES", "3")
    settings.cache_clear()
    with pytest.raises(RedactionError, match="4 pages, and 3 are allowed"):
        redact_in_process(make_tale(tmp_path / "tale.pdf"), tmp_path / "served.pdf", [Redaction(words=NAME)])
