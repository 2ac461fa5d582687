"""Finding passages: by meaning, by words, and counting what was found, exact under every filter."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document

from corpus.settings import Audience
from index import passages
from index.audience import AudienceReads
from index.counts import FieldColumns
from index.database import Database
from index.vectors import VectorCache
from index.words import any_of, split_words


class PassageRetrieval(AudienceReads):
    """
    The two ways of finding, under the same filters.

    :param database: the SQLite file.
    :param audience: who reads.
    :param path: the folder the FAISS file is kept in.
    :param embedding_dim: numbers in an embedding, of an index that holds none yet.
    """

    def __init__(self, database: Database, audience: Audience | None, path: Path, embedding_dim: int) -> None:
        super().__init__(database, audience)
        self.path = path
        self.embedding_dim = embedding_dim
        self.vectors = VectorCache(path, database.get("store"))
        self._columns = FieldColumns()

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
        """
        query = self._query(query_embedding)
        with self._database.reading() as connection:
            found = self.vectors.search(connection, query, self._numbers_or_all(connection, filters), top_k)
            return self._load(connection, found)

    def similarities(
        self, query_embedding: list[float], filters: dict[str, Any] | None = None, at_least: float = 0.0
    ) -> dict[str, float]:
        """
        How near every passage is that is at least so near.

        :param query_embedding: the question's embedding, `embedding_dim` numbers.
        :param filters: Haystack filters, applied before the search.
        :param at_least: the cosine, -1 to 1.
        :returns: {passage id: cosine}.
        """
        query = self._query(query_embedding)
        with self._database.reading() as connection:
            numbers, cosines = self.vectors.within(
                connection, query, self._numbers_or_all(connection, filters), at_least
            )
            ids = _ids(connection, numbers)
        return {ids[number]: float(cosine) for number, cosine in zip(numbers.tolist(), cosines, strict=True)}

    def bm25_retrieval(
        self,
        query: str,
        filters: dict[str, Any] | None = None,
        top_k: int = 10,
        weights: tuple[float, float] = (1.0, 1.0),
    ) -> list[Document]:
        """
        The passages that share words with a query, the rarer the better.

        :param query: plain words; nothing in it is an operator.
        :param filters: Haystack filters, applied before the ranking.
        :param top_k: how many.
        :param weights: of a word in the text, and in the title and headings.
        :returns: the passages, the best first; the score is BM25 (k1 1.2, b 0.75), higher is better.
        """
        words = any_of(split_words(query))
        if not words or top_k < 1:
            return []
        sql, parameters = self._visible(filters)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT rowid, -bm25(passage_words, ?, ?) AS score FROM passage_words WHERE passage_words MATCH ? "
                f"AND rowid IN (SELECT number FROM passages WHERE {sql}) ORDER BY score DESC, rowid LIMIT ?",
                [*weights, words, *parameters, top_k],
            ).fetchall()
            return self._load(connection, [(row["rowid"], row["score"]) for row in rows])

    def matching_ids(self, query: str, filters: dict[str, Any] | None = None) -> set[str]:
        """
        The passages that hold any word of a query, in any of its forms.

        :param query: plain words.
        :param filters: Haystack filters.
        :returns: passage ids.
        """
        words = any_of(split_words(query))
        if not words:
            return set()
        sql, parameters = self._visible(filters)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM passages WHERE number IN "
                f"(SELECT rowid FROM passage_words WHERE passage_words MATCH ?) AND {sql}",
                [words, *parameters],
            )
            return {row["id"] for row in rows}

    def count_by(
        self, filters: dict[str, Any] | None = None, fields: Iterable[str] = (), ids: Collection[str] | None = None
    ) -> dict[str, dict[Any, int]]:
        """
        How many passages hold each value of some fields.

        :param filters: Haystack filters.
        :param fields: their names, with or without "meta."; each member of a list counts.
        :param ids: count only among these passages.
        :returns: {field: {value: passages}}, the most frequent first.
        """
        with self._database.reading() as connection:
            numbers = self._numbers_or_all(connection, filters)
            if ids is not None:
                among = _numbers_of(connection, ids)
                numbers = among if numbers is None else np.intersect1d(numbers, among)
            return {field: self._columns.count(connection, field.removeprefix("meta."), numbers) for field in fields}

    def vocabulary(self) -> dict[str, int]:
        """
        The words of the passages the audience may see, as they are written, in small letters.

        :returns: {word: passages that hold it}.
        """
        sql, parameters = self._visible(None)
        with self._database.reading() as connection:
            rows = connection.execute("SELECT term, doc FROM vocabulary_rows").fetchall()
            words = {row["term"]: row["doc"] for row in rows}
            hidden = connection.execute(
                "SELECT term, count(DISTINCT doc) AS passages FROM vocabulary_instances "
                f"WHERE doc IN (SELECT number FROM passages WHERE NOT ({sql})) GROUP BY term",
                parameters,
            )
            for row in hidden if self._hides(connection) else ():
                words[row["term"]] -= row["passages"]
        return {word: count for word, count in words.items() if count > 0}

    def _query(self, embedding: list[float]) -> np.ndarray:
        query = np.asarray(embedding, dtype=np.float32)
        dimension = int(self._database.get("embedding_dim", str(self.embedding_dim)))
        if query.shape != (dimension,):
            raise ValueError(
                f"A query embedding has {dimension} numbers here; this one has the shape {query.shape}. "
                "Embed the question with the model the index was made by."
            )
        return query

    def _hides(self, connection: sqlite3.Connection) -> bool:
        """Whether there is any passage that the audience may not see."""
        sql, parameters = self._audience_sql()
        return bool(
            connection.execute(f"SELECT EXISTS (SELECT 1 FROM passages WHERE NOT ({sql}))", parameters).fetchone()[0]
        )

    def _numbers_or_all(self, connection: sqlite3.Connection, filters: dict[str, Any] | None) -> np.ndarray | None:
        if not filters and not self._hides(connection):
            return None
        return self._numbers(connection, filters)

    def _numbers(self, connection: sqlite3.Connection, filters: dict[str, Any] | None) -> np.ndarray:
        sql, parameters = self._visible(filters)
        rows = connection.execute(f"SELECT number FROM passages WHERE {sql}", parameters)
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

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


def _ids(connection: sqlite3.Connection, numbers: np.ndarray) -> dict[int, str]:
    return {
        row["number"]: row["id"]
        for batch in _json_batches(numbers.tolist())
        for row in connection.execute(
            "SELECT number, id FROM passages WHERE number IN (SELECT value FROM json_each(?))", (batch,)
        )
    }


def _numbers_of(connection: sqlite3.Connection, ids: Collection[str]) -> np.ndarray:
    rows = (
        row["number"]
        for batch in _json_batches(list(ids))
        for row in connection.execute(
            "SELECT number FROM passages WHERE id IN (SELECT value FROM json_each(?))", (batch,)
        )
    )
    return np.fromiter(rows, dtype=np.int64)


def _json_batches(values: list[Any], size: int = 50_000) -> Iterator[str]:
    for first in range(0, len(values), size):
        yield json.dumps(values[first : first + size])
