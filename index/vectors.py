"""The FAISS index: a cache of the embeddings kept in SQLite, never asked about a passage that is gone."""

import hashlib
import json
import os
import sqlite3
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.passages import unpack

if TYPE_CHECKING:
    import faiss

FILE_NAME = "passages.faiss"
_BATCH = 20_000


class VectorCache:
    """
    Exact cosine search over the passages of one snapshot of the store.

    In memory it follows the snapshot it is asked about, by the difference; on disk it is stamped with the
    store and a checksum, written beside and renamed, and made again from SQLite whenever it does not fit.

    :param folder: where its file is.
    :param store: the store's own name, so that a file of another one is never taken.
    """

    def __init__(self, folder: Path, store: str) -> None:
        self.path = folder / FILE_NAME
        self._store = store
        self._lock = threading.RLock()
        self._index: faiss.Index | None = None
        self._revision = -1
        self._saved_revision = -1

    def search(
        self, connection: sqlite3.Connection, query: np.ndarray, numbers: np.ndarray | None, top_k: int
    ) -> list[tuple[int, float]]:
        """
        The nearest passages among those let through.

        :param connection: inside a transaction; its revision is the one searched.
        :param query: the question's embedding, of shape (dimension,).
        :param numbers: the passages a filter let through; None for all.
        :param top_k: how many.
        :returns: (passage number, cosine), the nearest first.
        """
        with self._lock:
            index = self._at_revision_of(connection)
            if index is None or top_k < 1 or (numbers is not None and not len(numbers)):
                return []
            parameters = self._only(numbers)
            found, ids = index.search(_unit(query[None, :]), min(top_k, index.ntotal), params=parameters)
        return [(int(i), float(score)) for i, score in zip(ids[0], found[0], strict=True) if i >= 0]

    def within(
        self, connection: sqlite3.Connection, query: np.ndarray, numbers: np.ndarray | None, at_least: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """
        All passages at least so near, among those let through.

        :param connection: inside a transaction; its revision is the one searched.
        :param query: the question's embedding, of shape (dimension,).
        :param numbers: the passages a filter let through; None for all.
        :param at_least: the cosine.
        :returns: passage numbers and cosines, in no order.
        """
        empty = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        with self._lock:
            index = self._at_revision_of(connection)
            if index is None or (numbers is not None and not len(numbers)):
                return empty
            _, cosines, ids = index.range_search(_unit(query[None, :]), at_least, params=self._only(numbers))
        return ids, cosines

    def numbers(self, connection: sqlite3.Connection) -> np.ndarray:
        """
        The passages it holds a vector of.

        :param connection: inside a transaction.
        :returns: passage numbers, in order.
        """
        with self._lock:
            index = self._at_revision_of(connection)
            return np.empty(0, dtype=np.int64) if index is None else np.sort(_ids(index))

    def save(self, connection: sqlite3.Connection) -> None:
        """
        Write the file, where it is behind the store.

        :param connection: inside a transaction; its revision is the one written.
        """
        import faiss

        with self._lock:
            index = self._at_revision_of(connection)
            if index is None or self._saved_revision == self._revision:
                return
            body = faiss.serialize_index(index).tobytes()
            head = {
                "store": self._store,
                "revision": self._revision,
                "dimension": index.d,
                "sha256": hashlib.sha256(body).hexdigest(),
            }
            _replace(self.path, json.dumps(head).encode() + b"\n" + body)
            self._saved_revision = self._revision

    def forget(self) -> None:
        """Drop it, in memory and on disk; the next search makes it again from SQLite."""
        with self._lock:
            self._index, self._revision, self._saved_revision = None, -1, -1
            self.path.unlink(missing_ok=True)

    @staticmethod
    def _only(numbers: np.ndarray | None) -> "faiss.SearchParameters | None":
        import faiss

        if numbers is None:
            return None
        bits = np.zeros(int(numbers.max()) // 8 + 1, dtype=np.uint8)
        np.bitwise_or.at(bits, numbers >> 3, np.left_shift(1, numbers & 7).astype(np.uint8))
        return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))

    def _at_revision_of(self, connection: sqlite3.Connection) -> "faiss.Index | None":
        revision = int(connection.execute("SELECT value FROM info WHERE key = 'revision'").fetchone()[0])
        if self._index is None:
            self._index = self._load()
        if self._revision != revision:
            self._follow(connection)
            self._revision = revision
        return self._index

    def _follow(self, connection: sqlite3.Connection) -> None:
        """Take away the vectors that are not of this snapshot and add those that are missing."""
        import faiss

        wanted = np.fromiter(
            (row[0] for row in connection.execute("SELECT number FROM passages WHERE embedding IS NOT NULL")),
            dtype=np.int64,
        )
        dimension = connection.execute("SELECT value FROM info WHERE key = 'embedding_dim'").fetchone()
        if dimension is None or not len(wanted):
            self._index = None
            return
        if self._index is None or self._index.d != int(dimension[0]):
            self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(int(dimension[0])))
        held = _ids(self._index)
        gone = np.setdiff1d(held, wanted)
        if len(gone):
            self._index.remove_ids(gone)
        new = np.setdiff1d(wanted, held)
        for first in range(0, len(new), _BATCH):
            batch = new[first : first + _BATCH]
            self._index.add_with_ids(_unit(_embeddings(connection, batch)), batch)

    def _load(self) -> "faiss.Index | None":
        import faiss

        try:
            head_line, body = self.path.read_bytes().split(b"\n", 1)
            head = json.loads(head_line)
            if head["store"] != self._store or head["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            self._saved_revision = head["revision"]
            # Its revision is not taken on trust: what it holds is compared with the snapshot.
            return faiss.deserialize_index(np.frombuffer(body, dtype=np.uint8))
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None


def _ids(index: Any) -> np.ndarray:
    import faiss

    return faiss.vector_to_array(index.id_map).astype(np.int64)


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def _embeddings(connection: sqlite3.Connection, numbers: np.ndarray) -> np.ndarray:
    # The numbers are in order and near each other: one range read is quicker than a look-up each.
    rows = connection.execute(
        "SELECT number, embedding FROM passages WHERE number BETWEEN ? AND ? AND embedding IS NOT NULL",
        (int(numbers[0]), int(numbers[-1])),
    )
    by_number = {row["number"]: unpack(row["embedding"]) for row in rows}
    return np.stack([by_number[int(number)] for number in numbers])


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
