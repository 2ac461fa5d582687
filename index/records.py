"""Reading records: those an audience may see, without a word of those it may not."""

import sqlite3

from corpus.record import Record
from index.audience import AudienceReads
from index.relations import Relations, both_ways, without


class RecordReads(AudienceReads):
    """The records, one and all, and how they stand to each other."""

    def records(self) -> list[Record]:
        """
        All records the audience may see.

        :returns: the records, by identifier; kept for the revision, so nobody may change them. What their relations
            say of records that the audience may not see is left out; of what is not held at all it stays.
        """
        with self._database.reading() as connection:
            return list(self._records(connection))

    def record(self, identifier: str) -> Record | None:
        """
        One record.

        :param identifier: the document's.
        :returns: the record, as `records` gives it; None where there is none that the audience may see.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            row = connection.execute(
                f"SELECT record FROM records WHERE identifier = ? AND {sql}",
                [identifier, *parameters],
            ).fetchone()
            return self._as_told(row, self._untold(connection)) if row else None

    def relations(self, identifier: str) -> Relations:
        """
        What a document replaces, amends and implements, and what does so to it, by its own record or by the other's.

        ```python
        store.relations("sub-decree-1995-workers-abroad").is_replaced_by  # ("sub-decree-2011-workers-abroad",)
        ```

        :param identifier: the document's.
        :returns: its relations, as far as the audience may know; none where it may not see the document.
        """
        with self._database.reading() as connection:
            records = self._records(connection)
            known = self._remembered.get(connection, ("relations", self.audience), lambda: both_ways(records))
        return known.get(identifier, Relations())

    def _records(self, connection: sqlite3.Connection) -> list[Record]:
        untold = self._untold(connection)
        sql, parameters = self._audience_sql()

        def read() -> list[Record]:
            rows = connection.execute(f"SELECT record FROM records WHERE {sql} ORDER BY identifier", parameters)
            return [self._as_told(row, untold) for row in rows]

        return self._remembered.get(connection, ("records", self.audience), read)

    def _untold(self, connection: sqlite3.Connection) -> frozenset[str]:
        """The identifiers of the records that the audience may not see."""
        sql, parameters = self._audience_sql()

        def read() -> frozenset[str]:
            rows = connection.execute(f"SELECT identifier FROM records WHERE NOT ({sql})", parameters)
            return frozenset(row["identifier"] for row in rows)

        return self._remembered.get(connection, ("untold", self.audience), read)

    @staticmethod
    def _as_told(row: sqlite3.Row, untold: frozenset[str]) -> Record:
        return without(Record.model_validate_json(row["record"]), untold)
