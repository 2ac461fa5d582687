"""What could identify a victim: each finding in its place, to be redacted, kept with a reason, or restricted."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from corpus.page import Page
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.shelf import Shelf
from desk.harm.findings import DraftFinding, Findings, open_findings
from desk.harm.redacting import redact_draft
from desk.people.account import Account
from views.desk.draft_address import DraftAddress
from views.desk.finding_card import decide, keep, show_finding
from views.desk.opened import say, still_here
from views.desk.page_image import page_image
from views.desk.pages import open_reading
from views.html import anchor, escape, shown
from views.labels import counted, page_label


def show_harm(desk: Desk, account: Account, draft: Draft, address: DraftAddress) -> None:
    """
    Draw the findings of one page, and a line of all pages.

    :param desk: the desk.
    :param account: who works.
    :param draft: the draft.
    :param address: which file and page.
    """
    findings = Findings(desk, account)
    found = findings.of(draft.number)
    for fault in st.session_state.pop("not-decided", []):
        say(fault)
    for said in st.session_state.pop("redacted", []):
        st.html(f'<p class="notice done" role="status">{escape(said)} Look at the pages before you publish.</p>')
    in_fields = [each for each in found if each.field]
    if in_fields:
        st.html("<h2>In the record's own words</h2>")
    for each in in_fields:
        show_finding(findings, draft.number, each)
    opened = open_reading(desk, draft, address)
    if opened is None:
        return
    file, parsed = opened
    in_files = [each for each in found if each.file]
    if in_fields:
        st.html("<h2>In its files</h2>")
    _show_summary(desk, account, draft, in_files)
    here = [each for each in in_files if each.file == file.number]
    st.html(_pages_line(draft, file, parsed.pages, here, address.page))
    page = parsed.pages[min(address.page, len(parsed.pages) - 1)]
    on_page = [each for each in here if each.page == address.page and each.decision != "redacted"]
    path = Shelf(desk.folder).file(draft.number, file.sha256)
    picture, words = st.columns([1, 1], gap="medium")
    with words:
        # Above the findings, whose number changes: what one writes into must not move away.
        _show_marking(findings, draft, file, address.page, path)
        _show_findings(findings, draft, file, on_page)
        with st.expander("Text of the page", expanded=path.suffix.lower() != ".pdf"):
            spans = [(each.start, each.end) for each in on_page if each.end]
            st.html(f'<div class="page-text">{shown(page.text, spans)}</div>')
    with picture:
        waiting = [each for each in on_page if each.decision != "keep"]
        boxes = [each.box for each in waiting if each.box]
        if st.session_state.get("mark-part"):
            (left, right), (top, bottom) = st.session_state["mark-x"], st.session_state["mark-y"]
            boxes.append((left / 100, top / 100, right / 100, bottom / 100))
        page_image(path, page.number, [each.words for each in waiting if each.words], boxes)


def _show_summary(desk: Desk, account: Account, draft: Draft, found: Sequence[DraftFinding]) -> None:
    waiting = open_findings(draft, found)
    marked = [each for each in found if each.decision == "redact"]
    undecided = [each for each in waiting if each.decision == ""]
    done = [each for each in found if each.decision in {"redacted", "keep"}]
    said = f"{counted(len(undecided), 'finding')} to decide, {len(marked):,} to be redacted, {len(done):,} done."
    if not found:
        said = (
            "Nothing was found that could identify a person. The screen does not find everything: read the pages that "
            "tell of cases yourself."
        )
    st.html(f'<p class="facts">{escape(said)}</p>')
    with st.container(horizontal=True, gap="small"):
        if undecided:
            numbers = [each.number for each in undecided]
            st.button(
                f"Mark all {len(undecided):,} to be redacted",
                key="redact-all",
                on_click=decide,
                args=(Findings(desk, account), draft.number, numbers, "redact", ""),
            )
        if marked:
            st.button(
                f"Redact {len(marked):,} now",
                key="redact-now",
                type="primary",
                on_click=_redact,
                args=(desk, account, draft.number),
                help="The words are removed from text, picture and file; nothing is covered only",
            )


def _pages_line(draft: Draft, file: DraftFile, pages: Sequence[Page], found: Sequence[DraftFinding], here: int) -> str:
    links = []
    for place, page in enumerate(pages):
        number = sum(each.page == place and each.hinders("public") for each in found)
        address = DraftAddress(draft.number, "harm", file.number, place)
        current = ' aria-current="page"' if place == here else ""
        name = page_label(page.number, page.label) or f"part {place + 1}"
        mark = f"<b>{number}</b>" if number else ""
        kind = "poorly" if number else "well"
        links.append(
            f'<a class="{kind}" href="{escape(address.link())}"{current} title="{escape(name)}: '
            f'{counted(number, "open finding")}">{place + 1}{mark}</a>'
        )
    return f'<nav class="page-marks" aria-label="Pages with findings">{"".join(links)}</nav>'


def _show_findings(findings: Findings, draft: Draft, file: DraftFile, on_page: Sequence[DraftFinding]) -> None:
    if not on_page:
        waiting = [each for each in findings.of(draft.number) if each.file == file.number and each.hinders("public")]
        others = sorted({each.page for each in waiting})
        more = ""
        if others:
            link = DraftAddress(draft.number, "harm", file.number, others[0]).link()
            more = f" The next is on {anchor(link, f'page {others[0] + 1}')}."
        st.html(f"<p>Nothing was found on this page.{more}</p>")
    undecided = [each.number for each in on_page if each.decision == ""]
    if len(undecided) > 1:
        _show_choices_for_all(findings, draft.number, undecided)
    for each in on_page:
        show_finding(findings, draft.number, each)


def _show_choices_for_all(findings: Findings, draft: int, numbers: Sequence[int]) -> None:
    """For the page that was looked at only: what is on the others nobody has seen yet."""
    with st.container(horizontal=True, gap="small"):
        st.button(
            f"Redact these {len(numbers)}",
            key="redact-page",
            on_click=decide,
            args=(findings, draft, numbers, "redact", ""),
        )
        with st.popover(f"Keep these {len(numbers)}"):
            st.text_input("Why they may stay", key="reason-page")
            st.button("Keep them", key="keep-page", on_click=keep, args=(findings, draft, numbers, "reason-page"))


def _show_marking(findings: Findings, draft: Draft, file: DraftFile, page: int, path: Path) -> None:
    with st.container(border=True, key="marking"):
        with (
            st.form("mark", border=False, clear_on_submit=True),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            st.text_input("Mark other words, wherever they stand in the file", key="mark-words")
            st.form_submit_button(
                "Mark the words", on_click=_mark_words, args=(findings, draft.number, file.number, page)
            )
        if path.suffix.lower() != ".pdf":
            return
        if st.toggle("A part of this page, a face for one", key="mark-part"):
            left, right = st.slider("From left to right, in hundredths", 0, 100, (40, 60), key="mark-x")
            top, bottom = st.slider("From top to bottom, in hundredths", 0, 100, (40, 60), key="mark-y")
            st.button(
                "Mark the part",
                key="mark-box",
                on_click=_mark,
                args=(
                    findings,
                    draft.number,
                    file.number,
                    page,
                    "",
                    (left / 100, top / 100, right / 100, bottom / 100),
                ),
            )


def _mark_words(findings: Findings, draft: int, file: int, page: int) -> None:
    _mark(findings, draft, file, page, st.session_state["mark-words"])


@still_here
def _mark(
    findings: Findings,
    draft: int,
    file: int,
    page: int,
    words: str,
    box: tuple[float, float, float, float] | None = None,
) -> None:
    try:
        findings.mark(draft, file, page, words, box)
    except DeskError as error:
        st.session_state["not-decided"] = [error]


@still_here
def _redact(desk: Desk, account: Account, draft: int) -> None:
    try:
        with st.spinner("Redacting and reading again…"):
            st.session_state["redacted"] = redact_draft(desk, account, draft)
    except DeskError as error:
        st.session_state["not-decided"] = [error]
