"""What people searched for and did not find, and what is known and not held: the list of documents to look for."""

import streamlit as st

from desk.unanswered import unanswered
from search import Search
from views.address import DocumentAddress, SearchAddress
from views.desk.opened import open_desk
from views.engine import open_engine
from views.frame import close_frame, title
from views.html import anchor, escape
from views.labels import counted, joined, value_label
from views.table_export import as_csv

_SHOWN = 200


def show() -> None:
    """Draw both lists."""
    desk, _ = open_desk("curate")
    words = unanswered(desk, _SHOWN)
    cells = [(each.words, each.times, each.first, each.last) for each in words]
    title("Documents to look for", "What was asked and not answered, and what is known by title only.")
    st.html(
        "<h2>Searched for and not found</h2>"
        '<p class="facts">The words only: who asked is not kept, nor is anything that could identify somebody.</p>'
    )
    if not words:
        st.html('<p class="facts">Everything that was asked so far found something.</p>')
    else:
        rows = "".join(
            f"<tr><td>{anchor(SearchAddress(query=each.words).link(), each.words)}</td>"
            f'<td class="number">{each.times:,}</td><td>{escape(each.first)}</td><td>{escape(each.last)}</td></tr>'
            for each in words
        )
        st.html(
            '<div class="wide"><table class="beside"><thead><tr><th>Words</th><th>Times</th><th>First</th><th>Last</th>'
            f"</tr></thead><tbody>{rows}</tbody></table></div>"
        )
        st.download_button(
            "CSV",
            as_csv([("words", "times", "first", "last"), *cells]).encode("utf-8-sig"),
            "not-found.csv",
            "text/csv",
        )
    _show_known(open_engine().search)
    close_frame()


def _show_known(search: Search) -> None:
    bare = [record for record in search.store.records() if not record.files]
    items = "".join(
        f"<li>{anchor(DocumentAddress(record.identifier).link(), record.title)}"
        f'<p class="facts">{escape(joined([value_label("type", record.type), record.date]))}</p></li>'
        for record in sorted(bare, key=lambda record: record.title)
    )
    st.html(
        f'<h2>Known, not held</h2><p class="facts">{counted(len(bare), "document")}.</p><ul class="drafts">{items}</ul>'
    )
