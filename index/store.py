"""PassageStore: passages, their words, vectors and metadata, behind Haystack's names."""

import copy
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import numpy as np
from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy

from corpus.settings import Audience
from index import passages
from index.asynchronous import AsynchronousStore
from index.counts import FieldColumns
from index.database import Database
from index.documents import DocumentWrites
from index.metadata import MetadataQueries
from index.vectors import VectorCache
from index.words import any_of, split_words


class IndexModelError(RuntimeError):
    """The index was made by another model than the one it is opened with; the message says what to do."""


class PassageStore(DocumentWrites, MetadataQueries, AsynchronousStore):
    """
    A Haystack document store of passages, exact under every filter.

    SQLite holds the truth (passages, words, metadata, embeddings, a revision number) and FAISS a cache of
    the vectors. Use it wherever a Haystack pipeline takes a document store; many threads and processes may read
    while one writes.

    ```python
    from haystack import Document
    from index import PassageStore

    store = PassageStore("some/folder", embedding_dim=3)
    store.write_documents([Document(content="No one shall be held in slavery.", embedding=[1.0, 0.0, 0.0])])
    store.embedding_retrieval([1.0, 0.1, 0.0], top_k=1)[0].content
    store.bm25_retrieval("slavery")[0].score
    ```

    :param path: a folder; made where it is not.
    :param embedding_dim: numbers in an embedding. An index that holds none yet takes the width it is first given.
    :param model: the encoder's name, written into the index; empty asks for no particular one.
    :param model_revision: the encoder's revision.
    :param audience: who reads; None is the keeper, who sees everything and may write.
    :raises IndexModelError: where the index was made by another model, or of another dimension.
    :raises index.database.IndexFormatError: where the folder holds no index that can be read.
    """

    def __init__(
        self,
        path: str | Path,
        embedding_dim: int = 384,
        model: str = "",
        model_revision: str = "",
        audience: Audience | None = None,
    ) -> None:
        super().__init__(Database(Path(path)), audience)
        self.path = Path(path)
        self.embedding_dim = embedding_dim
        self.model = model
        self.model_revision = model_revision
        self._vectors = VectorCache(self.path, self._database.get("store"))
        self._columns = FieldColumns()
        self._check_model()

    def for_audience(self, audience: Audience) -> "PassageStore":
        """
        The same index as one audience may see it; nothing can be written through it.

        :param audience: public, partners or restricted; each sees what the ones before it see.
        :returns: a store that shares this one's connections and caches.
        """
        view = copy.copy(self)
        view.audience = audience
        return view

    def to_dict(self) -> dict[str, Any]:
        """
        What a pipeline writes of the store.

        :returns: its class and parameters.
        """
        return default_to_dict(
            self,
            path=str(self.path),
            embedding_dim=self.embedding_dim,
            model=self.model,
            model_revision=self.model_revision,
            audience=self.audience,
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """
        A store from what `to_dict` gave.

        :param data: class and parameters.
        :returns: the store, opened.
        """
        return default_from_dict(cls, data)

    def count_documents(self) -> int:
        """
        How many passages there are.

        :returns: the number the audience may see.
        """
        return self.count_documents_by_filter({})

    def filter_documents(self, filters: dict[str, Any] | None = None) -> list[Document]:
        """
        All passages a filter lets through.

        :param filters: Haystack filters; see `index.filters.filter_to_sql` for the two operators more.
        :returns: the passages, in the order they were written.
        :raises haystack.errors.FilterError: where the filter is not well formed.
        """
        sql, parameters = self._visible(filters)
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {passages.COLUMNS} FROM passages WHERE {sql} ORDER BY number",  # noqa: S608
                parameters,
            )
            return [passages.from_row(row) for row in rows]

    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        """
        Write passages, all or none of them.

        :param documents: the passages.
        :param policy: what to do about one whose id is there already; NONE is FAIL.
        :returns: how many were written.
        :raises DuplicateDocumentError: under FAIL, where an id is there already; nothing is written.
        :raises ValueError: where these are no Documents, or an embedding is of another width than the index.
        """
        if not isinstance(documents, Iterable) or isinstance(documents, str | dict):
            raise ValueError("write_documents takes a list of Documents")
        documents = list(documents)
        if any(not isinstance(document, Document) for document in documents):
            raise ValueError("write_documents takes a list of Documents")
        self._may_write()
        written = 0
        with self._database.writing() as connection:
            self._check_width(connection, documents)
            for document in documents:
                row = connection.execute("SELECT number FROM passages WHERE id = ?", (document.id,)).fetchone()
                if row and policy == DuplicatePolicy.SKIP:
                    continue
                if row and policy != DuplicatePolicy.OVERWRITE:
                    raise DuplicateDocumentError(f"A passage with the id {document.id} is in the index already.")
                if row:
                    passages.delete(connection, row["number"])
                passages.insert(connection, document)
                written += 1
        return written

    def delete_documents(self, document_ids: list[str]) -> None:
        """
        Delete passages by id; an id that is not there is passed over.

        :param document_ids: the ids.
        """
        self._may_write()
        with self._database.writing() as connection:
            for document_id in document_ids:
                row = connection.execute("SELECT number FROM passages WHERE id = ?", (document_id,)).fetchone()
                if row:
                    passages.delete(connection, row["number"])

    def delete_all_documents(self) -> None:
        """Delete every passage."""
        self.delete_by_filter({})

    def delete_by_filter(self, filters: dict[str, Any]) -> int:
        """
        Delete the passages a filter lets through.

        :param filters: Haystack filters.
        :returns: how many there were.
        """
        self._may_write()
        with self._database.writing() as connection:
            numbers = self._numbers(connection, filters)
            for number in numbers:
                passages.delete(connection, int(number))
        return len(numbers)

    def update_by_filter(self, filters: dict[str, Any], meta: dict[str, Any]) -> int:
        """
        Change metadata of the passages a filter lets through.

        :param filters: Haystack filters.
        :param meta: fields and their new values; other fields stay.
        :returns: how many passages were changed.
        """
        self._may_write()
        with self._database.writing() as connection:
            numbers = self._numbers(connection, filters)
            for number in numbers:
                passages.update_meta(connection, int(number), meta)
        return len(numbers)

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
            found = self._vectors.search(connection, query, self._numbers_or_all(connection, filters), top_k)
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
            numbers, cosines = self._vectors.within(
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
                "SELECT rowid, -bm25(passage_words, ?, ?) AS score FROM passage_words WHERE passage_words MATCH ? "  # noqa: S608
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
                "SELECT id FROM passages WHERE number IN "  # noqa: S608
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
                "SELECT term, count(DISTINCT doc) AS passages FROM vocabulary_instances "  # noqa: S608
                f"WHERE doc IN (SELECT number FROM passages WHERE NOT ({sql})) GROUP BY term",
                parameters,
            )
            for row in hidden if self._hides(connection) else ():
                words[row["term"]] -= row["passages"]
        return {word: count for word, count in words.items() if count > 0}

    def revision(self) -> int:
        """
        The number of the last change.

        :returns: 0 for an index nothing was ever written to.
        """
        return self._database.revision()

    def info(self) -> dict[str, Any]:
        """
        What the audience may know of the index.

        :returns: revision, passages, documents, pages, built_at, model, model_revision, embedding_dim, corpus.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            documents = connection.execute(f"SELECT count(*) FROM records WHERE {sql}", parameters).fetchone()[0]  # noqa: S608
            readings = connection.execute(
                "SELECT reading, count(*) AS pages FROM pages JOIN records USING (identifier) "  # noqa: S608
                f"WHERE {sql} GROUP BY reading",
                parameters,
            ).fetchall()
            pages = {row["reading"]: row["pages"] for row in readings}
            return {
                "revision": self.revision(),
                "passages": self.count_documents(),
                "documents": documents,
                "pages": sum(pages.values()),
                "pages_read": pages,
                "built_at": self._database.get("built_at"),
                "model": self._database.get("model"),
                "model_revision": self._database.get("model_revision"),
                "embedding_dim": int(self._database.get("embedding_dim", str(self.embedding_dim))),
                "corpus": self._database.get("corpus"),
            }

    def finish_build(self, corpus: str = "") -> None:
        """
        Stamp the index as built now, by this model, from this folder, and bring the FAISS file up to date.

        :param corpus: the folder it was built from.
        """
        self._may_write()
        stamps = {
            "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "model": self.model,
            "model_revision": self.model_revision,
            "corpus": corpus,
        }
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)", stamps.items())
        self.save_vectors()

    def save_vectors(self) -> None:
        """Bring the FAISS file up to date, so that the next process need not make it."""
        with self._database.reading() as connection:
            self._vectors.save(connection)

    def close(self) -> None:
        """Close the files; the store opens them again when it is used again."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_model(self) -> None:
        made_by = self._database.get("model")
        if (
            self.model
            and made_by
            and (made_by, self._database.get("model_revision"))
            != (
                self.model,
                self.model_revision,
            )
        ):
            raise IndexModelError(
                f"The index in {self.path} was made by the model {made_by!r}, and the settings name {self.model!r}. "
                "Make it again with `python -m index rebuild` and `python -m ingest build`, or set CLEARINGHOUSE_MODEL back."
            )
        dimension = self._database.get("embedding_dim")
        if self.model and dimension and int(dimension) != self.embedding_dim:
            raise IndexModelError(
                f"The index in {self.path} holds embeddings of {dimension} numbers and {self.model!r} makes "
                f"{self.embedding_dim}. Make it again with `python -m index rebuild` and `python -m ingest build`."
            )

    def _check_width(self, connection: sqlite3.Connection, documents: list[Document]) -> None:
        """An index has one width; one without a vector takes the first it is given."""
        widths = {len(document.embedding) for document in documents if document.embedding is not None}
        row = connection.execute("SELECT value FROM info WHERE key = 'embedding_dim'").fetchone()
        if row is None and widths:
            width = self.embedding_dim if self.embedding_dim in widths else min(widths)
            connection.execute("INSERT INTO info (key, value) VALUES ('embedding_dim', ?)", (str(width),))
            row = (width,)
        if wrong := {width for width in widths if width != int(row[0])}:
            raise ValueError(
                f"The index in {self.path} holds embeddings of {row[0]} numbers; these have {sorted(wrong)}. "
                "Embed them with the model the index was made by."
            )

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
            connection.execute(f"SELECT EXISTS (SELECT 1 FROM passages WHERE NOT ({sql}))", parameters).fetchone()[0]  # noqa: S608
        )

    def _numbers_or_all(self, connection: sqlite3.Connection, filters: dict[str, Any] | None) -> np.ndarray | None:
        if not filters and not self._hides(connection):
            return None
        return self._numbers(connection, filters)

    def _numbers(self, connection: sqlite3.Connection, filters: dict[str, Any] | None) -> np.ndarray:
        sql, parameters = self._visible(filters)
        rows = connection.execute(f"SELECT number FROM passages WHERE {sql}", parameters)  # noqa: S608
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

    @staticmethod
    def _load(connection: sqlite3.Connection, found: list[tuple[int, float]]) -> list[Document]:
        documents = []
        for number, score in found:
            row = connection.execute(
                f"SELECT {passages.COLUMNS} FROM passages WHERE number = ?",  # noqa: S608
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
