"""All documents, by type, newest first."""

import streamlit as st

from corpus.record import Record
from search.standing import OUTDATED
from views.address import DocumentAddress
from views.badges import four_p_badges, text_kind_badge
from views.frame import title
from views.html import anchor, escape
from views.labels import counted, joined, value_label


def show_catalogue(records: list[Record]) -> None:
    """
    Draw the list.

    :param records: those the audience may see.
    """
    bare = [record for record in records if not record.files]
    held = [record for record in records if record.files]
    facts = f"{counted(len(held), 'document')} held" + (f", {len(bare):,} more known and not held" if bare else "")
    title("Documents", facts)
    types: dict[str, list[Record]] = {}
    for record in held:
        types.setdefault(record.type, []).append(record)
    ordered = sorted(types.items(), key=lambda item: -len(item[1]))
    sections = "".join(_section(value_label("type", type_), each) for type_, each in ordered)
    if bare:
        sections += _section("Known, not held", bare, "known")
    st.html(f'<div class="catalogue">{sections}</div>')


def _section(name: str, records: list[Record], anchor_: str = "") -> str:
    newest_first = sorted(records, key=lambda record: record.date, reverse=True)
    items = "".join(map(_item, newest_first))
    heading = f'{escape(name)} <span class="number">{len(records)}</span>'
    begun = f'<section id="{anchor_}">' if anchor_ else "<section>"
    return f"{begun}<h2>{heading}</h2><ul>{items}</ul></section>"


def _item(record: Record) -> str:
    kinds = "".join(text_kind_badge(kind) for kind in sorted({file.text for file in record.files}))
    status = value_label("status", record.status) if record.status in OUTDATED else ""
    facts = escape(joined([record.date or "date not known", ", ".join(record.creator), status]))
    return (
        f"<li>{anchor(DocumentAddress(record.identifier).link(), record.title)}"
        f'<p class="facts">{kinds}<span>{facts}</span>{four_p_badges(record.four_p, confirmed=record.four_p)}</p></li>'
    )
