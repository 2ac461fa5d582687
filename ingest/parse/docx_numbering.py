"""The numbers Word sets before paragraphs by itself: "Article 3", "2.1", "(b)". They are nowhere in the text."""

from collections import defaultdict
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_LEVELS = 9


class Numbering:
    """
    Counts a document's numbered paragraphs as they come.

    :param document: the document.
    """

    def __init__(self, document: Document) -> None:
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, Any] = {}
        self._abstract_of: dict[str, str] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.iterchildren(qn("w:abstractNum")):
            self._abstract[abstract.get(qn("w:abstractNumId"))] = abstract
        for number in root.iterchildren(qn("w:num")):
            self._abstract_of[number.get(qn("w:numId"))] = number.find(qn("w:abstractNumId")).get(qn("w:val"))

    def number_of(self, paragraph: Any, styles: list[Any]) -> str:
        """
        What Word sets before a paragraph.

        :param paragraph: its XML element; each must be asked for once, in order.
        :param styles: its style and those it is based on, whose numbering it takes on.
        :returns: the number; empty where there is none, or a bullet.
        """
        properties = [paragraph, *(style.element for style in styles)]
        number, level = "", None
        for owner in properties:
            found = owner.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is None:
                continue
            number = number or _value(found, "w:numId")
            level = level or _value(found, "w:ilvl")
        abstract = self._abstract_of.get(number, "")
        depth = int(level) if level and level.isdigit() else 0
        if abstract not in self._abstract or depth >= _LEVELS:
            return ""
        counts = self._counts[abstract]
        counts[depth] = counts.get(depth, self._start(abstract, depth) - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        return self._shown(abstract, depth, counts)

    def _shown(self, abstract: str, depth: int, counts: dict[int, int]) -> str:
        rule = self._level(abstract, depth)
        if rule is None:
            return ""
        if _value(rule, "w:numFmt") == "bullet":
            return ""
        shown = _value(rule, "w:lvlText")
        for above in range(depth + 1):
            count = counts.get(above, self._start(abstract, above))
            of_level = self._level(abstract, above)
            style = _value(of_level, "w:numFmt") if of_level is not None else "decimal"
            shown = shown.replace(f"%{above + 1}", _written(count, style))
        return shown.strip()

    def _start(self, abstract: str, depth: int) -> int:
        rule = self._level(abstract, depth)
        start = _value(rule, "w:start") if rule is not None else ""
        return int(start) if start.isdigit() else 1

    def _level(self, abstract: str, depth: int) -> Any:
        for rule in self._abstract[abstract].iterchildren(qn("w:lvl")):
            if rule.get(qn("w:ilvl")) == str(depth):
                return rule
        return None


def _value(owner: Any, name: str) -> str:
    found = owner.find(qn(name))
    return "" if found is None else found.get(qn("w:val")) or ""


def _written(count: int, style: str) -> str:
    """A number as Word writes it in a style; digits in those it has beyond these."""
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        return _roman(count) if style == "lowerRoman" else _roman(count).upper()
    if style == "none":
        return ""
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for value, sign in signs:
        written += sign * (count // value)
        count %= value
    return written
