"""The last step: what still hinders, who sees it, sending for review and publishing."""

import streamlit as st

from corpus.settings import settings
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.check import Checked
from desk.drafts.draft import Draft
from desk.drafts.drafts import Drafts
from desk.people.account import Account
from desk.publishing.publication import ChangedMeanwhileError
from desk.publishing.review import Review
from search.cite import Citation
from views.desk.draft_address import DraftAddress
from views.desk.opened import say, still_here
from views.html import anchor, escape
from views.labels import counted, joined, value_label


def show_publish(desk: Desk, account: Account, drafts: Drafts, draft: Draft, checked: Checked) -> None:
    """
    Draw what hinders publishing, and the buttons.

    :param desk: the desk.
    :param account: who works.
    :param drafts: the account's.
    :param draft: the draft.
    :param checked: its record.
    """
    fault = st.session_state.pop("not-published", None)
    if fault:
        say(fault)
    if isinstance(fault, ChangedMeanwhileError) and draft.changes:
        st.button(
            "Bring my changes onto what it is now", key="catch-up", on_click=_catch_up, args=(drafts, draft.number)
        )
    reasons = Review(desk, account).hindrances(draft.number)
    for reason in reasons:
        st.html(f'<p class="notice fault">{escape(reason)}</p>')
    if reasons:
        describe, harm = DraftAddress(draft.number).link(), DraftAddress(draft.number, "harm").link()
        st.html(f"<p>Mend it under {anchor(describe, 'Describe')} or {anchor(harm, 'Do no harm')}.</p>")
    if checked.record is not None:
        _show_outcome(draft, checked)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if account.may("curate"):
            st.button(
                "Publish",
                type="primary",
                key="publish",
                disabled=bool(reasons),
                on_click=_publish,
                args=(desk, account, draft),
            )
        if draft.stage == "draft":
            st.button(
                "Send for review", key="send", on_click=_send, args=(drafts, draft.number), disabled=not draft.read
            )
        if account.may("curate") and draft.stage == "in review":
            with st.popover("Send back"):
                st.text_area("What is to be done", key="send-back-note")
                st.button("Send back", key="send-back", on_click=_send_back, args=(drafts, draft.number))
        with st.popover("Discard", type="tertiary"):
            st.html("<p>Give this draft up? What was brought is erased.</p>")
            st.button("Discard the draft", key="discard", on_click=_discard, args=(drafts, draft.number))
    if draft.stage == "in review":
        st.html(f'<p class="facts">Sent for review by {escape(draft.sent_by)}.</p>')
    elif settings().two_people:
        st.html('<p class="facts">Two people publish: one sends for review, another publishes.</p>')


def _show_outcome(draft: Draft, checked: Checked) -> None:
    record = checked.record
    assert record is not None  # noqa: S101 - asked before
    files = [file for file in draft.files if file.state == "ready"]
    facts = joined(
        [
            value_label("type", record.type),
            record.date or "date not known",
            f"seen by: {record.audience}",
            counted(sum(file.pages for file in files), "page") if files else "no file: known, not held",
            f"address: {record.identifier}",
        ]
    )
    st.html(
        '<section class="outcome"><h2>It will be cited as</h2>'
        f'<p class="citation">{escape(Citation(record).text())}</p>'
        f'<p class="facts">{escape(facts)}</p></section>'
    )


@still_here
def _publish(desk: Desk, account: Account, draft: Draft) -> None:
    try:
        with st.spinner("Publishing: cutting, tagging and embedding its passages…"):
            Review(desk, account).publish(draft.number, draft.version)
        st.toast("Published. It is found from now on.")
    except DeskError as error:
        st.session_state["not-published"] = error


@still_here
def _send(drafts: Drafts, number: int) -> None:
    try:
        drafts.send(number)
    except DeskError as error:
        st.session_state["not-published"] = error


@still_here
def _send_back(drafts: Drafts, number: int) -> None:
    try:
        # As the field is now: when the button was drawn it may have been empty.
        drafts.send_back(number, st.session_state["send-back-note"])
    except DeskError as error:
        st.session_state["not-published"] = error


@still_here
def _discard(drafts: Drafts, number: int) -> None:
    try:
        drafts.discard(number)
    except DeskError as error:
        st.session_state["not-published"] = error


@still_here
def _catch_up(drafts: Drafts, number: int) -> None:
    try:
        conflicts = drafts.catch_up(number)
    except DeskError as error:
        st.session_state["not-published"] = error
        return
    if conflicts:
        named = ", ".join(sorted(conflicts))
        st.session_state["not-published"] = DeskError(
            f"Both changed {named}: the draft keeps its own words. Look at them under Describe."
        )
