"""The trail: who did what to which record; searched, proved whole, and taken away. For curators."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from desk.desk import Desk
from desk.people.members import Members
from desk.trail import Entry, Trail
from views.address import current_params, go
from views.desk.difference import difference, entry_facts
from views.desk.opened import open_desk
from views.desk.trail_address import TrailAddress
from views.frame import close_frame, title
from views.html import anchor, escape
from views.labels import counted
from views.table_export import show_downloads
from views.who import session_token, vouched_for

_A_PAGE = 50
_FIELDS = {"text": "Words", "who": "Who", "action": "What was done", "subject": "To what"}


def show() -> None:
    """Draw what the address asks for."""
    desk, _ = open_desk("curate")
    address = TrailAddress.read(current_params())
    title("Trail", "Who did what to which record: lines are added, never changed or taken out.")
    _show_proof(desk)
    _show_filters(address)
    first = (address.page - 1) * _A_PAGE
    found = _found(desk.trail, address, most=first + _A_PAGE + 1)[first:]
    if not found:
        st.html('<p class="facts">No line fits: take out a word or a filter.</p>')
    else:
        lines = "".join(_line(entry, address) for entry in found[:_A_PAGE])
        st.html(f'<ul class="trail">{lines}</ul>')
        if turning := _turning(address, more=len(found) > _A_PAGE):
            st.html(turning)
        _show_export(desk.trail, address)
    close_frame()


def _found(trail: Trail, address: TrailAddress, most: int | None = None) -> list[Entry]:
    return trail.entries(text=address.text, who=address.who, action=address.action, subject=address.subject, most=most)


def _show_proof(desk: Desk) -> None:
    head = desk.trail.head()
    faults = _faults(desk.trail, str(desk.folder), head)
    for fault in faults:
        st.html(f'<p class="notice fault" role="alert">{escape(fault)}</p>')
    if not head:
        st.html('<p class="facts">Nothing was done at this desk yet.</p>')
    elif not faults:
        lines = counted(int(head.partition(" ")[0]), "line")
        st.html(
            f'<p class="notice done" role="status">Whole: {lines}, no line changed. Note this elsewhere, to prove it '
            f"later: <code>{escape(head)}</code></p>"
        )


@st.cache_data(ttl=60, max_entries=4, show_spinner="Holding every line against its hash…")
def _faults(_trail: Trail, folder: str, head: str) -> list[str]:
    return _trail.faults()


def _show_filters(address: TrailAddress) -> None:
    with st.form("trail-filters", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        for name, label in _FIELDS.items():
            key = f"trail-{name}"
            st.session_state[key] = getattr(address, name)
            st.text_input(label, key=key, max_chars=200)
        st.form_submit_button("Find", type="primary", on_click=_follow)
    if address.params():
        st.html(f'<p class="facts">{anchor(TrailAddress().link(), "All lines")}</p>')


def _follow() -> None:
    go(TrailAddress(**{name: st.session_state[f"trail-{name}"].strip() for name in _FIELDS}))


def _line(entry: Entry, address: TrailAddress) -> str:
    first = replace(address, page=1)
    who = anchor(replace(first, who=entry.who).link(), entry.who)
    action = anchor(replace(first, action=entry.action).link(), entry.action)
    subject = anchor(replace(first, subject=entry.subject).link(), entry.subject)
    return (
        f"<li><p>{entry.number}. {who} {action} {subject}</p>"
        f'<p class="facts">{entry_facts(entry)}</p>{difference(entry)}</li>'
    )


def _turning(address: TrailAddress, *, more: bool) -> str:
    later = anchor(replace(address, page=address.page - 1).link(), "Later lines") if address.page > 1 else ""
    earlier = anchor(replace(address, page=address.page + 1).link(), "Earlier lines") if more else ""
    return f'<nav class="pages" aria-label="Pages of the trail">{later}{earlier}</nav>' if later or earlier else ""


def _show_export(trail: Trail, address: TrailAddress) -> None:
    show_downloads(
        "trail",
        (
            ("CSV", "csv", "text/csv", _for_a_curator(lambda: trail.as_csv(_found(trail, address)))),
            (
                "JSONL",
                "jsonl",
                "application/jsonl",
                _for_a_curator(lambda: "".join(trail.as_jsonl(_found(trail, address))).encode()),
            ),
        ),
    )


def _for_a_curator(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """A file is made when it is asked for, and whoever asks may have been signed out since the page was drawn."""
    token, identity = session_token(), vouched_for()

    def careful() -> bytes:
        sessions = Members.open().sessions
        account = sessions.account_of(token) if token else None
        account = account or (sessions.vouched(identity) if identity else None)
        if account is None or not account.may("curate"):
            raise PermissionError("Whoever asked has been signed out.")
        return make()

    return careful
