"""Joining lines: words broken at a line's end made whole, and hyphens that belong to a word left in it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.parse.characters import SOFT_HYPHEN

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W_]+)-$")
_FIRST_PART = re.compile(r"^([^\W_]+)(?:-[^\W\d_]+)*")
_DASH_AT_END = re.compile(r"\S[—–]$")
# "in-" and "form" are both words, and "inform" is one word all the same.
_SHORTEST_HALF = 4
# An address broken after one of its signs goes on with more of them; the number of the next reference has none.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/_=&?.~%-]$")
_MORE_ADDRESS = re.compile(r"\S*\w[/_=&?.~%-]\w")


class Words(NamedTuple):
    """
    How a document writes its words where no line's end forces it.

    :param whole: its words, in small letters.
    :param hyphenated: those it writes with a hyphen.
    """

    whole: frozenset[str] = frozenset()
    hyphenated: frozenset[str] = frozenset()


def words_of(lines: Iterable[str]) -> Words:
    """
    The words of a document, as evidence for those that are broken.

    :param lines: all its lines; the first and last word of each may be broken and do not count.
    :returns: its words.
    """
    whole: set[str] = set()
    for line in lines:
        found = _WORD.findall(line.casefold())
        whole.update(found if line[-1:] not in ("-", SOFT_HYPHEN) else found[:-1])
    return Words(frozenset(whole), frozenset(word for word in whole if "-" in word))


def join_lines(lines: Iterable[str], words: Words = Words()) -> str:  # noqa: B008 - it cannot be changed
    """
    The lines of a paragraph as one.

    ```python
    from ingest.parse.hyphens import join_lines, words_of

    join_lines(["victims of traffick-", "ing in debt-", "based labour"], words_of(["debt-based"]))
    # "victims of trafficking in debt-based labour"
    ```

    :param lines: as they are set; a hyphen at the end of one may be U+00AD, as pdfium gives it.
    :param words: of the whole document.
    :returns: the text.
    """
    text = ""
    for line in (line.strip() for line in lines):
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + "-"
        if not text:
            text = line
        elif _LAST_PART.search(text) and _FIRST_PART.match(line):
            text = (text if _keeps_hyphen(text, line, words) else text[:-1]) + line
        elif (_DASH_AT_END.search(text) and line[:1].isalnum()) or (
            _ADDRESS.search(text.rsplit(" ", 1)[-1]) and _MORE_ADDRESS.match(line)
        ):
            text += line
        else:
            text = f"{text} {line}"
    return text[:-1] + "-" if text.endswith(SOFT_HYPHEN) else text


def _keeps_hyphen(before: str, after: str, words: Words) -> bool:
    """By how the document writes the word elsewhere; failing that, a hyphen between two of its words is real."""
    token = before.rsplit(None, 1)[-1]
    first, second = _LAST_PART.search(before)[1].casefold(), _FIRST_PART.match(after)[1].casefold()  # type: ignore[index]
    if any(c.isdigit() for c in first + second) or "://" in token or "www." in token or "@" in token:
        return True
    if not after[0].islower() or first.upper() == _LAST_PART.search(before)[1]:  # type: ignore[index]
        return True
    if first + second in words.whole:
        return f"{first}-{second}" in words.hyphenated and first in words.whole
    if f"{first}-{second}" in words.hyphenated or "-" in token[:-1]:
        return True
    return len(first) >= _SHORTEST_HALF and {first, second} <= words.whole
