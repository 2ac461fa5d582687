"""Metadata values as rows of SQL: when two are equal, and which comes first."""

import hashlib
import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([Tt ].*)?$")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?$")
_LONGEST_KEY = 120
# Made once: a passage has some dozens of values.
_TO_JSON = json.JSONEncoder(ensure_ascii=False).encode


class Moment(NamedTuple):
    """A date as microseconds: as the clock on the wall shows it, and in UTC where its zone is known."""

    at: int
    at_utc: int | None


class ValueRow(NamedTuple):
    """A row of `passage_meta`, without the passage."""

    field: str
    element: int
    key: str
    value: str
    number: float | None
    at: int | None
    at_utc: int | None


def value_rows(meta: dict[str, Any], prefix: str = "") -> Iterator[ValueRow]:
    """
    The rows a passage's metadata makes.

    :param meta: the metadata; nested dictionaries give dotted fields.
    :param prefix: of the fields, with its dot.
    :returns: a row a value, and one more for each member of a list.
    """
    for name, value in meta.items():
        if value is None:
            continue
        yield _row(prefix + name, 0, value)
        if isinstance(value, list):
            for member in {equality_key(m): m for m in value if m is not None}.values():
                yield _row(prefix + name, 1, member)
        elif isinstance(value, dict):
            yield from value_rows(value, f"{prefix}{name}.")
        else:
            yield _row(prefix + name, 1, value)


def _row(field: str, element: int, value: Any) -> ValueRow:
    moment = ordering_moment(value) if isinstance(value, str) else None
    number = _real(value) if isinstance(value, bool | int | float) else None
    return ValueRow(field, element, equality_key(value), _TO_JSON(value), number, *(moment or (None, None)))


def _real(number: float) -> float:
    """As SQLite keeps it: what is too great for it as infinity."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def equality_key(value: Any) -> str:
    """
    A text that two values share exactly where Python's `==` holds between them (True == 1 == 1.0).

    :param value: any JSON value.
    :returns: the text, at most some 120 characters long.
    """
    if isinstance(value, str):
        key = "s" + value
    elif isinstance(value, bool | int | float):
        key = "n" + (str(int(value)) if value == value // 1 else repr(float(value)))
    elif isinstance(value, list):
        key = "l" + json.dumps([equality_key(v) for v in value])
    elif isinstance(value, dict):
        key = "d" + json.dumps({k: equality_key(v) for k, v in sorted(value.items())})
    else:
        key = "0"
    if len(key) > _LONGEST_KEY:
        return "h" + hashlib.sha256(key.encode()).hexdigest()
    return key


def equality_moment(value: Any) -> Moment | None:
    """
    The moment a text names, where it is a whole ISO 8601 date: two spellings of one moment are equal.

    :param value: any value.
    :returns: the moment, None for all else.
    """
    if isinstance(value, str) and _FULL_DATE.match(value):
        return _parsed(value)
    return None


def ordering_moment(value: str) -> Moment | None:
    """
    The moment a text stands for when it is put in order; "2008" and "2008-02" are their first days.

    :param value: a text.
    :returns: the moment, None where it is no ISO 8601 date.
    """
    if partial := _PARTIAL_DATE.match(value):
        return _parsed(f"{partial[1]}-{partial[2] or '01'}-01")
    return _parsed(value)


def _parsed(value: str) -> Moment | None:
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        return None
    wall = (date.replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
    return Moment(wall, None if date.tzinfo is None else (date - _EPOCH) // timedelta(microseconds=1))
