"""What was done to a document: its publications, which can be undone, and the last lines of the trail about it."""

import streamlit as st

from desk.publishing.published import last_publications
from views.desk.difference import difference, entry_facts
from views.desk.opened import desk_beside
from views.desk.publications import say_not_undone, show_publication
from views.desk.trail_address import TrailAddress
from views.html import anchor, escape

_LINES = 10


def show_history(identifier: str) -> None:
    """
    Draw it; nothing for somebody who is no curator.

    :param identifier: the document's.
    """
    opened = desk_beside("curate")
    if opened is None:
        return
    desk, account = opened
    say_not_undone()
    with st.expander("History", icon=":material/history:", key="history"):
        publications = last_publications(desk, identifier=identifier)
        if not publications:
            st.html('<p class="facts">Nothing was published of it from this desk yet.</p>')
        for publication in publications:
            show_publication(desk, account, publication)
        entries = desk.trail.entries(subject=identifier, most=_LINES)
        lines = "".join(
            f"<li><p>{escape(entry.who)} {escape(entry.action)}</p>"
            f'<p class="facts">{entry_facts(entry)}</p>{difference(entry)}</li>'
            for entry in entries
        )
        all_lines = anchor(TrailAddress(subject=identifier).link(), "All lines of the trail about it")
        st.html(f'<ul class="trail">{lines}</ul><p class="facts">{all_lines}</p>')
