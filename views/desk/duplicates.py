"""Documents that a draft is likely a duplicate of, side by side with it."""

from typing import Any

import streamlit as st

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.alike import beside
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.drafts import Drafts
from views.address import DocumentAddress
from views.desk.draft_address import DraftAddress
from views.desk.opened import say, still_here
from views.html import anchor, escape

_KINDS = {
    "same bytes": "The very same file",
    "same text": "The same text",
    "near text": "Nearly the same text",
    "another edition": "Another edition",
}


def show_duplicates(desk: Desk, drafts: Drafts, draft: Draft) -> None:
    """
    Draw what is alike, and what can be done about it.

    :param desk: the desk.
    :param drafts: the account's.
    :param draft: the draft.
    """
    if fault := st.session_state.pop("not-related", None):
        say(fault)
    seen = {record.identifier: record.title for record in drafts.visible_records()}
    found = [(file, each) for file in draft.files for each in file.alike if each["identifier"] in seen]
    if not found:
        st.html(
            '<p class="facts">Nothing that is held is like it: neither the same file, nor the same text, nor another '
            "edition.</p>"
        )
    for place, (file, alike) in enumerate(found):
        with st.container(border=True, key=f"alike-{place}"):
            _show(desk, drafts, draft, file, alike, seen[alike["identifier"]], place)


def _show(
    desk: Desk, drafts: Drafts, draft: Draft, file: DraftFile, alike: dict[str, Any], title: str, place: int
) -> None:
    identifier = alike["identifier"]
    st.html(
        f"<h2>{escape(_KINDS[alike['likeness']])}: {anchor(DocumentAddress(identifier).link(), title)}</h2>"
        f'<p class="facts">{escape(file.name)}: {escape(alike["why"])}</p>'
    )
    with st.container(horizontal=True, gap="small"):
        if identifier in draft.fields.get("replaces", ()):
            st.html('<p class="facts">This draft replaces it.</p>')
        else:
            st.button(
                "This one replaces it",
                key=f"replaces-{place}",
                on_click=_relate,
                args=(drafts, draft, "replaces", identifier),
                help="A new edition: the older one stays, marked as replaced",
            )
        if identifier not in draft.fields.get("related", ()):
            st.button(
                "Only related",
                key=f"related-{place}",
                on_click=_relate,
                args=(drafts, draft, "related", identifier),
            )
        st.button(
            "Add the file to it",
            key=f"add-to-{place}",
            on_click=_hand_over,
            args=(drafts, draft, identifier),
            help="The official text of a digest, another language, another part: one document, several files",
        )
        with st.popover("It is held already"):
            st.html("<p>Give this draft up? What was brought is erased.</p>")
            st.button("Discard the draft", key=f"discard-{place}", on_click=_discard, args=(drafts, draft, identifier))
    if st.toggle("Side by side", key=f"beside-{place}", value=alike["likeness"] != "same bytes"):
        st.html(_rows(beside(desk, draft.number, file.sha256, alike)))


def _rows(rows: list[tuple[str, str, float]]) -> str:
    if not rows:
        return '<p class="facts">No stretch of text differs.</p>'
    cells = "".join(
        f"<tr><td>{escape(mine) or '—'}</td><td>{escape(held) or '—'}</td><td class='number'>{likeness:.0%}</td></tr>"
        for mine, held, likeness in rows
    )
    return (
        '<div class="wide"><table class="beside"><thead><tr><th>This file</th><th>The held one</th><th>Alike</th></tr>'
        f"</thead><tbody>{cells}</tbody></table></div>"
    )


@still_here
def _relate(drafts: Drafts, draft: Draft, relation: str, identifier: str) -> None:
    wanted = [*draft.fields.get(relation, ()), identifier]
    try:
        drafts.save(draft.number, draft.version, draft.fields | {relation: wanted}, opened=draft.fields)
    except DeskError as error:
        st.session_state["not-related"] = error


@still_here
def _hand_over(drafts: Drafts, draft: Draft, identifier: str) -> None:
    try:
        number = drafts.hand_over(draft.number, identifier)
    except DeskError as error:
        st.session_state["not-related"] = error
        return
    st.query_params.from_dict(DraftAddress(number).params())


@still_here
def _discard(drafts: Drafts, draft: Draft, identifier: str) -> None:
    try:
        drafts.discard(draft.number, f"held already as {identifier}")
    except DeskError as error:
        st.session_state["not-related"] = error
