"""The model an index was made by: written into it with the first vector, and another one refused."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from haystack import Document

from corpus.settings import Audience
from index.audience import AudienceReads
from index.database import Database


class IndexModelError(RuntimeError):
    """The index was made by another model than the one it is opened with; the message says what to do."""


class ModelStamp(AudienceReads):
    """
    The model that makes the vectors, of the store and of the index it opens: they must be the same.

    :param database: the SQLite file.
    :param audience: who reads.
    :param path: the folder.
    :param embedding_dim: numbers in an embedding.
    :param model: the encoder's name; empty asks for no particular one.
    :param model_revision: the encoder's revision.
    :raises IndexModelError: where the index was made by another model, or of another dimension.
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
        super().__init__(database, audience)
        self.path = path
        self.embedding_dim = embedding_dim
        self.model = model
        self.model_revision = model_revision
        with self._database.reading() as connection:
            self._check_model(connection)

    def _check_model(self, connection: sqlite3.Connection) -> int:
        """How many numbers an embedding has here; as of the store where the index holds none yet."""
        held = _stamps(connection)
        dimension = int(held.get("embedding_dim") or self.embedding_dim)
        made_by, asked_for = (held.get("model"), held.get("model_revision")), (self.model, self.model_revision)
        if self.model and made_by[0] and made_by != asked_for:
            raise IndexModelError(
                f"The index in {self.path} was made by the model {_named(*made_by)}, and the settings name "
                f"{_named(*asked_for)}. Make it again with `python -m index rebuild` and `python -m ingest build`, "
                "or set CLEARINGHOUSE_MODEL back."
            )
        if self.model and dimension != self.embedding_dim:
            raise IndexModelError(
                f"The index in {self.path} holds embeddings of {dimension} numbers and {self.model} makes "
                f"{self.embedding_dim}. Make it again with `python -m index rebuild` and `python -m ingest build`."
            )
        return dimension

    def _check_query(self, connection: sqlite3.Connection, embedding: list[float]) -> np.ndarray:
        # Another process may have made the index anew since it was opened.
        dimension = self._check_model(connection)
        query = np.asarray(embedding, dtype=np.float32)
        if query.shape != (dimension,):
            raise ValueError(
                f"A query embedding has {dimension} numbers here; this one has the shape {query.shape}. "
                "Embed the question with the model the index was made by."
            )
        return query

    def _check_embeddings(self, connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
        """An index has one width; one without a vector takes that of the model, or else the first it is given."""
        widths = {len(document.embedding) for document in documents if document.embedding is not None}
        if not widths:
            return
        dimension = self._check_model(connection)
        if not self.model and "embedding_dim" not in _stamps(connection) and dimension not in widths:
            dimension = min(widths)
        if wrong := widths - {dimension}:
            raise ValueError(
                f"The index in {self.path} holds embeddings of {dimension} numbers; these have {sorted(wrong)}. "
                "Embed them with the model the index was made by."
            )
        self._write_model(connection, dimension)

    def _write_model(self, connection: sqlite3.Connection, dimension: int) -> None:
        stamps = {"embedding_dim": str(dimension)}
        if self.model:
            stamps |= {"model": self.model, "model_revision": self.model_revision}
        connection.executemany("INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)", stamps.items())


def _stamps(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT key, value FROM info WHERE key IN ('model', 'model_revision', 'embedding_dim')"
    ).fetchall()
    return dict(rows)


def _named(model: str | None, revision: str | None) -> str:
    return f"{model!r} (revision {revision})" if revision else repr(model)
