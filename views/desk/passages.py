"""The passages a draft would have, and their tags: suggested, confirmed, struck; one by one or many at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st
from haystack import Document

from corpus.passage_tags import PassageTags, with_passage_tags
from corpus.record import FOUR_P, Record
from corpus.vocabulary import vocabularies
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.check import Checked
from desk.drafts.draft import Draft
from desk.drafts.drafts import Drafts
from desk.drafts.preview import preview, tags_of
from views.desk.opened import say, still_here
from views.html import escape
from views.labels import counted, field_label, joined, page_label, value_label

_ON_PAGE = 15


def show_passages(desk: Desk, drafts: Drafts, draft: Draft, checked: Checked) -> None:
    """
    Draw the passages with their tags.

    :param desk: the desk.
    :param drafts: the account's.
    :param draft: the draft.
    :param checked: its record.
    """
    if fault := st.session_state.pop("not-tagged", None):
        say(fault)
    if checked.record is None:
        st.html('<p class="facts">Write the title first: passages are cut and tagged under it.</p>')
        return
    with st.spinner("Cutting and tagging the passages…"):
        passages = _previewed(desk, draft, checked.record, draft.number, draft.version, _read_key(draft))
    if not passages:
        st.html('<p class="facts">There are no passages: no file is read, or nothing could be read of it.</p>')
        return
    last = (len(passages) - 1) // _ON_PAGE + 1
    page = st.number_input("Page of passages", 1, last, key="passages-page") if last > 1 else 1
    shown = passages[(page - 1) * _ON_PAGE : page * _ON_PAGE]
    checked_by_hand = sum(tags_of(passage, draft.tags) is not None for passage in passages)
    st.html(
        f'<p class="facts">{counted(len(passages), "passage")}, the tags of {checked_by_hand:,} looked at by a person. '
        "What is chosen here is confirmed; what is taken off is struck.</p>"
    )
    _show_document(drafts, draft, passages)
    _show_many(drafts, draft, passages, shown)
    for passage in shown:
        _show(drafts, draft, passage)


@st.cache_data(max_entries=16, show_spinner=False)
def _previewed(_desk: Desk, _draft: Draft, _record: Record, number: int, version: int, read: str) -> list[Document]:
    return preview(_desk, _draft, _record)


def _read_key(draft: Draft) -> str:
    return " ".join(f"{file.sha256}:{file.state}:{file.language}" for file in draft.files)


def _show_document(drafts: Drafts, draft: Draft, passages: Sequence[Document]) -> None:
    """What enough of the passages bear is suggested for the whole document; one click confirms it in the record."""
    suggested = passages[0].meta.get("document_tags", {}).get("suggested", {})
    bearing = Counter(term for passage in passages for term in _borne(passage))
    terms = [f"{scheme}/{term}" for scheme, borne in suggested.items() for term in borne]
    if not terms:
        return
    key = f"document-terms-{draft.version}"
    st.pills(
        f"Suggested for the whole document, with how many of its {len(passages):,} passages bear it",
        terms,
        selection_mode="multi",
        format_func=lambda term: f"{_term_name(term)} · {bearing[term]:,}",
        key=key,
    )
    if chosen := st.session_state.get(key):
        st.button(f"Confirm {len(chosen)}", key="confirm-document", on_click=_confirm, args=(drafts, draft, chosen))


@still_here
def _confirm(drafts: Drafts, draft: Draft, chosen: Sequence[str]) -> None:
    four_p = [term.removeprefix("four_p/") for term in chosen if term.startswith("four_p/")]
    tags = {scheme: list(terms) for scheme, terms in draft.fields.get("tags", {}).items()}
    for scheme, terms in _by_scheme([term for term in chosen if not term.startswith("four_p/")]).items():
        tags[scheme] = list(dict.fromkeys([*tags.get(scheme, ()), *terms]))
    fields = draft.fields | {"tags": tags, "four_p": list(dict.fromkeys([*draft.fields.get("four_p", ()), *four_p]))}
    try:
        drafts.save(draft.number, draft.version, fields, opened=draft.fields)
    except DeskError as error:
        st.session_state["not-tagged"] = error


def _show_many(drafts: Drafts, draft: Draft, passages: Sequence[Document], shown: Sequence[Document]) -> None:
    with st.popover("Many at once"):
        where = st.radio("For", ("those shown", f"all {len(passages):,} passages"), key="many-where")
        among = shown if where == "those shown" else passages
        st.button(
            "Confirm what is suggested", key="confirm-all", on_click=_tag_many, args=(drafts, draft, among, None, False)
        )
        term = st.selectbox(
            "Or one tag", _terms(), index=None, format_func=_term_name, key="many-term", placeholder="Type to find"
        )
        with st.container(horizontal=True):
            st.button(
                "Confirm it",
                key="many-add",
                disabled=term is None,
                on_click=_tag_many,
                args=(drafts, draft, among, term, False),
            )
            st.button(
                "Strike it",
                key="many-strike",
                disabled=term is None,
                on_click=_tag_many,
                args=(drafts, draft, among, term, True),
            )


def _show(drafts: Drafts, draft: Draft, passage: Document) -> None:
    meta = passage.meta
    with st.container(border=True, key=f"tagging-{passage.id}"):
        where = joined([meta["locator"], page_label(meta["pdf_page"], meta["page_label"]), meta["file"]])
        said = "looked at" if tags_of(passage, draft.tags) else "suggested"
        st.html(
            f'<p class="facts"><b>{escape(where)}</b> <span class="said">{said}</span></p>'
            f'<blockquote class="words">{escape(passage.content)}</blockquote>'
        )
        four_p, terms = f"four_p-{passage.id}", f"terms-{passage.id}"
        st.session_state[four_p] = list(meta.get("four_p", ()))
        st.session_state[terms] = [term for term in _borne(passage) if not term.startswith("four_p/")]
        confidence = meta.get("four_p_suggested", {})
        st.pills(
            "Four Ps",
            FOUR_P,
            selection_mode="multi",
            format_func=lambda p: f"{value_label('four_p', p)} {confidence.get(p, 0):.0%}",
            key=four_p,
            on_change=_tag_one,
            args=(drafts, draft, passage),
        )
        st.multiselect(
            "Terms",
            list(dict.fromkeys([*st.session_state[terms], *_terms()])),
            format_func=_term_name,
            key=terms,
            on_change=_tag_one,
            args=(drafts, draft, passage),
            label_visibility="collapsed",
            placeholder="Terms of the vocabularies: type to find",
        )


def _terms() -> list[str]:
    return [
        f"{scheme}/{term.id}"
        for scheme, vocabulary in vocabularies().items()
        if scheme != "four_p"
        for term in vocabulary.terms
        if term.status == "current"
    ]


def _term_name(term: str) -> str:
    scheme, _, identifier = term.partition("/")
    return f"{field_label(scheme)}: {value_label(scheme, identifier)}"


def _borne(passage: Document) -> list[str]:
    """The tags that a passage bears now, as `scheme/id`."""
    return [f"{scheme}/{term}" for scheme in vocabularies() for term in passage.meta.get(scheme) or ()]


@still_here
def _tag_one(drafts: Drafts, draft: Draft, passage: Document) -> None:
    chosen = [f"four_p/{p}" for p in st.session_state[f"four_p-{passage.id}"]]
    chosen += st.session_state[f"terms-{passage.id}"]
    _keep(drafts, draft, [_said(draft, passage, chosen, drafts.name)])


@still_here
def _tag_many(drafts: Drafts, draft: Draft, passages: Sequence[Document], term: str | None, strike: bool) -> None:
    said = []
    for passage in passages:
        borne = _borne(passage)
        if term and strike:
            borne = [each for each in borne if each != term]
        elif term and term not in borne:
            borne.append(term)
        said.append(_said(draft, passage, borne, drafts.name))
    _keep(drafts, draft, said)


def _said(draft: Draft, passage: Document, chosen: Sequence[str], by: str) -> PassageTags:
    """What a person makes of a passage: what is chosen is confirmed, what it bore and is not chosen is struck."""
    before = tags_of(passage, draft.tags)
    struck_before = [
        f"{scheme}/{term}" for scheme, terms in (before.struck if before else {}).items() for term in terms
    ]
    struck = [term for term in dict.fromkeys([*_borne(passage), *struck_before]) if term not in chosen]
    return PassageTags.of(
        passage.content or "",
        passage.meta["file"],
        passage.meta["pdf_page"],
        confirmed=_by_scheme(chosen),
        struck=_by_scheme(struck),
        by=by,
        date=datetime.now(UTC).date().isoformat(),
    )


def _by_scheme(terms: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for term in terms:
        scheme, _, identifier = term.partition("/")
        found[scheme] = (*found.get(scheme, ()), identifier)
    return found


def _keep(drafts: Drafts, draft: Draft, said: Sequence[PassageTags]) -> None:
    try:
        drafts.save(
            draft.number,
            draft.version,
            draft.fields,
            with_passage_tags(draft.tags, said),
            opened=draft.fields,
            opened_tags=draft.tags,
        )
    except DeskError as error:
        st.session_state["not-tagged"] = error
