"""Many records at once: out as a spreadsheet, edited there, and in again after every row was looked at."""

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from desk.database import DeskError
from desk.desk import Desk
from desk.people.account import Account
from desk.publishing.bulk import plan_bulk, publish_bulk, read_table, write_table
from views.desk.opened import open_desk, say
from views.frame import close_frame, title
from views.html import escape
from views.labels import counted
from views.who import while_allowed

_SHOWN = 500
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show() -> None:
    """Draw the page."""
    desk, account = open_desk("curate")
    title("Spreadsheet", "Many records at once: take them out, edit them, bring them in again.")
    st.html(
        "<h2>Out</h2>"
        '<p class="facts">All records, a row each. Headings are the fields of a record, <code>tags.sector</code> and '
        "so on the vocabularies; several values stand between semicolons.</p>"
    )
    with st.container(horizontal=True):
        for suffix, kind in ((".xlsx", _SHEET), (".csv", "text/csv")):
            st.download_button(
                suffix.removeprefix(".").upper(),
                while_allowed(partial(_table, desk, suffix)),
                f"records{suffix}",
                kind,
                key=f"out{suffix}",
                on_click="ignore",
            )
    st.html(
        "<h2>In</h2>"
        '<p class="facts">A row whose identifier is held changes that record: an empty cell leaves a field as it is, a '
        "hyphen alone empties it. Other rows become records that are known and not held.</p>"
    )
    if done := st.session_state.pop("imported", ""):
        st.html(f'<p class="notice done" role="status">{escape(done)}</p>')
    if fault := st.session_state.pop("not-imported", None):
        say(fault)
    uploaded = st.file_uploader("CSV or XLSX", type=["csv", "xlsx"], key="sheet")
    if uploaded is not None:
        _show_plan(desk, account, uploaded.name, uploaded.getvalue())
    close_frame()


def _table(desk: Desk, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"records{suffix}"
        write_table(desk.store.records(), path)
        return path.read_bytes()


def _rows(name: str, content: bytes) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{Path(name).suffix.lower()}"
        path.write_bytes(content)
        return read_table(path)


def _show_plan(desk: Desk, account: Account, name: str, content: bytes) -> None:
    try:
        rows = _rows(name, content)
        plan = plan_bulk(desk, rows)
    except ValueError as error:
        say(error)
        return
    st.html(
        f'<p class="facts" role="status">{counted(len(rows), "row")}: {len(plan.new):,} new, '
        f"{len(plan.changed):,} changed, "
        f"{plan.unchanged:,} as they are, {counted(len(plan.problems), 'problem')}. Nothing was written yet.</p>"
    )
    if plan.problems:
        lines = "".join(
            f"<tr><td>{problem.row}</td><td>{escape(problem.column)}</td><td>{escape(problem.value)}</td>"
            f"<td>{escape(problem.what)}</td></tr>"
            for problem in plan.problems[:_SHOWN]
        )
        more = f", the first {_SHOWN:,} of {len(plan.problems):,}" if len(plan.problems) > _SHOWN else ""
        st.html(
            f'<h2 class="side">Problems{more}</h2><div class="wide"><table class="beside"><thead><tr><th>Row</th>'
            f"<th>Column</th><th>Value</th><th>How to mend it</th></tr></thead><tbody>{lines}</tbody></table></div>"
        )
    number = len(plan.records)
    st.button(
        f"Publish {counted(number, 'record')}" + (", without the rows that have problems" if plan.problems else ""),
        type="primary",
        key="publish-sheet",
        disabled=not number,
        on_click=_publish,
        args=(desk, account, rows, bool(plan.problems)),
    )


def _publish(desk: Desk, account: Account, rows: list[dict[str, str]], only_good: bool) -> None:
    try:
        number, plan = publish_bulk(desk, account, rows, only_good=only_good)
        said = f"Published as publication {number}: {len(plan.new):,} new, {len(plan.changed):,} changed."
        st.session_state["imported"] = said
    except DeskError as error:
        st.session_state["not-imported"] = error
