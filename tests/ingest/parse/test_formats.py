"""Every format that is read, and every file that is refused with a reason a curator can act on."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest

from corpus.page import ParsedFile
from ingest.parse import UnreadableFile, parse_file
from tests.ingest.parse.pdfs import lines, make_pdf

WORDS = ["The law of 2008 punishes trafficking in persons", "and protects those who were trafficked."]


def _blocks(parsed: ParsedFile) -> list[tuple[str, int, str]]:
    page = parsed.pages[0]
    return [(block.kind, block.level, page.text[block.start : block.end]) for block in page.blocks]


def _write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = ""
    document.add_heading("Law on Suppression", 0)
    document.add_heading("Chapter 1", 1)
    document.add_paragraph("Trafficking is  an\u00a0offence.")
    document.add_paragraph("selling", style="List Bullet")
    table = document.add_table(2, 3)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ("Year", "Cases", "Victims", "2008", "14", "120"), strict=True
    ):
        cell.text = text
    table.cell(1, 1).merge(table.cell(1, 2)).text = "none counted"
    document.add_paragraph("")
    document.add_heading("Article 1", 3)
    document.save(str(tmp_path / "law.docx"))
    parsed = parse_file(tmp_path / "law.docx")
    assert _blocks(parsed) == [
        ("heading", 1, "Law on Suppression"),
        ("heading", 1, "Chapter 1"),
        ("text", 0, "Trafficking is an offence."),
        ("list", 0, "selling"),
        ("table", 0, "Year\tCases\tVictims\n2008\tnone counted"),
        ("heading", 3, "Article 1"),
    ]
    assert parsed.title == "Law on Suppression"
    (page,) = parsed.pages
    assert (page.number, page.label, page.reading, page.read_by) == (None, None, "well", "markup")


HTML = """<!DOCTYPE html><html lang="en"><head><title>MOU of 2003</title><script>alert("no")</script>
<style>p {}</style></head><body><nav>Home About</nav><h1>Memorandum</h1><!-- hidden -->
<p>The <b>Parties</b> agree:<br>to act.</p><ul><li>first</li><li>second<p>deeper</p></li></ul>
<table><tr><th>Year</th><td>2003</td></tr></table><div>loose <p>inner</p> tail</div>
<iframe src="http://example.org/"></iframe><img src="http://example.org/x.png" onerror="x()"></body></html>"""


def test_html(tmp_path: Path) -> None:
    parsed = parse_file(_write(tmp_path / "mou.html", HTML))
    assert parsed.title == "MOU of 2003"
    assert _blocks(parsed) == [
        ("heading", 1, "Memorandum"),
        ("text", 0, "The Parties agree: to act."),
        ("list", 0, "first"),
        ("list", 0, "second"),
        ("text", 0, "deeper"),
        ("table", 0, "Year\t2003"),
        ("text", 0, "loose"),
        ("text", 0, "inner"),
        ("text", 0, "tail"),
    ]


def test_markdown(tmp_path: Path) -> None:
    source = (
        "---\ntitle: of the front matter\n---\n# Plan\n\n## Component 1\n\nA *short* [text](http://x.org) & more.\n\n"
        "- one\n- two\n\n| Year | Cases |\n|---|---|\n| 2008 | 14 |\n\n<script>x</script>\n"
    )
    parsed = parse_file(_write(tmp_path / "plan.md", source))
    assert parsed.title == "Plan"
    assert _blocks(parsed)[:6] == [
        ("heading", 1, "Plan"),
        ("heading", 2, "Component 1"),
        ("text", 0, "A short text & more."),
        ("list", 0, "one"),
        ("list", 0, "two"),
        ("table", 0, "Year\tCases\n2008\t14"),
    ]


def test_text_with_form_feeds_has_pages(tmp_path: Path) -> None:
    parsed = parse_file(_write(tmp_path / "law.txt", "Law\r\n\r\nArticle 1\r\nNo slavery.\fArticle 2\n\f"))
    assert [(page.number, page.text) for page in parsed.pages][:2] == [
        (1, "Law\n\nArticle 1\nNo slavery."),
        (2, "Article 2"),
    ]
    assert parsed.title == "Law"
    assert parse_file(_write(tmp_path / "one.txt", "One page")).pages[0].number is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = _write(tmp_path / "law.txt", "Protégé – “victim”".encode(encoding))
    assert parse_file(path).pages[0].text == "Protégé – “victim”"


def test_language_is_told_by_script(tmp_path: Path) -> None:
    khmer = parse_file(_write(tmp_path / "km.txt", "ច្បាប់ស្តីពីការបង្ក្រាប MOU"))
    assert khmer.language == "km"
    assert parse_file(_write(tmp_path / "en.txt", "The law ច្បាប់")).language == "en"
    assert parse_file(_write(tmp_path / "n.txt", "1997")).language == "und"


def test_the_bytes_decide_and_not_the_name(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "really.pdf", [lambda canvas: lines(canvas, WORDS)])
    renamed = pdf.rename(tmp_path / "law.txt")
    assert parse_file(renamed).pages[0].read_by == "text layer"
    assert parse_file(_write(tmp_path / "page.txt", HTML)).title == "MOU of 2003"


def test_a_page_is_reported_as_it_is_read(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "a.pdf", [lambda canvas: lines(canvas, WORDS)] * 3)
    told: list[tuple[int, int]] = []
    parse_file(pdf, on_page=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def _pdf(folder: Path, pages: int = 1) -> Path:
    return make_pdf(folder / "file.pdf", [lambda canvas: lines(canvas, WORDS)] * pages)


def _encrypted(folder: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=_pdf(folder))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(folder / "file.pdf")
    return folder / "file.pdf"


def _truncated_pdf(folder: Path) -> Path:
    return _write(folder / "cut.pdf", _pdf(folder).read_bytes()[:200])


def _truncated_docx(folder: Path) -> Path:
    docx.Document().save(str(folder / "whole.docx"))
    return _write(folder / "cut.docx", (folder / "whole.docx").read_bytes()[:5000])


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _empty_docx(folder: Path) -> Path:
    docx.Document().save(str(folder / "empty.docx"))
    return folder / "empty.docx"


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (lambda folder: _write(folder / "a.txt", b""), "it is empty"),
    "blank": (lambda folder: _write(folder / "a.md", b"  \n\n "), "it is empty"),
    "no words": (lambda folder: _write(folder / "a.html", "<html><script>x</script></html>"), "nothing to read"),
    "docx without words": (_empty_docx, "nothing to read"),
    "encrypted": (_encrypted, "it is encrypted: save a copy without a password"),
    "PDF cut short": (_truncated_pdf, "damaged or cut short"),
    "docx cut short": (_truncated_docx, "damaged or cut short"),
    "docx of nonsense": (lambda f: _zip(f / "a.docx", {"word/document.xml": b"<w:doc"}), "it is damaged"),
    "zip bomb": (lambda f: _zip(f / "a.docx", {"word/document.xml": bytes(60 << 20)}), "no honest document"),
    "zip of files": (lambda f: _zip(f / "a.docx", {"readme.txt": b"x"}), "no .docx: unpack it"),
    "old Word": (lambda f: _write(f / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600)), r"old Word file \(.doc\)"),
    "picture": (lambda f: _write(f / "a.png", b"\x89PNG\r\n\x1a\n" + bytes(600)), "format that is not read"),
    "text called PDF": (lambda f: _write(f / "a.pdf", b"I am no PDF"), "its name says PDF and it is none"),
    "PDF in name and first line": (lambda f: _write(f / "a.pdf", b"%PDF-1.7\nnothing more"), "damaged or cut short"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(tmp_path: Path, make: Callable[[Path], Path], reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        parse_file(make(tmp_path))


def test_too_many_pages(tmp_path: Path) -> None:
    path = _pdf(tmp_path, pages=4)
    assert len(parse_file(path, max_pages=4).pages) == 4
    with pytest.raises(UnreadableFile, match="4 pages, and 3 are allowed: split it"):
        parse_file(path, max_pages=3)


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    whole = io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "<w:body><w:p><w:r><w:t>before &e; after</w:t></w:r></w:p></w:body>"
    members["word/document.xml"] = f"<?xml version='1.0'?>{entity}<w:document {namespace}>{body}</w:document>".encode()
    assert "the secret" not in parse_file(_zip(tmp_path / "a.docx", members)).pages[0].text
