"""Documents that are known to exist and are not held: found by their titles, the list of what to collect."""

from functools import lru_cache
from typing import Any

from corpus.record import Record
from index import PassageStore
from index.stems import stems
from search.query import Query
from search.standing import OUTDATED
from search.stop_words import content_words

# A title answers a query where it has this share of the words that tell what the query is about.
_SHARE = 0.6
_ORDER = {">=": lambda one, other: one >= other, "<=": lambda one, other: one <= other}


def known_not_held(
    store: PassageStore, asked: Query, filters: dict[str, Any], *, outdated: bool = True
) -> tuple[Record, ...]:
    """
    The records without a text whose title, or other name, a query asks for.

    ```python
    from search.known import known_not_held

    known_not_held(store, parse_query("national plan 2024"), {})
    ```

    :param store: the index, for one audience.
    :param asked: the query.
    :param filters: what every result must meet, as Haystack filters; empty for none.
    :param outdated: whether those that are superseded or withdrawn count too.
    :returns: the records, those with most of the words first; all that meet the filters where no word was asked for
        and there are filters.
    """
    bare = [
        record
        for record in store.records()
        if not record.files and (outdated or record.status not in OUTDATED) and _meets(record, filters)
    ]
    if not asked.words:
        return tuple(bare) if filters else ()
    return _by_title(bare, asked)


def outdated_by_title(store: PassageStore, asked: Query, filters: dict[str, Any]) -> tuple[Record, ...]:
    """
    The superseded and withdrawn documents, held or not, whose title or other name a query asks for.

    :param store: the index, for one audience.
    :param asked: the query.
    :param filters: as of `known_not_held`.
    :returns: their records, those with most of the words first; none where no word was asked for.
    """
    if not asked.words:
        return ()
    return _by_title([r for r in store.records() if r.status in OUTDATED and _meets(r, filters)], asked)


def _by_title(records: list[Record], asked: Query) -> tuple[Record, ...]:
    words = set(stems(content_words(asked.words)))
    names = {r.identifier: " ".join((r.title, *r.alternative, r.date[:4])) for r in records}
    share = {name: len(words & _stems_of(title)) / max(len(words), 1) for name, title in names.items()}
    found = [record for record in records if share[record.identifier] >= _SHARE]
    return tuple(sorted(found, key=lambda record: (-share[record.identifier], len(record.title))))


# A title is asked about with every search, and changes with its record only.
@lru_cache(maxsize=10_000)
def _stems_of(title: str) -> frozenset[str]:
    return frozenset(stems(title))


def _meets(record: Record, condition: dict[str, Any]) -> bool:
    """Whether a record meets a filter made for passages, by what a record has of their fields."""
    if not condition:
        return True
    if "conditions" in condition:
        each = [_meets(record, part) for part in condition["conditions"]]
        return {"AND": all(each), "OR": any(each), "NOT": not all(each)}[condition["operator"]]
    operator, value = condition["operator"], condition["value"]
    if operator == "matches":
        run, title = " ".join(stems(value)), " ".join(stems(f"{record.title} {' '.join(record.alternative)}"))
        return f" {run} " in f" {title} "
    held = _value(record, condition["field"].removeprefix("meta."))
    if operator in _ORDER:
        return held is not None and _ORDER[operator](held, value)
    return value in held if isinstance(held, tuple | list) else held == value


def _value(record: Record, name: str) -> Any:
    if name == "document":
        return record.identifier
    if name in record.tags:
        return record.tags[name]
    return getattr(record, name, ())
