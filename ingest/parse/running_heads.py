"""Running heads, running feet and page numbers: found by their coming back, taken out, the numbers kept as labels."""

import re
from collections import Counter, defaultdict

from ingest.parse.pdf_lines import Line

# Heads and feet stand in the outer parts of the page's height.
_MARGIN = 0.12
_NUMBER = re.compile(
    r"^(?:page\s+|[-–—|]\s*)?(\d{1,4}|[ivxlc]{1,8}|[០-៩]{1,4})(?:\s*[-–—|]|\s*(?:of|/)\s*\d+)?$", re.IGNORECASE
)
_AT_END = re.compile(r"^(?:(\d{1,4}|[ivxlc]{1,8})\s+\S.*|.*\S\s+(\d{1,4}|[ivxlc]{1,8}))$", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_running_heads(pages: list[list[Line]], heights: list[float]) -> tuple[list[list[Line]], list[str | None]]:
    """
    Take out what stands at the head or foot of page after page, and read the page numbers off it.

    :param pages: the lines of each page.
    :param heights: the pages' heights in points.
    :returns: the lines that are left, and each page's printed number, None where none is printed.
    """
    margins = [
        [line for line in lines if line.y0 > (1 - _MARGIN) * height or line.y1 < _MARGIN * height]
        for lines, height in zip(pages, heights, strict=True)
    ]
    repeated = _repeated(margins)
    left: list[list[Line]] = []
    candidates: list[list[str]] = []
    for lines, edge in zip(pages, margins, strict=True):
        removed = [line for line in edge if _key(line) in repeated or _NUMBER.match(line.text.strip())]
        numbers = [number for line in removed for number in _numbers(line.text)]
        candidates.append(numbers)
        left.append([line for line in lines if not any(line is gone for gone in removed)])
    labels = _in_sequence(candidates)
    for i, lines in enumerate(pages):
        # A number in the margin that is no page number (a year, a figure) stays.
        kept = [line for line in margins[i] if _lone(line) and _key(line) not in repeated and labels[i] != _bare(line)]
        if kept:
            left[i] = [line for line in lines if line in left[i] or any(line is k for k in kept)]
    return left, labels


def _repeated(margins: list[list[Line]]) -> set[tuple[str, int]]:
    """Lines that stand at the same height on at least three pages, or on two of a short document's."""
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for number, lines in enumerate(margins):
        for line in lines:
            seen[_key(line)].add(number)
    enough = 3 if len(margins) > 3 else 2
    return {key for key, numbers in seen.items() if len(numbers) >= enough and key[0]}


def _key(line: Line) -> tuple[str, int]:
    words = re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold())
    return " ".join(words.split()), round(line.y0 / 24)


def _lone(line: Line) -> bool:
    return bool(_NUMBER.match(line.text.strip()))


def _bare(line: Line) -> str | None:
    match = _NUMBER.match(line.text.strip())
    return match[1] if match else None


def _numbers(text: str) -> list[str]:
    text = text.strip()
    if match := _NUMBER.match(text):
        return [match[1]]
    if match := _AT_END.match(text):
        return [match[1] or match[2]]
    return []


def _in_sequence(candidates: list[list[str]]) -> list[str | None]:
    """Of the numbers on each page, the one that counts on from the pages around it."""
    offsets: Counter[tuple[bool, int]] = Counter()
    for page, numbers in enumerate(candidates):
        for shift in {(_is_roman(number), _value(number) - page) for number in numbers}:
            offsets[shift] += 1
    labels: list[str | None] = []
    for page, numbers in enumerate(candidates):
        fitting = [n for n in numbers if offsets[(_is_roman(n), _value(n) - page)] >= min(2, len(candidates))]
        fitting.sort(key=lambda n: -offsets[(_is_roman(n), _value(n) - page)])
        labels.append(fitting[0] if fitting else None)
    return labels


def _is_roman(number: str) -> bool:
    return number.lower()[0] in _ROMAN


def _value(number: str) -> int:
    if not _is_roman(number):
        return int(number)
    values = [_ROMAN.get(letter, 0) for letter in number.lower()]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
