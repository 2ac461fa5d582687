"""The picture of a page boxes the words that are quoted."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
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


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_box_follows_a_page_that_is_turned_and_cropped(tmp_path: Path, turn: int) -> None:
    file = tmp_path / "turned.pdf"
    canvas = Canvas(str(file), pagesize=(400, 300))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.drawString(100, 200, "sold")
    canvas.save()
    with pdfium.PdfDocument(file) as document:
        document[0].set_cropbox(50, 40, 350, 280)
        document[0].set_rotation(turn)
        document.save(tmp_path / "cropped.pdf")
    picture = page_picture(tmp_path / "cropped.pdf", 1, "SOLD", scale=2)
    assert (picture.width, picture.height) == ((600, 480) if turn in (0, 180) else (480, 600))
    (box,) = picture.boxes
    plain = Image.open(io.BytesIO(page_picture(tmp_path / "cropped.pdf", 1, scale=2).png))
    red = plain.split()[1].point(lambda green: 255 if green < 128 else 0).getbbox()
    assert red is not None
    assert box == pytest.approx(red, abs=6)


def test_letters_that_the_page_sets_as_one_are_found(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    canvas = Canvas(str(file), pagesize=(400, 300))
    canvas.drawString(40, 250, "The office of the CHILD")
    canvas.save()
    assert len(page_picture(file, 1, "the o\ufb03ce of the child").boxes) == 1


def test_a_poster_is_drawn_smaller(tmp_path: Path) -> None:
    file = tmp_path / "poster.pdf"
    canvas = Canvas(str(file), pagesize=(12000, 6000))
    canvas.drawString(40, 250, "sold")
    canvas.save()
    picture = page_picture(file, 1, "sold", scale=2)
    assert (picture.width, picture.height) == (4000, 2000)
