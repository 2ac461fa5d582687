"""What is marked in a PDF is in no byte of the new one; the rest of it reads as before."""

import re
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ingest.parse import parse_file
from ingest.redact import Redaction, RedactionError, leaks, redact_file
from ingest.redact.words import MARK
from tests.ingest.parse.pdfs import lines, make_pdf
from tests.ingest.redact.files import NAME, OTHERS, SECOND, make_hidden, make_layered, make_tale, second, story


@pytest.fixture(scope="module")
def tale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tale(tmp_path_factory.mktemp("tale") / "tale.pdf")


@pytest.fixture(scope="module")
def served(tale: Path) -> Path:
    target = tale.with_name("served.pdf")
    redact_file(tale, target, [Redaction(words=NAME)])
    return target


Place = tuple[float, float, float, float]  # left, top, right, bottom as shares of the page


def darkness(path: Path, page: int, place: Place) -> float:
    """The share of a part of a page that is black."""
    part = drawn(path, page, place)
    return sum(part.histogram()[:16]) / (part.width * part.height)


def shade(path: Path, page: int, place: Place) -> float:
    """The mean grey of a part of a page, 0 to 255."""
    data = drawn(path, page, place).tobytes()
    return sum(data) / len(data)


def drawn(path: Path, page: int, place: Place) -> Image.Image:
    image = pdfium.PdfDocument(path)[page].render(scale=2, grayscale=True).to_pil()
    left, top, right, bottom = (round(edge * image.size[i % 2]) for i, edge in enumerate(place))
    return image.crop((left, top, right, bottom))


def test_the_name_is_found_everywhere_before(tale: Path) -> None:
    where = " ".join(leaks(tale, [NAME]))
    for place in ("page 1 as pdfium", "page 1 as pypdf", "a stream", "between its streams", "object", "file's bytes"):
        assert place in where
    reader = pypdf.PdfReader(tale)
    assert NAME in str(reader.metadata) and NAME in str(reader.outline) and reader.attachments
    assert NAME in str(reader.root_object["/Metadata"].get_data())
    assert NAME in str(reader.get_fields())


def test_nothing_of_it_is_left(served: Path) -> None:
    assert leaks(served, [NAME]) == []
    reader = pypdf.PdfReader(served)
    assert not reader.attachments and "/Metadata" not in reader.root_object and "/AcroForm" not in reader.root_object
    # Not only what `leaks` knows to look for: the letters themselves, in every stream there is.
    whole = served.read_bytes() + b"".join(
        thing.get_data()
        for number in range(1, len(reader.xref[0]) + 1)
        if hasattr(thing := reader.get_object(number), "get_data") and thing.get("/Subtype") != "/Image"
    )
    assert b"sophea" not in re.sub(rb"[^a-z]", b"", whole.lower())


def test_what_was_done_is_told(tale: Path, tmp_path: Path) -> None:
    done = redact_file(tale, tmp_path / "served.pdf", [Redaction(words=NAME), Redaction(words="nobody at all")])
    # Page 3's comment and page 4's field show the name; page 2 has but a note, which is dropped with all notes.
    assert done.pages_changed == [0, 2, 3]
    # Three on the first page, the field, a bookmark, a link's address and the title; no program shows the comment.
    assert done.occurrences == {NAME: 7, "nobody at all": 0}


def test_other_words_stay_in_order_with_a_mark_between(served: Path) -> None:
    text = " ".join(parse_file(served).pages[0].text.split())
    assert text == (
        f"{OTHERS[0]} that {MARK} made on the second of May, and {MARK} was met at the market. "
        f"The officer wrote {MARK} once more and closed the file of the case. {OTHERS[1]}"
    )


def test_title_bookmarks_labels_and_links_are_kept_without_it(tale: Path, served: Path) -> None:
    before, reader = pypdf.PdfReader(tale), pypdf.PdfReader(served)
    assert reader.metadata is not None and reader.metadata.title == f"The case of {MARK}"
    assert "/Author" not in reader.metadata
    assert [entry.title for entry in reader.outline] == [f"Statement of {MARK}", "Findings"]
    assert reader.page_labels == before.page_labels == ["i", "B-1", "B-2", "B-3"]
    links = [annotation.get_object()["/A"]["/URI"] for annotation in reader.pages[3]["/Annots"]]
    assert links == ["https://example.org/law"]


def test_a_page_without_it_is_copied_as_it_is(tale: Path, served: Path) -> None:
    before, after = pypdf.PdfReader(tale).pages[1], pypdf.PdfReader(served).pages[1]
    assert "/Annots" in before and "/Annots" not in after
    assert not after.images and SECOND[0] in after.extract_text()
    assert parse_file(served).pages[1] == parse_file(tale).pages[1]


def test_the_picture_is_black_there_and_the_same_elsewhere(tale: Path, served: Path) -> None:
    page = pdfium.PdfDocument(tale)[0]
    width, height = page.get_size()
    searcher = page.get_textpage().search(NAME)
    found = searcher.get_next()
    assert found is not None
    boxes = [page.get_textpage().get_charbox(found[0] + i) for i in range(found[1])]
    left, bottom, right, top = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    place = left / width, 1 - top / height, right / width, 1 - bottom / height
    # White letters of the mark stand in it.
    assert darkness(tale, 0, place) < 0.4
    assert darkness(served, 0, place) > 0.7
    beside = left / width, 1 - top / height, (left + 5) / width, 1 - bottom / height
    assert darkness(served, 0, beside) == 1
    last = 0.1, 1 - 650 / height, 0.6, 1 - 640 / height
    # Of 255: drawn at other sizes, the same letters differ by a little.
    assert shade(served, 0, last) == pytest.approx(shade(tale, 0, last), abs=4) and shade(tale, 0, last) < 240


def test_the_picture_holds_only_what_is_seen(served: Path) -> None:
    page = pypdf.PdfReader(served).pages[0]
    (image,) = page.images
    assert image.data.startswith(b"\xff\xd8") and image.data.count(b"\xff\xd8\xff") == 1
    assert (
        b"Exif" not in image.data and b"/SMask" not in served.read_bytes() and b"/Alternates" not in served.read_bytes()
    )
    shown = pdfium.PdfDocument(served)[0].render(scale=1, grayscale=True).to_pil()
    alone = image.image.convert("L").resize(shown.size)
    assert sum(abs(a - b) for a, b in zip(shown.tobytes(), alone.tobytes(), strict=True)) / len(shown.tobytes()) < 2


def test_a_page_that_holds_it_unseen_is_drawn_too(tmp_path: Path) -> None:
    hidden = make_hidden(tmp_path / "hidden.pdf")
    done = redact_file(hidden, tmp_path / "served.pdf", [Redaction(words=NAME)])
    assert done.pages_changed == [0, 1]
    assert leaks(tmp_path / "served.pdf", [NAME]) == []
    assert SECOND[0] in parse_file(tmp_path / "served.pdf").pages[1].text


def test_a_box_takes_the_picture_and_the_text_under_it(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "two.pdf", [second, story])
    box = 0.1, 1 - 712 / 842, 0.9, 1 - 697 / 842  # The first line stands at 700 of 842 points.
    done = redact_file(pdf, tmp_path / "served.pdf", [Redaction(page=0, box=box)])
    assert done.pages_changed == [0] and done.occurrences == {}
    text = parse_file(tmp_path / "served.pdf").pages[0].text
    assert MARK in text and SECOND[0] not in text and SECOND[1] in text
    assert darkness(tmp_path / "served.pdf", 0, (0.15, box[1] + 0.001, 0.3, box[3] - 0.001)) == 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page(tmp_path: Path, turn: int) -> None:
    writer = pypdf.PdfWriter(clone_from=make_pdf(tmp_path / "upright.pdf", [story]))
    writer.pages[0].rotate(turn)
    writer.write(tmp_path / "turned.pdf")
    corner = Redaction(page=0, box=(0.0, 0.0, 0.2, 0.1))
    redact_file(tmp_path / "turned.pdf", tmp_path / "served.pdf", [Redaction(words=NAME), corner])
    assert leaks(tmp_path / "served.pdf", [NAME]) == []
    assert darkness(tmp_path / "served.pdf", 0, (0.01, 0.01, 0.19, 0.09)) > 0.85
    assert darkness(tmp_path / "served.pdf", 0, (0.8, 0.9, 1, 1)) < 0.1
    assert OTHERS[1] in parse_file(tmp_path / "served.pdf").pages[0].text


def test_a_name_in_a_column_that_the_file_writes_across(tmp_path: Path) -> None:
    def columns(canvas: object) -> None:
        for row, (left, right) in enumerate([("asked for Sok", "the court of"), ("Sophea at the", "appeal sat in")]):
            lines(canvas, [left], top=700 - 14 * row)  # type: ignore[arg-type]
            lines(canvas, [right], x=320, top=700 - 14 * row)  # type: ignore[arg-type]

    pdf = make_pdf(tmp_path / "columns.pdf", [columns])
    done = redact_file(pdf, tmp_path / "served.pdf", [Redaction(words=NAME)])
    assert done.occurrences == {NAME: 1}
    text = parse_file(tmp_path / "served.pdf").pages[0].text
    assert "Sok" not in text and "Sophea" not in text and "the court of" in text


def test_a_number_in_any_grouping(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "n.pdf", [lambda canvas: lines(canvas, ["Call 012-345-678 or", "+855 12 345 678 today"])])
    done = redact_file(pdf, tmp_path / "served.pdf", [Redaction(words="012345678")])
    assert done.occurrences == {"012345678": 2}
    assert parse_file(tmp_path / "served.pdf").pages[0].text.split() == ["Call", MARK, "or", f"+{MARK}", "today"]


def test_encrypted(tale: Path, tmp_path: Path) -> None:
    for password, file in (("", tmp_path / "open.pdf"), ("secret", tmp_path / "locked.pdf")):
        writer = pypdf.PdfWriter(clone_from=tale)
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
        writer.write(file)
    redact_file(tmp_path / "open.pdf", tmp_path / "served.pdf", [Redaction(words=NAME)])
    assert leaks(tmp_path / "served.pdf", [NAME]) == [] and not pypdf.PdfReader(tmp_path / "served.pdf").is_encrypted
    with pytest.raises(RedactionError, match="encrypted: save a copy without a password"):
        redact_file(tmp_path / "locked.pdf", tmp_path / "none.pdf", [Redaction(words=NAME)])
    assert not (tmp_path / "none.pdf").exists()


def test_a_picture_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = scanned(make_pdf(tmp_path / "text.pdf", [story]), tmp_path / "scan.pdf")
    monkeypatch.setattr("ingest.redact.pdf_sheet.installed_languages", frozenset)
    with pytest.raises(RedactionError, match=r"page 1: the words are in a picture.*by hand with a box"):
        redact_file(scan, tmp_path / "served.pdf", [Redaction(words=NAME)])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scan.pdf", "text.pdf"]
    redact_file(scan, tmp_path / "served.pdf", [Redaction(page=0, box=(0.1, 0.1, 0.9, 0.3))])
    assert darkness(tmp_path / "served.pdf", 0, (0.11, 0.11, 0.89, 0.29)) > 0.95


def scanned(text: Path, path: Path) -> Path:
    """A page's picture as a PDF of its own."""
    pdfium.PdfDocument(text)[0].render(scale=200 / 72, grayscale=True).to_pil().save(path, resolution=200)
    return path


@pytest.mark.ocr
def test_a_scanned_page(tmp_path: Path) -> None:
    scan = scanned(make_pdf(tmp_path / "text.pdf", [story]), tmp_path / "scan.pdf")
    done = redact_file(scan, tmp_path / "served.pdf", [Redaction(words=NAME)])
    assert done.pages_changed == [0] and done.occurrences == {NAME: 3}
    assert any("page 1: read from the picture" in note for note in done.notes)
    page = parse_file(tmp_path / "served.pdf").pages[0]
    assert page.text.count(MARK) == 3 and "answered the call" in page.text and "Poipet" in page.text
    # What tesseract sees in the new picture, without the text laid over it.
    pdfium.PdfDocument(tmp_path / "served.pdf")[0].render(scale=200 / 72).to_pil().save(
        tmp_path / "again.pdf", resolution=200
    )
    assert not re.search("sok|sop|phea", parse_file(tmp_path / "again.pdf").pages[0].text, re.IGNORECASE)


def test_a_hidden_layer_stays_hidden_and_loses_its_name(tmp_path: Path) -> None:
    layered = make_layered(tmp_path / "layered.pdf")
    assert NAME in " ".join(leaks(layered, [NAME]))
    assert redact_file(layered, tmp_path / "served.pdf", [Redaction(words=NAME)]).pages_changed == [0]
    assert leaks(tmp_path / "served.pdf", [NAME]) == []
    bar = 0.2, 0.6, 0.8, 0.8
    assert darkness(layered, 1, bar) == darkness(tmp_path / "served.pdf", 1, bar) == 0
    assert SECOND[0] in parse_file(tmp_path / "served.pdf").pages[1].text


def test_khmer_keeps_its_letters_over_the_picture(tmp_path: Path) -> None:
    font = Path("/usr/share/fonts/truetype/khmeros/KhmerOS.ttf")
    if not font.is_file():
        pytest.skip("no Khmer font is installed to draw a page with")
    pdfmetrics.registerFont(TTFont("KhmerOS", str(font)))
    words = ["មាត្រា ៨ អំពើជួញដូរមនុស្ស ត្រូវផ្តន្ទាទោស", "លោកសុខ សុភា រស់នៅក្រុងប៉ោយប៉ែត លេខ ០១២ ៣៤៥ ៦៧៨"]
    pdf = make_pdf(tmp_path / "khmer.pdf", [lambda canvas: lines(canvas, words, font="KhmerOS", size=14)])
    before = parse_file(pdf).pages[0].text
    marked = [Redaction(words="សុខ សុភា"), Redaction(words="012345678")]
    done = redact_file(pdf, tmp_path / "served.pdf", marked)
    assert done.occurrences == {"សុខ សុភា": 1, "012345678": 1} and not done.notes
    after = parse_file(tmp_path / "served.pdf").pages[0]
    assert after.text == before.replace("សុខ សុភា", MARK).replace("០១២ ៣៤៥ ៦៧៨", MARK) != before
    assert "អំពើជួញដូរមនុស្ស" in pypdf.PdfReader(tmp_path / "served.pdf").pages[0].extract_text()
