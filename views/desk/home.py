"""The desk: bring documents, see the drafts, go on with one."""

import streamlit as st

from desk.database import DeskError
from desk.drafts.draft import Draft
from desk.drafts.drafts import Drafts
from desk.drafts.from_address import begin_from_address
from desk.drafts.shelf import READABLE
from desk.harm.findings import Findings, open_findings
from views.desk.draft_address import DraftAddress
from views.desk.opened import open_desk, say, still_here
from views.desk.publications import show_publications
from views.frame import close_frame, title
from views.html import anchor, escape
from views.labels import counted, joined

STAGES = {
    "draft": "Draft",
    "in review": "In review",
    "publishing": "Being published",
    "published": "Published",
    "discarded": "Discarded",
}
_LOOK_AGAIN_S = 2.0


def show() -> None:
    """Draw the desk."""
    desk, account = open_desk()
    drafts = Drafts(desk, account)
    title("The curator’s desk", "Bring documents, describe and check them, and publish what is ready.")
    _show_bringing(drafts)
    reading = any(not draft.read for draft in drafts.all())
    findings = Findings(desk, account)
    st.fragment(_show_drafts, run_every=_LOOK_AGAIN_S if reading else None)(drafts, findings, reading)
    if account.may("curate"):
        show_publications(desk, account)
    close_frame()


def _show_bringing(drafts: Drafts) -> None:
    if begun := st.session_state.pop("begun", None):
        links = ", ".join(anchor(DraftAddress(number).link(), name) for number, name in begun)
        st.html(f'<p class="notice done" role="status">Brought to the desk: {links}</p>')
    for fault in st.session_state.pop("not-begun", []):
        say(fault)
    with st.container(border=True, key="bring"):
        st.html('<h2 class="side">Add documents</h2>')
        times = st.session_state.setdefault("brought-times", 0)
        st.file_uploader(
            "Files",
            type=[suffix.removeprefix(".") for suffix in READABLE],
            accept_multiple_files=True,
            key=f"files-{times}",
            help="PDF, Word (docx), web page (HTML), Markdown or text. Scans are read by OCR.",
        )
        together = st.checkbox("These files are one document, in several languages or parts", key="together")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.text_input("Or an address of the web", key=f"address-{times}", placeholder="https://")
            st.button("Add", type="primary", key="add", on_click=_bring, args=(drafts, f"{times}", together))
            st.button(
                "Add without a file",
                key="add-bare",
                help="For a document that is known to exist and is not held",
                on_click=_bring_bare,
                args=(drafts,),
            )


@still_here
def _bring(drafts: Drafts, times: str, together: bool) -> None:
    uploaded = [(file.name, file.getvalue()) for file in st.session_state.get(f"files-{times}") or []]
    groups = [uploaded] if together and uploaded else [[file] for file in uploaded]
    address = str(st.session_state.get(f"address-{times}") or "").strip()
    begun: list[tuple[int, str]] = []
    faults: list[Exception] = []
    for files in groups:
        try:
            begun.append((drafts.begin(files), files[0][0]))
        except DeskError as error:
            faults.append(error)
    if address:
        try:
            begun.append((begin_from_address(drafts, address), address))
        except DeskError as error:
            faults.append(error)
    if not groups and not address:
        faults.append(DeskError("Choose files, or write an address."))
    st.session_state["begun"], st.session_state["not-begun"] = begun, faults
    if begun and not faults:
        # A new key empties the fields.
        st.session_state["brought-times"] += 1


@still_here
def _bring_bare(drafts: Drafts) -> None:
    number = drafts.begin([])
    st.session_state["begun"] = [(number, f"draft {number}")]


def _show_drafts(drafts: Drafts, findings: Findings, was_reading: bool) -> None:
    held = drafts.all()
    st.html(f"<h2>Drafts</h2><p class='facts'>{counted(len(held), 'draft')} not published yet.</p>")
    if not held:
        st.html('<p class="facts">Nothing waits. What you bring appears here while it is read.</p>')
    st.html(f'<ul class="drafts">{"".join(_line(draft, findings) for draft in held)}</ul>')
    if was_reading and all(draft.read for draft in held):
        st.rerun()


def _line(draft: Draft, findings: Findings) -> str:
    waiting = len(open_findings(draft, findings.of(draft.number)))
    facts = joined(
        [
            STAGES[draft.stage],
            f"changes {draft.changes}" if draft.changes else "",
            f"changed by {draft.saved_by}, {draft.saved_at[:16].replace('T', ' ')} UTC",
            f"{counted(waiting, 'finding')} open" if waiting else "",
            f"sent back: {draft.note}" if draft.note else "",
        ]
    )
    return (
        f"<li>{anchor(DraftAddress(draft.number).link(), draft.title)}"
        f'<p class="facts">{escape(facts)}</p>{reading_progress(draft)}</li>'
    )


def reading_progress(draft: Draft) -> str:
    """
    How far the files of a draft are read.

    :param draft: the draft.
    :returns: HTML; empty where all are.
    """
    lines = []
    for file in draft.files:
        if file.state == "refused":
            lines.append(f'<p class="notice fault">{escape(file.name)}: {escape(file.said)}</p>')
        elif file.state != "ready":
            part = f"page {file.done:,} of {file.pages:,}" if file.pages else "waiting to be read"
            bar = (
                f'<progress value="{file.done}" max="{file.pages}"></progress>'
                if file.pages
                else "<progress></progress>"
            )
            lines.append(f'<p class="facts" role="status">{bar} {escape(file.name)}: {part}</p>')
    return "".join(lines)
