"""
Where chosen words stand in a text, however they are written there.

The rule: only letters, their signs and digits count. Letter case, accents, and whatever stands between (spaces, line
breaks, hyphens, points, underscores) do not, so "Sok Sophea" is found in "SOK SO-\\nPHEA" and in "sok_sophea". A match
begins and ends at a word's border: "Sok" is not found in "Sokha". Scripts written without spaces (Khmer, Thai, Lao,
Burmese, Chinese, Japanese) have no borders: their words are found anywhere. Digits of every script are the same
digits. A number of six digits or more is found however it is grouped, and a Cambodian telephone number with and
without the country's code; a shorter one only as it is written, or "15" would be found in "1.5 million".
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

MARK = "[redacted]"
_OTHER_MARK = "■■■"
_FEWEST_DIGITS_GROUPED = 6
_COUNTRY = "855"
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_CHUNK = re.compile("[A-Za-z0-9]+|[^\x00-\x7f]+")
_ACCENTS = re.compile("[\u0300-\u036f\u17b4\u17b5]")


class Span(NamedTuple):
    """A stretch of a text that goes, and the words it was found for."""

    start: int
    end: int
    words: str


class Signs(NamedTuple):
    """
    What counts of a text.

    :param key: its letters and digits, written one way.
    :param places: where in the text each of them stands.
    """

    key: str
    places: Sequence[int]


@lru_cache(maxsize=4096)
def _signs_of(char: str) -> str:
    decimal = unicodedata.decimal(char, None)
    if decimal is not None:
        return str(decimal)
    if unicodedata.digit(char, None) is not None:
        return ""  # A raised digit is a note's mark, not a part of the number before it.
    kept = _ACCENTS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()))
    return "".join(sign for sign in kept if unicodedata.category(sign)[0] in "LMN")


def signs_of(text: str) -> Signs:
    """
    What counts of a text.

    :param text: any text.
    :returns: its letters and digits and their places.
    """
    key: list[str] = []
    places = array("L")
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if chunk[0].isascii():
            key.append(chunk[0].lower())
            places.extend(range(start, end))
            continue
        for place in range(start, end):
            signs = _signs_of(text[place])
            key.append(signs)
            places.extend([place] * len(signs))
    return Signs("".join(key), places)


class _Pattern:
    """One way the words may be written."""

    def __init__(self, written: str) -> None:
        self.key, places = signs_of(written)
        # Where a short number must not be parted: between its digits, unless the curator parted them too.
        self._joined = [
            run.start() + i
            for run in re.finditer(r"\d+", self.key)
            if len(run[0]) < _FEWEST_DIGITS_GROUPED
            for i in range(len(run[0]) - 1)
            if places[run.start() + i + 1] - places[run.start() + i] == 1
        ]

    def find(self, text: str, signs: Signs) -> Iterable[tuple[int, int]]:
        at = signs.key.find(self.key)
        while at >= 0:
            last = at + len(self.key) - 1
            parted = any(not _touch(text, signs, at + i) for i in self._joined)
            if not parted and _border(text, signs, at - 1) and _border(text, signs, last):
                yield signs.places[at], signs.places[last] + 1
            at = signs.key.find(self.key, at + 1)


def _touch(text: str, signs: Signs, at: int) -> bool:
    """Whether nothing that is seen stands between a sign and the next."""
    between = text[signs.places[at] + 1 : signs.places[at + 1]]
    return all(unicodedata.category(char) in ("Cf", "Mn") for char in between)


def _border(text: str, signs: Signs, at: int) -> bool:
    """Whether a word may end between a sign and the next."""
    if at < 0 or at + 1 >= len(signs.key) or not _touch(text, signs, at):
        return True
    before, after = signs.key[at], signs.key[at + 1]
    return before.isdigit() != after.isdigit() or bool(_NO_SPACES.match(before) or _NO_SPACES.match(after))


def _with_accents(text: str, end: int) -> int:
    """Where a match ends with the accents of its last letter."""
    while end < len(text) and _ACCENTS.match(text[end]):
        end += 1
    return end


def _ways(words: str) -> list[str]:
    digits = signs_of(words).key
    ways = [words]
    if digits.isdigit():
        if digits.startswith("0") and len(digits) in (9, 10):
            ways += [_COUNTRY + digits[1:], _COUNTRY + digits]
        elif digits.startswith(_COUNTRY) and len(digits) in (11, 12):
            ways += ["0" + digits[3:], _COUNTRY + "0" + digits[3:]]
    return ways


class Wanted:
    """
    The words that go.

    ```python
    from ingest.redact.words import Wanted

    [(span.start, span.end) for span in Wanted(["Sok Sophea"]).find("Ms. SOK-SOPHEA left")]  # [(4, 14)]
    ```

    :param words: as the curator chose them.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(dict.fromkeys(words))
        self._patterns = [(word, _Pattern(way)) for word in self.words for way in _ways(word)]
        self._patterns = [(word, pattern) for word, pattern in self._patterns if pattern.key]
        self.keys = [pattern.key for _, pattern in self._patterns]
        self.written = [word for word, _ in self._patterns]
        self.mark = _OTHER_MARK if self.find(MARK) else MARK

    def find(self, text: str) -> list[Span]:
        """
        Where they stand in a text.

        :param text: any text.
        :returns: the places in order; those of several words may overlap.
        """
        if not text or not self._patterns:
            return []
        signs = signs_of(text)
        found: dict[str, list[Span]] = {}
        for word, pattern in self._patterns:
            found.setdefault(word, []).extend(
                Span(start, _with_accents(text, end), word) for start, end in pattern.find(text, signs)
            )
        # One number written two ways is found twice in one place.
        return sorted(Span(start, end, word) for word, spans in found.items() for start, end in merged(spans))

    def stand_in(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        return bool(self.find(text))


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """
    Places that overlap as one.

    :param spans: in any order.
    :returns: starts and ends, in order, apart from each other.
    """
    whole: list[tuple[int, int]] = []
    for span in sorted(spans):
        if whole and span.start < whole[-1][1]:
            whole[-1] = whole[-1][0], max(whole[-1][1], span.end)
        else:
            whole.append((span.start, span.end))
    return whole
