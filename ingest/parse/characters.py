"""The characters of a PDF page as pdfium sees them, each turned so that its line runs from left to right."""

import ctypes
import math
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

SOFT_HYPHEN = "\u00ad"
_LINE_BREAKS = (0x0A, 0x0D)
# pdfium gives one of these for any hyphen at a line's end, whether it breaks a word or belongs to it.
_HYPHENS_AT_END = (0x02, 0xFFFE)


class Char(NamedTuple):
    """
    One character and where it stands, in points from the lower left of its frame.

    :param number: its place in pdfium's page.
    :param sign: the character; a hyphen at a line's end is U+00AD.
    :param x0: left edge.
    :param x1: right edge.
    :param y0: lower edge, the font's descenders included.
    :param y1: upper edge, the font's ascenders included.
    :param turn: quarter turns its line is turned against the file's own upright.
    """

    number: int
    sign: str
    x0: float
    x1: float
    y0: float
    y1: float
    turn: int = 0

    @property
    def height(self) -> float:
        """Height of its box in points, one at the least."""
        return max(self.y1 - self.y0, 1.0)


class Frame(NamedTuple):
    """
    A page turned by quarter turns, so that text set sideways reads as other text does.

    :param left: left edge of what is shown of the page, in the file's own points.
    :param bottom: lower edge of it.
    :param across: its width as the file has it.
    :param up: its height as the file has it.
    :param turn: quarter turns.
    """

    left: float
    bottom: float
    across: float
    up: float
    turn: int

    @property
    def width(self) -> float:
        """Width of the turned page in points."""
        return self.up if self.turn % 2 else self.across

    @property
    def height(self) -> float:
        """Height of the turned page in points."""
        return self.across if self.turn % 2 else self.up

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """
        A box of the file's, in the turned page.

        :param left: left edge in the file's points.
        :param bottom: lower edge.
        :param right: right edge.
        :param top: upper edge.
        :returns: left, right, lower and upper edge in the frame.
        """
        x0, x1, y0, y1 = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.turn == 1:
            return y0, y1, self.across - x1, self.across - x0
        if self.turn == 2:
            return self.across - x1, self.across - x0, self.up - y1, self.up - y0
        if self.turn == 3:
            return self.up - y1, self.up - y0, x0, x1
        return x0, x1, y0, y1


def frames(page: pdfium.PdfPage) -> tuple[Frame, ...]:
    """
    The four ways a page can be turned.

    :param page: a page of pdfium's.
    :returns: its frames, by the number of quarter turns.
    """
    left, bottom, right, top = page.get_bbox()
    return tuple(Frame(left, bottom, right - left, top - bottom, turn) for turn in range(4))


def characters(textpage: pdfium.PdfTextPage, page_frames: tuple[Frame, ...]) -> Iterator[Char | None]:
    """
    The characters in the order the file writes them.

    :param textpage: the page's text.
    :param page_frames: of the page.
    :returns: the characters; None where pdfium ends a line.
    """
    rect = pdfium_c.FS_RECTF()
    last = Char(-1, " ", 0, 0, 0, 0)
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
        if code in _LINE_BREAKS:
            yield None
            continue
        sign = SOFT_HYPHEN if code in _HYPHENS_AT_END else chr(code)
        if sign.isspace():
            # A space has a box only by its font's grace; it stands where the last letter ended.
            yield last._replace(number=index, sign=" ", x0=last.x1)
            continue
        pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(rect))
        turn = round(pdfium_c.FPDFText_GetCharAngle(textpage.raw, index) / (math.pi / 2)) % 4
        x0, x1, y0, y1 = page_frames[turn].box(rect.left, rect.bottom, rect.right, rect.top)
        last = Char(index, sign, x0, x1, y0, y1, turn)
        yield last
