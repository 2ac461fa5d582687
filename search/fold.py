"""Passages of nearly the same words, shown once: the best of them, the others folded under it."""

import re
from math import ceil

from haystack import Document

_SHINGLE = 4
_ALIKE = 0.9
_FEWEST_WORDS = 20
_WORD = re.compile(r"\w+")

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """
    The runs of four words of a text, by which two texts are compared (Broder 1997).

    :param text: any text.
    :returns: the runs; none of a text too short to be called alike another.
    """
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def alike(one: Shingles, other: Shingles) -> bool:
    """
    Whether two texts say nearly the same in the same words.

    :param one: shingles of a text.
    :param other: shingles of another.
    :returns: whether they share nine tenths of all they have (Jaccard).
    """
    if not one or not other:
        return False
    shared = len(one & other)
    return shared >= _ALIKE * (len(one) + len(other) - shared)


class Folds:
    """
    Groups of passages of nearly the same words, made as the passages come.

    ```python
    folds = Folds()
    for passage in best_first:
        folds.add(passage)
    folds.groups[0]  # the best passage, and behind it those that repeat it
    ```
    """

    def __init__(self) -> None:
        self.groups: list[list[Document]] = []
        self._shingles: list[Shingles] = []
        self._of_shingle: dict[tuple[str, ...], list[int]] = {}

    def add(self, passage: Document) -> None:
        """
        Put a passage under the first that it repeats, or make it a group of its own.

        :param passage: the next best.
        """
        mine = shingles(passage.content or "")
        # Two that share nine tenths share one of the first tenth in any common order (Chaudhuri and others 2006),
        # so only those need to be looked up: ten thousand passages fold in seconds.
        first = sorted(mine)[: len(mine) - ceil(_ALIKE * len(mine)) + 1] if mine else []
        met = sorted({group for shingle in first for group in self._of_shingle.get(shingle, ())})
        twin = next((group for group in met if alike(mine, self._shingles[group])), None)
        if twin is not None:
            self.groups[twin].append(passage)
            return
        for shingle in first:
            self._of_shingle.setdefault(shingle, []).append(len(self.groups))
        self.groups.append([passage])
        self._shingles.append(mine)
