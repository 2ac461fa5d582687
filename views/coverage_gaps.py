"""The gaps of a coverage table, each with its reasoning."""

from collections.abc import Sequence

import streamlit as st

from search.coverage import Coverage, Gap
from views.address import CoverageAddress
from views.coverage_table import cell_address
from views.html import anchor, escape
from views.labels import value_label

_MOST = 15


def show_gaps(table: Coverage, gaps: Sequence[Gap], address: CoverageAddress) -> None:
    """
    Draw the gaps, the widest first.

    :param table: the table they are of.
    :param gaps: the gaps.
    :param address: of the page.
    """
    if not gaps:
        st.html(
            '<p class="notice">No cell is much emptier than its row and column lead one to expect. That compares the '
            "documents held with one another, and says nothing of what is not held at all.</p>"
        )
        return
    items = "".join(_item(table, gap) for gap in gaps[:_MOST])
    more = f'<p class="facts">and {len(gaps) - _MOST} more.</p>' if len(gaps) > _MOST else ""
    st.html(
        '<p class="facts">Cells with at most a third of the documents that their row and column would give together. A '
        f'gap is one of this collection, not proof that nothing is done.</p><ol class="gaps">{items}</ol>{more}'
    )


def _item(table: Coverage, gap: Gap) -> str:
    names = (value_label(table.rows, gap.cell.row), value_label(table.columns, gap.cell.column))
    said = escape(gap.sentence(*names, table.documents))
    link = cell_address(table, gap.cell.row, gap.cell.column).link()
    return f"<li>{said} {anchor(link, 'what there is') if gap.cell.documents else ''}</li>"
