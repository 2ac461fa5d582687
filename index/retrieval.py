"""Finding passages: by meaning, by words, and counting what was found, exact under every filter."""

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
from index.counts import FieldColumn, read_column, read_dates
from index.database import Database
from index.model import ModelStamp
from index.numbers import numbers_of
from index.postings import Postings
from index.remembered import Remembered
from index.vectors import VectorCache
from index.vocabulary import read_vocabulary, read_vocabulary_of
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


class PassageRetrieval(ModelStamp):
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
        self._remembered = Remembered()
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

    def numbers(self, filters: dict[str, Any] | None = None) -> np.ndarray:
        """
        The passages a filter lets through, by number, in the order of their documents.

        :param filters: Haystack filters.
        :returns: passage numbers.
        """
        with self._database.reading() as connection:
            return self._numbers(connection, filters)

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

    def by_date(self, numbers: np.ndarray, *, newest_first: bool) -> np.ndarray:
        """
        Put passages in the order of their documents' dates; those without one come last.

        :param numbers: passage numbers, of shape (n,).
        :param newest_first: the newest or the oldest first.
        :returns: the same numbers; of one date in the order given.
        """
        with self._database.reading() as connection:
            dated, at = self._remembered.get(connection, "dates", lambda: read_dates(connection))
        if not len(dated):
            return numbers
        places = np.minimum(np.searchsorted(dated, numbers), len(dated) - 1)
        keys = np.where(dated[places] == numbers, -at[places] if newest_first else at[places], np.inf)
        return numbers[np.argsort(keys, kind="stable")]

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

    def count_by(
        self,
        filters: dict[str, Any] | None = None,
        fields: Iterable[str] = (),
        numbers: np.ndarray | None = None,
    ) -> dict[str, dict[Any, int]]:
        """
        How many passages hold each value of some fields.

        :param filters: Haystack filters.
        :param fields: their names, with or without "meta."; each member of a list counts.
        :param numbers: count only among these passages.
        :returns: {field: {value: passages}}, the most frequent first.
        """
        with self._database.reading() as connection:
            among = self._numbers_or_all(connection, filters)
            if numbers is not None:
                among = numbers if among is None else np.intersect1d(numbers, among)
            return {field: self._column(connection, field.removeprefix("meta.")).tally(among) for field in fields}

    def column(self, field: str) -> FieldColumn:
        """
        The values of a field as arrays, to be counted in other ways than one by one.

        :param field: a metadata field, with or without "meta.".
        :returns: the column, of all passages whatever their audience: count among `numbers()` only.
        """
        with self._database.reading() as connection:
            return self._column(connection, field.removeprefix("meta."))

    def vocabulary(self) -> dict[str, int]:
        """
        The words of the passages the audience may see, as they are written, in small letters.

        :returns: {word: passages that hold it}.
        """
        with self._database.reading() as connection:
            words = self._remembered.get(connection, ("words", self.audience), lambda: self._read_words(connection))
        return dict(words)

    def _read_words(self, connection: sqlite3.Connection) -> dict[str, int]:
        words = read_vocabulary(connection)
        seen, audiences = self._audience_sql()
        for word, hidden in read_vocabulary_of(connection, f"NOT ({seen})", audiences).items():
            words[word] -= hidden
        return {word: count for word, count in words.items() if count > 0}

    def _hides(self, connection: sqlite3.Connection) -> bool:
        """Whether there is any passage that the audience may not see."""
        sql, parameters = self._audience_sql()
        statement = f"SELECT EXISTS (SELECT 1 FROM passages WHERE NOT ({sql}))"

        def ask() -> bool:
            return bool(connection.execute(statement, parameters).fetchone()[0])

        return self._remembered.get(connection, ("hides", self.audience), ask)

    def _numbers_or_all(self, connection: sqlite3.Connection, filters: dict[str, Any] | None) -> np.ndarray | None:
        if not filters and not self._hides(connection):
            return None
        return self._numbers(connection, filters)

    def _numbers(self, connection: sqlite3.Connection, filters: dict[str, Any] | None) -> np.ndarray:
        """The passages that filters let through and the audience may see, in order; not to be changed."""
        sql, parameters = self._visible(filters)
        return self._remembered.get(
            connection, (sql, *parameters), lambda: self._read_numbers(connection, sql, parameters)
        )

    @staticmethod
    def _read_numbers(connection: sqlite3.Connection, sql: str, parameters: list[Any]) -> np.ndarray:
        statement = f"SELECT group_concat(number) FROM passages WHERE {sql}"
        numbers = np.sort(numbers_of(connection.execute(statement, parameters).fetchone()[0]))
        numbers.flags.writeable = False
        return numbers

    def _column(self, connection: sqlite3.Connection, field: str) -> FieldColumn:
        return self._remembered.get(connection, ("column", field), lambda: read_column(connection, field))

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
