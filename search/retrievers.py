"""The two ways of finding, as Haystack components over the passage store."""

from collections.abc import Sequence
from typing import Any

from haystack import component

from index import PassageStore, Scores


@component
class WordRetriever:
    """
    Scores passages by the words they share with a query (BM25).

    :param store: the index, for one audience.
    """

    def __init__(self, store: PassageStore) -> None:
        self._store = store

    @component.output_types(scores=Scores)
    def run(
        self, words: str, filters: dict[str, Any] | None = None, added: list[Sequence[str]] | None = None
    ) -> dict[str, Scores]:
        """
        Score passages.

        :param words: plain words.
        :param filters: Haystack filters, applied before the ranking.
        :param added: for each term that is looked for its other names.
        :returns: {"scores": of every passage that holds a word or a name}.
        """
        return {"scores": self._store.word_scores(words, filters, added=added or ())}


@component
class MeaningRetriever:
    """
    Scores passages by how near their meaning is to a question's (cosine of embeddings).

    :param store: the index, for one audience.
    """

    def __init__(self, store: PassageStore) -> None:
        self._store = store

    @component.output_types(scores=Scores)
    def run(self, query_embedding: list[float], filters: dict[str, Any] | None = None) -> dict[str, Scores]:
        """
        Score passages.

        :param query_embedding: the question's embedding.
        :param filters: Haystack filters, applied before the search.
        :returns: {"scores": of every passage the filters let through}.
        """
        return {"scores": self._store.meaning_scores(query_embedding, filters)}
