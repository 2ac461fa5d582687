"""A brief as PDF: each note at the foot of the page that cites, the pages numbered."""

import html
import io
import re
import unicodedata
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, Paragraph

from search.brief import Block, Composed

_LEFT, _WIDTH, _TOP, _BOTTOM, _NUMBER, _RULE = 30 * mm, 150 * mm, 272 * mm, 25 * mm, 14 * mm, 3 * mm


def _style(name: str, font: str, size: float, leading: float, **more: float) -> ParagraphStyle:
    # No line of a paragraph stands alone on a page.
    alone = {"allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **alone, **more)


_STYLES = {
    "title": _style("title", "Helvetica-Bold", 20, 25, spaceAfter=8 * mm),
    "heading": _style("heading", "Helvetica-Bold", 14, 18, spaceAfter=3 * mm),
    "words": _style("words", "Times-Roman", 11, 15, spaceAfter=3 * mm),
    "quote": _style("quote", "Times-Roman", 10.5, 14, spaceAfter=3 * mm, leftIndent=10 * mm, rightIndent=10 * mm),
    "reference": _style(
        "reference", "Times-Roman", 10.5, 14, spaceAfter=2 * mm, leftIndent=8 * mm, firstLineIndent=-8 * mm
    ),
    "aside": _style("aside", "Times-Italic", 10, 13.5, spaceAfter=4 * mm),
    "note": _style("note", "Times-Roman", 8.5, 10.5, spaceAfter=1 * mm),
}

# What the fonts of every PDF reader have. They have no Khmer, and nothing here could shape it.
_HAD = bytes(range(32, 127)).decode() + bytes(range(128, 256)).decode("cp1252", "ignore")
_LACKED = re.compile(rf"[^\s{re.escape(_HAD)}]+(?:\s+[^\s{re.escape(_HAD)}]+)*")
_ALIKE = str.maketrans({"\u2010": "-", "\u2212": "–", "●": "•", "▪": "•", "◦": "•", "■": "•", "\u200b": None})
_LEFT_OUT = "[…]"
_LACKING = (
    "The fonts of this PDF lack some of the signs used here, such as Khmer script. Where they are left out, "
    f"{_LEFT_OUT} stands; the same brief as DOCX has them all."
)


def as_pdf(composed: Composed) -> bytes:
    """
    A brief as PDF: quotes with footnotes, one's own words, bibliography, state of the collection.

    ```python
    Path("brief.pdf").write_bytes(as_pdf(compose(brief, store)))
    ```

    :param composed: the brief.
    :returns: the file, the same bytes for the same brief.
    """
    out = io.BytesIO()
    pages = _Pages(out, composed.title)
    pages.put(_paragraph("title", composed.title))
    if any(_LACKED.search(_alike(text)) for text in _texts(composed)):
        pages.put(Paragraph(html.escape(_LACKING), _STYLES["aside"]))
    for block in composed.blocks:
        _put_block(pages, block, composed.notes)
    if composed.references:
        pages.put(_paragraph("heading", "Bibliography"), below=20 * mm)
    for reference in composed.references:
        text = f"{_escaped(reference.before)}<i>{_escaped(reference.title)}</i>{_escaped(reference.after)}"
        pages.put(Paragraph(text, _STYLES["reference"]))
    pages.put(_paragraph("aside", composed.state))
    pages.end()
    return out.getvalue()


def _put_block(pages: "_Pages", block: Block, notes: tuple[str, ...]) -> None:
    if block.picture:
        picture = Image(io.BytesIO(block.picture()))
        # As wide as the text, but no higher than half a page.
        scale = min(_WIDTH / picture.imageWidth, _TOP / 2 / picture.imageHeight)
        picture.drawWidth, picture.drawHeight = picture.imageWidth * scale, picture.imageHeight * scale
        pages.put(picture)
    style = _STYLES["aside" if block.gone else "words" if block.passage is None else "quote"]
    texts = [_escaped(text) for text in block.paragraphs]
    if block.label:
        texts[0] = f"<i>{_escaped(block.label)}</i><br/>{texts[0]}"
    note = None
    if block.note:
        mark = f"<super>{block.note}</super>"
        texts[-1] += mark
        note = Paragraph(f"{mark} {_escaped(notes[block.note - 1])}", _STYLES["note"])
    for text in texts[:-1]:
        pages.put(Paragraph(text, style))
    pages.put(Paragraph(texts[-1], style), note)


def _paragraph(style: str, text: str) -> Paragraph:
    return Paragraph(_escaped(text), _STYLES[style])


def _texts(composed: Composed) -> Iterator[str]:
    yield composed.title
    for block in composed.blocks:
        yield from block.paragraphs
    yield from composed.notes
    for reference in composed.references:
        yield reference.text
    yield composed.state


def _alike(text: str) -> str:
    """A text with signs that the fonts lack in the form they have: ligatures, bullets, narrow spaces."""
    return "".join(
        sign if sign in _HAD else unicodedata.normalize("NFKC", sign).translate(_ALIKE)
        for sign in unicodedata.normalize("NFC", text)
    )


def _escaped(text: str) -> str:
    return html.escape(_LACKED.sub(_LEFT_OUT, _alike(text)))


class _Pages:
    """
    Pages filled from the top with text and from the foot with notes.

    :param out: where the PDF goes.
    :param title: of the PDF.
    """

    def __init__(self, out: io.BytesIO, title: str) -> None:
        self._canvas = Canvas(out, pagesize=A4, invariant=1, lang="en")
        self._canvas.setTitle(title)
        self._y = _TOP
        self._notes: list[Paragraph] = []

    def put(self, paragraph: Flowable, note: Paragraph | None = None, below: float = 0) -> None:
        """
        Set a paragraph, over as many pages as it needs.

        :param paragraph: or a picture; its last line carries the mark of the note.
        :param note: stands at the foot of the page that the last line comes to stand on.
        :param below: the room that must be left under it on its page.
        """
        notes = [note] if note else []
        while True:
            room = self._y - _BOTTOM - _height(self._notes + notes) - below
            height = paragraph.wrapOn(self._canvas, _WIDTH, room)[1]
            parts = [] if height <= room else paragraph.split(_WIDTH, room)
            if height <= room or (self._y == _TOP and len(parts) < 2):
                self._draw(paragraph, height)
                self._notes += notes
                return
            if len(parts) > 1:
                self._draw(parts[0], parts[0].wrapOn(self._canvas, _WIDTH, room)[1])
                paragraph = parts[1]
            self._turn()

    def end(self) -> None:
        """Finish the last page and the file."""
        self._turn()
        self._canvas.save()

    def _draw(self, paragraph: Flowable, height: float) -> None:
        paragraph.drawOn(self._canvas, _LEFT, self._y - height)
        self._y -= height + paragraph.getSpaceAfter()

    def _turn(self) -> None:
        self._y = _BOTTOM + _height(self._notes) - _RULE
        if self._notes:
            self._canvas.setLineWidth(0.5)
            self._canvas.line(_LEFT, self._y + _RULE / 2, _LEFT + 50 * mm, self._y + _RULE / 2)
        for note in self._notes:
            self._draw(note, note.wrapOn(self._canvas, _WIDTH, self._y)[1])
        self._canvas.setFont("Times-Roman", 9)
        self._canvas.drawCentredString(_LEFT + _WIDTH / 2, _NUMBER, str(self._canvas.getPageNumber()))
        self._canvas.showPage()
        self._y, self._notes = _TOP, []


def _height(notes: list[Paragraph]) -> float:
    """What notes take of the foot of a page, with the rule above them."""
    return (_RULE if notes else 0) + sum(note.wrap(_WIDTH, _TOP)[1] + note.getSpaceAfter() for note in notes)
