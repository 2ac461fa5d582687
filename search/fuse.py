"""Two ways of finding as one ranking: words and meaning, each weighed by how much it has to say of this query."""

from dataclasses import dataclass

import numpy as np
from haystack import component

from index import Scores

# How much meaning counts beside words, chosen by measurement: see FINDINGS, "Fusion".
MEANING_WEIGHT = 0.6
# Nine of ten passages that answer a question come nearer; of another field's passages, 1 in 700: see FINDINGS, "Near".
NEAR = 0.4
# Of the passages best by words, how many are looked at; and how near the nearest of them must come (0 is the mean of
# all, 1 the nearest there is) for words to count a quarter, and to count in full. Measured: FINDINGS, "Fusion".
_BEST_BY_WORDS, _AGREEMENT, _TRUST = 5, (0.5, 0.9), (0.25, 1.0)


@dataclass(frozen=True, slots=True)
class Ranking:
    """
    Passages that were found and how well each does.

    :param numbers: passage numbers, in order, of shape (n,).
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
        The same scores of fewer passages.

        :param numbers: the passages a filter let through; None for all.
        :returns: the ranking of these.
        """
        if numbers is None:
            return self
        kept = np.isin(self.numbers, numbers)
        return Ranking(self.numbers[kept], self.scores[kept], self.cosines[kept], self.by_words[kept])

    def raised(self, numbers: np.ndarray, by: float) -> "Ranking":
        """
        The ranking with some passages raised.

        :param numbers: passage numbers.
        :param by: how much is added to their scores; below 0 they sink.
        :returns: the new ranking.
        """
        scores = self.scores + by * np.isin(self.numbers, numbers)
        return Ranking(self.numbers, scores, self.cosines, self.by_words)

    def best_first(self, numbers: np.ndarray) -> np.ndarray:
        """
        Put passages in the order of their scores.

        :param numbers: passage numbers, in order; what neither way has found comes last.
        :returns: the same numbers.
        """
        return numbers[np.argsort(-self.of(numbers, self.scores, 0.0), kind="stable")]

    def of(self, numbers: np.ndarray, column: np.ndarray, missing: float) -> np.ndarray:
        """
        A column at some passages.

        :param numbers: passage numbers.
        :param column: one of this ranking's.
        :param missing: what to give of a passage that neither way has found.
        :returns: the values, of the shape of `numbers`.
        """
        if not len(self.numbers):
            return np.full(len(numbers), missing)
        places = np.searchsorted(self.numbers, numbers).clip(max=len(self.numbers) - 1)
        return np.where(self.numbers[places] == numbers, column[places], missing)


def everything(numbers: np.ndarray) -> Ranking:
    """
    The ranking of a search without words: all passages alike, in the order of their documents.

    :param numbers: passage numbers, in order.
    :returns: the ranking.
    """
    return Ranking(numbers, np.ones(len(numbers)), np.full(len(numbers), np.nan), np.ones(len(numbers), dtype=bool))


@component
class Fuser:
    """
    Joins the scores of words and of meaning into one ranking.

    Each score is standardised over the whole collection (z-score: how many standard deviations above the mean), and
    the two are added. That adapts to query and collection by itself: where few passages hold the
    query's words, theirs stand far above the mean and count for more; where most passages hold them, meaning decides.
    Where what the words find is far from the question's meaning, words count less.

    ```python
    Fuser().run(words=word_scores, meaning=meaning_scores)["ranking"].scores.max()
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
        words, meaning = words or empty, meaning or empty
        # Columns addressed by passage number: a hundred thousand are joined in a millisecond, sorting takes twenty.
        size = 1 + int(max(words.numbers.max(initial=-1), meaning.numbers.max(initial=-1)))
        bm25, cosines, found = np.zeros(size), np.full(size, np.nan), np.zeros(size, dtype=bool)
        bm25[words.numbers], cosines[meaning.numbers] = words.values, meaning.values
        found[words.numbers] = found[meaning.numbers] = True
        numbers = np.flatnonzero(found)
        bm25, cosines = bm25[numbers], cosines[numbers]
        meaning_weight = 1 - (1 - self._weight) * _trust(bm25, cosines)
        scores = _to_unit(meaning_weight * _standardised(cosines) + (1 - meaning_weight) * _standardised(bm25))
        return {"ranking": Ranking(numbers, scores, cosines, bm25 > 0)}


def _trust(bm25: np.ndarray, cosines: np.ndarray) -> float:
    """
    How far the words can be trusted, from a little to wholly: by how near in meaning the best of those found by words
    come to the nearest of all. A question in words of everyday shares its words with the wrong passages. Where nothing
    is near, as of a name or a number, meaning has no say in it.
    """
    nearest = np.nanmax(cosines) if np.isfinite(cosines).any() else 0.0
    if not bm25.any() or nearest < NEAR:
        return 1.0
    best, mean = np.argsort(-bm25)[:_BEST_BY_WORDS], np.nanmean(cosines)
    agreement = (np.nanmax(cosines[best]) - mean) / max(nearest - mean, 1e-9)
    return float(np.interp(agreement, _AGREEMENT, _TRUST))


def _standardised(values: np.ndarray) -> np.ndarray:
    """Standard deviations above the mean; a passage of which nothing is known counts as the mean."""
    known = np.isfinite(values)
    spread = values[known].std() if known.any() else 0.0
    if not spread:
        return np.zeros(len(values))
    return np.where(known, (values - values[known].mean()) / spread, 0.0)


def _to_unit(values: np.ndarray) -> np.ndarray:
    """From the least to the greatest, 0 to 1."""
    low, high = values.min(initial=0.0), values.max(initial=0.0)
    return (values - low) / (high - low) if high > low else np.ones(len(values))
