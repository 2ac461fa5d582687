"""PassageStore: passages, their words, vectors and metadata, behind Haystack's names."""

import copy
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy

from corpus.settings import Audience
from index import passages
from index.asynchronous import AsynchronousStore
from index.audience import ORDER, known
from index.database import Database
from index.documents import DocumentWrites
from index.stamp import IndexStamp


class PassageStore(IndexStamp, DocumentWrites, AsynchronousStore):
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
    :raises index.IndexModelError: where the index was made by another model, or of another dimension.
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
        super().__init__(Database(Path(path)), audience, Path(path), embedding_dim, model, model_revision)

    def for_audience(self, audience: Audience) -> "PassageStore":
        """
        The same index as one audience may see it; nothing can be written through it.

        :param audience: public, partners or restricted; each sees what the ones before it see.
        :returns: a store that shares this one's connections and caches.
        :raises ValueError: where there is no such audience.
        :raises PermissionError: where this store is one audience's already, and the other sees more.
        """
        view = copy.copy(self)
        view.audience = known(audience)
        if self.audience is not None and ORDER.index(self.audience) < ORDER.index(audience):
            raise PermissionError(f"This store was opened for the audience {self.audience!r}: {audience!r} sees more.")
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
                f"SELECT {passages.COLUMNS} FROM passages WHERE {sql} ORDER BY number",
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
            self._check_embeddings(connection, documents)
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
            numbers = self._read_numbers(connection, *self._visible(filters))
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
            numbers = self._read_numbers(connection, *self._visible(filters))
            for number in numbers:
                passages.update_meta(connection, int(number), meta)
        return len(numbers)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """
        Everything read inside is of one revision, and nobody writes meanwhile.

        :returns: a connection to read with; the audience is not applied to it, so only a keeper gets one.
        """
        self._may_write()
        with self._database.frozen() as connection:
            yield connection

    def empty(self) -> None:
        """Take everything away, and the model's stamp, so that another model may fill the index anew."""
        self._may_write()
        with self._database.writing() as connection:
            for table in ("records", "passages", "passage_meta", "passage_words", "embeddings"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("INSERT INTO vocabulary_words (vocabulary_words) VALUES ('delete-all')")
            connection.execute("DELETE FROM info WHERE key IN ('model', 'model_revision', 'embedding_dim', 'built_at')")
        self.vectors.forget()

    def rebuild_vectors(self) -> int:
        """
        Make the FAISS file again from SQLite.

        :returns: how many vectors it holds.
        """
        self._may_write()
        self.vectors.forget()
        self.save_vectors()
        with self._database.reading() as connection:
            return len(self.vectors.numbers(connection))

    def forget_deleted(self) -> None:
        """
        Leave nothing of deleted passages in any file of the index, as after words were redacted; it may take a while.

        :raises index.database.IndexLockedError: where another process writes, or reads what was deleted.
        """
        self._may_write()
        self._database.forget_deleted()

    def backup(self, file: Path) -> None:
        """
        Copy the truth into one file, while others go on reading and writing.

        :param file: where to; written beside and renamed.
        """
        self._may_write()
        unfinished = file.with_name(file.name + ".new")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copied:
            with self._database.reading() as connection:
                connection.backup(copied)
            # One file, that can be read where nothing can be written.
            copied.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(file)

    def take_over(self, file: Path) -> None:
        """
        Put what a backup holds in the place of everything here, in one change, while others go on reading.

        :param file: the backup, under a store's name of its own: its revisions are not ours.
        """
        self._may_write()
        with closing(sqlite3.connect(file)) as backup, self._database.overwriting() as connection:
            backup.backup(connection)

    def close(self) -> None:
        """Close the files; the store opens them again when it is used again."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
