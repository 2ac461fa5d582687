"""The characters of a PDF page with their places, and which of them go."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.parse.characters import SOFT_HYPHEN, Char, characters, frames
from ingest.parse.pdf_lines import is_bold
from ingest.redact.words import Span, Wanted

Points = tuple[float, float, float, float]  # left, lower, right, upper edge, in the page's own points
# A gap wider than this many letter heights parts words, where the file sets no space.
_GAP = 0.2
# A raised or lowered note's mark is this much smaller than the letters it follows.
_SMALLER = 0.85
# Of a letter's own box, what may be under a curator's box before the letter goes with it.
_UNDER = 0.2
_LINES_ON = 2


class Letter(NamedTuple):
    """
    A character on a page.

    :param sign: the character, a hyphen at a line's end as "-".
    :param box: where it stands, with the font's height.
    :param inked: where its ink is.
    :param turn: quarter turns of its line.
    :param bold: whether it is bold.
    """

    sign: str
    box: Points
    inked: Points
    turn: int
    bold: bool


Run = list[Letter]


def read_runs(page: pdfium.PdfPage) -> list[Run]:
    """
    The characters of a page in the order the file writes them, a run for each stretch without a wide gap.

    :param page: a page of pdfium's.
    :returns: the runs; none of a page without a text layer.
    """
    page_frames = frames(page)
    textpage = page.get_textpage()
    runs: list[Run] = [[]]
    last: Char | None = None
    for char in characters(textpage, page_frames):
        if char is None or (last is not None and not _goes_on(last, char)):
            runs.append([])
            last = None
        if char is None:
            continue
        frame = page_frames[char.turn]
        box = _unframed(char, frame.across, frame.up, frame.left, frame.bottom)
        sign = "-" if char.sign == SOFT_HYPHEN else char.sign
        bold = sign != " " and is_bold(textpage, char.number)
        inked = textpage.get_charbox(char.number) if sign != " " else box
        runs[-1].append(Letter(sign, box, inked, char.turn, bold))
        last = char
    textpage.close()
    return [run for run in runs if any(letter.sign != " " for letter in run)]


def _goes_on(before: Char, after: Char) -> bool:
    if before.turn != after.turn or abs(before.y0 - after.y0) > 0.5 * before.height:
        return False
    if (
        before.sign != " "
        and after.sign != " "
        and min(before.height, after.height) < _SMALLER * max(before.height, after.height)
    ):
        return False
    # What stands after a space may stand anywhere after it.
    widest = 2.0 if before.sign == " " else _GAP
    return -1.5 * before.height < after.x0 - before.x1 < widest * max(before.height, after.height)


def _unframed(char: Char, across: float, up: float, left: float, bottom: float) -> Points:
    """A box of the turned page in the page's own points: what `Frame.box` turns, turned back."""
    x0, y0, x1, y1 = char.x0, char.y0, char.x1, char.y1
    if char.turn == 1:
        x0, y0, x1, y1 = across - y1, x0, across - y0, x1
    elif char.turn == 2:
        x0, y0, x1, y1 = across - x1, up - y1, across - x0, up - y0
    elif char.turn == 3:
        x0, y0, x1, y1 = y0, up - x1, y1, up - x0
    return x0 + left, y0 + bottom, x1 + left, y1 + bottom


class Gone(NamedTuple):
    """
    One occurrence that goes from a page.

    :param words: that it was found for; empty of a curator's box.
    :param letters: the run and the place in it of each letter.
    """

    words: str
    letters: frozenset[tuple[int, int]]


def find_gone(runs: Sequence[Run], wanted: Wanted) -> list[Gone]:
    """
    Where words stand on a page, in the order the file writes it and from each line to the one below it.

    :param runs: of the page.
    :param wanted: the words.
    :returns: the occurrences, each once.
    """
    found: set[Gone] = set()
    for order in [range(len(runs)), *_downward(runs)]:
        places: list[tuple[int, int] | None] = []
        text: list[str] = []
        for number in order:
            places += [*((number, i) for i in range(len(runs[number]))), None]
            text += [*(letter.sign for letter in runs[number]), "\n"]
        found |= {_gone(span, places) for span in wanted.find("".join(text))}
    return sorted(found, key=lambda gone: min(gone.letters))


def _gone(span: Span, places: Sequence[tuple[int, int] | None]) -> Gone:
    return Gone(span.words, frozenset(place for place in places[span.start : span.end] if place is not None))


def _downward(runs: Sequence[Run]) -> Iterator[list[int]]:
    """Each run with those below it, where the file writes others between them: columns, cells, captions."""
    boxes = [extent(letter.box for letter in run) for run in runs]
    for number in range(len(runs)):
        chain = [number]
        while len(chain) <= _LINES_ON and (below := _below(boxes, chain[-1])) is not None:
            chain.append(below)
        if chain != list(range(number, number + len(chain))):
            yield chain


def _below(boxes: Sequence[Points], number: int) -> int | None:
    x0, y0, x1, y1 = boxes[number]
    height = y1 - y0
    near = [
        (y1 - box[3], other)
        for other, box in enumerate(boxes)
        if other != number and 0 < y1 - box[3] < 3 * height and min(x1, box[2]) > max(x0, box[0])
    ]
    return min(near)[1] if near else None


def under(runs: Sequence[Run], box: Points) -> frozenset[tuple[int, int]]:
    """
    The letters under a box.

    :param runs: of the page.
    :param box: in the page's own points.
    :returns: the run and the place in it of each.
    """
    return frozenset(
        (number, place)
        for number, run in enumerate(runs)
        for place, letter in enumerate(run)
        if _share_under(letter.box, box) > _UNDER
    )


def _share_under(letter: Points, box: Points) -> float:
    width = min(letter[2], box[2]) - max(letter[0], box[0])
    height = min(letter[3], box[3]) - max(letter[1], box[1])
    if width < 0 or height <= 0:
        return 0.0
    return height * max(width, 0.01) / ((letter[3] - letter[1]) * max(letter[2] - letter[0], 0.01) or 1.0)


def boxes_of(runs: Sequence[Run], gone: Gone) -> list[Points]:
    """
    The boxes that cover an occurrence: one for each line of it.

    :param runs: of the page.
    :param gone: the occurrence.
    :returns: the boxes, in order.
    """
    boxes = []
    for number in sorted({number for number, _ in gone.letters}):
        letters = [runs[number][place] for run, place in sorted(gone.letters) if run == number]
        seen = [letter for letter in letters if letter.sign != " "]
        if seen:
            boxes.append(extent(box for letter in seen for box in (letter.box, letter.inked)))
    return boxes


def extent(boxes: Iterable[Points]) -> Points:
    """
    The box around boxes.

    :param boxes: one at the least.
    :returns: the box around them.
    """
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
