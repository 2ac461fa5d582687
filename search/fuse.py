"""Two ways of finding as one ranking: words and meaning, each weighed by how much it has to say of this query."""

from dataclasses import dataclass

import numpy as np
from haystack import component

from index import Scores

# How much meaning counts beside words, chosen by measurement: see FINDINGS, "Fusion".
MEANING_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Ranking:
    """
    Passages, the best first.

    :param numbers: passage numbers, of shape (n,).
    :param scores: 0 to 1, of shape (n,).
    :param cosines: of shape (n,); NaN where meaning was not asked.
    :param by_words: whether each holds a word of the query, of shape (n,).
    """

    numbers: np.ndarray
    scores: np.ndarray
    cosines: np.ndarray
    by_words: np.ndarray


@component
class Fuser:
    """
    Joins the scores of words and of meaning into one ranking.

    A convex combination of scores, each brought to 0..1 by what it could at best be (Bruch, Gai and Ingber 2023,
    "An Analysis of Fusion Functions for Hybrid Retrieval").

    ```python
    Fuser().run(words=word_scores, meaning=meaning_scores)["ranking"].numbers[:10]
    ```

    :param meaning_weight: of meaning beside words, 0 to 1.
    """

    def __init__(self, meaning_weight: float = MEANING_WEIGHT) -> None:
        self._weight = meaning_weight

    @component.output_types(ranking=Ranking)
    def run(self, words: Scores | None = None, meaning: Scores | None = None) -> dict[str, Ranking]:
        """
        Rank what either way has found.

        :param words: BM25 scores; None where words were not asked.
        :param meaning: cosines; None where meaning was not asked.
        :returns: {"ranking": the ranking}.
        """
        empty = Scores(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
        word_numbers, word_values = words or empty
        numbers, cosines = meaning or empty
        every = np.union1d(word_numbers, numbers)
        bm25 = _spread(every, word_numbers, word_values, 0.0)
        cosine = _spread(every, numbers, cosines, np.nan)
        by_meaning = _to_unit(cosine)
        by_words = bm25 / bm25.max() if len(bm25) and bm25.max() > 0 else bm25
        if words is None or meaning is None:
            scores = by_words if meaning is None else by_meaning
        else:
            scores = self._weight * by_meaning + (1 - self._weight) * by_words
        order = np.lexsort((every, -scores))
        ranking = Ranking(every[order], scores[order], cosine[order], np.isin(every, word_numbers)[order])
        return {"ranking": ranking}


def _spread(every: np.ndarray, numbers: np.ndarray, values: np.ndarray, missing: float) -> np.ndarray:
    spread = np.full(len(every), missing, dtype=np.float32)
    spread[np.searchsorted(every, numbers)] = values
    return spread


def _to_unit(cosines: np.ndarray) -> np.ndarray:
    """From the least a cosine means (0: nothing in common) to the nearest passage's."""
    known = np.nan_to_num(cosines, nan=0.0).clip(0.0)
    return known / known.max() if len(known) and known.max() > 0 else known
