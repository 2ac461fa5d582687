"""The picture of a page boxes the words that are quoted."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from search.page_picture import page_picture


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "page.pdf"
    canvas = Canvas(str(file), pagesize=(400, 300))
    canvas.drawString(40, 250, "Nobody may be held in debt bond-")
    canvas.drawString(40, 230, "age or be sold.")
    canvas.drawString(40, 50, "Another article.")
    canvas.save()
    return file


def test_the_box_is_where_the_words_are(pdf: Path) -> None:
    picture = page_picture(pdf, 1, "held in debt bondage or be sold", scale=1)
    assert (picture.width, picture.height) == (400, 300)
    assert len(picture.boxes) == 2
    upper, lower = picture.boxes
    assert 40 < upper.x0 < 160 and 35 < upper.y0 < upper.y1 < 60
    assert lower.x0 == pytest.approx(40, abs=3) and 55 < lower.y0 < lower.y1 < 80


def test_words_that_are_not_there_are_not_boxed(pdf: Path) -> None:
    assert page_picture(pdf, 1, "shelters for men").boxes == ()


def test_a_page_that_is_not_there(pdf: Path) -> None:
    with pytest.raises(IndexError, match="has 1 pages, and no page 2"):
        page_picture(pdf, 2)
