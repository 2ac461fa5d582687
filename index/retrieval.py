"""Finding passages: by meaning and by words, exact under every filter."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from haystack import Document

from corpus.settings import Audience
from index import passages
from index.counting import PassageCounts
from index.database import Database
from index.postings import Postings
from index.vectors import VectorCache
from index.words import phrase, split_words

# A word in the title or a heading says twice as much as one in the text: measured, see FINDINGS, "Fusion".
WORD_WEIGHTS = (1.0, 2.0)


class Scores(NamedTuple):
    """
    Passages and how well each does, in no order.

    :param numbers: passage numbers, of shape (n,).
    :param values: of shape (n,).
    """

    numbers: np.ndarray
    values: np.ndarray


class PassageRetrieval(PassageCounts):
    """
    The two ways of finding, under the same filters.

    :param database: the SQLite file.
    :param audience: who reads.
    :param path: the folder the FAISS file is kept in.
    :param embedding_dim: numbers in an embedding.
    :param model: the encoder's name; empty asks for no particular one.
    :param model_revision: the encoder's revision.
    """

    def __init__(
        self,
        database: Database,
        audience: Audience | None,
        path: Path,
        embedding_dim: int,
        model: str,
        model_revision: str,
    ) -> None:
        super().__init__(database, audience, path, embedding_dim, model, model_revision)
        self.vectors = VectorCache(path)
        self._postings = Postings()

    def embedding_retrieval(
        self, query_embedding: list[float], filters: dict[str, Any] | None = None, top_k: int = 10
    ) -> list[Document]:
        """
        The passages nearest in meaning, among those a filter lets through: `top_k` of them, or all there are.

        :param query_embedding: the question's embedding, `embedding_dim` numbers.
        :param filters: Haystack filters, applied before the search.
        :param top_k: how many.
        :returns: the passages, the nearest first; the score is the cosine.
        :raises ValueError: where the embedding is of another width than the index.
        :raises index.IndexModelError: where another model has made the index anew meanwhile.
        """
        with self._database.reading() as connection:
            query = self._check_query(connection, query_embedding)
            found = self.vectors.search(connection, query, self._numbers_or_all(connection, filters), top_k)
            return self._load(connection, found)

    def bm25_retrieval(
        self,
        query: str,
        filters: dict[str, Any] | None = None,
        top_k: int = 10,
        weights: tuple[float, float] = WORD_WEIGHTS,
    ) -> list[Document]:
        """
        The passages that share words with a query, the rarer the better.

        :param query: plain words; nothing in it is an operator.
        :param filters: Haystack filters, applied before the ranking.
        :param top_k: how many.
        :param weights: of a word in the text, and in the title and headings.
        :returns: the passages, the best first; the score is BM25, higher is better.
        """
        with self._database.reading() as connection:
            numbers, scores = self.word_scores(query, filters, weights)
            best = np.lexsort((numbers, -scores))[: max(top_k, 0)]
            return self._load(connection, list(zip(numbers[best].tolist(), scores[best].tolist(), strict=True)))

    def meaning_scores(self, query_embedding: list[float], filters: dict[str, Any] | None = None) -> Scores:
        """
        How near in meaning every passage is that a filter lets through.

        :param query_embedding: the question's embedding, `embedding_dim` numbers.
        :param filters: Haystack filters.
        :returns: passage numbers and cosines.
        """
        with self._database.reading() as connection:
            query = self._check_query(connection, query_embedding)
            numbers = self._numbers_or_all(connection, filters)
            return Scores(*self.vectors.within(connection, query, numbers, -2.0))

    def word_scores(
        self,
        query: str,
        filters: dict[str, Any] | None = None,
        weights: tuple[float, float] = WORD_WEIGHTS,
        added: Sequence[Sequence[str]] = (),
    ) -> Scores:
        """
        How well every passage that holds a word of a query, and that a filter lets through, matches its words.

        :param query: plain words.
        :param filters: Haystack filters.
        :param weights: of a word in the text, and in the title and headings.
        :param added: for each term that is looked for its other names; the best found of them counts half.
        :returns: passage numbers and BM25 scores, higher is better.
        """
        with self._database.reading() as connection:
            seen = self._numbers(connection, None) if self._hides(connection) else None
            numbers, scores = self._postings.score(connection, split_words(query), seen, weights, added)
            if filters:
                kept = np.isin(numbers, self._numbers(connection, filters))
                numbers, scores = numbers[kept], scores[kept]
        return Scores(numbers, scores)

    def by_number(self, numbers: Iterable[int]) -> list[Document]:
        """
        Passages by number, without embeddings.

        :param numbers: of a search of the same snapshot.
        :returns: the passages the audience may see, in the order asked for.
        """
        sql, parameters = self._visible(None)
        wanted = [int(number) for number in numbers]
        with self._database.reading() as connection:
            rows = {
                row["number"]: row
                for batch in _json_batches(wanted)
                for row in connection.execute(
                    f"SELECT {passages.COLUMNS} FROM passages "
                    f"WHERE number IN (SELECT value FROM json_each(?)) AND {sql}",
                    [batch, *parameters],
                )
            }
        return [passages.from_row(rows[number], embedding=False) for number in wanted if number in rows]

    def holding(self, term: str, numbers: Iterable[int]) -> set[int]:
        """
        Which of some passages hold a word or phrase, in any of its forms.

        :param term: the word or phrase.
        :param numbers: passage numbers.
        :returns: those that do and that the audience may see.
        """
        sql, parameters = self._visible(None)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT rowid FROM passage_words WHERE passage_words MATCH ? AND rowid IN "
                f"(SELECT number FROM passages WHERE number IN (SELECT value FROM json_each(?)) AND {sql})",
                [phrase(term), json.dumps([int(number) for number in numbers]), *parameters],
            )
            return {row[0] for row in rows}

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside, in this thread, is of one revision."""
        with self._database.reading():
            yield

    @staticmethod
    def _load(connection: sqlite3.Connection, found: list[tuple[int, float]]) -> list[Document]:
        documents = []
        for number, score in found:
            row = connection.execute(
                f"SELECT {passages.COLUMNS} FROM passages WHERE number = ?",
                (number,),
            ).fetchone()
            documents.append(passages.from_row(row, score=score))
        return documents


def _json_batches(values: list[Any], size: int = 50_000) -> Iterator[str]:
    for first in range(0, len(values), size):
        yield json.dumps(values[first : first + size])
