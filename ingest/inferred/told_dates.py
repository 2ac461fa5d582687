"""Dates with a word before them that says what was done then: adopted, signed, promulgated."""

import re
from collections.abc import Iterator

from corpus.page import ParsedFile
from ingest.inferred.date_words import dates_in
from ingest.inferred.finding import Inferred, at, quoted

# The surest first where two stand in one text: a law is known by the day it was promulgated.
_DONE = (
    (r"\bpromulgated|ប្រកាស\s*ឱ្យ\s*ប្រើ|ប្រកាស\s*អោយ\s*ប្រើ", 0.84),
    (r"\bsigned|ចុះ\s*ហត្ថលេខា", 0.81),
    (r"\b(?:done|given) (?:at|in)\b|ធ្វើ\s*នៅ", 0.85),
    (r"\b(?:adopted|approved|endorsed|enacted|concluded)|អនុម័ត", 0.8),
    (r"\b(?:issued|published|launched|released|dated)", 0.6),
)
# The instruments a preamble calls upon, and what happened to this one later, have dates of their own.
OF_ANOTHER = re.compile(
    r"having (?:seen|regard)|pursuant|recall|reference to|in accordance|amend|ratif|under the|kram|decree n|"
    r"បាន\s*ឃើញ|កែប្រែ|វិសោធន",
    re.IGNORECASE,
)
_OF_THIS = re.compile(r"\b(?:this|the present) (?!year|month|day)|នេះ", re.IGNORECASE)
_BEFORE, _SENTENCE, _OPENING, _CLOSING, _PAGES = 110, 300, 4000, 2500, 3
# What is said of itself stands early; of what is told further on, less is its own.
_LATE = 0.15


def told_dates(parsed: ParsedFile) -> Iterator[Inferred]:
    """
    The dates told where a document begins and where it ends; what stands between tells of other documents.

    :param parsed: the file.
    :returns: them, in no order.
    """
    read = [place for place, page in enumerate(parsed.pages) if page.text.strip()]
    for later, place in enumerate(read[:_PAGES]):
        yield from _in(parsed, place, 0, _OPENING, (0.05 * later, _LATE))
    for place in read[-1:]:
        length = len(parsed.pages[place].text)
        yield from _in(parsed, place, max(0, length - _CLOSING), length, (_LATE, 0.0))


def _in(parsed: ParsedFile, place: int, start: int, end: int, less: tuple[float, float]) -> Iterator[Inferred]:
    text = parsed.pages[place].text[start:end].replace("\n", " ")
    ends = 0
    for written in dates_in(text):
        # A date counts by the words after the one before it: each word tells of one.
        sentence = re.split(r"(?<!\bNo)[.;។]\s", text[max(0, written.start - _SENTENCE) : written.start])[-1]
        before = text[max(ends, written.start - min(_BEFORE, len(sentence))) : written.start]
        ends = written.end
        if OF_ANOTHER.search(before) or not (said := _what_was_done(before)):
            continue
        at_start, word, confidence = said
        words = quoted(before[at_start:] + text[written.start : written.end])
        own = bool(_OF_THIS.search(sentence)) or word.lower().startswith(("done", "given", "ធ្វើ"))
        sure = confidence + (0.06 if own else -less[0] - less[1] * written.start / _OPENING)
        sure -= 0.1 * (2 - written.iso.count("-"))
        yield Inferred("date", written.iso, at(parsed, place, f"“{words}”"), words, place, round(sure, 3))


def _what_was_done(before: str) -> tuple[int, str, float] | None:
    """The word nearest before the date: where it stands, the word, and how sure it is."""
    said = [
        (match.start(), match[0], confidence)
        for pattern, confidence in _DONE
        for match in re.finditer(pattern, before, re.IGNORECASE)
    ]
    return max(said) if said else None
