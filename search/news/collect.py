"""What came, what changed and what ended between two days, as the records tell it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from haystack import Document

from corpus.record import FOUR_P, FourP, Record
from index import PassageStore
from search.cite import Citation
from search.news.telling import suggested_four_p, telling_passages

NOT_YET_TAGGED = "not yet tagged"
_ENDED = ("superseded", "withdrawn")

Kind = Literal["new", "changed"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that tells what a document is, and its citation."""

    passage: Document
    citation: str


@dataclass(frozen=True, slots=True)
class NewItem:
    """
    A document that is new or was changed.

    :param record: its record.
    :param kind: `new` where it was published in the period, `changed` where it stood here before.
    :param four_p: the Ps a person confirmed; where none did, those its passages suggest.
    :param passages: what tells best what it is.
    :param citation: of the document as a whole.
    """

    record: Record
    kind: Kind
    four_p: tuple[FourP, ...]
    passages: tuple[Quote, ...]
    citation: str

    @property
    def day(self) -> str:
        """The day it was published, or changed."""
        return self.record.available if self.kind == "new" else self.record.modified

    def on(self, heading: str) -> tuple[Quote, ...]:
        """
        What to quote under one P: a passage that bears it, and under the document's first P how it begins.

        :param heading: a P, or `NOT_YET_TAGGED`.
        :returns: one or two passages; none of a document that has none.
        """
        if heading not in self.four_p:
            return self.passages
        bearing = [quote for quote in self.passages[1:] if heading in quote.passage.meta.get("four_p", ())][:1]
        return (*self.passages[: heading == self.four_p[0] or not bearing], *bearing)


@dataclass(frozen=True, slots=True)
class Ended:
    """
    A document that is no longer in force.

    :param record: its record.
    :param replaced_by: the titles of what took its place; the identifier of one that is not known here.
    """

    record: Record
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """
    What is new in a period.

    :param since: its first day.
    :param until: its last day.
    :param items_by_p: {P: documents}, a document under each P it bears, those without one under `NOT_YET_TAGGED`;
        the newest first, and no P without documents.
    :param ended: what was superseded or withdrawn in the period.
    :param known: documents newly known that are not held.
    :param earlier: the latest day before the period on which something came or changed; empty where there is none.
    """

    since: str
    until: str
    items_by_p: dict[str, tuple[NewItem, ...]] = field(default_factory=dict)
    ended: tuple[Ended, ...] = ()
    known: tuple[Record, ...] = ()
    earlier: str = ""

    @property
    def items(self) -> tuple[NewItem, ...]:
        """Each document once, the newest first."""
        once = {item.record.identifier: item for items in self.items_by_p.values() for item in items}
        return _newest_first(once.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many documents are new, changed, no longer in force, and newly known but not held."""
        kinds = [item.kind for item in self.items]
        return {
            "new": kinds.count("new"),
            "changed": kinds.count("changed"),
            "ended": len(self.ended),
            "known": len(self.known),
        }

    @property
    def empty(self) -> bool:
        """Whether nothing came, changed or ended."""
        return not any(self.counts.values())


def news(store: PassageStore, since: date, until: date | None = None) -> News:
    """
    What is new between two days, both included.

    A day that a record knows only by its month or year counts in every period it may lie in.

    ```python
    from datetime import date
    from search.news import news

    news(store, date(2026, 7, 1)).counts  # {"new": 12, "changed": 3, "ended": 1, "known": 4}
    ```

    :param store: the index, for one audience.
    :param since: the first day.
    :param until: the last day; today where not given.
    :returns: what is new, as far as the audience may see it.
    """
    first, last = since.isoformat(), (until or date.today()).isoformat()
    with store.reading():
        records = store.records()
        kinds = {record.identifier: _kind(record, first, last) for record in records}
        items = [
            _item(store, record, kind) for record in records if record.files and (kind := kinds[record.identifier])
        ]
        ended = [_ended(store, r) for r in records if r.status in _ENDED and _within(r.modified, first, last)]
    bare = [record for record in records if not record.files and kinds[record.identifier] == "new"]
    return News(
        since=first,
        until=last,
        items_by_p=_by_p(items),
        ended=tuple(sorted(ended, key=lambda one: one.record.modified, reverse=True)),
        known=tuple(sorted(bare, key=lambda record: record.available, reverse=True)),
        earlier=max((day for record in records for day in _days(record) if day < first), default=""),
    )


def latest(store: PassageStore, most: int) -> tuple[NewItem, ...]:
    """
    The documents that came or were changed last, whenever that was.

    :param store: the index, for one audience.
    :param most: how many.
    :returns: the documents, the newest first; those whose day is not known are left out.
    """
    with store.reading():
        dated = [record for record in store.records() if record.files and record.status != "withdrawn"]
        dated = sorted(filter(_latest_day, dated), key=lambda record: (_latest_day(record), record.identifier))
        kinds: list[tuple[Record, Kind]] = [
            (record, "changed" if record.modified > record.available else "new") for record in dated[: -most - 1 : -1]
        ]
        return tuple(_item(store, record, kind) for record, kind in kinds)


def _kind(record: Record, first: str, last: str) -> Kind | None:
    # What was withdrawn may be so for someone's safety: it is named, and not quoted again.
    if record.status == "withdrawn":
        return None
    if _within(record.available, first, last):
        return "new"
    # What is no longer in force is told apart from what changed.
    if record.status not in _ENDED and _within(record.modified, first, last):
        return "changed"
    return None


def _within(day: str, first: str, last: str) -> bool:
    """Whether a day, as exact as it is known, may lie in a period."""
    return bool(day) and first[: len(day)] <= day <= last[: len(day)]


def _days(record: Record) -> tuple[str, ...]:
    """The days on which news of it are told."""
    told = record.files or record.status in _ENDED
    return (record.available, record.modified) if told else (record.available,)


def _latest_day(record: Record) -> str:
    return max(record.available, record.modified)


def _item(store: PassageStore, record: Record, kind: Kind) -> NewItem:
    passages = store.passages(record.identifier)
    four_p = tuple(p for p in FOUR_P if p in (record.four_p or suggested_four_p(passages)))
    quotes = tuple(Quote(each, Citation(each).text()) for each in telling_passages(passages, four_p))
    return NewItem(record, kind, four_p, quotes, Citation(record).text())


def _ended(store: PassageStore, record: Record) -> Ended:
    titles = []
    for identifier in record.is_replaced_by:
        other = store.record(identifier)
        titles.append(other.title if other else identifier)
    return Ended(record, tuple(titles))


def _by_p(items: Iterable[NewItem]) -> dict[str, tuple[NewItem, ...]]:
    ordered = _newest_first(items)
    found: dict[str, tuple[NewItem, ...]] = {p: tuple(item for item in ordered if p in item.four_p) for p in FOUR_P}
    found[NOT_YET_TAGGED] = tuple(item for item in ordered if not item.four_p)
    return {heading: under for heading, under in found.items() if under}


def _newest_first(items: Iterable[NewItem]) -> tuple[NewItem, ...]:
    by_title = sorted(items, key=lambda item: item.record.title)
    return tuple(sorted(by_title, key=lambda item: item.day, reverse=True))
