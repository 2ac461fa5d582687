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
        st.html(_files(opened.record, store, address) + _headings(opened, address))


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
    """The headings that passages stand under, each a link to its first passage; else the file's own contents."""
    items: list[str] = []
    before: tuple[str, ...] = ()
    here = tuple(opened.passage.meta.get("heading_path") or ()) if opened.passage else None
    for passage in opened.passages:
        path = tuple(passage.meta.get("heading_path") or ())
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, before, strict=False)))
        before = path
        link = DocumentAddress(address.document, opened.file.path, passage.id, query=address.query).link()
        items += [_line(link, path[depth], depth + 1, path[: depth + 1] == here) for depth in range(same, len(path))]
    if not items:
        for entry in opened.outline:
            link = DocumentAddress(address.document, opened.file.path, page=entry.page, query=address.query).link()
            items.append(_line(link, entry.title, entry.level, False))
    return f'<h2 class="side">Contents</h2><ul class="outline">{"".join(items)}</ul>' if items else ""


def _line(link: str, heading: str, level: int, here: bool) -> str:
    current = ' aria-current="true"' if here else ""
    return f'<li class="level-{min(level, 4)}"><a href="{escape(link)}"{current}>{escape(heading)}</a></li>'
