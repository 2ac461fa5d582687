"""Runs of words that may be a person's name: capitalised, or written small but hardly anything else."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.screen.lists.words import (
    cue,
    is_listed_name,
    is_telling_name,
    ordinary_words,
    place_words,
    place_words_in_names,
    public_figures,
)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BETWEEN = re.compile(r"[ \t]{1,3}|[ \t]*\n[ \t]*|-")
PARTICLES = {"bin", "binti", "de", "del", "dela", "la", "van", "al", "s/o", "d/o"}
_MOST_WORDS = 4
# What makes the words before it the name of a school, a street, a treaty.
_ORGANISATION = re.compile(
    r"[ ](?:High |Primary |Secondary |International |Provincial |Referral |National )*(?:School|Hospital|"
    r"Cent(?:er|re)|Foundation|University|"
    r"Institute|Market|Pagoda|Street|Boulevard|Blvd|Avenue|Road|Company|Co\b|Ltd|Group|Law|Bank|Hotel|"
    r"Airport|Bridge|Park|Province|"
    r"District|Commune|Village|Sangkat|River|Declaration|Convention|Protocol|Process|Committee|Report|"
    r"Project|Programme|Program)\b"
)
_CAPITALS = re.compile(r"\s([A-Z]{4,14})\b")
# Names too, written so.
_ACRONYMS = {"NGO", "NGOS", "SOM", "MOU", "SOP", "HIV", "WHO", "LIN", "CHAI"}
_WEAK = 3
_SHORT = 5
_WHAT_ONE_IS = re.compile(f"{cue('role')}|{cue('official')}", re.IGNORECASE)
# What stands before a word within a sentence, and a given name after it.
_WITHIN = re.compile(r"[\w,][ \n]$|[(\"\t]$")
_GIVEN = re.compile(r"[ ]([A-Z][a-z]{2,14})\b")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỹ]")


class Candidate(NamedTuple):
    """
    Words that may be a name.

    :param start: where they start.
    :param end: where they end.
    :param words: them.
    :param listed: how many of them are names by the lists.
    """

    start: int
    end: int
    words: tuple[str, ...]
    listed: int

    @property
    def is_public_figure(self) -> bool:
        """Whether someone of public life is called so."""
        return " ".join(self.words).lower() in public_figures()

    @property
    def is_sure(self) -> bool:
        """Whether the words themselves say that they are a name."""
        return (len(self.words) > 1 and self.listed == len(self.words)) or self.listed > 1

    @property
    def is_ordinary(self) -> bool:
        """Whether each word is an English word too, so that only what stands beside tells."""
        return all(word.lower() in ordinary_words() for word in self.words)


def candidates(plain: str) -> Iterator[Candidate]:
    """
    Runs of words that may be names.

    :param plain: a page's text.
    :returns: them in order.
    """
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(plain):
        if run and not _BETWEEN.fullmatch(plain, run[-1].end(), word.start()):
            yield from _of_run(run, plain)
            run = []
        if (
            _may_be_name(word.group())
            or _is_capital_name(word)
            or (run and (word.group() in PARTICLES or _ends_name(run, word)))
            or (not run and _begins_name(word))
        ):
            run.append(word)
        else:
            yield from _of_run(run, plain)
            run = []
    yield from _of_run(run, plain)


def _may_be_name(word: str) -> bool:
    small = word.lower()
    if not _LATIN.match(word) or (_WHAT_ONE_IS.fullmatch(word) and not is_listed_name(word)):
        return False
    if not word[0].isupper():
        return (word.isascii() and is_telling_name(word)) or (small in _WRITTEN_SMALL)
    if word in _ACRONYMS or (len(word) < _WEAK and word.isupper()):
        return False
    if small in place_words():
        return small in place_words_in_names()
    if small in ordinary_words():
        return is_listed_name(small)
    # All capitals of few letters is an acronym, unless it is a name.
    return not (word.isupper() and len(word) < 6 and not is_listed_name(small))


def _is_capital_name(word: re.Match[str]) -> bool:
    """Whether a short word in capitals stands before a name in capitals: “PAO SREYNIT”, and not “UNICEF Cambodia”."""
    if not word.group().isupper() or _bars(word.group()):
        return False
    following = _CAPITALS.match(word.string, word.end())
    return following is not None and not _bars(following.group(1))


def _bars(word: str) -> bool:
    small = word.lower()
    return small in ordinary_words() or small in place_words() or _WHAT_ONE_IS.fullmatch(small) is not None


def _ends_name(run: list[re.Match[str]], word: re.Match[str]) -> bool:
    """After one name a short word is the given name, though English has such a word: “Sao Ran”, “VORN KHA”."""
    small = word.group().lower()
    return (
        len(run) == 1
        and is_listed_name(run[0].group())
        and word.group()[0].isupper()
        and len(small) <= _SHORT
        and small not in place_words()
        and not _WHAT_ONE_IS.fullmatch(small)
        and re.match(r"\s*[,;:()\n]", word.string[word.end() :][:5]) is not None
    )


def _begins_name(word: re.Match[str]) -> bool:
    """Within a sentence a short word with a capital is the family name before a given name: “was Sum Channary”."""
    small = word.group().lower()
    return (
        word.group()[0].isupper()
        and not word.group().isupper()
        and len(small) <= _SHORT
        and small not in place_words()
        and not _WHAT_ONE_IS.fullmatch(small)
        and _WITHIN.search(word.string, max(0, word.start() - 3), word.start()) is not None
        and (given := _GIVEN.match(word.string, word.end())) is not None
        and is_telling_name(given.group(1))
    )


# Family names that are no English words: they begin a name that is written small.
_WRITTEN_SMALL = {
    "sok",
    "chea",
    "heng",
    "keo",
    "seng",
    "ly",
    "kim",
    "nguyen",
    "chhay",
    "chhim",
    "meas",
    "prak",
    "srey",
    "phan",
}


def _of_run(run: list[re.Match[str]], plain: str) -> Iterator[Candidate]:
    while run and run[-1].group() in PARTICLES:
        run = run[:-1]
    if not run:
        return
    if len(run) > _MOST_WORDS or "\n" in plain[run[0].end() : run[-1].start()]:
        # Lines of a list: a name is broken over two lines only where one of them is half a name.
        lines = _by_line(run, plain)
        if len(run) > _MOST_WORDS or all(len(line) > 1 for line in lines):
            if len(lines) > 1:
                for line in lines:
                    yield from _of_run(line, plain)
            return
    if _ORGANISATION.match(plain, run[-1].end()):
        return
    words = tuple(word.group() for word in run)
    if all(not word[0].isupper() for word in words) and len(words) < 2 and len(words[0]) < 5:
        return
    # Words of places alone are places.
    if all(word.lower() in place_words() for word in words):
        return
    yield Candidate(run[0].start(), run[-1].end(), words, sum(is_listed_name(word) for word in words))


def _by_line(run: list[re.Match[str]], plain: str) -> list[list[re.Match[str]]]:
    lines = [[run[0]]]
    for before, word in pairwise(run):
        if "\n" in plain[before.end() : word.start()]:
            lines.append([])
        lines[-1].append(word)
    return lines
