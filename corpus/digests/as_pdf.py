"""A digest as PDF: a front numbered in roman numerals, contents, running heads, bookmarks, one or two columns."""

import hashlib
import html
import io

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
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

from corpus.digests.front import facts, notice, other_names
from corpus.digests.source import ABOUT, Piece, Source
from corpus.record import Record
from corpus.settings import settings

_LEFT, _RIGHT, _BOTTOM, _HEIGHT, _GAP = 30 * mm, 180 * mm, 25 * mm, 240 * mm, 8 * mm
_SERIF, _ITALIC, _SANS = "Times-Roman", "Times-Italic", "Helvetica-Bold"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def _style(name: str, font: str, size: float, leading: float, **more: float) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **more)


_STYLES = {
    "title": _style("title", _SANS, 22, 28, spaceAfter=8 * mm),
    "notice": _style("notice", _ITALIC, 11, 15),
    "cell": _style("cell", _SERIF, 9.5, 12.5),
    "head": _style("head", _ITALIC, 9.5, 12.5),
    "text": _style("text", _SERIF, 10.5, 14.5, spaceAfter=2.6 * mm),
    "list": _style("list", _SERIF, 10.5, 14.5, spaceAfter=1.4 * mm, leftIndent=6 * mm),
    "contents": _style("contents", _SERIF, 10, 14),
    "contents 2": _style("contents 2", _SERIF, 10, 13, leftIndent=6 * mm),
    "h1": _style("h1", _SANS, 16, 20, spaceBefore=6 * mm, spaceAfter=3 * mm, keepWithNext=1),
    "h2": _style("h2", _SANS, 13, 17, spaceBefore=5 * mm, spaceAfter=2 * mm, keepWithNext=1),
    "h3": _style("h3", _SANS, 11.5, 15, spaceBefore=3 * mm, spaceAfter=1.5 * mm, keepWithNext=1),
}
_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_FACTS = TableStyle(_LINES)
_TABLE = TableStyle([*_LINES, ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)])


def make_pdf(record: Record, source: Source, stamp: str) -> bytes:
    """
    A digest as PDF, the same bytes whenever it is made.

    :param record: the instrument's.
    :param source: the digest's.
    :param stamp: what it is made from.
    :returns: the file.
    """
    out = io.BytesIO()
    template = _DigestTemplate(out, record, source.columns, stamp)
    story: list[Flowable] = [Spacer(1, 45 * mm), Paragraph(html.escape(record.title), _STYLES["title"])]
    story += [Paragraph(html.escape(notice(record)), _STYLES["notice"]), Spacer(1, 6 * mm)]
    cells = [[Paragraph(html.escape(cell), _STYLES["cell"]) for cell in row] for row in facts(record)]
    story += [Table(cells, colWidths=[32 * mm, 118 * mm], style=_FACTS), PageBreak()]
    contents = TableOfContents(levelStyles=[_STYLES["contents"], _STYLES["contents 2"]], dotsMinLevel=0)
    story += [Paragraph("Contents", _STYLES["h2"]), contents, NextPageTemplate("body"), PageBreak()]
    annex = next((n for n, piece in enumerate(source.pieces) if piece.is_annex), None)
    for number, piece in enumerate(source.pieces):
        if number == annex:
            story += [NextPageTemplate("annex"), PageBreak()]
        in_annex = annex is not None and number >= annex
        story += _flowables(piece, _RIGHT - _LEFT if in_annex else template.column)
    template.multiBuild(story)
    return out.getvalue()


def _flowables(piece: Piece, width: float) -> list[Flowable]:
    if piece.kind == "table":
        table = Table(_cells(piece.rows), colWidths=_widths(piece.rows, width), style=_TABLE, repeatRows=1)
        return [table, Spacer(1, 3 * mm)]
    if piece.is_title:
        return [Paragraph(ABOUT, _STYLES["h2"])]
    style = f"h{min(piece.level, 3)}" if piece.kind == "heading" else piece.kind
    return [Paragraph(html.escape(piece.text), _STYLES[style], bulletText="•" if piece.kind == "list" else None)]


def _cells(rows: tuple[tuple[str, ...], ...]) -> list[list[Paragraph]]:
    styles = [_STYLES["head"], *[_STYLES["cell"]] * (len(rows) - 1)]
    return [[Paragraph(html.escape(cell), style) for cell in row] for row, style in zip(rows, styles, strict=True)]


def _widths(rows: tuple[tuple[str, ...], ...], width: float) -> list[float]:
    """Columns as wide as their words ask for, but none so narrow that a word must be broken."""
    pad = 5 * mm
    least, shares = [], []
    for column in zip(*rows, strict=True):
        least.append(pad + max(stringWidth(word, _ITALIC, 9.5) for cell in column for word in cell.split() or [""]))
        # The square root keeps one long cell from taking the whole width.
        longest = max(stringWidth(cell, _SERIF, 9.5) for cell in column)
        shares.append(max(longest + pad - least[-1], 1) ** 0.5)
    spare = max(width - sum(least), 0)
    return [low + spare * share / sum(shares) for low, share in zip(least, shares, strict=True)]


class _DigestTemplate(BaseDocTemplate):
    """Front pages numbered in roman numerals, body pages from 1 under a running head, annexes in one column."""

    def __init__(self, out: io.BytesIO, record: Record, columns: int, stamp: str) -> None:
        super().__init__(
            out,
            pagesize=A4,
            title=record.title,
            author=settings().owner,
            subject=notice(record),
            keywords=f"digest, {stamp}",
            lang="en",
            invariant=1,
        )
        self._record = record
        self._front_pages = 0
        self._outlined = False
        self.column = (_RIGHT - _LEFT - _GAP * (columns - 1)) / columns
        body = [
            Frame(_LEFT + n * (self.column + _GAP), _BOTTOM, self.column, _HEIGHT, leftPadding=0, rightPadding=0)
            for n in range(columns)
        ]
        whole = Frame(_LEFT, _BOTTOM, _RIGHT - _LEFT, _HEIGHT, leftPadding=0, rightPadding=0)
        self.addPageTemplates(
            [
                PageTemplate("front", whole, onPage=self._front),
                PageTemplate("body", body, onPage=self._body),
                PageTemplate("annex", whole, onPage=self._body),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        self._front_pages = 0
        self._outlined = False

    def _front(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        self._front_pages = canvas.getPageNumber()
        canvas.addPageLabel(0, "ROMAN_LOWER", 1)
        if self._front_pages > 1:
            canvas.setFont(_SERIF, 9)
            canvas.drawCentredString(105 * mm, 14 * mm, _ROMAN[self._front_pages - 1])

    def _body(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        page = canvas.getPageNumber() - self._front_pages
        canvas.addPageLabel(self._front_pages, "ARABIC", 1)
        canvas.setFont(_SERIF, 9)
        head = (*other_names(self._record), self._record.title)[0]
        canvas.drawString(_LEFT, 283 * mm, head if len(head) < 90 else head[:88] + "…")
        canvas.drawRightString(_RIGHT, 283 * mm, "Digest")
        canvas.drawCentredString(105 * mm, 14 * mm, str(page))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        style = getattr(getattr(flowable, "style", None), "name", "")
        if style not in ("h1", "h2", "h3") or not isinstance(flowable, Paragraph):
            return
        text = flowable.getPlainText()
        if text == "Contents":
            return
        key = hashlib.sha256(f"{text}{self.page}".encode()).hexdigest()[:12]
        # An outline must begin at its highest level.
        level = 1 if style == "h3" and self._outlined else 0
        self._outlined = True
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level)
        self.notify("TOCEntry", (level, html.escape(text), self.page - self._front_pages, key))
