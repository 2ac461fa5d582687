"""The brief: chosen passages in order, one's own words between, with notes and a bibliography to take away."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from haystack import Document

from corpus.settings import settings
from index import PassageStore
from search.bibliography import FORMATS, STYLES, Reference, Style, written_date
from search.standing import cite

GONE = "A passage that is no longer held."

Kind = Literal["passage", "words", "table"]
# A caption, and what makes the picture when it is needed; None where there is nothing to draw.
Draw = Callable[[str], tuple[str, Callable[[], bytes] | None]]
_KINDS: dict[str, Kind] = {"p": "passage", "t": "words", "c": "table"}
# What XML has no place for, and so neither file.
_NO_TEXT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A line that ends in the middle of a sentence is where the printed line ended; these begin something new.
_PARAGRAPH = re.compile(
    r"[ \t]*\n\s*\n[ \t]*|[ \t]*\n[ \t]*(?=(?:[•▪◦●–-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)])[ \t])"
)


@dataclass(frozen=True, slots=True)
class Item:
    """
    One piece of a brief.

    :param kind: a passage of the collection, one's own words, or a coverage table.
    :param value: the passage's id, the words, or the query string of the table's address.
    """

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Brief:
    """
    What was chosen and written; it has an address, and the address opens it again.

    ```python
    brief = Brief.read({"title": ["Debt bondage"], "item": ["t:What the law says:", "p:law-a/en.pdf/12-0a1b2c3d"]})
    brief.params()["item"]  # ['t:What the law says:', 'p:law-a/en.pdf/12-0a1b2c3d']
    ```

    :param title: of the brief; may be empty.
    :param items: in order.
    :param style: of the bibliography: APA 7, Chicago (notes and bibliography) or the UN's editorial style.
    """

    title: str = ""
    items: tuple[Item, ...] = ()
    style: Style = "apa"

    @classmethod
    def read(cls, params: Mapping[str, Sequence[str]]) -> Self:
        """
        Read an address; what makes no sense in it is passed over, never an error.

        :param params: {name: values} of the query string.
        :returns: the brief.
        """
        title, style = ((params.get(name) or [""])[-1] for name in ("title", "style"))
        pieces = [_text(value).partition(":") for value in params.get("item", ())]
        return cls(
            title=_line(title),
            items=tuple(
                Item(_KINDS[kind], text.strip()) for kind, _, text in pieces if kind in _KINDS and text.strip()
            ),
            style=next((known for known in STYLES if known == style), "apa"),
        )

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this brief, without what is at its default.

        :returns: {name: values}.
        """
        letters = {kind: letter for letter, kind in _KINDS.items()}
        found: dict[str, list[str]] = {
            "title": [self.title] if self.title else [],
            "style": [self.style] if self.style != "apa" else [],
            "item": [f"{letters[item.kind]}:{item.value}" for item in self.items],
        }
        return {name: values for name, values in found.items() if values}

    def added(self, item: Item, before: int | None = None) -> Self:
        """
        The brief with an item more; a passage that it holds already is not put in twice.

        :param item: the item.
        :param before: the place it takes, counted from 0; None is the end.
        :returns: the new brief.
        """
        if item.kind != "words" and item in self.items:
            return self
        at = len(self.items) if before is None else before
        return replace(self, items=(*self.items[:at], item, *self.items[at:]))

    def removed(self, at: int) -> Self:
        """
        The brief without one item.

        :param at: its place, counted from 0.
        :returns: the new brief.
        """
        return replace(self, items=self.items[:at] + self.items[at + 1 :])

    def moved(self, at: int, by: int) -> Self:
        """
        The brief with one item at another place.

        :param at: its place, counted from 0.
        :param by: how many places further down; negative is up. It stops at either end.
        :returns: the new brief.
        """
        others = self.removed(at).items
        to = max(0, min(at + by, len(others)))
        return replace(self, items=(*others[:to], self.items[at], *others[to:]))


@dataclass(frozen=True, slots=True)
class Block:
    """
    One item of a brief as it is printed.

    :param paragraphs: its words.
    :param passage: the passage they are of; None for one's own words, and for a passage that is gone.
    :param note: the number of its note, counted from 1; 0 for none.
    :param gone: whether it stands for a passage that is no longer held.
    :param picture: makes the picture of a coverage table, as PNG; None for all else, and for a table without numbers.
    """

    paragraphs: tuple[str, ...]
    passage: Document | None = None
    note: int = 0
    gone: bool = False
    picture: Callable[[], bytes] | None = None

    @property
    def label(self) -> str:
        """What must stand before the words of a digest; empty for an official text and for one's own words."""
        digest = self.passage is not None and _is_digest(self.passage)
        return f"Digest by {settings().owner}, not the official text:" if digest else ""


@dataclass(frozen=True, slots=True)
class Composed:
    """
    A brief with everything that its files print, for one audience and of one revision.

    :param title: never empty.
    :param blocks: one for each item.
    :param notes: citations, in the order of their numbers.
    :param references: the documents cited, once each, in alphabetical order.
    :param state: date and state of the collection.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    state: str = ""


@dataclass(slots=True)
class _Cited:
    """A document that is cited, and by which of its texts."""

    fields: Mapping[str, Any]
    digest: set[bool] = field(default_factory=set)


def compose(brief: Brief, store: PassageStore, draw: Draw | None = None) -> Composed:
    """
    A brief with the words, the notes and the bibliography of what it cites.

    A passage that the store does not hold, or not for its audience, leaves a line that says no more than that.

    ```python
    composed = compose(Brief.read({"item": ["p:law-a/en.pdf/12-0a1b2c3d"]}), store)
    composed.notes[0]  # 'National Assembly. Labour Law (1997), Article 16, p. 12 (PDF p. 14).'
    ```

    :param brief: the brief.
    :param store: read for its audience.
    :param draw: gives the caption and the picture of a table; without it tables are left out.
    :returns: what the files print.
    """
    blocks: list[Block] = []
    notes: list[str] = []
    cited: dict[str, _Cited] = {}
    with store.reading():
        for item in brief.items:
            if item.kind == "words":
                lines = [line.strip() for line in _text(item.value).split("\n")]
                blocks.append(Block(tuple(line for line in lines if line) or ("",)))
                continue
            if item.kind == "table":
                caption, picture = draw(item.value) if draw else (GONE, None)
                blocks.append(Block((_line(caption),), gone=draw is None, picture=picture))
                continue
            passage = next(iter(store.filter_documents({"field": "id", "operator": "==", "value": item.value})), None)
            if passage is None:
                blocks.append(Block((GONE,), gone=True))
                continue
            notes.append(_line(cite(store, passage).text()))
            blocks.append(Block(_quoted(passage), passage, len(notes)))
            document = str(passage.meta.get("document") or passage.id)
            if document not in cited:
                record = store.record(document)
                cited[document] = _Cited(record.model_dump() if record else passage.meta)
            cited[document].digest.add(_is_digest(passage))
        info = store.info()
    references = sorted((_reference(one, brief.style) for one in cited.values()), key=lambda one: one.text.casefold())
    return Composed(_line(brief.title) or "Brief", tuple(blocks), tuple(notes), tuple(references), _state(info))


def _reference(cited: _Cited, style: Style) -> Reference:
    fields = {name: cited.fields.get(name) or "" for name in ("title", "date", "type", "publisher", "source")}
    fields = {name: _line(str(value)) for name, value in fields.items()}
    found = FORMATS[style](fields | {"creator": [_line(name) for name in cited.fields.get("creator") or ()]})
    if True not in cited.digest:
        return found
    part, rest = ("", "; not the official text") if False not in cited.digest else (" in part", "")
    return replace(found, after=f"{found.after} [Cited{part} from a digest by {settings().owner}{rest}.]")


def _is_digest(passage: Document) -> bool:
    return passage.meta.get("text_kind") == "digest"


def _quoted(passage: Document) -> tuple[str, ...]:
    """The exact words between quotation marks, divided where the document divides them."""
    parts = [_line(part) for part in _PARAGRAPH.split(_text(passage.content or "")) if part.strip()] or [""]
    parts[0] = f"“{parts[0]}"
    parts[-1] += "”"
    return tuple(parts)


def _state(info: Mapping[str, Any]) -> str:
    year, month, day = written_date({"date": str(info["built_at"] or "")[:10]})
    when = f"on {day} {month} {year}" if day else "on a day not known"
    return (
        f"The collection kept by {_line(settings().owner)} as it was {when}: {info['documents']:,} documents, "
        f"{info['passages']:,} passages, revision {info['revision']:,}."
    )


def _text(text: str) -> str:
    return _NO_TEXT.sub(" ", text)


def _line(text: str) -> str:
    return " ".join(_text(text).split())
