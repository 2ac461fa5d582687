"""
`python -m corpus.digests`: make the files of our digests from the text kept beside them.

A digest's text is `source.md` in the record's folder; the file the record lists (en.pdf, en.docx or en.html) is made
from it. Each made file carries the hash of what it was made from, so `--check` can tell which are stale.
"""

import argparse
import hashlib
import html
import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import docx
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from corpus.record import Record, load_record
from corpus.settings import settings

SOURCE = "source.md"
_STAMP = "made-from-"
# A made file must not change with the day it is made.
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)


class Piece(NamedTuple):
    """
    A heading, paragraph, list item or table of a digest.

    :param kind: "heading", "text", "list" or "table".
    :param text: its words; empty of a table.
    :param level: of a heading, 1 the highest.
    :param rows: of a table, the first the heads of its columns.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def read_source(source: str) -> list[Piece]:
    """
    The pieces of a digest.

    :param source: Markdown of headings, paragraphs, lists and tables.
    :returns: the pieces in order.
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    pieces: list[Piece] = []
    rows: list[list[str]] = []
    in_list = 0
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            in_list += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            in_list -= 1
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            pieces.append(Piece("table", rows=tuple(tuple(row) for row in rows)))
            rows = []
        elif token.type == "inline" and before is not None:
            _add(token, before, pieces, rows, in_list)
    return pieces


def _add(token: Token, before: Token, pieces: list[Piece], rows: list[list[str]], in_list: int) -> None:
    text = "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])
    if before.type in ("td_open", "th_open"):
        rows[-1].append(text)
    elif before.type == "heading_open":
        pieces.append(Piece("heading", text, int(before.tag[1])))
    else:
        pieces.append(Piece("list" if in_list else "text", text))


def notice(record: Record) -> str:
    """
    What a digest says of itself.

    :param record: the instrument's.
    :returns: a sentence or two for its front.
    """
    where = f" The official text: {record.source}" if record.source else ""
    return f"A digest by {settings().owner}, in its own words. It is not the official text.{where}"


def facts(record: Record) -> list[tuple[str, str]]:
    """
    The facts of a record that stand at the front of its digest.

    :param record: the instrument's.
    :returns: (name, value), those that are known.
    """
    rows = [
        ("Also known as", "; ".join(record.alternative)),
        ("Kind", record.type),
        ("Date", f"{record.date} ({record.date_note})" if record.date_note else record.date),
        ("By", "; ".join(record.creator)),
        ("Status", f"{record.status}. {record.status_note}".rstrip(". ")),
    ]
    return [(name, value) for name, value in rows if value]


def make_pdf(record: Record, pieces: list[Piece], stamp: str) -> bytes:
    """
    A digest as a PDF: a front in roman page numbers, contents, running heads, bookmarks.

    :param record: the instrument's.
    :param pieces: the digest's.
    :param stamp: what it is made from.
    :returns: the file.
    """
    out = io.BytesIO()
    template = _DigestTemplate(out, record, stamp)
    story: list[Flowable] = [Spacer(1, 45 * mm), Paragraph(html.escape(record.title), _STYLES["title"])]
    story += [Paragraph(html.escape(notice(record)), _STYLES["notice"]), Spacer(1, 6 * mm)]
    cells = [[Paragraph(html.escape(cell), _STYLES["cell"]) for cell in row] for row in facts(record)]
    story += [Table(cells, colWidths=[32 * mm, 118 * mm], style=_FACTS), PageBreak()]
    contents = TableOfContents(levelStyles=[_STYLES["contents"], _STYLES["contents 2"]], dotsMinLevel=0)
    story += [Paragraph("Contents", _STYLES["h2"]), contents, NextPageTemplate("body"), PageBreak()]
    story += [_flowable(piece) for piece in pieces if piece.text != record.title]
    template.multiBuild(story)
    return out.getvalue()


_SERIF, _SANS = "Times-Roman", "Helvetica-Bold"
_STYLES = {
    "title": ParagraphStyle("title", fontName=_SANS, fontSize=22, leading=28, spaceAfter=8 * mm),
    "notice": ParagraphStyle("notice", fontName="Times-Italic", fontSize=11, leading=15),
    "cell": ParagraphStyle("cell", fontName=_SERIF, fontSize=9.5, leading=12.5),
    "text": ParagraphStyle("text", fontName=_SERIF, fontSize=10.5, leading=14.5, spaceAfter=2.6 * mm, alignment=4),
    "list": ParagraphStyle(
        "list", fontName=_SERIF, fontSize=10.5, leading=14.5, spaceAfter=1.4 * mm, leftIndent=6 * mm
    ),
    "contents": ParagraphStyle("contents", fontName=_SERIF, fontSize=10, leading=14),
    "contents 2": ParagraphStyle("contents 2", fontName=_SERIF, fontSize=10, leading=13, leftIndent=6 * mm),
    "h1": ParagraphStyle(
        "h1", fontName=_SANS, fontSize=16, leading=20, spaceBefore=6 * mm, spaceAfter=3 * mm, keepWithNext=1
    ),
    "h2": ParagraphStyle(
        "h2", fontName=_SANS, fontSize=13, leading=17, spaceBefore=5 * mm, spaceAfter=2 * mm, keepWithNext=1
    ),
    "h3": ParagraphStyle(
        "h3", fontName=_SANS, fontSize=11.5, leading=15, spaceBefore=3 * mm, spaceAfter=1.5 * mm, keepWithNext=1
    ),
}
_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_FACTS = TableStyle(_LINES)
_TABLE = TableStyle([*_LINES, ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)])


def _flowable(piece: Piece) -> Flowable:
    if piece.kind == "table":
        rows = [[Paragraph(html.escape(cell), _STYLES["cell"]) for cell in row] for row in piece.rows]
        return Table(rows, colWidths=[150 * mm / len(rows[0])] * len(rows[0]), style=_TABLE, repeatRows=1)
    style = f"h{min(piece.level, 3)}" if piece.kind == "heading" else piece.kind
    bullet = "•" if piece.kind == "list" else None
    return Paragraph(html.escape(piece.text), _STYLES[style], bulletText=bullet)


class _DigestTemplate(BaseDocTemplate):
    """Front pages numbered in roman numerals, body pages from 1 under a running head."""

    def __init__(self, out: io.BytesIO, record: Record, stamp: str) -> None:
        super().__init__(
            out,
            pagesize=A4,
            title=record.title,
            author=settings().owner,
            keywords=f"digest, {stamp}",
            lang="en",
            invariant=1,
        )
        self._record = record
        self._front_pages = 0
        frame = Frame(30 * mm, 25 * mm, 150 * mm, 240 * mm, id="frame")
        self.addPageTemplates(
            [PageTemplate("front", frame, onPage=self._front), PageTemplate("body", frame, onPage=self._body)]
        )

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        self._front_pages = 0

    def _front(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self._front_pages = canvas.getPageNumber()
        canvas.addPageLabel(0, "ROMAN_LOWER", 1)
        if self._front_pages > 1:
            canvas.setFont(_SERIF, 9)
            canvas.drawCentredString(105 * mm, 14 * mm, ("", "i", "ii", "iii", "iv")[self._front_pages])

    def _body(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        page = canvas.getPageNumber() - self._front_pages
        canvas.addPageLabel(self._front_pages, "ARABIC", 1)
        canvas.setFont(_SERIF, 9)
        head = (self._record.alternative or (self._record.title,))[0]
        canvas.drawString(30 * mm, 283 * mm, head if len(head) < 90 else head[:88] + "…")
        canvas.drawRightString(180 * mm, 283 * mm, "Digest")
        canvas.drawCentredString(105 * mm, 14 * mm, str(page))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        style = getattr(getattr(flowable, "style", None), "name", "")
        if style not in ("h1", "h2", "h3") or not isinstance(flowable, Paragraph):
            return
        text = flowable.getPlainText()
        if text == "Contents":
            return
        key = hashlib.sha256(f"{text}{self.page}".encode()).hexdigest()[:12]
        level = 0 if style in ("h1", "h2") else 1
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, 0 if not self._outlined() else level)
        self.notify("TOCEntry", (level, html.escape(text), self.page - self._front_pages, key))

    def _outlined(self) -> bool:
        """An outline must begin at its highest level."""
        begun = getattr(self.canv, "_digest_outline_begun", False)
        self.canv._digest_outline_begun = True
        return begun


def make_docx(record: Record, pieces: list[Piece], stamp: str) -> bytes:
    """
    A digest as a DOCX.

    :param record: the instrument's.
    :param pieces: the digest's.
    :param stamp: what it is made from.
    :returns: the file.
    """
    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.keywords = record.title, settings().owner, stamp
    core.created = core.modified = _FIXED
    document.add_heading(record.title, 0)
    document.add_paragraph(notice(record))
    _docx_table(document, tuple(facts(record)))
    for piece in pieces:
        if piece.kind == "table":
            _docx_table(document, piece.rows)
        elif piece.kind == "heading" and piece.text != record.title:
            document.add_heading(piece.text, piece.level)
        elif piece.kind != "heading":
            document.add_paragraph(piece.text, style="List Bullet" if piece.kind == "list" else None)
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def _docx_table(document: "docx.document.Document", rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _without_times(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIXED.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_html(record: Record, pieces: list[Piece], stamp: str) -> bytes:
    """
    A digest as HTML.

    :param record: the instrument's.
    :param pieces: the digest's.
    :param stamp: what it is made from.
    :returns: the file.
    """
    title = html.escape(record.title)
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta name="keywords" content="{stamp}">\n<title>{title}</title>\n</head>\n<body>\n<main>',
        f"<h1>{title}</h1>\n<p>{html.escape(notice(record))}</p>",
        _html_table(tuple(facts(record))),
    ]
    for piece in pieces:
        text = html.escape(piece.text)
        if piece.kind == "table":
            lines.append(_html_table(piece.rows))
        elif piece.kind == "heading" and piece.text != record.title:
            lines.append(f"<h{piece.level}>{text}</h{piece.level}>")
        elif piece.kind == "list":
            lines.append(f"<ul><li>{text}</li></ul>")
        elif piece.kind == "text":
            lines.append(f"<p>{text}</p>")
    return ("\n".join([*lines, "</main>\n</body>\n</html>"]) + "\n").replace("</ul>\n<ul>", "\n").encode()


def _html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    return (
        "<table>\n"
        + "\n".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        + "\n</table>"
    )


MAKERS: dict[str, Callable[[Record, list[Piece], str], bytes]] = {
    ".pdf": make_pdf,
    ".docx": make_docx,
    ".html": make_html,
}


def stale(folder: Path) -> list[Path]:
    """
    The made files of a record that are not there, or were made from another text.

    :param folder: the record's.
    :returns: their paths.
    """
    if not (folder / SOURCE).is_file():
        return []
    record = load_record(folder / "record.yaml")
    made = [folder / file.path for file in record.files if file.text == "digest" and Path(file.path).suffix in MAKERS]
    return [path for path in made if not path.is_file() or _stamp_in(path) != stamp_of(folder, record)]


def stamp_of(folder: Path, record: Record) -> str:
    """
    What a record's digest is made from.

    :param folder: the record's.
    :param record: the record.
    :returns: a hash of the text and of the facts at its front.
    """
    made_of = f"{(folder / SOURCE).read_text(encoding='utf-8')}\n{notice(record)}\n{record.title}\n{facts(record)}"
    return _STAMP + hashlib.sha256(made_of.encode()).hexdigest()[:16]


def _stamp_in(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            data = archive.read("docProps/core.xml")
    match = re.search(f"{_STAMP}[0-9a-f]{{16}}".encode(), data)
    return match[0].decode() if match else ""


def main() -> int:
    """
    Make what is stale, or with --check only say what is.

    :returns: 1 where --check found something stale, else 0.
    """
    arguments = argparse.ArgumentParser(prog="python -m corpus.digests", description=__doc__)
    arguments.add_argument("--check", action="store_true", help="only say which files are stale")
    arguments.add_argument("--corpus", type=Path, default=settings().corpus_dir)
    given = arguments.parse_args()
    found = [path for card in sorted(given.corpus.rglob("record.yaml")) for path in stale(card.parent)]
    for path in found:
        print(f"{'stale' if given.check else 'making'}: {path.relative_to(given.corpus)}")
        if not given.check:
            record = load_record(path.parent / "record.yaml")
            pieces = read_source((path.parent / SOURCE).read_text(encoding="utf-8"))
            path.write_bytes(MAKERS[path.suffix](record, pieces, stamp_of(path.parent, record)))
    return 1 if given.check and found else 0


if __name__ == "__main__":
    raise SystemExit(main())
