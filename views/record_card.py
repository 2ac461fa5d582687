"""A document's catalogue card, and the documents it stands in relation to."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from corpus.record import Record
from index import PassageStore
from search.tags import DocumentTags, document_tags
from views.address import DocumentAddress, SearchAddress
from views.badges import DIGEST_MEANS, OFFICIAL_MEANS, four_p_badges
from views.html import anchor, escape
from views.labels import counted, field_label, joined, value_label

# In the order of `index.relations.Relations`.
RELATION_LABELS = {
    "replaces": "Replaces",
    "isReplacedBy": "Replaced by",
    "amends": "Amends",
    "isAmendedBy": "Amended by",
    "implements": "Implements",
    "isImplementedBy": "Implemented by",
    "related": "Related",
}


def record_card(record: Record, store: PassageStore) -> str:
    """
    The card, as a list of terms; what is empty is left out.

    :param record: the record.
    :param store: the passages the audience may see, which suggest what no person has confirmed.
    :returns: HTML.
    """
    rows = [
        ("Title", escape(record.title)),
        ("Also called", "<br>".join(map(escape, record.alternative))),
        ("Type", _filter_links("type", [record.type])),
        ("Date", escape(joined([record.date, record.date_note]))),
        ("Period", escape(record.temporal.replace("/", " to "))),
        ("Bodies", _filter_links("creator", record.creator)),
        ("Publisher", escape(record.publisher)),
        ("Language", escape(", ".join(value_label("language", code) for code in record.language))),
        ("Place", escape(", ".join(value_label("spatial", code) for code in record.spatial))),
        ("Status", escape(joined([value_label("status", record.status), record.status_note]))),
        *((field_label(tags.scheme), _tags(tags)) for tags in document_tags(store, record)),
        ("Text held", _texts(record)),
        ("Official text", source_link(record.source)),
        ("Rights", escape(record.rights)),
        ("Checked against", _checked(record)),
        ("Note", escape(record.note)),
        ("Published here", escape(record.available)),
        ("Changed here", escape(record.modified)),
        ("Record", "inferred from the file by a program, not described by a person" if record.inferred else ""),
        ("Identifier", f"<code>{escape(record.identifier)}</code>"),
    ]
    return _card([(name, value) for name, value in rows if value])


def relations(record: Record, store: PassageStore) -> str:
    """
    The documents that replace, amend or carry out this one, and those it does so to.

    :param record: the record.
    :param store: tells how documents stand to each other, and which of them are held.
    :returns: HTML; empty where there are none.
    """
    known = store.relations(record.identifier)
    rows = [
        (label, "<br>".join(document_link(identifier, store) for identifier in others))
        for label, others in zip(RELATION_LABELS.values(), known, strict=True)
        if others
    ]
    return _card(rows) if rows else ""


def source_link(source: str) -> str:
    """
    Where the official text is: a link where it is an address of the web, else its words.

    :param source: as the record has it.
    :returns: HTML.
    """
    if urlsplit(source).scheme in {"http", "https"}:
        return f'<a href="{escape(source)}" rel="noreferrer">{escape(source)}</a>'
    return escape(source)


def document_link(identifier: str, store: PassageStore) -> str:
    """
    A document that another one names.

    :param identifier: as the other has it.
    :param store: tells whether it is held.
    :returns: HTML: a link with its title and year, or the identifier where it is not held.
    """
    other = store.record(identifier)
    if other is None:
        return f"{escape(identifier)} (not held)"
    return anchor(DocumentAddress(identifier).link(), joined([other.title, other.date[:4]]))


def _filter_links(name: str, values: Sequence[str]) -> str:
    return ", ".join(
        anchor(SearchAddress(filters={name: (value,)}).link(), value_label(name, value)) for value in values
    )


def _tags(tags: DocumentTags) -> str:
    """What a person confirmed, then what the passages suggest, told apart; each finds the passages that bear it."""
    if tags.scheme == "four_p":
        return four_p_badges([*tags.confirmed, *(name for name, _ in tags.suggested)], confirmed=tags.confirmed)
    chosen = _filter_links(tags.scheme, tags.confirmed)
    named = ", ".join(
        f"{_filter_links(tags.scheme, [name])} ({counted(number, 'passage')})" for name, number in tags.suggested
    )
    suggested = f'<span class="said">suggested by its passages:</span> {named}' if named else ""
    return "<br>".join(filter(None, (chosen, suggested)))


def _texts(record: Record) -> str:
    kinds = {file.text for file in record.files}
    means = {"official": f"Official text. {OFFICIAL_MEANS}", "digest": f"Digest. {DIGEST_MEANS}"}
    return "<br>".join(escape(means[kind]) for kind in sorted(kinds))


def _checked(record: Record) -> str:
    return "<br>".join(
        source_link(checked.source) + (f" (for {escape(checked.for_)})" if checked.for_ else "")
        for checked in record.checked
    )


def _card(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f'<dl class="card">{cells}</dl>'
