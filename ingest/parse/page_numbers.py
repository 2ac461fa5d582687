"""Printed page numbers: read off the heads and feet of pages, believed where they count on."""

import re
from collections import defaultdict
from typing import NamedTuple

_NUMERAL = r"\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8}|[០-៩]{1,4}|[A-Z]{1,2}[-–.]\d{1,3}|\d{1,2}[-–]\d{1,3}"
_PAGE = r"(?:[Pp]\s?[Aa]\s?[Gg]\s?[Ee]|ទំព័រ)"
_ALONE = re.compile(
    rf"^(?:{_PAGE}\s*[|:]?\s*|[-–—|\[(]\s*)?(?P<number>{_NUMERAL})"
    rf"(?:\s*[-–—|\])]|\s*(?:of|/)\s*\d{{1,4}}|\s*\|?\s*{_PAGE})?$"
)
_AT_AN_END = re.compile(rf"^(?P<first>{_NUMERAL})\s+\S.*$|^.*\S\s+(?P<last>{_NUMERAL})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SAME_HEIGHT = 6.0


class Numeral(NamedTuple):
    """
    What may be a page's number.

    :param text: as it is printed.
    :param place: how far from the page's edge it stands, in points; below zero at the foot.
    """

    text: str
    place: float

    @property
    def kind(self) -> str:
        """What it counts in: "1" for digits, "i" and "I" for Roman ones, the section's sign for "A-2"."""
        if match := re.match(r"^(.+)[-–.]\d+$", self.text):
            return match[1]
        return "i" if self.text.islower() else "I" if self.text[0].isalpha() else "1"

    @property
    def value(self) -> int:
        """The number it stands for."""
        digits = re.search(r"\d+$", self.text)
        return int(digits[0]) if digits else roman_value(self.text)


def roman_value(numeral: str) -> int:
    """
    What a Roman numeral stands for.

    :param numeral: in small or large letters.
    :returns: its value.
    """
    values = [_ROMAN[letter] for letter in numeral.lower()]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def is_page_number(text: str) -> str | None:
    """
    The number in a line that may be nothing but a page number: "12", "- xii -", "Page 3 of 15".

    :param text: a line at a page's head or foot.
    :returns: the number as printed; None of any other line.
    """
    match = _ALONE.match(text.strip())
    return match["number"] if match else None


def numerals(text: str, place: float) -> list[Numeral]:
    """
    What may be the page's number in a line at its head or foot.

    :param text: the line.
    :param place: how far from the page's edge it stands, in points; below zero at the foot.
    :returns: the numerals in it that stand alone, or first or last.
    """
    if number := is_page_number(text):
        return [Numeral(number, place)]
    if match := _AT_AN_END.match(text.strip()):
        return [Numeral(match["first"] or match["last"], place)]
    return []


def in_sequence(candidates: list[list[Numeral]]) -> list[str | None]:
    """
    Of the numerals on each page, the one that counts on from page to page at the same height.

    :param candidates: what may be its number, for each page.
    :returns: each page's printed number; None where none is printed, or none counts on.
    """
    pages_of: defaultdict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
    for page, found in enumerate(candidates):
        for numeral in found:
            pages_of[numeral.kind, numeral.value - page].append((page, numeral.place))

    def support(page: int, numeral: Numeral) -> int:
        alike = pages_of[numeral.kind, numeral.value - page]
        return len({other for other, place in alike if abs(place - numeral.place) <= _SAME_HEIGHT})

    enough = 2 if len(candidates) <= 4 else 3
    labels: list[str | None] = []
    for page, found in enumerate(candidates):
        best = max(found, key=lambda numeral: support(page, numeral), default=None)
        # Sections counted for themselves ("A-1", "A-2") and front matter may have two pages only.
        fewest = enough if best is None or best.kind == "1" else 2
        labels.append(best.text if best and support(page, best) >= fewest else None)
    return labels
