"""The coverage page: what is covered by documents, what is not, and whom to talk to."""

from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from search.coverage import (
    DIMENSIONS,
    Coverage,
    bodies_behind,
    dated_documents,
    find_gaps,
    in_force_on,
)
from search.query import QueryError
from views import brief
from views.address import CoverageAddress, current_params, go
from views.coverage_bodies import body_rows, show_bodies
from views.coverage_count import about, count
from views.coverage_gaps import show_gaps
from views.coverage_pictures import show_heat_map, show_map, show_timeline
from views.coverage_plan import show_plan
from views.coverage_table import coverage_table, table_sheets
from views.coverage_time import places_table, show_in_force, timeline_rows, timeline_table
from views.engine import Engine, open_engine, wait_for_model
from views.frame import close_frame, title
from views.html import escape
from views.labels import counted, field_label
from views.no_results import show_query_fault
from views.table_export import show_table_export


def show() -> None:
    """Draw the page that the address asks for."""
    address = CoverageAddress.read(current_params())
    engine = open_engine()
    title("What is covered, and what is not", "Documents behind each pair of terms. Every number opens its passages.")
    _show_choices(address)
    try:
        among = about(engine, address.topic)
        others = about(engine, address.other) if address.other else None
    except QueryError as error:
        show_query_fault(str(error))
        close_frame()
        return
    table = count(engine, address, among, address.topic)
    beside = count(engine, address, others, address.other) if address.other else None
    _show_summary(table, beside, engine)
    tabs = st.tabs(["Table", "Gaps", "Through time", "Places", "Whom to talk to", "National Plan"])
    with tabs[0]:
        st.html(coverage_table(table, beside))
        show_table_export("coverage", lambda: table_sheets(table))
        st.button(
            "Add the table to the brief",
            key="table-to-brief",
            on_click=_add_to_brief,
            args=(address,),
            type="tertiary",
            icon=":material/playlist_add:",
        )
        with st.expander("As a picture", key="as-picture", on_change="rerun") as picture:
            if picture.open:
                show_heat_map(table)
    with tabs[1]:
        show_gaps(table, find_gaps(table))
    with tabs[2]:
        _show_time(engine, among)
    with tabs[3]:
        _show_places(engine, address, among)
    with tabs[4]:
        bodies = bodies_behind(engine.search.store, among)
        show_bodies(bodies, address.topic)
        show_table_export("bodies", lambda: {"Bodies": body_rows(bodies)})
    with tabs[5]:
        plan = count(engine, replace(address, rows="plan_component", columns="four_p"), among, address.topic)
        show_plan(plan)
        show_table_export("national-plan", lambda: table_sheets(plan))
    close_frame()


def _add_to_brief(address: CoverageAddress) -> None:
    brief.add_table(urlencode(address.params(), doseq=True) or "rows=population")
    st.toast("The table is in the brief")


def _show_time(engine: Engine, among: np.ndarray | None) -> None:
    documents = dated_documents(engine.search.store, among)
    show_timeline(documents)
    show_table_export("documents-by-year", lambda: {"Documents": timeline_rows(documents)})
    st.html(timeline_table(documents))
    st.html("<h3>In force on a day</h3>")
    day = st.date_input(
        "Day", value=None, min_value=date(1930, 1, 1), format="YYYY-MM-DD", key="in-force-on", width=180
    )
    if day:
        records = engine.search.store.records()
        show_in_force(in_force_on(records, day.isoformat()), day.isoformat(), len(records))


def _show_places(engine: Engine, address: CoverageAddress, among: np.ndarray | None) -> None:
    for scheme in ("province", "corridor"):
        table = count(engine, replace(address, rows=scheme, columns="four_p"), among, address.topic)
        st.html(f"<h3>{escape(field_label(scheme))}</h3>")
        show_map(table)
        st.html(places_table(table))
        show_table_export(scheme, partial(table_sheets, table))


def _show_choices(address: CoverageAddress) -> None:
    for name in ("topic", "other", "rows", "columns", "confirmed"):
        st.session_state[f"coverage-{name}"] = getattr(address, name)
    with st.form("coverage", border=False), st.container(horizontal=True, vertical_alignment="bottom", key="ask-line"):
        st.text_input("Topic", key="coverage-topic", placeholder="All that is held, or for example: debt bondage")
        st.text_input("Beside it (optional)", key="coverage-other", placeholder="A second topic, a year:2014, …")
        st.form_submit_button("Show", type="primary", on_click=_follow)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, label in (("rows", "Rows"), ("columns", "Columns")):
            st.selectbox(
                label, DIMENSIONS, format_func=field_label, key=f"coverage-{name}", on_change=_follow, width=220
            )
        st.checkbox("Confirmed by a person only", key="coverage-confirmed", on_change=_follow)


def _follow() -> None:
    chosen = {name: st.session_state[f"coverage-{name}"] for name in ("topic", "other", "rows", "columns", "confirmed")}
    go(replace(CoverageAddress(), **chosen))


def _show_summary(table: Coverage, beside: Coverage | None, engine: Engine) -> None:
    parts = [_said(table)]
    if beside:
        parts.append(_said(beside))
    held = engine.search.store.info()
    known = f'{held["known"]:,} more documents are <a href="document#known">known and not held</a>.'
    warning = (
        "An empty cell is an empty shelf: it shows what this collection does not hold, not that nothing is done. "
        "What bears no tag at all stands in no cell. What is superseded or withdrawn is counted too."
    )
    st.html(
        f'<p class="total" role="status">{" · ".join(parts)}</p>'
        f'<p class="facts"><span>{escape(warning)} {known}</span></p>'
    )
    if table.topic and not engine.knows_meaning and not engine.model.fault:
        wait_for_model(engine, "the topic is read by its words only")
    for name, untagged in ((table.rows, table.untagged_rows), (table.columns, table.untagged_columns)):
        if untagged:
            number = counted(untagged, "document is", "documents are")
            st.html(f'<p class="facts">{number} not tagged by {escape(field_label(name))}.</p>')


def _said(table: Coverage) -> str:
    number = f"<b>{counted(table.documents, 'document')}</b>, {counted(table.passages, 'passage')}"
    return f"{number} about “{escape(table.topic)}”" if table.topic else f"{number} held"
