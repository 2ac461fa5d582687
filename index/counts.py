"""How many passages hold each value of a field: the numbers beside the filters."""

import json
import sqlite3
import threading
from typing import Any

import numpy as np


class FieldColumns:
    """
    The values of metadata fields as arrays, read once a revision, so that counting takes a millisecond.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._revision = -1
        self._columns: dict[str, tuple[np.ndarray, np.ndarray, list[Any]]] = {}

    def count(self, connection: sqlite3.Connection, field: str, numbers: np.ndarray | None) -> dict[Any, int]:
        """
        Count passages by value.

        :param connection: inside a transaction.
        :param field: a metadata field without "meta."; each member of a list counts.
        :param numbers: the passages to count among; None for all.
        :returns: the count of each value that occurs, the most frequent first.
        """
        passages, codes, values = self._column(connection, field)
        if numbers is not None:
            # A mark for each passage number: quicker than looking each up among the others.
            among = np.zeros(max(int(passages.max(initial=0)), int(numbers.max(initial=0))) + 1, dtype=bool)
            among[numbers] = True
            codes = codes[among[passages]]
        counts = np.bincount(codes, minlength=len(values))
        counted = [(value, int(count)) for value, count in zip(values, counts, strict=True) if count]
        return dict(sorted(counted, key=lambda pair: (-pair[1], str(pair[0]))))

    def _column(self, connection: sqlite3.Connection, field: str) -> tuple[np.ndarray, np.ndarray, list[Any]]:
        revision = int(connection.execute("SELECT value FROM info WHERE key = 'revision'").fetchone()[0])
        with self._lock:
            if self._revision != revision:
                self._columns, self._revision = {}, revision
            if field not in self._columns:
                self._columns[field] = _read(connection, field)
            return self._columns[field]


def _read(connection: sqlite3.Connection, field: str) -> tuple[np.ndarray, np.ndarray, list[Any]]:
    rows = connection.execute(
        "SELECT key, passage, value FROM passage_meta WHERE field = ? AND element = 1", (field,)
    ).fetchall()
    codes_of_keys: dict[str, int] = {}
    values: list[Any] = []
    codes = np.empty(len(rows), dtype=np.int64)
    for i, row in enumerate(rows):
        code = codes_of_keys.get(row["key"])
        if code is None:
            code = codes_of_keys[row["key"]] = len(values)
            values.append(json.loads(row["value"]))
        codes[i] = code
    return np.fromiter((row["passage"] for row in rows), dtype=np.int64, count=len(rows)), codes, values
