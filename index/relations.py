"""How documents stand to each other: read both ways, whichever of two records says it."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from corpus.record import Record

_INVERSE = {"replaces": "is_replaced_by", "amends": "is_amended_by", "implements": "is_implemented_by"}
_INVERSE |= {inverse: name for name, inverse in _INVERSE.items()}


class Relations(NamedTuple):
    """The identifiers of the documents that one stands in relation to, those its own record names first."""

    replaces: tuple[str, ...] = ()
    is_replaced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    is_amended_by: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    is_implemented_by: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


def both_ways(records: Iterable[Record]) -> dict[str, Relations]:
    """
    The relations of some records, each read from both its ends.

    Where A replaces B, B is replaced by A, though B was described before A was known; likewise of what amends and what
    implements. What is related is told by its own record alone.

    ```python
    both_ways([Record(identifier="a", title="A", replaces=("b",)), Record(identifier="b", title="B")])["b"]
    # Relations(…, is_replaced_by=("a",), …)
    ```

    :param records: all that may be read.
    :returns: {identifier: its relations}.
    """
    records = list(records)
    found: dict[str, dict[str, list[str]]] = {
        record.identifier: {name: list(getattr(record, name)) for name in Relations._fields} for record in records
    }
    for record in records:
        for name, inverse in _INVERSE.items():
            for other in getattr(record, name):
                if other in found:
                    found[other][inverse].append(record.identifier)
    return {
        identifier: Relations(**{name: tuple(dict.fromkeys(others)) for name, others in of.items()})
        for identifier, of in found.items()
    }


def without(record: Record, hidden: Collection[str]) -> Record:
    """
    A record as it would be had nobody known of some others.

    :param record: the record.
    :param hidden: identifiers of those that may not be told of.
    :returns: the record, its relations to them taken out.
    """
    told: Mapping[str, tuple[str, ...]] = {
        name: tuple(other for other in getattr(record, name) if other not in hidden) for name in Relations._fields
    }
    changed = {name: others for name, others in told.items() if others != getattr(record, name)}
    return record.model_copy(update=changed) if changed else record
