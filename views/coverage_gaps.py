"""The gaps of a coverage table, each with its reasoning."""

from collections.abc import Sequence

import streamlit as st

from corpus.gaps import GapNote, GapNotesError, read_notes
from search.coverage import Coverage, Gap
from views.html import anchor, escape
from views.labels import value_label
from views.value_address import cell_address

_MOST = 15


def show_gaps(table: Coverage, gaps: Sequence[Gap]) -> None:
    """
    Draw the gaps, the widest first.

    :param table: the table they are of.
    :param gaps: the gaps.
    """
    if not gaps:
        st.html(
            '<p class="notice">No cell is much emptier than its row and column lead one to expect. That compares the '
            "documents held with one another, and says nothing of what is not held at all.</p>"
        )
        return
    said = {note.pair: note for note in _notes()}
    items = "".join(_item(table, gap, said.get(_pair(table, gap))) for gap in gaps[:_MOST])
    more = f'<p class="facts">and {len(gaps) - _MOST} more.</p>' if len(gaps) > _MOST else ""
    st.html(
        '<p class="facts">Cells with at most a third of the documents that their row and column would give together. A '
        f'gap is one of this collection, not proof that nothing is done.</p><ol class="gaps">{items}</ol>{more}'
    )


def _notes() -> list[GapNote]:
    try:
        return read_notes()
    except GapNotesError:
        # What stands in them, and where, is the curators' until it can be read as notes.
        st.html(
            '<p class="notice fault" role="alert">The curators’ notes on gaps cannot be read: '
            "<code>python -m corpus.gaps list</code> says why.</p>"
        )
        return []


def _pair(table: Coverage, gap: Gap) -> frozenset[str]:
    return frozenset((f"{table.rows}/{gap.cell.row}", f"{table.columns}/{gap.cell.column}"))


def _item(table: Coverage, gap: Gap, note: GapNote | None) -> str:
    names = (value_label(table.rows, gap.cell.row), value_label(table.columns, gap.cell.column))
    said = escape(gap.sentence(*names, table.documents))
    link = cell_address(table, gap.cell.row, gap.cell.column).link()
    there_is = anchor(link, "what there is") if gap.cell.documents else ""
    word = f'<p class="notice">A curator: <b>{note.verdict}</b>. {escape(note.reason)}</p>' if note else ""
    return f"<li>{said} {there_is}{word}</li>"
