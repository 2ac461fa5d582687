"""Beside a document: a search within it, its headings, its other files."""

from dataclasses import replace
from itertools import takewhile

import streamlit as st

from corpus.record import Record
from index import PassageStore
from views.address import DocumentAddress, current_params, go
from views.html import escape
from views.labels import joined, value_label
from views.open_file import OpenFile

_KEY = "query-within"


def show_side(opened: OpenFile, address: DocumentAddress, store: PassageStore) -> None:
    """
    Draw the side.

    :param opened: the file that is open.
    :param address: what is shown.
    :param store: holds the other files.
    """
    if st.session_state.get(_KEY) != address.query:
        st.session_state[_KEY] = address.query
    with st.sidebar:
        st.text_input("Search within this document", key=_KEY, type="search", on_change=_follow)
        side = _files(opened.record, store, address) + _headings(opened, address)
        if side:
            st.html(side)


def _follow() -> None:
    address = DocumentAddress.read(current_params())
    go(replace(address, query=st.session_state[_KEY].strip()))


def _files(record: Record, store: PassageStore, address: DocumentAddress) -> str:
    if len(record.files) < 2:
        return ""
    links = "".join(
        f'<li><a href="{escape(DocumentAddress(address.document, file.path).link())}">{escape(file.path)}</a>'
        f" {escape(joined([value_label('language', file.language), value_label('text_kind', file.text).lower()]))}</li>"
        for file in record.files
    )
    return f'<h2 class="side">Files</h2><ul class="outline">{links}</ul>'


def _headings(opened: OpenFile, address: DocumentAddress) -> str:
    """The file's own table of contents, else the headings that its passages stand under."""
    items = _own_contents(opened, address) or _passages_headings(opened, address)
    return f'<h2 class="side">Contents</h2><ul class="outline">{"".join(items)}</ul>' if items else ""


def _own_contents(opened: OpenFile, address: DocumentAddress) -> list[str]:
    def link(page: int | None) -> str:
        return DocumentAddress(address.document, opened.file.path, page=page, query=address.query).link()

    return [_line(link(entry.page), entry.title, entry.level, False) for entry in opened.outline if entry.page]


def _passages_headings(opened: OpenFile, address: DocumentAddress) -> list[str]:
    items: list[str] = []
    before: tuple[str, ...] = ()
    here = tuple(opened.passage.meta.get("heading_path") or ()) if opened.passage else None
    for passage in opened.passages:
        path = tuple(passage.meta.get("heading_path") or ())
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, before, strict=False)))
        before = path
        link = DocumentAddress(address.document, opened.file.path, passage.id, query=address.query).link()
        items += [_line(link, path[depth], depth + 1, path[: depth + 1] == here) for depth in range(same, len(path))]
    return items


def _line(link: str, heading: str, level: int, here: bool) -> str:
    current = ' aria-current="true"' if here else ""
    return f'<li class="level-{min(level, 4)}"><a href="{escape(link)}"{current}>{escape(heading)}</a></li>'
