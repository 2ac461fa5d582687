"""How each page of a draft's files was read: the picture beside the text."""

from collections import Counter

import streamlit as st

from corpus.page import Page, ParsedFile
from desk.desk import Desk
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.shelf import Shelf
from views.desk.draft_address import DraftAddress
from views.desk.page_image import page_image
from views.html import anchor, escape
from views.labels import counted, page_label

_MARKS = {"well": "✓", "poorly": "!", "not at all": "✗"}


def show_pages(desk: Desk, draft: Draft, address: DraftAddress) -> None:
    """
    Draw one page, and a line of all.

    :param desk: the desk.
    :param draft: the draft.
    :param address: which file and page.
    """
    opened = open_reading(desk, draft, address)
    if opened is None:
        return
    file, parsed = opened
    readings = Counter(page.reading for page in parsed.pages)
    said = ", ".join(f"{number:,} {reading}" for reading, number in readings.items())
    st.html(
        f'<p class="facts"><b>{escape(file.name)}</b>: {counted(len(parsed.pages), "page")} read: {escape(said)}.</p>'
    )
    links = "".join(
        _link(DraftAddress(draft.number, "pages", file.number, place), page, place, place == address.page)
        for place, page in enumerate(parsed.pages)
    )
    st.html(f'<nav class="page-marks" aria-label="Pages">{links}</nav>')
    page = parsed.pages[min(address.page, len(parsed.pages) - 1)]
    picture, words = st.columns([11, 9], gap="medium")
    with picture:
        page_image(Shelf(desk.folder).file(draft.number, file.sha256), page.number)
    with words:
        st.html(_about(page) + f'<div class="page-text">{escape(page.text)}</div>')


def open_reading(desk: Desk, draft: Draft, address: DraftAddress) -> tuple[DraftFile, ParsedFile] | None:
    """
    The file that an address means and what was read of it; links to the others where there are several.

    :param desk: the desk.
    :param draft: the draft.
    :param address: which file.
    :returns: file and reading; None, and said so, where none is read yet.
    """
    ready = [file for file in draft.files if file.state == "ready"]
    if not ready:
        st.html(
            '<p class="facts">No file is read yet.</p>' if draft.files else '<p class="facts">There is no file.</p>'
        )
        return None
    file = next((file for file in ready if file.number == address.file), ready[0])
    if len(ready) > 1:
        links = " ".join(
            anchor(DraftAddress(draft.number, address.part, other.number).link(), other.name)
            for other in ready
            if other is not file
        )
        st.html(f'<p class="facts">Other files: {links}</p>')
    parsed = Shelf(desk.folder).reading(draft.number, file.sha256)
    if parsed is None or not parsed.pages:
        st.html(
            '<p class="notice fault">What was read of it is no longer there: take the file out and bring it again.</p>'
        )
        return None
    return file, parsed


def _link(address: DraftAddress, page: Page, place: int, here: bool) -> str:
    name = page_label(page.number, page.label) or f"part {place + 1}"
    current = ' aria-current="page"' if here else ""
    mark = f'<i aria-hidden="true">{_MARKS[page.reading]}</i>'
    return (
        f'<a class="{escape(page.reading.replace(" ", "-"))}" href="{escape(address.link())}"{current} '
        f'title="{escape(name)}, read {escape(page.reading)}">{place + 1}{mark}</a>'
    )


def _about(page: Page) -> str:
    note = f" {escape(page.note)}" if page.note else ""
    kind = "notice" if page.reading == "well" else "notice fault"
    return (
        f'<p class="{kind}">{escape(page_label(page.number, page.label))}: read {escape(page.reading)} by '
        f"{escape(page.read_by)}, {counted(len(page.text.split()), 'word')}.{note}</p>"
    )
