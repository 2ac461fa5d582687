"""The PDFs that browser tests upload hold what they are said to hold, where they are said to."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from ingest.parse import parse_file
from tests.planted_pdf import AUTHOR, EMAIL, IDENTITY, NAME, PHONE, SHELTER, make_report, make_scan

SCAN = "The child lives at house 4, Phum Chas.\nHer name is Meas Chenda."


def test_the_eight_identifiers_are_read_where_they_stand(tmp_path: Path) -> None:
    words = make_report(tmp_path / "report.pdf")
    parsed = parse_file(tmp_path / "report.pdf", ocr_languages="none")
    assert len(set(words)) == 8
    assert len(parsed.pages) == 4
    texts = [page.text for page in parsed.pages]
    on_pages = [[number for number, text in enumerate(texts, start=1) if word in text] for word in words]
    assert on_pages == [[2], [2], [2], [2], [3], [3], [4], [4]]
    kinds = {
        word: block.kind
        for page in parsed.pages
        for block in page.blocks
        for word in words
        if word in page.text[block.start : block.end]
    }
    assert kinds[IDENTITY] == "table"
    assert kinds[EMAIL] == "note"
    assert kinds[SHELTER] == "text"


def test_what_a_page_does_not_show_is_there_too(tmp_path: Path) -> None:
    make_report(tmp_path / "report.pdf")
    reader = PdfReader(tmp_path / "report.pdf")
    assert reader.metadata is not None
    assert reader.metadata.author == AUTHOR
    assert NAME in str(reader.metadata.subject)
    assert [entry.title for entry in parse_file(tmp_path / "report.pdf", ocr_languages="none").outline] == [
        "Summary",
        f"The case of {NAME}",
        "Who was assisted",
        "Safe places",
    ]
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert [PHONE in note["/Contents"] for note in annotations] == [True]


def test_the_scan_is_a_picture_and_nothing_else(tmp_path: Path) -> None:
    make_scan(tmp_path / "scan.pdf", SCAN)
    (page,) = PdfReader(tmp_path / "scan.pdf").pages
    assert page.extract_text().strip() == ""
    assert len(page.images) == 1
    assert page.images[0].image is not None
    assert len(set(page.images[0].image.convert("L").tobytes())) > 1, "the picture is not blank"


@pytest.mark.ocr
def test_the_scan_is_read_by_ocr(tmp_path: Path) -> None:
    make_scan(tmp_path / "scan.pdf", SCAN)
    (page,) = parse_file(tmp_path / "scan.pdf", ocr_languages="eng").pages
    assert page.read_by == "ocr"
    assert "Meas Chenda" in page.text
    assert "house 4, Phum Chas" in page.text


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        make_report(tmp_path / f"{name}.pdf")
        make_scan(tmp_path / f"{name}-scan.pdf", SCAN)
        made.append([(tmp_path / f"{name}.pdf").read_bytes(), (tmp_path / f"{name}-scan.pdf").read_bytes()])
    assert made[0] == made[1]
