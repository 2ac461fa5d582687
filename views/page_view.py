"""One page: its picture with the passage boxed, and beside it its text."""

import base64
import threading
from pathlib import Path

import streamlit as st

from search.page_picture import PagePicture, page_picture
from views.address import DocumentAddress
from views.document_text import page_text
from views.html import escape
from views.labels import page_label
from views.open_file import OpenFile

# pdfium may not be entered by two threads at once, and each visitor has one.
_PDFIUM = threading.Lock()
_STRETCH, _BEFORE = 14, 3
_READ_BADLY = {
    "poorly": "This page was read poorly: compare its text with the picture before quoting it.",
    "not at all": "No text could be read of this page.",
}


def show_page(opened: OpenFile, address: DocumentAddress, terms: list[str]) -> None:
    """
    Draw the page that is open, with links to those before and after it.

    :param opened: the file.
    :param address: what is shown.
    :param terms: words to mark.
    """
    page = opened.page
    if page is None:
        reason = opened.state.refused or "nothing was read of it"
        st.html(f'<p class="notice">This file is not searchable: {escape(reason)}.</p>')
        return
    warning = page.note or _READ_BADLY.get(page.reading, "")
    notice = f'<p class="notice">{escape(warning)}</p>' if warning else ""
    if not opened.paged:
        _show_without_pages(opened, address, terms, notice)
        return
    text = page_text(page.text, opened.passages_on(page), address, terms)
    st.html(_turning(opened, address))
    picture, words = st.columns([11, 9], gap="medium")
    with picture:
        _show_picture(opened, page.number or 1)
    with words:
        st.html(f'<h2 class="unseen">Text of the page</h2>{notice}{text}')
    st.html(_turning(opened, address))


def _show_without_pages(opened: OpenFile, address: DocumentAddress, terms: list[str], notice: str) -> None:
    """Draw a stretch of passages about the chosen one: a whole book on one page would hide it."""
    passages = opened.passages
    at = passages.index(opened.passage) if opened.passage is not None else 0
    first = max(0, at - _BEFORE)
    window = passages[first : first + _STRETCH]
    text = opened.page.text if opened.page else ""
    start = window[0].meta["start"] if first else 0
    end = window[-1].meta["end"] if first + _STRETCH < len(passages) else len(text)
    parts = []
    for label, to in (("Earlier text", first - _STRETCH + _BEFORE), ("Later text", first + _STRETCH + _BEFORE)):
        turned = first > 0 if label == "Earlier text" else first + _STRETCH < len(passages)
        passage = passages[min(max(to, 0), len(passages) - 1)]
        link = DocumentAddress(address.document, opened.file.path, passage.id, query=address.query).link()
        parts.append(f'<a href="{escape(link)}">{label}</a>' if turned else "")
    turning = f'<nav class="pages" aria-label="Through the text">{"".join(parts)}</nav>' if any(parts) else ""
    pageless = '<p class="facts">This format has no pages: article and heading are what is cited.</p>'
    st.html(f"{notice}{pageless}{turning}{page_text(text, window, address, terms, (start, end))}{turning}")


def _turning(opened: OpenFile, address: DocumentAddress) -> str:
    numbers = [page.number for page in opened.pages]
    page = opened.page
    if page is None:
        return ""
    at = numbers.index(page.number)
    parts = []
    for label, to in (("Previous", at - 1), ("Next", at + 1)):
        if 0 <= to < len(numbers):
            link = DocumentAddress(address.document, opened.file.path, page=numbers[to], query=address.query).link()
            parts.append(f'<a href="{escape(link)}">{label}</a>')
        else:
            parts.append(f'<span aria-disabled="true">{label}</span>')
    here = f"{page_label(page.number, page.label)} of {len(numbers):,}"
    current = f'<span class="here" aria-current="page">{escape(here)}</span>'
    return f'<nav class="pages" aria-label="Pages of the document">{parts[0]}{current}{parts[1]}</nav>'


def _show_picture(opened: OpenFile, number: int) -> None:
    if opened.location.suffix.lower() != ".pdf":
        return
    on_page = opened.passage is not None and opened.passage.meta.get("pdf_page") == number
    quote = (opened.passage.content or "") if opened.passage is not None and on_page else ""
    try:
        picture = _draw(opened.location, opened.state.sha256, number, quote)
    except (OSError, LookupError, ValueError, RuntimeError) as error:
        st.html(f'<p class="notice">The page cannot be drawn: {escape(error)}. Its text is beside it.</p>')
        return
    boxed = ", the passage boxed" if picture.boxes else ""
    alt = (
        f"Picture of {page_label(number, opened.page.label if opened.page else None)}{boxed}; its text stands beside it"
    )
    data = base64.b64encode(picture.png).decode("ascii")
    st.html(
        f'<img class="page-picture" alt="{escape(alt)}" width="{picture.width}" height="{picture.height}" '
        f'src="data:image/png;base64,{data}">'
    )


@st.cache_data(max_entries=64, show_spinner="Drawing the page…")
def _draw(file: Path, sha256: str, number: int, quote: str) -> PagePicture:
    """Remembered by what the file held when it was read: a page that was blacked out since is not shown as it was."""
    with _PDFIUM:
        return page_picture(file, number, quote)
