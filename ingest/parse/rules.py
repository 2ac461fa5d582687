"""The lines drawn on a PDF page: what rules its tables."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.parse.characters import Frame

# A stroke that leaves its level by less than this, in points, and is longer, is straight.
_LEVEL = 0.75
_SHORTEST = 12.0
# A page of more is a drawing or a map, and its lines rule nothing.
_MOST_SEGMENTS = 20_000
_SAME = 2.0


class Rule(NamedTuple):
    """
    A straight line along the page's width, or up its height.

    :param at: where it lies: its height on the page, or its distance from the page's left, in points.
    :param low: where it begins, along itself.
    :param high: where it ends.
    """

    at: float
    low: float
    high: float

    def covers(self, where: float) -> bool:
        """Whether it passes a place along itself."""
        return self.low - _SAME <= where <= self.high + _SAME


class Rules(NamedTuple):
    """
    All straight lines of a page.

    :param across: those along its width, from top to bottom.
    :param up: those up its height, from left to right.
    """

    across: tuple[Rule, ...] = ()
    up: tuple[Rule, ...] = ()


def page_rules(page: pdfium.PdfPage, frame: Frame) -> Rules:
    """
    The straight lines of a page, the edges of boxes (a shaded row, a framed cell) among them.

    :param page: a page of pdfium's.
    :param frame: the way its text is turned.
    :returns: the lines, pieces of one joined.
    """
    across: list[Rule] = []
    up: list[Rule] = []
    segments = 0
    for path in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1):
        segments += pdfium_c.FPDFPath_CountSegments(path.raw)
        if segments > _MOST_SEGMENTS:
            return Rules()
        for (ax, ay), (bx, by) in _strokes(path):
            x0, x1, y0, y1 = frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            if y1 - y0 < _LEVEL < x1 - x0 and (x1 - x0) < 0.97 * frame.width:
                across.append(Rule((y0 + y1) / 2, x0, x1))
            elif x1 - x0 < _LEVEL < y1 - y0 < 0.97 * frame.height:
                up.append(Rule((x0 + x1) / 2, y0, y1))
    return Rules(tuple(reversed(_joined(across))), tuple(_joined(up)))


def _strokes(path: pdfium.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, in the file's points; none of one with curves."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[int, tuple[float, float]]] = []
    for number in range(pdfium_c.FPDFPath_CountSegments(path.raw)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path.raw, number)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((kind, matrix.on_point(x.value, y.value)))
    start = points[0][1] if points else (0.0, 0.0)
    for (_, before), (kind, point) in pairwise([*points, (pdfium_c.FPDF_SEGMENT_MOVETO, start)]):
        if kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield before, point
            continue
        # A filled box is closed without saying so.
        yield before, start
        start = point


def _joined(pieces: list[Rule]) -> list[Rule]:
    """Pieces of one line as one; what is still short then is no rule."""
    levels: list[list[Rule]] = []
    for piece in sorted(pieces):
        if levels and piece.at - levels[-1][0].at <= _SAME:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    whole: list[Rule] = []
    for level in levels:
        first, *others = sorted(level, key=lambda rule: rule.low)
        at, low, high = first
        for piece in others:
            if piece.low > high + _SAME:
                whole.append(Rule(at, low, high))
                low = piece.low
            high = max(high, piece.high)
        whole.append(Rule(at, low, high))
    return [rule for rule in whole if rule.high - rule.low >= _SHORTEST]
