"""The values of a field as arrays: the numbers beside the filters, and the order of dates."""

import json
import sqlite3
from typing import Any, NamedTuple

import numpy as np

from index.numbers import numbers_of


class FieldColumn(NamedTuple):
    """
    The values of a metadata field as arrays, so that counting takes a millisecond.

    :param passages: passage numbers, one for each value a passage holds, of shape (n,).
    :param codes: the value's place in `values`, of shape (n,).
    :param values: the distinct values.
    """

    passages: np.ndarray
    codes: np.ndarray
    values: list[Any]

    def tally(self, among: np.ndarray | None) -> dict[Any, int]:
        """
        Count passages by value.

        :param among: the passages to count among; None for all.
        :returns: the count of each value that occurs, the most frequent first.
        """
        codes = self.codes if among is None else self.codes[self._held_by(among)]
        counts = np.bincount(codes, minlength=len(self.values))
        counted = [(value, int(count)) for value, count in zip(self.values, counts, strict=True) if count]
        return dict(sorted(counted, key=lambda pair: (-pair[1], str(pair[0]))))

    def within(self, among: np.ndarray) -> "FieldColumn":
        """
        The same values of fewer passages.

        :param among: the passages.
        :returns: the column; a value that none of them holds is not in it.
        """
        kept = self._held_by(among)
        occurring, codes = np.unique(self.codes[kept], return_inverse=True)
        return FieldColumn(self.passages[kept], codes, [self.values[code] for code in occurring])

    def _held_by(self, among: np.ndarray) -> np.ndarray:
        # A mark for each passage number: quicker than looking each up among the others.
        marks = np.zeros(max(int(self.passages.max(initial=0)), int(among.max(initial=0))) + 1, dtype=bool)
        marks[among] = True
        held: np.ndarray = marks[self.passages]
        return held


def read_column(connection: sqlite3.Connection, field: str) -> FieldColumn:
    """
    Read a field's values.

    :param connection: inside a transaction.
    :param field: a metadata field without "meta."; each member of a list is a value.
    :returns: the column.
    """
    # One text a value instead of a row a passage: many times quicker to hand over.
    rows = connection.execute(
        "SELECT value, group_concat(passage) AS passages FROM passage_meta "
        "WHERE field = ? AND element = 1 GROUP BY field, element, key",
        (field,),
    ).fetchall()
    passages = [numbers_of(row["passages"]) for row in rows]
    codes = np.repeat(np.arange(len(rows)), [len(numbers) for numbers in passages])
    return FieldColumn(np.concatenate([*passages, numbers_of(None)]), codes, [json.loads(row["value"]) for row in rows])


def read_dates(connection: sqlite3.Connection, condition: str, parameters: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    """
    Read the dates of passages' documents.

    :param connection: inside a transaction.
    :param condition: on the table `passages`: those that are meant.
    :param parameters: of the condition.
    :returns: the passages that have one, in order, and their dates in microseconds, each of shape (n,).
    """
    row = connection.execute(
        "SELECT group_concat(passage), group_concat(at) FROM passage_meta "
        "WHERE field = 'date' AND element = 0 AND at IS NOT NULL "
        f"AND passage IN (SELECT number FROM passages WHERE {condition})",
        parameters,
    ).fetchone()
    passages, at = numbers_of(row[0]), numbers_of(row[1])
    order = np.argsort(passages)
    return passages[order], at[order]
