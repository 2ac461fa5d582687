"""A name once found stands elsewhere too, where nothing beside it tells: it is found there by itself."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.screen.finding import Finding
from ingest.screen.lists.words import is_listed_name, ordinary_words, place_words

# Surer than a name that only stands in a sentence of a case.
_FROM = 0.65
_FEWEST_LETTERS = 4
# From here on a name no list knows is sought by its parts too.
_SURE = 0.65


def find_again(texts: Sequence[str], findings: Iterable[Finding]) -> Iterator[Finding]:
    """
    The other places of names that are found.

    :param texts: of all pages.
    :param findings: of all pages.
    :returns: a finding for each place the whole name, or its own part, stands; also those found before.
    """
    whole: set[tuple[str, ...]] = set()
    part: set[str] = set()
    for finding in findings:
        if finding.kind != "name" or finding.confidence < _FROM:
            continue
        words = tuple(finding.words.split())
        if len(words) > 1:
            whole.add(words)
        part |= {word for word in words if _tells(word, finding.confidence)}
    if not whole and not part:
        return
    for place, text in enumerate(texts):
        for words in whole:
            spaced = r"\s+".join(map(re.escape, words))
            pattern = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
            for found in pattern.finditer(text):
                yield _finding(place, found, 0.7)
        if part:
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(part, key=len, reverse=True)))})(?!\w)")
            for found in pattern.finditer(text):
                yield _finding(place, found, 0.4)


def _tells(word: str, confidence: float) -> bool:
    small = word.lower()
    return (
        len(word) >= _FEWEST_LETTERS
        and word[0].isupper()
        and word.isalpha()
        and small not in ordinary_words()
        and small not in place_words()
        and (is_listed_name(small) or confidence >= _SURE)
    )


def _finding(page: int, found: re.Match[str], confidence: float) -> Finding:
    return Finding(
        "name", page, found.start(), found.end(), found.group(), confidence, "a name found elsewhere in the document"
    )
