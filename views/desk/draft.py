"""One draft: what it is, how it was read, what may not go out, and publishing it."""

from dataclasses import replace

import streamlit as st

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.check import Checked, check_draft
from desk.drafts.draft import Draft
from desk.drafts.drafts import Drafts
from desk.harm.findings import Findings, open_findings
from desk.people.account import Account
from views.address import DocumentAddress, current_params
from views.desk.describe import show_describe
from views.desk.draft_address import PARTS, DraftAddress, Part
from views.desk.duplicates import show_duplicates
from views.desk.harm import show_harm
from views.desk.home import STAGES, reading_progress
from views.desk.opened import open_desk, say
from views.desk.pages import show_pages
from views.desk.passages import show_passages
from views.desk.publish import show_publish
from views.frame import close_frame, title
from views.html import anchor, escape
from views.labels import joined

_LOOK_AGAIN_S = 2.0
_LABELS: dict[Part, str] = {
    "describe": "Describe",
    "pages": "Pages",
    "passages": "Passages and tags",
    "duplicates": "Duplicates",
    "harm": "Do no harm",
    "publish": "Publish",
}


def show() -> None:
    """Draw the draft that the address names."""
    desk, account = open_desk()
    address = DraftAddress.read(current_params())
    drafts = Drafts(desk, account)
    try:
        draft = drafts.get(address.draft)
    except DeskError as error:
        title("Draft")
        say(error)
        st.html(f"<p>{anchor('desk', 'All drafts')}</p>")
        close_frame()
        return
    title(draft.title, _facts(draft))
    if not draft.read:
        st.fragment(_show_reading, run_every=_LOOK_AGAIN_S)(drafts, draft.number)
    elif refused := reading_progress(draft):
        st.html(refused)
    if draft.stage == "published":
        record = check_draft(desk, draft).record
        identifier = record.identifier if record else draft.changes
        st.html(f'<p class="notice done">Published: {anchor(DocumentAddress(identifier).link(), draft.title)}</p>')
    if not draft.open:
        close_frame()
        return
    _show_parts(desk, account, drafts, draft, address)
    close_frame()


def _show_reading(drafts: Drafts, number: int) -> None:
    draft = drafts.get(number)
    st.html(reading_progress(draft))
    if draft.read:
        st.rerun()


def _facts(draft: Draft) -> str:
    changed = f"changed by {draft.saved_by}, {draft.saved_at[:16].replace('T', ' ')} UTC"
    about = anchor(DocumentAddress(draft.changes).link(), "the published document") if draft.changes else "new document"
    note = f"<span>sent back: {escape(draft.note)}</span>" if draft.note else ""
    return f"{anchor('desk', 'All drafts')}<span>{escape(joined([STAGES[draft.stage], changed]))}</span>{about}{note}"


def _show_parts(desk: Desk, account: Account, drafts: Drafts, draft: Draft, address: DraftAddress) -> None:
    checked = check_draft(desk, draft, account.sees)
    waiting = open_findings(draft, Findings(desk, account).of(draft.number))
    counts: dict[Part, int] = {
        "describe": len(checked.faults),
        "duplicates": sum(len(file.alike) for file in draft.files),
        "harm": len(waiting),
    }
    st.session_state["part"] = address.part
    st.segmented_control(
        "Parts of the draft",
        PARTS,
        format_func=lambda part: f"{_LABELS[part]} ({counts[part]})" if counts.get(part) else _LABELS[part],
        key="part",
        on_change=_follow,
        label_visibility="collapsed",
    )
    _show_part(desk, account, drafts, draft, address, checked)


def _follow() -> None:
    address = DraftAddress.read(current_params())
    st.query_params.from_dict(replace(address, part=st.session_state["part"] or address.part).params())


def _show_part(
    desk: Desk, account: Account, drafts: Drafts, draft: Draft, address: DraftAddress, checked: Checked
) -> None:
    if address.part == "pages":
        show_pages(desk, draft, address)
    elif address.part == "passages":
        show_passages(desk, drafts, draft, checked)
    elif address.part == "duplicates":
        show_duplicates(desk, drafts, draft)
    elif address.part == "harm":
        show_harm(desk, account, draft, address)
    elif address.part == "publish":
        show_publish(desk, account, drafts, draft, checked)
    else:
        show_describe(drafts, draft, checked)
