"""On a document's page, for those who may: change it, mark it, show it to fewer; and what was done to it."""

from collections.abc import Callable, Mapping

import streamlit as st

from corpus.record import Record, RecordError
from corpus.settings import Audience
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.people.account import Account, NotAllowedError
from desk.publishing.review import Review
from index.audience import ORDER
from views.desk import draft
from views.desk.draft_address import DraftAddress
from views.desk.opened import desk_beside, say, still_here

_SAID, _FAULT, _BEGUN = "tools-said", "tools-fault", "tools-begun"
_SHOWN_TO: Mapping[Audience, str] = {
    "partners": "Partners and curators",
    "restricted": "Those who see restricted documents",
}


def show_tools(record: Record, records: list[Record]) -> None:
    """
    Draw the tools; nothing for somebody who may use none.

    :param record: the document's.
    :param records: all that whoever looks may see, for one of them may replace it.
    """
    if number := st.session_state.pop(_BEGUN, None):
        st.switch_page(st.Page(draft.show, title="Draft", url_path="draft"), query_params=DraftAddress(number).params())
    opened = desk_beside("draft")
    if fault := st.session_state.pop(_FAULT, None):
        say(fault)
    if said := st.session_state.pop(_SAID, ""):
        st.html(f'<p class="notice done" role="status">{said}</p>')
    if opened is None:
        return
    desk, account = opened
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="tools"):
        st.button(
            "Change this document",
            key="tool-change",
            type="tertiary",
            icon=":material/edit:",
            on_click=_begin,
            args=(desk, account, record.identifier),
        )
        if account.may("curate"):
            _show_supersede(desk, account, record, records)
            _show_withdraw(desk, account, record)
            _show_narrow(desk, account, record)


def _show_supersede(desk: Desk, account: Account, record: Record, records: list[Record]) -> None:
    titles = {each.identifier: each.title for each in records if each.identifier != record.identifier}
    key = f"successor-{record.identifier}"
    with st.popover("Mark as superseded", type="tertiary"):
        st.html("<p>It stays, and is found where that is asked for; its page names what replaced it.</p>")
        st.selectbox(
            "Replaced by",
            list(titles),
            index=None,
            format_func=lambda identifier: f"{titles[identifier]} ({identifier})",
            placeholder="Type a title",
            key=key,
        )

        def supersede() -> str:
            if not (successor := st.session_state[key]):
                raise DeskError("Choose the document that replaces it.")
            Review(desk, account).supersede(record.identifier, successor)
            return "It is marked as superseded."

        st.button("Mark it as superseded", key="tool-supersede", on_click=_do, args=(supersede,))


def _show_withdraw(desk: Desk, account: Account, record: Record) -> None:
    key = f"withdraw-{record.identifier}"
    with st.popover("Withdraw", type="tertiary"):
        st.html("<p>It stays, and is found where that is asked for; its page says why it was withdrawn.</p>")
        st.text_area("Why", key=key, height=80)

        def withdraw() -> str:
            Review(desk, account).withdraw(record.identifier, st.session_state[key])
            return "It is withdrawn."

        st.button("Withdraw it", key="tool-withdraw", on_click=_do, args=(withdraw,))


def _show_narrow(desk: Desk, account: Account, record: Record) -> None:
    fewer = ORDER[ORDER.index(record.audience) + 1 :]
    if not fewer:
        return
    key, why = f"narrow-{record.identifier}", f"narrow-why-{record.identifier}"
    with st.popover("Show to fewer", type="tertiary"):
        st.html("<p>At once. To show it to more again takes a draft, which is screened.</p>")
        st.selectbox("Who may still see it", fewer, format_func=_SHOWN_TO.__getitem__, key=key)
        st.text_area("Why", key=why, height=80)

        def narrow() -> str:
            Review(desk, account).narrow(record.identifier, st.session_state[key], st.session_state[why].strip())
            return "It is shown to fewer from now on."

        st.button("Show it to fewer", key="tool-narrow", on_click=_do, args=(narrow,))


@still_here
def _begin(desk: Desk, account: Account, identifier: str) -> None:
    try:
        st.session_state[_BEGUN] = Drafts(desk, account).begin_from(identifier)
    except (DeskError, NotAllowedError, RecordError) as error:
        st.session_state[_FAULT] = error


@still_here
def _do(act: Callable[[], str]) -> None:
    try:
        with st.spinner("Publishing the change…"):
            st.session_state[_SAID] = act()
    except (DeskError, NotAllowedError, RecordError) as error:
        st.session_state[_FAULT] = error
