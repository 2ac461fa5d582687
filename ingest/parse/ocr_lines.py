"""What tesseract prints, as paragraphs: its table of words with their boxes."""

import csv
import io
from itertools import combinations
from statistics import median
from typing import NamedTuple

from corpus.page import BlockKind
from ingest.parse.blocks import BULLET
from ingest.parse.hyphens import join_lines, words_of
from ingest.parse.page_numbers import is_page_number
from ingest.parse.page_text import Part
from ingest.parse.paragraphs import paragraphs
from ingest.parse.pdf_lines import Line

_PAGE, _WORD = "1", "5"
_MARGIN = 0.14
# Mean confidence of tesseract's letters, 0 to 100. Clean English print comes out above 85; Khmer at 45 to 65 even
# where five letters of a hundred are wrong, so that Khmer is never quoted without a warning.
_WELL_READ = 75.0
_FEWEST_LINES_IN_COLUMN = 5


class OcrText(NamedTuple):
    """
    What tesseract read of a page.

    :param parts: its paragraphs.
    :param confidence: the mean of its letters, 0 to 100.
    :param letters: how many it read.
    :param has_columns: whether tesseract saw columns side by side.
    :param number: the page number printed at its head or foot, left out of the parts; None where there is none.
    """

    parts: list[Part]
    confidence: float
    letters: int
    has_columns: bool = False
    number: str | None = None

    @property
    def read_well(self) -> bool:
        """Whether it is sure enough of its words to be quoted without a warning."""
        return self.confidence >= _WELL_READ


def read_table(table: str) -> OcrText:
    """
    Read tesseract's table ("tsv").

    :param table: a row for each word, with its box in dots from the picture's upper left.
    :returns: the words in paragraphs.
    """
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    words = [row for row in rows if row["level"] == _WORD and (row.get("text") or "").strip()]
    letters = sum(len(row["text"].strip()) for row in words)
    sure = sum(float(row["conf"]) * len(row["text"].strip()) for row in words)
    height = max((int(row["height"]) for row in rows if row["level"] == _PAGE), default=0)
    blocks: dict[str, list[Line]] = {}
    number: str | None = None
    for block, line in _lines(words):
        in_margin = not _MARGIN * height < -line.y1 < (1 - _MARGIN) * height
        if in_margin and (found := is_page_number(line.text)):
            number = found
        else:
            blocks.setdefault(block, []).append(line)
    known = words_of(line.text for lines in blocks.values() for line in lines)
    parts = [
        Part(join_lines([line.text for line in paragraph.lines], known), _kind(paragraph.lines[0]))
        for lines in blocks.values()
        for paragraph in paragraphs(lines, ())
    ]
    return OcrText(parts, sure / letters if letters else 0.0, letters, _has_columns(list(blocks.values())), number)


def _kind(first: Line) -> BlockKind:
    return "list" if BULLET.match(first.text) else "text"


def _lines(words: list[dict[str, str]]) -> list[tuple[str, Line]]:
    """The words' lines, each with the block it is of; all as high as most are, for Khmer's signs reach up and down."""
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for word in words:
        found.setdefault((word["block_num"], word["par_num"], word["line_num"]), []).append(word)
    heights = [max(int(word["height"]) for word in line) for line in found.values()]
    height = float(median(heights)) if heights else 1.0
    lines: list[tuple[str, Line]] = []
    for (block, _, _), line in found.items():
        middle = -median(int(word["top"]) + int(word["height"]) / 2 for word in line)
        x0 = min(int(word["left"]) for word in line)
        x1 = max(int(word["left"]) + int(word["width"]) for word in line)
        text = " ".join(word["text"].strip() for word in line)
        lines.append((block, Line(text, x0, x1, middle - height / 2, middle + height / 2, height, False, "")))
    return lines


def _has_columns(blocks: list[list[Line]]) -> bool:
    tall = [lines for lines in blocks if len(lines) >= _FEWEST_LINES_IN_COLUMN]
    return any(_side_by_side(one, other) for one, other in combinations(tall, 2))


def _side_by_side(one: list[Line], other: list[Line]) -> bool:
    apart = min(line.x0 for line in one) > max(line.x1 for line in other) or (
        min(line.x0 for line in other) > max(line.x1 for line in one)
    )
    return apart and one[0].y1 > other[-1].y0 and other[0].y1 > one[-1].y0
