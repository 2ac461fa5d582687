"""Running heads, running feet and page numbers: found by their coming back on page after page, and taken out."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from ingest.parse.page_numbers import in_sequence, is_page_number, numerals
from ingest.parse.pdf_lines import Line, Sheet

# Heads and feet stand in the outer parts of the page's height, in few rows, and are short.
_MARGIN = 0.14
_MOST_ROWS = 4
_MOST_WORDS = 24
_SAME_HEIGHT = 6.0
_NUMBERED_HEADING = re.compile(
    r"(article|art\.|section|chapter|part|title|clause|annexe?|programme|component|table|figure|box|មាត្រា|ជំពូក)"
    r"\s*([\d០-៩]+|[ivxlc]+)\b",
    re.IGNORECASE,
)


class Edge(NamedTuple):
    """
    A line at the head or foot of a page.

    :param line: the line.
    :param place: how far from the page's edge it stands, in points; below zero at the foot.
    :param row: which row it is of, counted from the edge inward.
    """

    line: Line
    place: float
    row: int

    @property
    def words(self) -> str:
        """Its words, with any number in them left open; but Article 4 after Article 1 is no running head."""
        if _NUMBERED_HEADING.match(self.line.text.strip()):
            return " ".join(self.line.text.casefold().split())
        return " ".join(re.sub(r"[\d០-៩]+|\b[ivxlc]+\b", "#", self.line.text.casefold()).split())


def take_out_running_heads(sheets: list[Sheet]) -> list[str | None]:
    """
    Take out of each page what stands at the head or foot of many, and read the page numbers off it.

    A row is one where its words come back at the same height on three pages or more (two, of a document of two or
    three), the numbers in them apart; where it is a number that counts on; or where it is set in the letters and at
    the height that such rows are. Rows go from the edge inward, and the first row of a page's own words ends it.

    :param sheets: all pages; the lines are taken out of them.
    :returns: the number printed on each page, None where none is.
    """
    edges = [_edges(sheet) for sheet in sheets]
    labels = in_sequence([[n for edge in page for n in numerals(edge.line.text, edge.place)] for page in edges])
    places = _places(edges)
    enough = 2 if len(sheets) <= 3 else 3
    body = Counter((line.font, line.size) for sheet in sheets for line in sheet.lines).most_common(1)

    def comes_back(label: str | None, edge: Edge) -> bool:
        if label is not None and is_page_number(edge.line.text) == label:
            return True
        return edge.words not in ("", "#") and len(_near(places[edge.words], edge)) >= enough

    found = [_from_the_edge(page, partial(comes_back, label)) for page, label in zip(edges, labels, strict=True)]
    styles = Counter(style for page in found for style in {_style(edge) for edge in page})
    usual = {style for style, pages in styles.items() if pages >= max(3, len(sheets) // 4) and style[2:] != body[0][0]}
    for sheet, page, gone in zip(sheets, edges, found, strict=True):
        gone += [edge for edge in page if edge not in gone and _style(edge) in usual]
        sheet.lines = [line for line in sheet.lines if not any(line is edge.line for edge in gone)]
    return labels


def _edges(sheet: Sheet) -> list[Edge]:
    head = sorted((line for line in sheet.lines if line.y0 > (1 - _MARGIN) * sheet.height), key=lambda li: -li.y1)
    foot = sorted((line for line in sheet.lines if line.y1 < _MARGIN * sheet.height), key=lambda li: li.y0)
    edges: list[Edge] = []
    for lines, at_head in ((head, True), (foot, False)):
        row, last = -1, None
        for line in lines:
            if last is None or abs(line.y0 - last.y0) > 0.6 * max(line.size, last.size):
                row, last = row + 1, line
            edges.append(Edge(line, sheet.height - line.y1 if at_head else -line.y0, row))
    return [edge for edge in edges if edge.row < _MOST_ROWS and len(edge.line.text.split()) <= _MOST_WORDS]


def _places(edges: list[list[Edge]]) -> defaultdict[str, list[tuple[int, float]]]:
    """Where on which pages the same words stand."""
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, found in enumerate(edges):
        for edge in found:
            places[edge.words].append((page, edge.place))
    return places


def _near(places: list[tuple[int, float]], edge: Edge) -> set[int]:
    return {page for page, place in places if abs(place - edge.place) <= _SAME_HEIGHT}


def _from_the_edge(page: list[Edge], comes_back: Callable[[Edge], bool]) -> list[Edge]:
    """The rows that come back, from the outermost inward up to the first that does not."""
    gone: list[Edge] = []
    for at_head in (True, False):
        for row in range(_MOST_ROWS):
            lines = [edge for edge in page if edge.row == row and (edge.place > 0) == at_head]
            back = [edge for edge in lines if comes_back(edge)]
            gone += back
            if lines and not back:
                break
    return gone


def _style(edge: Edge) -> tuple[bool, int, str, float]:
    return edge.place > 0, round(edge.place / 2), edge.line.font, edge.line.size
