"""Real documents, each hard in its own way."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from corpus.page import ParsedFile
from ingest.parse import parse_file

COUNTRIES = ("burma", "cambodia", "indonesia", "philippines", "thailand")
READ_WELL = (
    *(f"wfcl-2021-{country}.pdf" for country in COUNTRIES),
    "kh-constitution-en.txt",
    "kh-labour-law-1997-en.txt",
    "km-constitution-clean.md",
    "national-research-agenda-2025.pdf",
    "un-joint-framework-cambodia.txt",
)


@cache
def _read(path: Path) -> ParsedFile:
    """Without OCR: what needs it must say so."""
    return parse_file(path, ocr_languages="none")


@pytest.mark.parametrize("name", READ_WELL)
def test_read_well(shared_data: Path, name: str) -> None:
    parsed = _read(shared_data / "documents" / name)
    read = [page.reading for page in parsed.pages]
    assert read.count("well") >= 0.95 * len(read)
    assert parsed.title
    assert parsed.language == ("km" if name.startswith("km") else "en")
    for page in parsed.pages:
        ends = 0
        for block in page.blocks:
            assert ends <= block.start < block.end <= len(page.text)
            assert not page.text[ends : block.start].strip()
            ends = block.end
        assert not page.text[ends:].strip()


@pytest.mark.parametrize("country", COUNTRIES)
def test_words_stand_on_the_page_another_program_sees_them_on(shared_data: Path, country: str) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: nothing to compare with")
    file = shared_data / "documents" / f"wfcl-2021-{country}.pdf"
    printed = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    theirs = printed.split("\f")
    parsed = _read(file)
    assert len(theirs) == len(parsed.pages) + 1
    for page, text in zip(parsed.pages, theirs, strict=False):
        # Letters and digits only: a word broken at a line's end is whole here and in two there.
        letters = re.sub(r"[\W_]", "", text)
        words = re.findall(r"[^\W_]+", page.text)
        missing = [word for word in words if word not in letters]
        assert not missing, f"page {page.number}"
        # The running head and foot, some hundred letters, are left out and nothing else.
        assert len(letters) - len("".join(words)) < 130, f"page {page.number}: words are lost"


@pytest.mark.parametrize("country", COUNTRIES)
def test_running_heads_are_out_and_numbers_are_labels(shared_data: Path, country: str) -> None:
    parsed = _read(shared_data / "documents" / f"wfcl-2021-{country}.pdf")
    assert [page.label for page in parsed.pages] == [str(page.number) for page in parsed.pages]
    head = "2021 FINDINGS ON THE WORST FORMS OF CHILD LABOR"
    assert sum(head in page.text.upper() for page in parsed.pages) <= 1


def test_tables_of_findings_are_tables(shared_data: Path) -> None:
    parsed = _read(shared_data / "documents" / "wfcl-2021-cambodia.pdf")
    tables = [page.text[b.start : b.end] for page in parsed.pages for b in page.blocks if b.kind == "table"]
    rows = [line.split("\t") for table in tables for line in table.split("\n")]
    assert ["Working (% and population)", "5 to 14", "7.5 (243,371)"] in rows
    assert ["ILO C. 182, Worst Forms of Child Labor", "✓"] in rows
    assert ["Number of Labor Inspectors", "602 (15)", "602 (2)"] in rows


def test_a_legacy_font_is_not_taken_for_words(shared_data: Path) -> None:
    parsed = _read(shared_data / "documents" / "km-crc-1995-legacy-font.pdf")
    assert {page.reading for page in parsed.pages} == {"not at all"}
    assert all(not page.text and "legacy Khmer font" in page.note for page in parsed.pages)


def test_a_scan_says_it_needs_ocr(shared_data: Path) -> None:
    parsed = _read(shared_data / "documents" / "km-extradition-thailand-1999-scan.pdf")
    assert all(page.reading == "not at all" and not page.text for page in parsed.pages)
    assert all("install tesseract" in page.note or page.note == "blank page" for page in parsed.pages)


@pytest.mark.slow
def test_khmer_signs_in_the_wrong_order_are_noticed(shared_data: Path) -> None:
    parsed = _read(shared_data / "documents" / "km-constitution.pdf")
    assert sum(page.reading == "well" for page in parsed.pages) < 0.1 * len(parsed.pages)
