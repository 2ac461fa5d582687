"""A page's text as the detectors read it: digits of all scripts alike, sentences and lines known."""

import re
from bisect import bisect_right
from functools import cached_property

from ingest.screen.lists.words import cue_pattern

_DIGITS = {ord(zero) + n: str(n) for zero in "០๐၀໐০०０" for n in range(10)}
_ALIKE = {
    " ": "\u00a0\u2007\u2009\u202f",
    "-": "–—−‑‐",
    "'": "’‘`´",
    '"': "“”„«»‹›",
    ":": "៖：",
    "+": "＋",
    "@": "＠",
    "|": "｜",
}
_SIGNS = {ord(sign): plain for plain, signs in _ALIKE.items() for sign in signs}
# A full stop after these ends no sentence.
_ENDS = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bSt)(?<!\b[A-Z])(?<=[^\s.])"
    r"[.!?][\"')]*\s+(?=[\"'(]?[^\Wa-z])"
    r"|[។៕]|\n\s*\n|\n(?=\s*(?:[-•*▪●]|\d{1,3}[.)])\s)"
)
_CONTACT = re.compile(r"\b(?:tel|fax|phone|e-?mail|contact|address)\b|:", re.IGNORECASE)
# A law says he and his too, and a report “aged 5 to 14”, on many pages: of a case they stand close together.
_ONE_PERSON = re.compile(
    r"\b(?:she|hers?|he|his|him|I|my|me)\b|\b\d{1,2}[\s-]years?[\s-]old\b|\baged\s\d{1,2}\b|"
    r"[,/(]\s?\d{1,2}\s?[,/)]|\b(?:F|M)\b|"
    r"\b(?:dob|d\.o\.b|born|name\s?:|victim(?:'s)?\b(?!s)|client\b)|អាយុ|នាង|ឈ្មោះ",
    re.IGNORECASE,
)
_FEWEST_SIGNS = 2
_MOST_LETTERS_A_SIGN = 250
# Of a story there are more, and no bare numbers among them: footnotes have these too.
_IN_A_STORY = re.compile(
    r"\b(?:she|hers?|he|his|him|I|my|me)\b|\b\d{1,2}[\s-]years?[\s-]old\b|\baged\s\d{1,2}\b|"
    r"\b(?:dob|d\.o\.b|name\s?:|client)\b",
    re.IGNORECASE,
)
_MOST_LETTERS_OF_A_STORY = 400
# A digit that a machine read for a letter inside a word: SAMB0, Ju1y, bea5t.
_MISREAD = re.compile(
    r"(?<=[A-Za-z])[015](?=[A-Za-z]|\b)|\b[l1](?=[A-Z][a-z]|[A-Z]{3})|\b[015](?=[A-Za-z]{3})|(?<=[A-Z])l(?=[A-Z])"
)
_LETTERS = {"0": "O", "1": "l", "5": "S"}
_BLANK_LINE = re.compile(r"\n\s*\n")


class Prose:
    """
    One page's words.

    `plain` has as many characters as `text`, so that what is found in it stands at the same place in both.

    :param text: the page's text.
    :param language: BCP 47 code of most of its words.
    """

    def __init__(self, text: str, language: str = "en") -> None:
        self.text = text
        self.language = language
        self.plain = text.translate(_DIGITS).translate(_SIGNS)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _ENDS.finditer(self.plain))]

    @cached_property
    def tells_a_case(self) -> bool:
        """Whether the page tells of one person or of some, each by herself: pronouns and ages stand close together."""
        signs = sum(1 for _ in _ONE_PERSON.finditer(self.plain))
        return signs >= _FEWEST_SIGNS and signs * _MOST_LETTERS_A_SIGN > len(self.plain)

    @cached_property
    def is_a_story(self) -> bool:
        """Whether someone's story is told on the page, or several: whom it names is of it."""
        signs = sum(1 for _ in _IN_A_STORY.finditer(self.plain))
        return signs > _FEWEST_SIGNS and signs * _MOST_LETTERS_OF_A_STORY > len(self.plain)

    @cached_property
    def read(self) -> str:
        """`plain` with the digits that a machine read for letters put right, letter by letter at its place."""
        return (
            _MISREAD.sub(_put_right, self.plain) if re.search(r"[A-Za-z][015]|[A-Z]l[A-Z]", self.plain) else self.plain
        )

    @cached_property
    def tells_of_cases(self) -> bool:
        """Whether the page speaks of persons' cases at all: then what stands on it is looked at less strictly."""
        cues = cue_pattern("telling").finditer(self.read)
        return next(cues, None) is not None

    def sentence(self, at: int) -> tuple[int, int]:
        """
        The sentence, list item or block of lines that a place stands in.

        :param at: the place.
        :returns: its start and end.
        """
        place = bisect_right(self._starts, at)
        return self._starts[place - 1], self._starts[place] if place < len(self._starts) else len(self.text)

    def around(self, start: int, end: int, before: int = 100, after: int = 100) -> str:
        """
        The sentence around a span, no further from it than so many characters.

        :param start: of the span.
        :param end: of the span.
        :param before: the most characters before it.
        :param after: the most characters after it.
        :returns: the words, the span itself left out.
        """
        first, last = self.sentence(start)[0], self.sentence(max(start, end - 1))[1]
        return f"{self.plain[max(first, start - before) : start]} | {self.plain[end : min(last, end + after)]}"

    def near(self, start: int, end: int, before: int = 120, after: int = 60) -> str:
        """
        What stands around a span, sentences or not.

        :param start: of the span.
        :param end: of the span.
        :param before: the most characters before it.
        :param after: the most characters after it.
        :returns: the words, the span itself left out.
        """
        return f"{self.plain[max(0, start - before) : start]} | {self.plain[end : end + after]}"

    def paragraph_before(self, at: int, most: int) -> str:
        """
        What stands before a place in its paragraph.

        :param at: the place.
        :param most: the most characters.
        :returns: the words.
        """
        return _BLANK_LINE.split(self.plain[max(0, at - most) : at])[-1]

    def paragraph_after(self, at: int, most: int) -> str:
        """
        What stands after a place in its paragraph.

        :param at: the place.
        :param most: the most characters.
        :returns: the words.
        """
        return _BLANK_LINE.split(self.plain[at : at + most], maxsplit=1)[0]

    def is_personal(self, start: int, end: int) -> bool:
        """
        Whether one private person is spoken of beside a span.

        :param start: of the span.
        :param end: of the span.
        :returns: whether so.
        """
        return cue_pattern("person").search(self.around(start, end)) is not None

    def is_of_an_office(self, start: int, end: int) -> bool:
        """
        Whether an office is spoken of near a span.

        :param start: of the span.
        :param end: of the span.
        :returns: whether so.
        """
        line = self.plain[self.plain.rfind("\n", 0, start) + 1 : start]
        if _CONTACT.search(line) and cue_pattern("office").search(line) and not cue_pattern("person").search(line):
            return True
        beside = cue_pattern("office").search(self.around(start, end, before=150, after=60))
        return (beside or cue_pattern("office").search(self.near(start, end, before=70, after=40))) is not None

    def is_a_case(self, start: int, end: int) -> str:
        """
        The case facts beside a span.

        :param start: of the span.
        :param end: of the span.
        :returns: the first cue in its sentence, empty where there is none.
        """
        found = cue_pattern("case").search(self.around(start, end, before=250, after=250))
        return " ".join(found.group().split()) if found else ""


def _put_right(misread: re.Match[str]) -> str:
    sign = misread.group()
    letter = "I" if sign == "l" else _LETTERS.get(sign, "I")
    before = misread.string[misread.start() - 1 : misread.start()]
    after = misread.string[misread.end() : misread.end() + 1]
    capital = after.isupper() if after.isalpha() and before.isalpha() else before.isupper() or not before.isalpha()
    return letter.upper() if capital and letter != "l" else letter.lower()
