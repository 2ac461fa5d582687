"""Documents through time, by P; and what was in force on a day, by the dates that records give."""

from typing import NamedTuple

import numpy as np

from corpus.record import FOUR_P, Record
from index import PassageStore
from index.relations import both_ways

_IN_FORCE = ("law", "sub-decree", "prakas", "guideline", "treaty", "agreement", "mou")


class DatedDocument(NamedTuple):
    """
    A document on the line of time.

    :param record: its record.
    :param year: of its date.
    :param four_p: the Ps it bears, confirmed or suggested.
    """

    record: Record
    year: int
    four_p: tuple[str, ...]


def dated_documents(store: PassageStore, among: np.ndarray | None = None) -> list[DatedDocument]:
    """
    The documents of some passages that have a date, the oldest first.

    ```python
    dated_documents(search.store, search.about("debt bondage"))[0].year
    ```

    :param store: the index, for one audience.
    :param among: passage numbers; None for all.
    :returns: the documents.
    """
    with store.reading():
        counted = store.numbers() if among is None else among
        present = store.count_by(fields=["document"], numbers=counted)["document"]
        suggested = _suggested(store)
        found = []
        for record in store.records():
            if record.year and record.identifier in present:
                borne = {*record.four_p, *suggested.get(record.identifier, ())}
                found.append(DatedDocument(record, record.year, tuple(p for p in FOUR_P if p in borne)))
    return sorted(found, key=lambda document: (document.record.date, document.record.identifier))


def _suggested(store: PassageStore) -> dict[str, list[str]]:
    """The Ps that the passages of each document suggest, from two columns: asking of each document takes seconds."""
    documents, tags = store.column("document"), store.column("document_tags.suggested.four_p")
    # The document of each passage, by its number.
    of = np.full(max(documents.passages.max(initial=0), tags.passages.max(initial=0)) + 1, -1)
    of[documents.passages] = documents.codes
    pairs = np.unique(np.stack([of[tags.passages], tags.codes], axis=1), axis=0)
    found: dict[str, list[str]] = {}
    for document, p in pairs[pairs[:, 0] >= 0].tolist():
        found.setdefault(documents.values[document], []).append(tags.values[p])
    return found


def in_force_on(records: list[Record], day: str) -> list[Record]:
    """
    What was in force on a day, as far as the records tell: dated by then, and not replaced by then.

    A plan counts in the years it runs. The day an instrument entered into force may be later than its date; its record
    says so where known.

    ```python
    in_force_on(store.records(), "2009-01-01")
    ```

    :param records: all records, held or only known.
    :param day: an ISO date, as exact as it is known.
    :returns: the records, the newest first.
    """
    dates = {record.identifier: record.date for record in records}
    relations = both_ways(records)
    found = []
    for record in records:
        if not record.date or record.date > day or record.status in ("draft", "withdrawn"):
            continue
        if any(dates.get(other) and dates[other] <= day for other in relations[record.identifier].is_replaced_by):
            continue
        first, _, last = record.temporal.partition("/")
        runs = record.type in ("plan", "framework") and bool(first) and first <= day[:4] <= (last or "9999")
        if record.type in _IN_FORCE or runs:
            found.append(record)
    return sorted(found, key=lambda record: record.date, reverse=True)
