"""Results: passages under their document, each with its citation and why it came."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from index import PassageStore
from search.answer import Result
from search.cite import Citation
from search.standing import is_outdated
from views import brief
from views.address import DocumentAddress
from views.badges import four_p_badges, text_kind_badge
from views.citation_box import show_citation_box
from views.html import anchor, escape
from views.labels import counted, joined, value_label
from views.passage import where, words
from views.standing import standing


def grouped(results: Sequence[Result]) -> list[list[Result]]:
    """
    Passages under their document, the documents in the order of their best passage.

    :param results: in order.
    :returns: a list a document.
    """
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.document, []).append(result)
    return list(groups.values())


def show_results(results: Sequence[Result], query: str, filtered: bool, store: PassageStore) -> None:
    """
    Draw one page of results.

    :param results: in order; those that only pass the filters come last.
    :param query: what was asked.
    :param filtered: whether any filter is on.
    :param store: tells by what a document was superseded.
    """
    related = [result for result in results if result.related]
    others = [result for result in results if not result.related]
    for group in grouped(related):
        _show_document(group, store)
    if others and query:
        nearest = "This passes the filters, but holds" if filtered else "The nearest there is; but it holds"
        st.html(f'<p class="divider">{nearest} no word asked for, and is not near in meaning.</p>')
    for group in grouped(others):
        _show_document(group, store)


def _show_document(group: list[Result], store: PassageStore) -> None:
    meta = group[0].passage.meta
    outdated = store.record(group[0].document) if is_outdated(meta) else None
    link = DocumentAddress(document=group[0].document, passage=group[0].passage.id).link()
    facts = joined(
        [
            escape(value_label("type", meta.get("type", ""))),
            escape(meta.get("date", "")),
            escape(", ".join(meta.get("creator", ())[:3])),
            escape(meta.get("status", "")) if meta.get("status") != "unknown" and not outdated else "",
        ]
    )
    became = f'<p class="standing">{standing(outdated, store)}</p>' if outdated else ""
    with st.container(key=f"found-{group[0].rank}", gap="xsmall"):
        st.html(
            f'<header class="found"><h2><a href="{escape(link)}">{escape(group[0].title)}</a></h2>'
            f'<p class="facts">{text_kind_badge(meta.get("text_kind", "official"))}<span>{facts}</span></p>'
            f"{became}</header>"
        )
        for result in group:
            _show_passage(result)


def _show_passage(result: Result) -> None:
    meta = result.passage.meta
    with st.container(key=f"passage-{result.rank}", gap=None):
        st.html(
            f'<article class="passage" id="r{result.rank}">'
            f"{where(result.passage, four_p_badges(result.four_p, _confirmed(meta)))}"
            f"{words(result.text, list(result.why.terms))}"
            f'<p class="citation">{escape(result.citation)}</p>'
            f'<p class="why">{_why(result)}</p>{_folded(result)}</article>'
        )
        show_citation_box(
            Citation(result.passage, result.successors), result.passage.content or "", f"cite-{result.rank}"
        )
        st.button(
            "Add to brief",
            key=f"brief-{result.rank}",
            on_click=_add_to_brief,
            args=(result.passage.id,),
            type="tertiary",
            icon=":material/playlist_add:",
        )


def _add_to_brief(passage_id: str) -> None:
    brief.add(passage_id)
    st.toast(f"In the brief: {counted(len(brief.current().items), 'passage or text', 'passages and texts')}")


def _confirmed(meta: dict[str, Any]) -> set[str]:
    return {name.partition("/")[2] for name in meta.get("confirmed") or () if name.startswith("four_p/")}


def _why(result: Result) -> str:
    terms = ", ".join(f"“{escape(term)}”" for term in result.why.terms)
    similarity = result.why.similarity
    near = f"similarity {similarity:.2f}" if similarity is not None else ""
    reasons = joined([f"words {terms}" if terms else "", near])
    found = "Found by " if result.related else "Not found: "
    return found + reasons if reasons else ""


def _folded(result: Result) -> str:
    if not result.folded:
        return ""
    links = "".join(
        f"<li>{anchor(DocumentAddress(other.document, passage=other.passage.id).link(), other.citation)}</li>"
        for other in result.folded
    )
    number = counted(len(result.folded), "nearly equal passage")
    return f'<details class="why"><summary>{number}</summary><ul>{links}</ul></details>'
