"""The search page: a question, filters with counts, and passages with their citations."""

from dataclasses import replace

import streamlit as st

from search.answer import Answer, Mode, Sort
from views.address import MODES, SORTS, SearchAddress, current_params, go
from views.engine import Engine, ask, open_engine, wait_for_model
from views.expansions import show_expansions
from views.export_box import show_export_box
from views.filters import show_chips, show_filters
from views.frame import close_frame, title
from views.html import anchor, escape
from views.known import show_known
from views.labels import counted
from views.left_out import left_out
from views.no_results import show_no_results, show_query_fault
from views.paging import show_paging
from views.results import show_results
from views.unanswered import note
from views.welcome import show_welcome

_SORTS: dict[Sort, str] = {"relevance": "Best first", "newest": "Newest first", "oldest": "Oldest first"}
_MODES: dict[Mode, str] = {"hybrid": "Words and meaning", "dense": "Meaning only", "lexical": "Words only"}
_HELP = """
<table class="help">
<tr><td><code>debt bondage</code></td><td>passages that hold these words or mean the same</td></tr>
<tr><td><code>"debt bondage"</code></td><td>exactly this phrase</td></tr>
<tr><td><code>recruitment -fishing</code></td><td>without passages that say “fishing”</td></tr>
<tr><td><code>type:law</code></td><td>of one type; also four_p:, language:, status:, document:</td></tr>
<tr><td><code>article:44</code></td><td>passages of one article</td></tr>
<tr><td><code>year:2004..2010</code></td><td>from one year to another; either may be left out</td></tr>
</table>
"""


def show() -> None:
    """Draw the page that the address asks for."""
    address = SearchAddress.read(current_params())
    engine = open_engine()
    if address.blank:
        info = engine.search.store.info()
        held = f"{counted(info['documents'], 'document')}, {counted(info['passages'], 'passage')}"
        title("What is known about human trafficking in Cambodia", f"{held}, each with its place in the document.")
    else:
        title(f"Results for {address.query}" if address.query else "Browse the passages", quiet=True)
    _show_query_box(address)
    if address.blank:
        show_welcome(engine.search.store)
    else:
        _show_answer(address, engine)
    close_frame()


def _show_query_box(address: SearchAddress) -> None:
    if st.session_state.get("query") != address.query:
        st.session_state["query"] = address.query
    with st.form("ask", border=False), st.container(horizontal=True, vertical_alignment="center", key="ask-line"):
        st.text_input(
            "Search the documents",
            key="query",
            type="search",
            label_visibility="collapsed",
            placeholder="A question, words, or “a phrase”",
        )
        st.form_submit_button("Search", type="primary", on_click=_follow_query)
        with st.popover("How to ask", type="tertiary"):
            st.html(_HELP)


def _follow_query() -> None:
    address = SearchAddress.read(current_params())
    go(replace(address, query=st.session_state["query"].strip(), page=1))


def _show_answer(address: SearchAddress, engine: Engine) -> None:
    answer = ask(engine, address)
    show_filters(address, answer.facets)
    if answer.error:
        show_query_fault(answer.error)
        return
    _say_loading(address, engine)
    show_chips(address)
    if answer.suggestion:
        link = replace(address, query=answer.suggestion, page=1).link()
        st.html(f'<p class="total">Did you mean {anchor(link, answer.suggestion)}?</p>')
    show_expansions(address, answer.expanded)
    if not answer.total:
        show_no_results(address, engine, answer)
        if engine.knows_meaning:
            note(answer)
    else:
        _show_total(address, answer, engine)
        if outdated := left_out(address, answer):
            st.html(outdated)
    if answer.total and not answer.results:
        first = anchor(replace(address, page=1).link(), "the first page")
        st.html(f'<p class="notice" role="status">There is no page {address.page:,} of these results: see {first}.</p>')
    show_results(answer.results, address.query, address.filtered, engine.search.store)
    show_paging(address, answer.total)
    if address.page == 1:
        show_known(answer.known)


def _show_total(address: SearchAddress, answer: Answer, engine: Engine) -> None:
    number = f"<b>{counted(answer.total, 'passage')}</b> in <b>{counted(answer.documents, 'document')}</b>"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="toolbar"):
        st.html(f'<p class="total" role="status">{number}, in {answer.took_ms:,.0f} ms</p>')
        st.session_state["sort"], st.session_state["mode"] = address.sort, address.mode
        st.selectbox(
            "Order",
            SORTS,
            format_func=_SORTS.__getitem__,
            key="sort",
            on_change=_follow_order,
            label_visibility="collapsed",
            width=150,
        )
        st.selectbox(
            "Found by",
            MODES,
            format_func=_MODES.__getitem__,
            key="mode",
            on_change=_follow_order,
            label_visibility="collapsed",
            width=190,
        )
        show_export_box(address, engine, answer.total)


def _follow_order() -> None:
    address = SearchAddress.read(current_params())
    go(replace(address, sort=st.session_state["sort"], mode=st.session_state["mode"], page=1))


def _say_loading(address: SearchAddress, engine: Engine) -> None:
    if address.mode == "lexical" or engine.knows_meaning:
        return
    if engine.model.fault:
        st.html(f'<p class="notice" role="status">Ranked by words only: {escape(engine.model.fault)}</p>')
        return
    wait_for_model(engine, "ranked by words only")
