"""The lines of a PDF page as pdfium sees them: characters with boxes, joined where they touch."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_LINE_BREAKS = (0x0A, 0x0D)
_SOFT_HYPHENS = (0x02, 0xFFFE, 0xAD)
# A gap wider than this many letter heights parts two cells or columns; a space between words is some 0.3.
_CELL_GAP = 1.1
_BOLD_WEIGHT = 600


@dataclass(slots=True)
class Line:
    """
    A run of characters on one line without a wide gap: a line of a column, or of a table cell.

    :param text: its characters; a hyphen that only breaks a word at the line's end is U+00AD.
    :param x0: left edge, in points from the page's left.
    :param x1: right edge.
    :param y0: lower edge, in points from the page's foot.
    :param y1: upper edge.
    :param size: height of its letters with their leading, in points.
    :param bold: whether most of it is bold.
    :param font: the name of its first letter's font.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    font: str

    def beside(self, other: "Line") -> bool:
        """Whether both stand at one height, side by side."""
        overlap = min(self.y1, other.y1) - max(self.y0, other.y0)
        return overlap > 0.5 * min(self.y1 - self.y0, other.y1 - other.y0) and not self.above(other)

    def above(self, other: "Line") -> bool:
        """Whether both share some width, one over the other."""
        return min(self.x1, other.x1) - max(self.x0, other.x0) > 0.5


class _Char(NamedTuple):
    place: int
    sign: str
    x0: float
    x1: float
    y0: float
    y1: float


def page_lines(page: pdfium.PdfPage) -> list[Line]:
    """
    The lines of a page, in the order the file writes them.

    :param page: a page of pdfium's.
    :returns: its lines; none of a page without a text layer.
    """
    textpage = page.get_textpage()
    runs: list[list[_Char]] = [[]]
    for char in _chars(textpage):
        if char is None or (runs[-1] and _parted(runs[-1][-1], char)):
            runs.append([])
        if char is not None and (runs[-1] or char.sign != " "):
            runs[-1].append(char)
    lines = [_line(textpage, run) for run in runs if any(char.sign != " " for char in run)]
    textpage.close()
    return lines


def _chars(textpage: pdfium.PdfTextPage) -> Iterator[_Char | None]:
    """The page's characters; None where pdfium ends a line."""
    rect = pdfium_c.FS_RECTF()
    last = _Char(-1, " ", 0, 0, 0, 0)
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage.raw, index)
        if code in _LINE_BREAKS:
            yield None
            continue
        sign = "\u00ad" if code in _SOFT_HYPHENS else chr(code)
        if sign.isspace():
            # A space has a box only by its font's grace; it stands where the last letter ended.
            yield _Char(index, " ", last.x1, last.x1, last.y0, last.y1)
            continue
        pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(rect))
        last = _Char(index, sign, rect.left, rect.right, rect.bottom, rect.top)
        yield last


def _parted(before: _Char, after: _Char) -> bool:
    """Whether two characters that follow each other belong to different lines or cells."""
    if after.sign == " ":
        return False
    height = max(after.y1 - after.y0, 1.0)
    apart = after.x0 - before.x1
    overlap = min(before.y1, after.y1) - max(before.y0, after.y0)
    return apart > _CELL_GAP * height or apart < -2 * height or overlap < 0


def _line(textpage: pdfium.PdfTextPage, run: list[_Char]) -> Line:
    while run[-1].sign == " ":
        run.pop()
    letters = [char for char in run if char.sign != " "]
    heights = sorted(char.y1 - char.y0 for char in letters)
    middle = letters[len(letters) // 2].place
    return Line(
        text="".join(char.sign for char in run),
        x0=min(char.x0 for char in letters),
        x1=max(char.x1 for char in letters),
        y0=min(char.y0 for char in letters),
        y1=max(char.y1 for char in letters),
        size=round(heights[len(heights) // 2], 1),
        bold=_is_bold(textpage, middle),
        font=_font(textpage, middle),
    )


def _font(textpage: pdfium.PdfTextPage, index: int) -> str:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(256)
    pdfium_c.FPDFText_GetFontInfo(textpage.raw, index, name, len(name), ctypes.byref(flags))
    return name.value.decode("utf-8", "replace").split("+")[-1]


def _is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    name = _font(textpage, index).lower()
    weight = pdfium_c.FPDFText_GetFontWeight(textpage.raw, index)
    return weight >= _BOLD_WEIGHT or any(word in name for word in ("bold", "black", "heavy", "semibold"))
