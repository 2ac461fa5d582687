"""The lines of a PDF page: characters joined where they touch."""

import ctypes
import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.parse.characters import Char, Frame, characters, frames
from ingest.parse.rules import Rules, page_rules

# A gap wider than this many letter heights parts two cells or columns; a space between words is some 0.3.
_CELL_GAP = 1.1
# A bullet or an item's number may stand this many letter heights from its words.
_LABEL_GAP = 6.0
# A number without a point may as well be a table's first column, unless it stands nearer.
_NUMBER_GAP = 2.5
_LABEL = re.compile(
    r"[•●○◦▪■□‣⁃∙·➢►\ue000-\uf8ff–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
)
_BOLD_WEIGHT = 600


@dataclass(slots=True)
class Line:
    """
    A run of characters on one line without a wide gap: a line of a column, or of a table cell.

    :param text: its characters; a hyphen at its end, of whatever kind, is U+00AD.
    :param x0: left edge, in points from the page's left.
    :param x1: right edge.
    :param y0: lower edge, in points from the page's foot.
    :param y1: upper edge.
    :param size: height of its letters with their leading, in points.
    :param bold: whether all of it is bold.
    :param font: the name of its middle letter's font.
    :param turn: quarter turns it is turned against the file's own upright.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    font: str
    turn: int = 0

    def beside(self, other: "Line") -> bool:
        """Whether both stand at one height, side by side."""
        overlap = min(self.y1, other.y1) - max(self.y0, other.y0)
        return overlap > 0.5 * min(self.y1 - self.y0, other.y1 - other.y0) and not self.above(other)

    def above(self, other: "Line") -> bool:
        """Whether both share some width, one over the other."""
        return min(self.x1, other.x1) - max(self.x0, other.x0) > 0.5


@dataclass(slots=True)
class Sheet:
    """
    What stands on one page.

    :param lines: its lines in the order the file writes them, the page turned so that most of them are upright.
    :param aside: lines set in another direction, such as a note up the margin.
    :param rules: the lines drawn on it.
    :param height: of the turned page, in points.
    """

    lines: list[Line]
    aside: list[Line]
    rules: Rules
    height: float


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    """
    The lines of a page.

    :param page: a page of pdfium's.
    :returns: its lines; none of a page without a text layer.
    """
    page_frames = frames(page)
    textpage = page.get_textpage()
    runs: list[list[Char]] = [[]]
    broken = False
    for char in characters(textpage, page_frames):
        if char is None:
            broken = True
            continue
        if runs[-1] and char.sign != " " and (broken or not _touches(runs[-1][-1], char)):
            if _parted(runs, char, broken):
                runs.append([])
            elif _apart(runs[-1][-1], char) and runs[-1][-1].sign != " ":
                runs[-1].append(char._replace(sign=" "))
        if runs[-1] or char.sign != " ":
            runs[-1].append(char)
        broken = broken and char.sign == " "
    lines = [_line(textpage, run) for run in runs if any(char.sign != " " for char in run)]
    textpage.close()
    turns: Counter[int] = Counter()
    for line in lines:
        turns[line.turn] += len(line.text)
    turn = turns.most_common(1)[0][0] if turns else 0
    frame = page_frames[turn]
    shown = [line for line in _once(lines) if _is_shown(line, page_frames[line.turn])]
    return Sheet(
        lines=[line for line in shown if line.turn == turn],
        aside=[line for line in shown if line.turn != turn],
        rules=page_rules(page, frame),
        height=frame.height,
    )


def _touches(before: Char, after: Char) -> bool:
    """What holds of most characters: set right behind the one before, on the same line."""
    return abs(after.y0 - before.y0) < 1 and -1 < after.x0 - before.x1 < 2 and after.turn == before.turn


def _parted(runs: list[list[Char]], after: Char, broken: bool) -> bool:
    """Whether a character begins another line or cell than the run before it."""
    before = runs[-1][-1]
    height = max(before.height, after.height)
    overlap = min(before.y1, after.y1) - max(before.y0, after.y0)
    if before.turn != after.turn or overlap < 0.3 * min(before.height, after.height):
        return True
    apart = after.x0 - before.x1
    if apart < -2 * height or (broken and apart < -0.5 * height):
        return True
    # pdfium ends a line at a superscript and at wide gaps; only what stands close goes on.
    if apart <= (0.5 if broken else _CELL_GAP) * height:
        return False
    return after.sign.isdigit() or apart > _LABEL_GAP * height or not _is_label(runs, apart < _NUMBER_GAP * height)


def _is_label(runs: list[list[Char]], is_near: bool) -> bool:
    """Whether the last run is a bullet or a number that opens a row, and its words are still to come."""
    text = "".join(char.sign for char in runs[-1][:12]).strip()
    if len(runs[-1]) > 12 or not (_LABEL.fullmatch(text) or (is_near and re.fullmatch(r"\d{1,3}", text))):
        return False
    if len(runs) < 2:
        return True
    first, before = runs[-1][0], runs[-2][-1]
    return min(first.y1, before.y1) - max(first.y0, before.y0) <= 0.5 * first.height or before.x0 > first.x0


def _apart(before: Char, after: Char) -> bool:
    return after.x0 - before.x1 > 0.5 * max(before.height, after.height)


def _line(textpage: pdfium.PdfTextPage, run: list[Char]) -> Line:
    while run[-1].sign == " ":
        run.pop()
    letters = [char for char in run if char.sign != " "]
    heights = sorted(char.height for char in letters)
    middle = letters[len(letters) // 2].number
    return Line(
        text="".join(char.sign for char in run),
        x0=min(char.x0 for char in letters),
        x1=max(char.x1 for char in letters),
        y0=min(char.y0 for char in letters),
        y1=max(char.y1 for char in letters),
        size=round(heights[len(heights) // 2], 1),
        bold=all(is_bold(textpage, char.number) for char in {letters[0], letters[len(letters) // 2], letters[-1]}),
        font=_font(textpage, middle),
        turn=letters[0].turn,
    )


def _font(textpage: pdfium.PdfTextPage, index: int) -> str:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(256)
    pdfium_c.FPDFText_GetFontInfo(textpage.raw, index, name, len(name), ctypes.byref(flags))
    return name.value.decode("utf-8", "replace").split("+")[-1]


def is_bold(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """
    Whether a character is bold, by its font's weight or name.

    :param textpage: the page's text.
    :param index: the character's place in it.
    :returns: whether it is.
    """
    name = _font(textpage, index).lower()
    weight = pdfium_c.FPDFText_GetFontWeight(textpage.raw, index)
    return weight >= _BOLD_WEIGHT or any(word in name for word in ("bold", "black", "heavy", "semibold"))


def _once(lines: list[Line]) -> list[Line]:
    """Bold feigned by setting a line twice, a hair apart, is one line to a reader."""
    seen: set[tuple[str, int, int]] = set()
    once: list[Line] = []
    for line in lines:
        x, y = round(line.x0 / 2), round(line.y0 / 2)
        near = {(line.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if not near & seen:
            once.append(line)
        seen.add((line.text, x, y))
    return once


def _is_shown(line: Line, frame: Frame) -> bool:
    """What a printer's marks say beyond the trimmed page is not on it."""
    return line.x1 > 0 and line.x0 < frame.width and line.y1 > 0 and line.y0 < frame.height
