"""Haystack's filters as SQL: a filter decides exactly which passages may be found, before any search."""

from collections.abc import Callable
from typing import Any

from haystack.errors import FilterError

from index.values import Moment, equality_key, equality_moment, ordering_moment
from index.words import phrase

Sql = tuple[str, list[Any]]
_COLUMNS = ("id", "content", "document")
_ORDER = (">", ">=", "<", "<=")


def filter_to_sql(filters: dict[str, Any] | None) -> Sql:
    """
    A filter as a condition on the table `passages`.

    It understands Haystack's filters as `haystack.utils.filters.document_matches_filter` does, and two
    operators more: `contains` (a list holds the value, or the value is equal) and `matches` (the text holds the
    phrase, on `content`, or on `words` for text, title and headings).

    ```python
    from index.filters import filter_to_sql

    sql, parameters = filter_to_sql({"field": "meta.year", "operator": ">=", "value": 2004})
    ```

    :param filters: the filter; None or empty lets everything through.
    :returns: a condition and its parameters.
    :raises FilterError: where it is not well formed.
    """
    if not filters:
        return "1", []
    return _comparison(filters) if "field" in filters else _logic(filters)


def _logic(condition: dict[str, Any]) -> Sql:
    if "operator" not in condition:
        raise FilterError(f"'operator' key missing in {condition}")
    if "conditions" not in condition:
        raise FilterError(f"'conditions' key missing in {condition}")
    operator = condition["operator"]
    if operator not in ("AND", "OR", "NOT"):
        raise FilterError(f"Unknown operator {operator!r}: use AND, OR or NOT")
    parts = [filter_to_sql(part) for part in condition["conditions"]]
    glue, empty = (" OR ", "0") if operator == "OR" else (" AND ", "1")
    sql = glue.join(f"({part})" for part, _ in parts) or empty
    parameters = [value for _, values in parts for value in values]
    return (f"NOT ({sql})" if operator == "NOT" else sql), parameters


def _comparison(condition: dict[str, Any]) -> Sql:
    for key in ("operator", "value"):
        if key not in condition:
            raise FilterError(f"'{key}' key missing in {condition}")
    field, operator, value = condition["field"], condition["operator"], condition["value"]
    if operator == "matches":
        return _matches(field, value)
    name = field.removeprefix("meta.")
    if (
        field in _COLUMNS
        and operator not in ("contains", *_ORDER)
        and (field != "document" or _is_text(operator, value))
    ):
        return _of_column(name, operator, value)
    if operator not in _OPERATORS:
        raise FilterError(f"Unknown operator {operator!r}: use one of {', '.join([*_OPERATORS, 'matches'])}")
    return _OPERATORS[operator](name, value)


def _matches(field: str, value: Any) -> Sql:
    if field not in ("content", "words") or not isinstance(value, str):
        raise FilterError("'matches' looks for a phrase (a string) in the field 'content' or 'words'")
    query = phrase(value)
    if field == "content":
        query = f"content : {query}"
    return "number IN (SELECT rowid FROM passage_words WHERE passage_words MATCH ?)", [query]


def _is_text(operator: str, value: Any) -> bool:
    """Whether the column of documents can tell: it holds those that are text."""
    given = _list_of(operator, value) if operator in ("in", "not in") else [value]
    return all(isinstance(one, str) for one in given)


def _of_column(column: str, operator: str, value: Any) -> Sql:
    given = _list_of(operator, value) if operator in ("in", "not in") else [value]
    # The columns hold text: what is none is equal to none of it, and SQLite would take 0 for '0'.
    values = [one for one in given if one is None or isinstance(one, str)]
    sql = " OR ".join(f"{column} IS ?" for _ in values) or "0"
    if operator in ("!=", "not in"):
        return f"NOT ({sql})", values
    return sql, values


def _in_field(field: str, element: int, test: str, values: list[Any]) -> Sql:
    sql = f"number IN (SELECT passage FROM passage_meta WHERE field = ? AND element = ? AND {test})"
    return sql, [field, element, *values]


def _equal(field: str, value: Any, element: int = 0) -> Sql:
    if value is None:
        sql, parameters = _in_field(field, 0, "1", [])
        return f"NOT ({sql})", parameters
    sql, parameters = _in_field(field, element, "key = ?", [equality_key(value)])
    if moment := equality_moment(value):
        test, values = _compare_moment("=", moment)
        same_moment, more = _in_field(field, element, f"{test} AND value GLOB ?", [*values, '"????-??-??*'])
        return f"({sql} OR {same_moment})", parameters + more
    return sql, parameters


def _contains(field: str, value: Any) -> Sql:
    return _equal(field, value, element=1)


def _not_equal(field: str, value: Any) -> Sql:
    sql, parameters = _equal(field, value)
    return f"NOT ({sql})", parameters


def _in(field: str, value: Any) -> Sql:
    parts = [_equal(field, member) for member in _list_of("in", value)]
    return " OR ".join(sql for sql, _ in parts) or "0", [v for _, values in parts for v in values]


def _not_in(field: str, value: Any) -> Sql:
    sql, parameters = _in(field, _list_of("not in", value))
    return f"NOT ({sql})", parameters


def _list_of(operator: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise FilterError(f"'{operator}' needs a list as value, not {type(value).__name__}")
    return value


def _ordered(operator: str) -> Callable[[str, Any], Sql]:
    def compare(field: str, value: Any) -> Sql:
        if value is None:
            return "0", []
        if isinstance(value, bool | int | float):
            return _in_field(field, 0, f"number {operator} ?", [float(value)])
        moment = ordering_moment(value) if isinstance(value, str) else None
        if moment is None:
            raise FilterError(f"'{operator}' compares numbers and ISO 8601 dates, not {value!r}")
        test, values = _compare_moment(operator, moment)
        return _in_field(field, 0, test, values)

    return compare


def _compare_moment(operator: str, moment: Moment) -> Sql:
    """A date without a zone is taken to be in the zone of the other."""
    if moment.at_utc is None:
        return f"at {operator} ?", [moment.at]
    return f"at IS NOT NULL AND coalesce(at_utc, at) {operator} iif(at_utc IS NULL, ?, ?)", [moment.at, moment.at_utc]


_OPERATORS: dict[str, Callable[[str, Any], Sql]] = {
    "==": _equal,
    "!=": _not_equal,
    "in": _in,
    "not in": _not_in,
    "contains": _contains,
    **{operator: _ordered(operator) for operator in _ORDER},
}
