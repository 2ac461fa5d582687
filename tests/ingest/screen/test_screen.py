"""The screen over whole documents, over pictures and over what someone searches for."""

import random
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.page import Page, ParsedFile
from ingest.screen import identifies, screen_file, screen_in_process
from ingest.screen.finding import Finding, kept


def parsed(*texts: str) -> ParsedFile:
    return ParsedFile(tuple(Page(number, None, text) for number, text in enumerate(texts, 1)))


def test_a_name_is_found_on_the_other_pages_too() -> None:
    findings = screen_file(parsed("Chan Sreymom, 15, was rescued.", "No one here.", "Later Sreymom opened a shop."))
    assert [(found.page, found.words) for found in findings] == [(0, "Chan Sreymom"), (2, "Sreymom")]


def test_of_findings_on_the_same_words_the_more_specific_is_kept() -> None:
    name = Finding("name", 0, 0, 11, "Prey Chhor,", 0.9, "")
    place = Finding("address", 0, 0, 20, "Prey Chhor, Kampot..", 0.5, "")
    after = Finding("name", 0, 25, 30, "Bopha", 0.5, "")
    assert kept([name, after, place]) == [place, after]


def test_what_reaches_further_is_joined_to_what_is_surer() -> None:
    sure = Finding("name", 0, 5, 10, "Sreyo", 0.9, "sure")
    longer = Finding("name", 0, 5, 13, "Sreyo Ma", 0.3, "doubt")
    assert kept([longer, sure]) == [Finding("name", 0, 5, 13, "Sreyo Ma", 0.9, "sure")]


def test_nothing_is_joined_that_shows_nobody_where_to_look() -> None:
    sure = Finding("name", 0, 5, 10, "Sreyo", 0.9, "sure")
    assert kept([Finding("name", 0, 5, 405, "Sreyo" + "x" * 395, 0.3, "doubt"), sure]) == [sure]


def test_a_doubt_about_a_place_ends_before_a_number_that_is_surer() -> None:
    text = "in the last hut past the dyke, 012 345 678"
    place = Finding("address", 0, 0, len(text), text, 0.3, "doubt")
    phone = Finding("phone", 0, 31, 42, text[31:], 0.9, "sure")
    assert [found.words for found in kept([place, phone])] == ["in the last hut past the dyke", "012 345 678"]


def test_a_doubt_is_for_documents_and_not_for_searches() -> None:
    text = "The client, Thlang Pheaktra"
    assert [found.words for found in screen_file(parsed(text))] == ["Thlang Pheaktra"]
    assert not identifies("returned fisherman Samut Sakhon 2015 case study")


@pytest.mark.parametrize(
    "query",
    [
        "012 345 678",
        "sok sreymom rescued brothel",
        "sreymom2004@gmail.com",
        "passport N1234567",
        "telegram @sreypov99",
        "born 12 March 2004 Kampong Cham",
    ],
)
def test_a_query_that_tells_someone(query: str) -> None:
    assert identifies(query)


@pytest.mark.parametrize(
    "query",
    [
        "shelters in Battambang",
        "article 8 law 2008",
        "MOU Thailand 2003 victims repatriation",
        "brick kiln debt bondage children",
        "hotline 1288",
        "Hun Sen trafficking law",
        "ច្បាប់ស្តីពីការបង្រ្កាបអំពើជួញដូរមនុស្ស",
        "victims rescued 2019",
    ],
)
def test_a_query_that_tells_no_one(query: str) -> None:
    assert not identifies(query)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A page with a picture of many shades, one with a drawing, one that is a scan."""
    chance = random.Random(4)
    photograph = Image.new("RGB", (400, 300))
    photograph.putdata(
        [((x * 255) // 400, (y * 255) // 300, chance.randrange(60, 200)) for y in range(300) for x in range(400)]
    )
    drawing = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(drawing).ellipse((50, 50, 300, 250), outline="navy", width=9)
    path = tmp_path / "pictures.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800))
    for image, box in (
        (photograph, (60, 400, 300, 200)),
        (drawing, (60, 400, 300, 200)),
        (photograph, (0, 0, 600, 800)),
    ):
        canvas.drawImage(ImageReader(image), *box)
        canvas.showPage()
    canvas.save()
    return path


def test_a_photograph_is_pointed_at(pictures: Path) -> None:
    empty = parsed("", "", "")
    findings = screen_file(empty, pictures)
    assert [(found.kind, found.page, found.words) for found in findings] == [("photograph", 0, "")]
    assert findings[0].box == pytest.approx((0.1, 0.25, 0.6, 0.5), abs=0.001)
    assert screen_in_process(pictures, empty) == findings
    assert screen_file(empty) == []


def test_what_cannot_be_opened_has_no_photographs(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nnot a file at all")
    assert screen_in_process(broken, parsed("Her phone: 012 345 678"))[0].words == "012 345 678"
    with pytest.raises(pypdfium2.PdfiumError):
        screen_file(parsed(""), broken)
