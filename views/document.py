"""The document page: a passage on its page, the catalogue card, and what to take away."""

import streamlit as st

from corpus.record import Record
from index import PassageStore
from search.answer import Result
from search.standing import cite
from views.address import DocumentAddress, current_params
from views.badges import DIGEST_MEANS, four_p_badges, text_kind_badge
from views.catalogue import show_catalogue
from views.citation_box import show_citation_box
from views.desk.document_history import show_history
from views.desk.document_tools import show_tools
from views.document_side import show_side
from views.engine import Engine, ask_within, open_engine
from views.frame import NAME, close_frame, title
from views.html import anchor, escape, excerpt, found_spans, shown
from views.labels import counted, joined, value_label
from views.open_file import OpenFile, open_file
from views.page_view import show_page
from views.record_card import record_card, relations, source_link
from views.standing import standing
from views.web.file import file_link
from views.web.file_pass import file_pass
from views.who import vouched_for

_LINE = 130


def show() -> None:
    """Draw the document that the address names; without one, the list of all."""
    address = DocumentAddress.read(current_params())
    engine = open_engine()
    store = engine.search.store
    record = store.record(address.document) if address.document else None
    if record is None:
        if address.document:
            st.html(
                f'<p class="notice" role="alert">No document “{escape(address.document)}” is held here. These are:</p>'
            )
        show_catalogue(store.records())
    else:
        st.set_page_config(page_title=f"{record.title} · {NAME}")
        _show_record(record, address, engine)
    close_frame()


def _show_record(record: Record, address: DocumentAddress, engine: Engine) -> None:
    store = engine.search.store
    opened = open_file(record, address, store)
    title(record.title, _facts(record, opened))
    if outdated := standing(record, store):
        st.html(f'<p class="notice" role="status">{outdated}</p>')
    show_tools(record, store.records())
    if opened is None:
        st.html('<p class="notice">No file of this document is held.</p>')
    else:
        show_side(opened, address, store)
        _show_file(opened, address, engine)
    related = relations(record, store)
    if related:
        st.html(f"<h2>Versions and relations</h2>{related}")
    st.html(f"<h2>Catalogue card</h2>{record_card(record, store)}")
    show_history(record.identifier)


def _facts(record: Record, opened: OpenFile | None) -> str:
    facts = [value_label("type", record.type), record.date, ", ".join(record.creator)]
    status = "" if record.status == "unknown" else value_label("status", record.status)
    kind = text_kind_badge(opened.file.text) if opened else ""
    return (
        f"{kind}<span>{escape(joined([*facts, status]))}</span>{four_p_badges(record.four_p, confirmed=record.four_p)}"
    )


def _show_file(opened: OpenFile, address: DocumentAddress, engine: Engine) -> None:
    if opened.file.text == "digest":
        source = f" Official text: {source_link(opened.record.source)}" if opened.record.source else ""
        st.html(f'<p class="notice">{DIGEST_MEANS}{source}</p>')
    if address.passage and opened.passage is None:
        st.html('<p class="notice" role="alert">This passage is no longer held: the document has changed.</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="toolbar"):
        if opened.passage is not None:
            locator = opened.passage.meta.get("locator") or "this passage"
            st.html(f'<p class="total">Cited: {anchor("#chosen", locator)}</p>')
        show_citation_box(
            cite(engine.search.store, opened.passage or opened.record),
            (opened.passage.content or "") if opened.passage else "",
            "cite",
        )
        _show_download(opened, engine.search.store)
    terms = _show_found(opened, address, engine) if address.query else []
    show_page(opened, address, terms)


def _show_download(opened: OpenFile, store: PassageStore) -> None:
    location = opened.location
    if not location.is_file():
        st.html('<p class="facts">The file is no longer where it was when it was read.</p>')
        return
    # Through an address of ours that asks who comes: what Streamlit hands out it hands to anybody who has the address.
    st.html(f'<p class="download">{anchor(_file_link(opened), "Download the file")}</p>')


def _file_link(opened: OpenFile) -> str:
    identifier, path = opened.record.identifier, opened.state.path
    link, identity = file_link(identifier, path), vouched_for()
    return f"{link}?pass={file_pass(identity.key, identifier, path)}" if identity else link


def _show_found(opened: OpenFile, address: DocumentAddress, engine: Engine) -> list[str]:
    """List what a search within the document found; gives the words to mark."""
    answer = ask_within(engine, address.document, address.query)
    if answer.error:
        st.html(f'<p class="notice fault" role="alert">{escape(answer.error)}</p>')
        return []
    found = [result for result in answer.results if result.related]
    items = "".join(_found_line(result, address) for result in found)
    best = f", the best {len(found)}" if len(found) < answer.total else ""
    st.html(
        f'<section class="within"><h2>{counted(answer.total, "passage")} for “{escape(address.query)}”{best}</h2>'
        f'<ol class="outline">{items}</ol></section>'
    )
    return list(dict.fromkeys(term for result in found for term in result.why.terms))


def _found_line(result: Result, address: DocumentAddress) -> str:
    link = DocumentAddress(address.document, "", result.passage.id, query=address.query).link()
    spans = found_spans(result.text, list(result.why.terms))
    start, end = excerpt(result.text, spans, _LINE)
    return f"<li>{anchor(link, result.locator or 'passage')} {shown(result.text, spans, start, end)} …</li>"
