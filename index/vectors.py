"""The FAISS index: a cache of the embeddings kept in SQLite, never asked about a passage that is gone."""

import hashlib
import json
import os
import sqlite3
import tempfile
import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.database import Stamp, stamp_of
from index.passages import unpack

if TYPE_CHECKING:
    import faiss

FILE_NAME = "passages.faiss"
_BATCH = 20_000
# Passing by all others costs FAISS as much as it costs to fetch one in so many.
_FEW = 10
_ABANDONED_S = 600


class VectorCache:
    """
    Exact cosine search over the passages of one snapshot of the store.

    In memory it follows the snapshot it is asked about, by the difference: a number is never given to two
    passages, so those of a number both have are the same. On disk it is written beside and renamed, with a name
    that SQLite notes and a checksum, and made again from SQLite whenever either does not fit: an older SQLite file
    put back beside it gives its numbers anew.

    :param folder: where its file is.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._lock = threading.RLock()
        self._index: faiss.Index | None = None
        self._stamp: Stamp | None = None
        self._saved: Stamp | None = None
        # The passages it holds, in order, and where in FAISS each lies.
        self._numbers = self._places = np.empty(0, dtype=np.int64)

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
            if numbers is not None and len(numbers) * _FEW <= index.ntotal:
                ids, cosines = self._cosines_of(index, query, numbers)
                best = np.lexsort((ids, -cosines))[:top_k]
                return list(zip(ids[best].tolist(), cosines[best].tolist(), strict=True))
            found, ids = index.search(unit(query[None, :]), min(top_k, index.ntotal), params=self._only(numbers))
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
            if numbers is not None and len(numbers) * _FEW <= index.ntotal:
                ids, cosines = self._cosines_of(index, query, numbers)
                return ids[cosines >= at_least], cosines[cosines >= at_least]
            _, cosines, ids = index.range_search(unit(query[None, :]), at_least, params=self._only(numbers))
        return ids, cosines

    def numbers(self, connection: sqlite3.Connection) -> np.ndarray:
        """
        The passages it holds a vector of.

        :param connection: inside a transaction.
        :returns: passage numbers, in order.
        """
        with self._lock:
            self._at_revision_of(connection)
            return self._numbers

    def vectors(self, connection: sqlite3.Connection) -> np.ndarray:
        """
        The vectors it searches, to be held against the truth.

        :param connection: inside a transaction.
        :returns: of length 1, in the order of `numbers`, of shape (n, dimension).
        """
        with self._lock:
            index = self._at_revision_of(connection)
            return np.empty((0, 0), dtype=np.float32) if index is None else _at(index, self._places)

    def save(self, connection: sqlite3.Connection) -> str:
        """
        Write the file, where it is behind the store.

        :param connection: inside a transaction; its revision is the one written.
        :returns: the file's name, for the store to note once the transaction is over; empty where none was written.
        """
        import faiss

        with self._lock:
            index = self._at_revision_of(connection)
            if index is None or self._saved == self._stamp:
                return ""
            body = faiss.serialize_index(index).tobytes()
            head = {
                "name": uuid.uuid4().hex,
                "revision": self._stamp.revision if self._stamp else 0,
                "dimension": index.d,
                "sha256": hashlib.sha256(body).hexdigest(),
            }
            _replace(self.path, json.dumps(head).encode() + b"\n" + body)
            self._saved = self._stamp
            return str(head["name"])

    def forget(self) -> None:
        """Drop it, in memory and on disk; the next search makes it again from SQLite."""
        with self._lock:
            self._index = self._stamp = self._saved = None
            self.path.unlink(missing_ok=True)

    @staticmethod
    def _only(numbers: np.ndarray | None) -> "faiss.SearchParameters | None":
        import faiss

        if numbers is None:
            return None
        marks = np.zeros(int(numbers.max()) + 1, dtype=bool)
        marks[numbers] = True
        return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(np.packbits(marks, bitorder="little")))

    def _cosines_of(
        self, index: "faiss.Index", query: np.ndarray, numbers: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """What FAISS would find among a few, without passing by all the others."""
        at = np.searchsorted(self._numbers, numbers)
        inside = at < len(self._numbers)
        at = at[inside][self._numbers[at[inside]] == numbers[inside]]
        return self._numbers[at], _at(index, self._places[at]) @ unit(query)

    def _at_revision_of(self, connection: sqlite3.Connection) -> "faiss.Index | None":
        now = stamp_of(connection)
        if self._stamp is None or self._stamp.store != now.store:
            self._index, self._saved = self._load(connection, now.store)
        if self._stamp != now:
            # Should an error end it half way, it is made again from the file.
            self._stamp = None
            self._follow(connection)
            self._stamp = now
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
            self._numbers = self._places = np.empty(0, dtype=np.int64)
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
            self._index.add_with_ids(unit(_embeddings(connection, batch)), batch)
        held = _ids(self._index)
        self._places = np.argsort(held)
        self._numbers = held[self._places]

    def _load(self, connection: sqlite3.Connection, store: str) -> "tuple[faiss.Index | None, Stamp | None]":
        import faiss

        noted = connection.execute("SELECT value FROM info WHERE key = 'vectors'").fetchone()
        try:
            head_line, body = self.path.read_bytes().split(b"\n", 1)
            head = json.loads(head_line)
            if noted is None or head["name"] != noted[0] or head["sha256"] != hashlib.sha256(body).hexdigest():
                return None, None
            # Its revision says only whether it need be written again: what it holds is compared with the snapshot.
            return faiss.deserialize_index(np.frombuffer(body, dtype=np.uint8)), Stamp(store, head["revision"])
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None, None


def _ids(index: Any) -> np.ndarray:
    import faiss

    return faiss.vector_to_array(index.id_map).astype(np.int64)


def _at(index: Any, places: np.ndarray) -> np.ndarray:
    vectors: np.ndarray = index.index.reconstruct_batch(places)
    return vectors


def unit(vectors: np.ndarray) -> np.ndarray:
    """
    Vectors brought to the length 1, so that their products are cosines.

    :param vectors: of shape (…, dimension); one of the length 0 stays as it is.
    :returns: of the same shape.
    """
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
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
    for unfinished in path.parent.glob(f"{path.name}*.new"):
        # Of a process that was ended while it wrote; one that still writes was not begun so long ago.
        with suppress(FileNotFoundError):
            if time.time() - unfinished.stat().st_mtime > _ABANDONED_S:
                unfinished.unlink()
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
