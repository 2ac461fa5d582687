"""Documents that are known to exist and are not held, where a query asks for one by its title."""

from collections.abc import Sequence

import streamlit as st

from corpus.record import Record
from search.standing import OUTDATED
from views.address import DocumentAddress
from views.html import anchor, escape
from views.labels import counted, joined, value_label

_SHOWN = 8


def show_known(records: Sequence[Record], most: int = _SHOWN) -> None:
    """
    Draw the documents that are known by title and whose text is not here.

    :param records: those to be read first at the front.
    :param most: how many are listed.
    """
    if not records:
        return
    items = "".join(map(_item, records[:most]))
    more = f'<p class="facts">and {len(records) - most:,} more: <a href="document#known">all</a></p>'
    number = counted(len(records), "document is", "documents are")
    st.html(
        f'<section class="known" id="known"><h2>Known, not held</h2><p class="facts">{number} known by title, and the '
        f"text is not here.</p><ul>{items}</ul>{more if len(records) > most else ''}</section>"
    )


def _item(record: Record) -> str:
    status = value_label("status", record.status) if record.status in OUTDATED else ""
    named = [value_label("type", record.type), record.date or "date not known", ", ".join(record.creator[:2]), status]
    facts = joined(named)
    link = anchor(DocumentAddress(record.identifier).link(), record.title)
    return f'<li>{link}<p class="facts">{escape(facts)}</p></li>'
