"""Haystack's questions about metadata: counts, fields, least and greatest, distinct values."""

import json
from typing import Any

from index.audience import AudienceReads

_TYPES = {str: "string", bool: "boolean", int: "integer", float: "float", list: "list", dict: "object"}


class MetadataQueries(AudienceReads):
    """What a store says of its passages' metadata, to the audience it was opened for."""

    def count_documents_by_filter(self, filters: dict[str, Any]) -> int:
        """
        Count the passages a filter lets through.

        :param filters: Haystack filters.
        :returns: the number.
        """
        sql, parameters = self._visible(filters)
        with self._database.reading() as connection:
            return connection.execute(f"SELECT count(*) FROM passages WHERE {sql}", parameters).fetchone()[0]

    def count_unique_metadata_by_filter(self, filters: dict[str, Any], metadata_fields: list[str]) -> dict[str, int]:
        """
        Count the distinct values of fields among the passages a filter lets through.

        :param filters: Haystack filters.
        :param metadata_fields: their names, with or without "meta.".
        :returns: a number a field.
        """
        return {field: len(self._values(field, filters)) for field in metadata_fields}

    def get_metadata_fields_info(self) -> dict[str, dict[str, str]]:
        """
        The fields that passages have, and of what type their values are.

        :returns: {field: {"type": …}}; "mixed" where passages disagree.
        """
        sql, parameters = self._visible(None)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT field, substr(value, 1, 1) IN ('\"', '[', '{') AS composed, "
                "CASE WHEN substr(value, 1, 1) IN ('\"', '[', '{') THEN substr(value, 1, 1) ELSE value END AS value "
                f"FROM passage_meta JOIN passages ON passages.number = passage WHERE element = 0 AND {sql}",
                parameters,
            ).fetchall()
        types: dict[str, set[str]] = {}
        closing = {'"': '""', "[": "[]", "{": "{}"}
        for row in rows:
            value = json.loads(closing[row["value"]] if row["composed"] else row["value"])
            types.setdefault(row["field"], set()).add(_TYPES[type(value)])
        return {field: {"type": found.pop() if len(found) == 1 else "mixed"} for field, found in types.items()}

    def get_metadata_field_min_max(self, metadata_field: str) -> dict[str, Any]:
        """
        The least and the greatest value of a field of numbers or dates.

        :param metadata_field: its name, with or without "meta.".
        :returns: {"min": …, "max": …}; None where no passage has one.
        """
        values = self._values(metadata_field, None)
        numbers = [value for value in values if isinstance(value, bool | int | float)]
        comparable: list[Any] = numbers or [value for value in values if isinstance(value, str)]
        return {"min": min(comparable, default=None), "max": max(comparable, default=None)}

    def get_metadata_field_unique_values(
        self,
        metadata_field: str,
        search_term: str | None = None,
        from_: int = 0,
        size: int | None = 10,
        filters: dict[str, Any] | None = None,
    ) -> tuple[list[Any], int]:
        """
        The distinct values of a field, in order, a page of them at a time.

        :param metadata_field: its name, with or without "meta.".
        :param search_term: only values that hold this, in small or capital letters.
        :param from_: how many to leave out at the front.
        :param size: how many to give; None for all.
        :param filters: only of passages these let through.
        :returns: the values, and how many there are in all.
        """
        values = self._values(metadata_field, filters)
        if search_term:
            values = [value for value in values if search_term.casefold() in str(value).casefold()]
        last = None if size is None else from_ + size
        return values[from_:last], len(values)

    def _values(self, metadata_field: str, filters: dict[str, Any] | None) -> list[Any]:
        field = metadata_field.removeprefix("meta.")
        sql, parameters = self._visible(filters)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT value FROM passage_meta WHERE field = ? AND element = 1 "
                f"AND passage IN (SELECT number FROM passages WHERE {sql})",
                [field, *parameters],
            ).fetchall()
        return sorted((json.loads(row["value"]) for row in rows), key=_order)


def _order(value: Any) -> tuple[str, Any]:
    """Values of one type in their own order, types one after the other."""
    return type(value).__name__, json.dumps(value) if isinstance(value, list | dict) else value
