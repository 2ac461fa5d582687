"""DOCX, HTML, Markdown and plain text: the words are gone, the others are still read."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from ingest.parse import parse_file
from ingest.redact import Redaction, RedactionError, leaks, redact_file
from ingest.redact.words import MARK
from tests.ingest.redact.files import HTML, MARKDOWN, NAME, make_docx

NUMBER = "012-345-678"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return make_docx(tmp_path / "case.docx")


def test_docx_loses_it_in_every_part(word: Path, tmp_path: Path) -> None:
    assert {where.split(" in ")[1] for where in leaks(word, [NAME])} >= {
        *("word/document.xml", "word/header1.xml", "word/comments.xml", "docProps/core.xml", "customXml/item1.xml"),
        *("word/_rels/document.xml.rels", "the bytes of docProps/thumbnail.jpeg", "the archive's comment"),
    }
    served = tmp_path / "served.docx"
    done = redact_file(word, served, [Redaction(words=NAME), Redaction(words=NUMBER)])
    assert leaks(served, [NAME, NUMBER]) == []
    assert done.occurrences[NUMBER] == 1 and done.occurrences[NAME] >= 7
    with zipfile.ZipFile(served) as archive:
        parts = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
    assert not any("ophea" in text or "phea<" in text for text in parts.values())
    assert "docProps/thumbnail.jpeg" not in parts and "customXml/item1.xml" not in parts
    assert "docProps/thumbnail.jpeg" in " ".join(done.notes)


def test_docx_still_opens_and_reads(word: Path, tmp_path: Path) -> None:
    redact_file(word, tmp_path / "served.docx", [Redaction(words=NAME), Redaction(words=NUMBER)])
    document = docx.Document(str(tmp_path / "served.docx"))
    assert [comment.text for comment in document.comments] == ["Check the date"]
    assert document.core_properties.title == f"Case of {MARK}"
    assert document.sections[0].header.paragraphs[0].text == f"File {MARK}"
    text = parse_file(tmp_path / "served.docx").pages[0].text
    assert f"The statement of {MARK} was taken at Poipet." in text
    assert "The law of 2008 protects witnesses." in text and "Nothing more was said." in text
    assert f"{MARK}, {MARK}" in text and f"Box: {MARK}" in text


def test_docx_keeps_measures_where_a_short_number_goes(word: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(word) as archive:
        before = archive.read("word/document.xml").decode()
    assert 'w:h="15840"' in before
    done = redact_file(word, tmp_path / "served.docx", [Redaction(words="15840"), Redaction(words="2008")])
    assert done.occurrences == {"15840": 0, "2008": 1}
    with zipfile.ZipFile(tmp_path / "served.docx") as archive:
        assert 'w:h="15840"' in archive.read("word/document.xml").decode()


def test_docx_pictures_stay_without_what_their_files_say(tmp_path: Path) -> None:
    picture = io.BytesIO()
    facts = Image.Exif()
    facts[0x013B] = NAME  # The artist.
    Image.new("RGB", (40, 30), (200, 30, 30)).save(picture, format="JPEG", exif=facts)
    document = docx.Document()
    document.add_paragraph("A picture of the market.")
    document.add_picture(picture)
    document.save(str(tmp_path / "picture.docx"))
    assert leaks(tmp_path / "picture.docx", [NAME])
    done = redact_file(tmp_path / "picture.docx", tmp_path / "served.docx", [Redaction(words=NAME)])
    assert leaks(tmp_path / "served.docx", [NAME]) == []
    (shape,) = docx.Document(str(tmp_path / "served.docx")).inline_shapes
    assert shape.width and any("1 pictures in it were kept and not read" in note for note in done.notes)


def test_html_loses_it_in_text_attributes_comments_and_code(tmp_path: Path) -> None:
    page = tmp_path / "case.html"
    page.write_text(HTML, encoding="utf-8")
    done = redact_file(page, tmp_path / "served.html", [Redaction(words=NAME)])
    served = (tmp_path / "served.html").read_text(encoding="utf-8")
    assert leaks(page, [NAME]) and leaks(tmp_path / "served.html", [NAME]) == []
    assert "ophea" not in served and "phea" not in served and "%53" not in served
    assert "<script" not in served and "<style" not in served and "<!-- ask" not in served
    assert f"The statement of <b>{MARK}</b>" in served and "1 &lt; 2" in served and "articles" in served
    assert 'alt="Sokha stays"' in served and "Sokha is another." in served and 'href="#"' in served
    assert done.pages_changed == [0] and done.occurrences[NAME] >= 10
    text = parse_file(tmp_path / "served.html").pages[0].text
    assert f"The statement of {MARK} was taken at Poipet." in text and f"{MARK}, and {MARK}." in text


def test_html_words_of_the_markup_are_not_its_text(tmp_path: Path) -> None:
    page = tmp_path / "table.html"
    page.write_text("<html><body><table><tr><td>On the table lay a title.</td></tr></table></body></html>")
    redact_file(page, tmp_path / "served.html", [Redaction(words="table"), Redaction(words="title")])
    served = (tmp_path / "served.html").read_text()
    assert f"<table><tr><td>On the {MARK} lay a {MARK}.</td></tr></table>" in served


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "case.md").write_text(MARKDOWN, encoding="utf-8")
    done = redact_file(tmp_path / "case.md", tmp_path / "served.md", [Redaction(words=NAME)])
    assert leaks(tmp_path / "served.md", [NAME]) == []
    assert done.occurrences == {NAME: 5}
    page = parse_file(tmp_path / "served.md").pages[0]
    assert page.text.startswith(f"The case of {MARK}") and "Sokha stayed." in page.text
    assert "sophea" not in (tmp_path / "served.md").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_plain_text_in_its_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "case.txt").write_bytes("José Sok\r\nwas met.\r\nJosé Soka was not.".encode(encoding))
    redact_file(tmp_path / "case.txt", tmp_path / "served.txt", [Redaction(words="jose sok")])
    assert (tmp_path / "served.txt").read_bytes().decode() == f"{MARK}\r\nwas met.\r\nJosé Soka was not."


def test_khmer_text_and_digits(tmp_path: Path) -> None:
    (tmp_path / "k.txt").write_text("លោកសុខ សុភាទូរស័ព្ទ ០១២ ៣៤៥ ៦៧៨។", encoding="utf-8")
    done = redact_file(tmp_path / "k.txt", tmp_path / "s.txt", [Redaction(words="សុខសុភា"), Redaction(words=NUMBER)])
    assert (tmp_path / "s.txt").read_text(encoding="utf-8") == f"លោក{MARK}ទូរស័ព្ទ {MARK}។"
    assert done.occurrences == {"សុខសុភា": 1, NUMBER: 1}


@pytest.mark.parametrize(
    ("redaction", "told"),
    [
        ({"words": " - "}, "a letter or a digit"),
        ({"box": (0, 0, 1, 1)}, "the page it stands on"),
        ({"page": 0, "box": (0.5, 0, 0.4, 1)}, "shares of the page"),
    ],
)
def test_a_redaction_that_is_none(redaction: dict[str, object], told: str) -> None:
    with pytest.raises(RedactionError, match=told):
        Redaction(**redaction)  # type: ignore[arg-type]


def test_a_box_on_what_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A law.")
    with pytest.raises(RedactionError, match="choose the words instead"):
        redact_file(tmp_path / "a.txt", tmp_path / "b.txt", [Redaction(page=0, box=(0, 0, 1, 1))])
    assert not (tmp_path / "b.txt").exists()
