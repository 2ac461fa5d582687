"""The brief page: passages chosen, one's own words between, to put in order and to take away as DOCX or PDF."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs, urlencode

import streamlit as st

from search.brief import STYLES, Block, Brief, Composed, Item, Reference, Style, compose
from search.brief_docx import as_docx
from search.brief_pdf import as_pdf
from views.address import DocumentAddress, current_params
from views.badges import text_kind_badge
from views.brief_table import drawn_table
from views.engine import open_engine
from views.frame import close_frame, title
from views.html import anchor, escape
from views.labels import counted, page_label
from views.who import while_allowed

_KEPT = "brief"
_STYLES: dict[Style, str] = {"apa": "APA 7", "chicago": "Chicago, notes and bibliography", "un": "United Nations"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A link of a page starts a new session; the tab remembers the brief for it, until the tab is closed.
_tab = st.components.v2.component(
    "brief_of_the_tab",
    js="""
export default function ({ data, setStateValue }) {
  if (data.begun) sessionStorage.setItem("brief", data.brief)
  else if (sessionStorage.getItem("brief")) setStateValue("brief", sessionStorage.getItem("brief"))
}
""",
)
_PLACEHOLDER = "What the passages before or after it show; each line becomes a paragraph"
_LINE = 60
_EMPTY = (
    '<section class="notice"><h2>Nothing is in the brief yet</h2><p>Find passages with the '
    '<a href="./">search</a> and press “Add to brief” under any of them: each comes here with its citation, to be put '
    "in order, joined by your own words and taken away with footnotes and a bibliography. Your own words can be "
    "written first.</p></section>"
)


def show() -> None:
    """Draw the brief that the address names; without one, the brief of this session."""
    brief = _opened()
    engine = open_engine()
    composed = compose(brief, engine.search.store, partial(drawn_table, engine))
    passages, documents = counted(len(composed.notes), "passage"), counted(len(composed.references), "document")
    title("Brief", escape(f"{passages} from {documents}. The address of this page opens the brief again."))
    if not brief.items:
        st.html(_EMPTY)
    _show_head(brief, composed)
    for at, (item, block) in enumerate(zip(brief.items, composed.blocks, strict=True)):
        with st.container(key=f"brief-{at}", gap="xsmall"):
            _show_item(at, item, block, composed)
            _show_order(at, brief)
    _show_new_words(composed.blocks)
    _show_bibliography(composed.references)
    close_frame()


def current() -> Brief:
    """
    The brief of this session.

    :returns: the brief; a blank one where none was begun.
    """
    return Brief.read(st.session_state.get(_KEPT, {}))


def add_link(passage_id: str) -> str:
    """
    Where a passage is put into the brief of this session.

    ```python
    add_link("law-a/en.pdf/12-0a1b2c3d")  # 'brief?item=p%3Alaw-a%2Fen.pdf%2F12-0a1b2c3d'
    ```

    :param passage_id: the passage's.
    :returns: the address of the brief page with the passage added, relative to any page.
    """
    return f"brief?{_query(current().added(Item('passage', passage_id)))}"


def add(passage_id: str) -> None:
    """
    Put a passage into the brief of this session and stay on the page; for the callback of a button.

    :param passage_id: the passage's.
    """
    _keep(current().added(Item("passage", passage_id)))


def add_table(query: str) -> None:
    """
    Put a coverage table into the brief of this session; for the callback of a button.

    :param query: the query string of the table's address.
    """
    _keep(current().added(Item("table", query)))


def keep() -> None:
    """
    Have the tab remember the brief of this session for its next one; once a run, after the page was drawn.

    A click on a link within a page starts a new session, which knows nothing of the one before.
    """
    _tab(
        key="brief-tab",
        data={"begun": _KEPT in st.session_state, "brief": _query(current())},
        on_brief_change=_remember,
    )


def _remember() -> None:
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = parse_qs(st.session_state["brief-tab"].brief or "")


def _query(brief: Brief) -> str:
    return urlencode(brief.params(), doseq=True)


def _opened() -> Brief:
    """The brief of the address; where that names none, the one of the session, put into the address."""
    brief = Brief.read(current_params())
    if brief == Brief() and current() != brief:
        brief = current()
        st.query_params.from_dict(brief.params())
    if brief != Brief():
        _keep(brief)
    return brief


def _keep(brief: Brief) -> None:
    st.session_state[_KEPT] = brief.params()


def _go(brief: Brief) -> None:
    """For callbacks of widgets, which a new run follows."""
    _keep(brief)
    st.query_params.from_dict(brief.params())


def _show_head(brief: Brief, composed: Composed) -> None:
    if st.session_state.get("brief-title") != brief.title:
        st.session_state["brief-title"] = brief.title
    st.session_state["brief-style"] = brief.style
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input("Title", key="brief-title", on_change=_follow_head, width=480)
        st.selectbox(
            "Bibliography",
            STYLES,
            format_func=_STYLES.__getitem__,
            key="brief-style",
            on_change=_follow_head,
            width=260,
        )
        if brief.items:
            _download(composed, "docx", _DOCX, as_docx)
            _download(composed, "pdf", "application/pdf", as_pdf)


def _follow_head() -> None:
    state = st.session_state
    _go(replace(current(), title=state["brief-title"].strip(), style=state["brief-style"]))


def _show_item(at: int, item: Item, block: Block, composed: Composed) -> None:
    if item.kind == "words":
        key = f"brief-own-{at}"
        if st.session_state.get(key) != item.value:
            st.session_state[key] = item.value
        st.text_area("Your own words", key=key, on_change=_follow_words, args=(at,), height="content")
        return
    if item.kind == "table" and not block.gone:
        link = anchor(f"coverage?{item.value}", block.paragraphs[0])
        said = "Its picture stands in the files." if block.picture else "There is nothing in it to draw."
        st.html(f'<p class="notice">Table: {link} {said}</p>')
        return
    if block.passage is None:
        st.html(f'<p class="notice">{escape(block.paragraphs[0])}</p>')
        return
    meta = block.passage.meta
    link = DocumentAddress(meta.get("document", ""), meta.get("file", ""), block.passage.id).link()
    page = page_label(meta.get("pdf_page"), meta.get("page_label"))
    where = meta.get("locator") or page or "the whole document"
    words = '<span class="paragraph"></span>'.join(escape(paragraph) for paragraph in block.paragraphs)
    st.html(
        f'<article class="passage"><p class="where">{anchor(link, where)}<span>{escape(page if page != where else "")}'
        f"</span>{text_kind_badge(meta.get('text_kind', 'official'))}</p>"
        f'<blockquote class="words">{words}<sup>{block.note}</sup></blockquote>'
        f'<p class="citation"><sup>{block.note}</sup> {escape(composed.notes[block.note - 1])}</p></article>'
    )


def _follow_words(at: int) -> None:
    words, brief = st.session_state[f"brief-own-{at}"].strip(), current().removed(at)
    _go(brief.added(Item("words", words), before=at) if words else brief)


def _show_order(at: int, brief: Brief) -> None:
    choices = (
        ("up", "Up", ":material/arrow_upward:", brief.moved(at, -1), at == 0),
        ("down", "Down", ":material/arrow_downward:", brief.moved(at, 1), at == len(brief.items) - 1),
        ("remove", "Remove", ":material/close:", brief.removed(at), False),
    )
    with st.container(horizontal=True, gap="small"):
        for name, label, icon, then, idle in choices:
            st.button(
                label,
                key=f"brief-{name}-{at}",
                icon=icon,
                help=f"{label}: item {at + 1} of {len(brief.items)}",
                type="tertiary",
                disabled=idle,
                on_click=_go,
                args=(then,),
            )


def _show_new_words(blocks: Sequence[Block]) -> None:
    st.html("<h2>Add your own words</h2>")
    # The places are others whenever the brief is another.
    st.session_state["brief-place"] = len(blocks)
    with st.form("brief-new", border=False):
        st.text_area("Your own words", key="brief-words", label_visibility="collapsed", placeholder=_PLACEHOLDER)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.selectbox(
                "Where",
                range(len(blocks), -1, -1),
                format_func=lambda at: _place(at, blocks),
                key="brief-place",
                width=480,
            )
            st.form_submit_button("Add", on_click=_add_words)


def _place(at: int, blocks: Sequence[Block]) -> str:
    if at == len(blocks):
        return "At the end"
    words = blocks[at].paragraphs[0]
    return f"Before {at + 1}: {words if len(words) <= _LINE else words[: _LINE - 2] + ' …'}"


def _add_words() -> None:
    words = st.session_state["brief-words"].strip()
    if words:
        _go(current().added(Item("words", words), before=st.session_state["brief-place"]))
    st.session_state["brief-words"] = ""


def _show_bibliography(references: Sequence[Reference]) -> None:
    if references:
        entries = "".join(
            f'<p class="citation">{escape(one.before)}<i>{escape(one.title)}</i>{escape(one.after)}</p>'
            for one in references
        )
        st.html(f'<section class="prose"><div><h2>Bibliography</h2>{entries}</div></section>')


def _download(composed: Composed, kind: str, mime: str, make: Callable[[Composed], bytes]) -> None:
    """A button that makes its file only when it is pressed."""
    st.download_button(
        kind.upper(),
        data=while_allowed(lambda: make(composed)),
        file_name=f"brief.{kind}",
        mime=mime,
        key=f"brief-{kind}",
        on_click="ignore",
        icon=":material/download:",
    )
