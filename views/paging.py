"""From one page of results to another: numbers that are links."""

from dataclasses import replace

import streamlit as st

from corpus.settings import settings
from views.address import SearchAddress
from views.html import escape


def page_numbers(page: int, pages: int) -> list[int | None]:
    """
    Which pages to offer: the first, the last and those about this one.

    :param page: the one that is shown, counted from 1.
    :param pages: how many there are.
    :returns: numbers in order, None where some are left out.
    """
    offered = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    numbers: list[int | None] = []
    for before, number in zip([0, *offered], offered, strict=False):
        if number - before > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def show_paging(address: SearchAddress, total: int) -> None:
    """
    Draw the links to the other pages; nothing where there is one.

    :param address: what is shown now.
    :param total: passages found.
    """
    pages = -(-total // settings().results_per_page)
    if pages < 2:
        return
    parts = [_link(address, address.page - 1, "Previous")] if address.page > 1 else []
    for number in page_numbers(min(address.page, pages), pages):
        if number is None:
            parts.append('<span class="gap" aria-hidden="true">…</span>')
        elif number == address.page:
            parts.append(f'<span aria-current="page">{number:,}</span>')
        else:
            parts.append(_link(address, number, f"{number:,}"))
    if address.page < pages:
        parts.append(_link(address, address.page + 1, "Next"))
    st.html(f'<nav class="pages" aria-label="Pages of results">{"".join(parts)}</nav>')


def _link(address: SearchAddress, page: int, label: str) -> str:
    return f'<a href="{escape(replace(address, page=page).link())}">{label}</a>'
