"""What stands no longer: documents superseded or withdrawn, left out of answers unless somebody asks for them."""

from collections.abc import Mapping
from typing import Any

from haystack import Document

from corpus.record import Record, Status
from index import PassageStore
from search.cite import Citation
from search.query import Filter, chosen

OUTDATED: tuple[Status, ...] = ("superseded", "withdrawn")
# A choice on the field `status`, made for whoever makes none.
STILL_STANDING: Filter = {"operator": "NOT", "conditions": [chosen("status", OUTDATED)]}
# Who names a status or a document says what is wanted.
_SAYS_WHAT_IS_WANTED = ("status", "document")


def outdated_are_wanted(query: Filter, choices: Mapping[str, Filter]) -> bool:
    """
    Whether a question asks for what is superseded or withdrawn too.

    ```python
    outdated_are_wanted(parse_query("shelters status:superseded").filters, {})  # True
    ```

    :param query: the filter that the query itself holds; empty for none.
    :param choices: {field: filter} chosen beside it.
    :returns: whether either names a status or a document.
    """
    named = _fields(query) | {name for name, choice in choices.items() if choice}
    return not named.isdisjoint(_SAYS_WHAT_IS_WANTED)


def _fields(condition: Filter) -> set[str]:
    if "conditions" in condition:
        return {name for part in condition["conditions"] for name in _fields(part)}
    return {condition["field"].removeprefix("meta.")} if condition else set()


def is_outdated(meta: Mapping[str, Any]) -> bool:
    """
    Whether a passage stands in a document that was superseded or withdrawn.

    :param meta: the passage's metadata.
    :returns: whether it does.
    """
    return meta.get("status") in OUTDATED


def successors(store: PassageStore, record: Record) -> tuple[Record, ...]:
    """
    What stands in the place of a document, by its own record or by theirs.

    :param store: the index, for one audience.
    :param record: the document's.
    :returns: the records that the audience may see.
    """
    found = (store.record(other) for other in store.relations(record.identifier).is_replaced_by)
    return tuple(other for other in found if other is not None)


def cite(store: PassageStore, of: Document | Record) -> Citation:
    """
    A citation that says by what its document was superseded.

    ```python
    cite(store, passage).text()  # "Ministry. Sub-decree … (1995), Article 3, p. 2 (superseded by Sub-decree …, 2011)."
    ```

    :param store: the index, for one audience.
    :param of: a passage, or a record for the document as a whole.
    :returns: the citation.
    """
    if isinstance(of, Record):
        return Citation(of, successors(store, of) if of.status in OUTDATED else ())
    record = store.record(str(of.meta.get("document"))) if is_outdated(of.meta) else None
    return Citation(of, successors(store, record) if record else ())
