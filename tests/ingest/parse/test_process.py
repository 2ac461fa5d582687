"""A stranger's file is read in a child process that may fail, hang or swell without harm."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import ROOT, settings
from ingest.parse import UnreadableFile, parse_file
from ingest.parse.process import parse_in_process, parsed_from_json
from tests.ingest.parse.pdfs import lines, make_pdf

WORDS = ["The law of 2008 punishes trafficking in persons", "and protects those who were trafficked."]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "a law.pdf", [lambda canvas: lines(canvas, WORDS)] * 3)


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Set limits in the environment; they are those of the test only."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


def test_reads_as_in_this_process(pdf: Path) -> None:
    told: list[tuple[int, int]] = []
    assert parse_in_process(pdf, on_page=lambda done, of: told.append((done, of))) == parse_file(pdf)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_hands_on_why_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(UnreadableFile, match=r"^it is empty$"):
        parse_in_process(tmp_path / "empty.pdf")


def test_too_long(limits: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pages = make_pdf(tmp_path / "long.pdf", [lambda canvas: lines(canvas, WORDS * 25, top=800)] * 400)
    limits.setenv("CLEARINGHOUSE_PARSE_TIMEOUT_S", "1")
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"over 1 s|exit -\d+"):
        parse_in_process(pages)
    assert time.monotonic() - started < 10


def test_too_much_memory(limits: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("A line of a law about trafficking.\n\n" * 2_000_000)
    limits.setenv("CLEARINGHOUSE_PARSE_MEMORY_MB", "256")
    with pytest.raises(UnreadableFile, match="CLEARINGHOUSE_PARSE_MEMORY_MB"):
        parse_in_process(tmp_path / "large.txt")


def test_too_large(limits: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "large.pdf").open("wb") as file:
        file.truncate(3 << 20)
    limits.setenv("CLEARINGHOUSE_MAX_FILE_MB", "2")
    with pytest.raises(UnreadableFile, match="3 MiB, and 2 are allowed"):
        parse_in_process(tmp_path / "large.pdf")


def test_too_many_pages(limits: pytest.MonkeyPatch, pdf: Path) -> None:
    limits.setenv("CLEARINGHOUSE_MAX_PAGES", "2")
    with pytest.raises(UnreadableFile, match="3 pages, and 2 are allowed"):
        parse_in_process(pdf)


def test_the_program_prints_json(pdf: Path) -> None:
    command = [sys.executable, "-m", "ingest.parse", str(pdf)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert parsed_from_json(json.loads(done.stdout)) == parse_file(pdf)
    assert done.stderr.split("\n")[0] == "page 1 3"
