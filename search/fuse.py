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

    def within(self, numbers: np.ndarray | None) -> "Ranking":
        """
        The same ranking of fewer passages.

        :param numbers: the passages a filter let through; None for all.
        :returns: the ranking of these.
        """
        if numbers is None:
            return self
        kept = np.isin(self.numbers, numbers)
        return Ranking(self.numbers[kept], self.scores[kept], self.cosines[kept], self.by_words[kept])

    def joined_by(self, numbers: np.ndarray) -> "Ranking":
        """
        The same ranking with passages behind it that neither way has found.

        :param numbers: all passages.
        :returns: the longer ranking.
        """
        rest = np.setdiff1d(numbers, self.numbers)
        return Ranking(
            np.concatenate([self.numbers, rest]),
            np.concatenate([self.scores, np.zeros(len(rest))]),
            np.concatenate([self.cosines, np.full(len(rest), np.nan)]),
            np.concatenate([self.by_words, np.zeros(len(rest), dtype=bool)]),
        )

    def raised(self, which: np.ndarray, by: float) -> "Ranking":
        """
        The ranking with some passages raised.

        :param which: for each passage whether, of shape (n,).
        :param by: how much is added to their score.
        :returns: the new ranking.
        """
        scores = self.scores + by * which
        order = np.argsort(-scores, kind="stable")
        return Ranking(self.numbers[order], scores[order].clip(max=1.0), self.cosines[order], self.by_words[order])


def everything(numbers: np.ndarray) -> Ranking:
    """
    The ranking of a search without words: all passages alike, in the order of their documents.

    :param numbers: passage numbers.
    :returns: the ranking.
    """
    return Ranking(numbers, np.ones(len(numbers)), np.full(len(numbers), np.nan), np.ones(len(numbers), dtype=bool))


@component
class Fuser:
    """
    Joins the scores of words and of meaning into one ranking.

    Each score is standardised over the whole collection (z-score: how many standard deviations above the mean), and
    the two are added with fixed weights. That adapts to query and collection by itself: where few passages hold the
    query's words, theirs stand far above the mean and count for more; where most passages hold them, meaning decides.

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
        scores = _to_unit(self._weight * _standardised(cosine) + (1 - self._weight) * _standardised(bm25))
        order = np.lexsort((every, -scores))
        ranking = Ranking(every[order], scores[order], cosine[order], np.isin(every, word_numbers)[order])
        return {"ranking": ranking}


def _spread(every: np.ndarray, numbers: np.ndarray, values: np.ndarray, missing: float) -> np.ndarray:
    spread = np.full(len(every), missing, dtype=np.float32)
    spread[np.searchsorted(every, numbers)] = values
    return spread


def _standardised(values: np.ndarray) -> np.ndarray:
    """Standard deviations above the mean; a passage of which nothing is known counts as the mean."""
    spread = np.nanstd(values) if np.isfinite(values).any() else 0.0
    if not spread:
        return np.zeros(len(values))
    return np.nan_to_num((values - np.nanmean(values)) / spread, nan=0.0)


def _to_unit(values: np.ndarray) -> np.ndarray:
    """From the least to the greatest, 0 to 1."""
    low, high = values.min(initial=0.0), values.max(initial=0.0)
    return (values - low) / (high - low) if high > low else np.ones(len(values))
