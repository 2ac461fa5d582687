"""Faces: a drawn one is found in a photograph and on a scan, where it stands; on pages without one nothing is."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.settings import settings
from ingest.screen import screen_file, screen_in_process
from ingest.screen.finding import Box, Finding
from ingest.screen.pictures import from_lines, to_line
from ingest.screen.pictures.faces import face_boxes, find_faces
from tests.conftest import REPOSITORY
from tests.ingest.screen.test_screen import parsed

DOCUMENTS = REPOSITORY.parent / "shared" / "data" / "documents"


def drawn_face(size: int = 200) -> Image.Image:
    """A face of light and shade, half as wide as the picture: hair, brows, eyes, nose, mouth."""
    picture = Image.new("L", (size * 2, size * 2), 120)
    draw, scale, start = ImageDraw.Draw(picture), size / 100, size / 2
    for left, top, right, bottom, shade in (
        (5, -8, 95, 85, 40), (12, 8, 88, 112, 205), (42, 50, 58, 76, 190), (42, 70, 58, 78, 150), (32, 84, 68, 94, 110),
        (18, 41, 42, 53, 120), (20, 43, 40, 52, 235), (25, 43, 35, 52, 30),
        (58, 41, 82, 53, 120), (60, 43, 80, 52, 235), (65, 43, 75, 52, 30),
    ):  # fmt: skip
        draw.ellipse([start + side * scale for side in (left, top, right, bottom)], fill=shade)
    for middle in (30, 70):
        brow = (middle - 13, 34, middle + 13, 38)
        draw.rectangle([start + side * scale for side in brow], fill=70)
    return picture.filter(ImageFilter.GaussianBlur(size / 50))


@pytest.fixture
def portraits(tmp_path: Path) -> Path:
    """A page with a portrait, one that is a scan with a face low on it, one of words only."""
    scan = Image.new("L", (1200, 1600), 235)
    draw = ImageDraw.Draw(scan)
    for line in range(20, 900, 40):
        draw.text((80, line), "The girl was met at the station and taken to the reception centre. " * 2, fill=20)
    scan.paste(drawn_face(160), (700, 1100))
    path = tmp_path / "portraits.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.drawImage(ImageReader(drawn_face()), 60, 500, 200, 200)
    canvas.showPage()
    canvas.drawImage(ImageReader(scan), 0, 0, 600, 800)
    canvas.showPage()
    canvas.drawString(60, 700, "Nobody is shown here.")
    canvas.showPage()
    canvas.save()
    return path


def test_a_face_is_found_where_it_stands(portraits: Path) -> None:
    faces = [found for found in screen_in_process(portraits, parsed("", "", "")) if found.kind == "face"]
    assert [face.page for face in faces] == [0, 1]
    # The portrait stands from 0.1 to 0.43 and from 0.125 to 0.375, its face in the middle of it; so on the scan.
    _holds_the_face(faces[0], (0.2, 0.2, 0.33, 0.31), (0.1, 0.12, 0.43, 0.38))
    _holds_the_face(faces[1], (0.67, 0.76, 0.76, 0.85), (0.58, 0.68, 0.85, 0.92))
    assert [found for found in screen_file(parsed("", "", ""), portraits) if found.kind == "face"] == faces


def _holds_the_face(found: Finding, least: Box, most: Box) -> None:
    assert found.box is not None
    (left, top, right, bottom), (a, b, c, d), (e, f, g, h) = found.box, least, most
    assert e < left < a and f < top < b and c < right < g and d < bottom < h


def test_what_is_no_face_is_none() -> None:
    noise = np.random.default_rng(4).integers(0, 255, (600, 400), dtype=np.uint8)
    assert face_boxes(noise) == []
    assert face_boxes(np.asarray(ImageOps.flip(drawn_face()))) == []


def test_what_was_seen_before_the_child_was_ended_is_kept(portraits: Path) -> None:
    found = screen_in_process(portraits, parsed("", "", ""))
    lines = "".join(f"{to_line(each)}\n" for each in found)
    assert [*from_lines(lines)] == found
    assert [*from_lines(lines[:-5])] == found[:-1]


def test_a_child_that_takes_too_long_is_ended(portraits: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "parse_timeout_s", 0.01)
    assert screen_in_process(portraits, parsed("Her phone: 012 345 678"))[0].words == "012 345 678"


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared documents are not here")
@pytest.mark.slow
def test_no_word_of_a_scan_is_taken_for_a_face() -> None:
    for path in sorted(DOCUMENTS.glob("*scan.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            assert [*find_faces(document)] == [], path.name
