"""Which passages a filter lets through, their order in time, and how many hold each value."""

import sqlite3
from collections.abc import Iterable
from typing import Any

import numpy as np

from index.counts import FieldColumn, read_column, read_dates
from index.model import ModelStamp
from index.numbers import numbers_of
from index.vocabulary import read_vocabulary, read_vocabulary_of


class PassageCounts(ModelStamp):
    """Counting passages, each of them only where the audience may see it."""

    def numbers(self, filters: dict[str, Any] | None = None) -> np.ndarray:
        """
        The passages a filter lets through, by number, in the order of their documents.

        :param filters: Haystack filters.
        :returns: passage numbers.
        """
        with self._database.reading() as connection:
            return self._numbers(connection, filters)

    def by_date(self, numbers: np.ndarray, *, newest_first: bool) -> np.ndarray:
        """
        Put passages in the order of their documents' dates; those without one come last.

        :param numbers: passage numbers, of shape (n,).
        :param newest_first: the newest or the oldest first.
        :returns: the same numbers; of one date in the order given.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            dated, at = self._remembered.get(
                connection, ("dates", self.audience), lambda: read_dates(connection, sql, parameters)
            )
        if not len(dated):
            return numbers
        places = np.minimum(np.searchsorted(dated, numbers), len(dated) - 1)
        keys = np.where(dated[places] == numbers, -at[places] if newest_first else at[places], np.inf)
        return numbers[np.argsort(keys, kind="stable")]

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
        :returns: the column, of the passages the audience may see.
        """
        name = field.removeprefix("meta.")
        with self._database.reading() as connection:
            column = self._column(connection, name)
            if not self._hides(connection):
                return column
            seen = self._numbers(connection, None)
            return self._remembered.get(connection, ("column", name, self.audience), lambda: column.within(seen))

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
