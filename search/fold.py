"""Passages of nearly the same words, shown once: the best of them, the others folded under it."""

import re
from collections.abc import Iterable

from haystack import Document

_SHINGLE = 4
_ALIKE = 0.9
_FEWEST_WORDS = 20
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """
    The runs of four words of a text, by which two texts are compared (Broder 1997).

    :param text: any text.
    :returns: the runs; none of a text too short to be called alike another.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """
    Whether two texts say nearly the same in the same words.

    :param one: shingles of a text.
    :param other: shingles of another.
    :returns: whether they share nine tenths of all they have (Jaccard).
    """
    if not one or not other or min(len(one), len(other)) < _ALIKE * max(len(one), len(other)):
        return False
    shared = len(one & other)
    return shared >= _ALIKE * (len(one) + len(other) - shared)


def fold(passages: Iterable[Document]) -> list[list[Document]]:
    """
    Put passages of nearly the same words together.

    :param passages: the best first.
    :returns: groups in order of their best, which comes first in each.
    """
    groups: list[list[Document]] = []
    seen: list[frozenset[tuple[str, ...]]] = []
    for passage in passages:
        mine = shingles(passage.content or "")
        twin = next((i for i, other in enumerate(seen) if alike(mine, other)), None)
        if twin is None:
            groups.append([passage])
            seen.append(mine)
        else:
            groups[twin].append(passage)
    return groups
