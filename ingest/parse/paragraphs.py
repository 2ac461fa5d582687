"""Paragraphs of a PDF page: which lines go on where the line before them ended."""

import re
from collections import Counter
from itertools import pairwise

from ingest.parse.blocks import BULLET, LineBlock
from ingest.parse.pdf_lines import Line
from ingest.parse.rules import Rule

# Between paragraphs there is at least this much more space than between lines, in line heights.
_MORE_SPACE = 0.3
# Lines of a paragraph stand at least this close and at most so far apart, in line heights.
_TIGHTEST, _WIDEST = -0.6, 1.3
_SENTENCE_END = re.compile(r"[.:;!?។៕”\"')\]]\s*$")
_NUMBER = re.compile(r"(\d{1,3})\s+[^\W\d_a-z]")
_OPENING = re.compile(r"(?:Table|Figure|Box|Article|ARTICLE|Chapter|CHAPTER|Section|Annex|ANNEX|មាត្រា)\s*[\dIVX០-៩]+")


def paragraphs(lines: list[Line], across: tuple[Rule, ...]) -> list[LineBlock]:
    """
    Join lines into paragraphs, in the order they come.

    :param lines: of one page or table cell.
    :param across: the rules drawn along the page's width; no paragraph goes on over one.
    :returns: the paragraphs.
    """
    widest = _usual_gap(lines) + _MORE_SPACE
    blocks: list[LineBlock] = []
    for line in lines:
        if blocks and _continues(blocks[-1], line, widest) and not _ruled_off(blocks[-1].lines[-1], line, across):
            blocks[-1].lines.append(line)
        else:
            blocks.append(LineBlock([line]))
    return blocks


def _usual_gap(lines: list[Line]) -> float:
    """The space between one line and the next that is most common, in line heights."""
    gaps: Counter[float] = Counter()
    for last, line in pairwise(lines):
        gap = (last.y0 - line.y1) / line.size
        if line.above(last) and _alike(last, line) and _TIGHTEST < gap < _WIDEST:
            gaps[round(gap, 1)] += 1
    return gaps.most_common(1)[0][0] if gaps else 0.2


def _continues(block: LineBlock, line: Line, widest: float) -> bool:
    last = block.lines[-1]
    if line.beside(last):
        # A superscript or a run in another font, set close to the words before it.
        return -0.2 * last.size <= line.x0 - last.x1 < 0.5 * last.size
    gap = (last.y0 - line.y1) / line.size
    return (
        line.above(last)
        and last.y0 > line.y0
        and _TIGHTEST < gap < widest
        and _alike(last, line)
        and not (BULLET.match(line.text) and last.text.count("(") <= last.text.count(")"))
        and not _is_next_item(block, line)
        and not (_SENTENCE_END.search(last.text) and _begins_anew(block, line))
    )


def _alike(last: Line, line: Line) -> bool:
    return abs(line.size - last.size) < 0.12 * last.size and line.bold == last.bold


def _begins_anew(block: LineBlock, line: Line) -> bool:
    """Whether a line after a sentence's end opens a paragraph: after a short line, set in, or by its first words."""
    last = block.lines[-1]
    if _OPENING.match(line.text):
        return True
    hangs = block.lines[0].x0 < line.x0 - 0.8 * line.size
    if len(block.lines) == 1 or (hangs and abs(line.x0 - last.x0) < 3):
        return False
    return last.x1 < block.x1 - 0.15 * (block.x1 - block.x0) or line.x0 > last.x0 + line.size


def _is_next_item(block: LineBlock, line: Line) -> bool:
    """Whether a line is the next of a list whose lines hang: it stands out to the left, or counts on."""
    first, last = block.lines[0], block.lines[-1]
    hangs = len(block.lines) > 1 and first.x0 < last.x0 - 0.8 * line.size
    if hangs and abs(line.x0 - first.x0) < 3:
        return True
    number, next_number = _NUMBER.match(first.text), _NUMBER.match(line.text)
    if next_number is None:
        return False
    if number is None:
        return line.x0 < last.x0 - 0.8 * line.size
    return 0 < int(next_number[1]) - int(number[1]) <= 3 and abs(line.x0 - first.x0) < line.size


def _ruled_off(last: Line, line: Line, across: tuple[Rule, ...]) -> bool:
    """Whether a rule parts two lines that stand one under the other; one that underlines words does not."""
    low, high = (line.y0 + line.y1) / 2, (last.y0 + last.y1) / 2
    x0, x1 = min(last.x0, line.x0), max(last.x1, line.x1)
    return any(
        low < rule.at < high and rule.low <= x0 + 2 and (rule.high >= x1 + 6 or rule.high - rule.low > x1 - x0 + 6)
        for rule in across
    )
