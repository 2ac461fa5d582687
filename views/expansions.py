"""What the thesaurus added to a query, each taken off by a click."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from search.expand import Expansion
from views.address import SearchAddress
from views.html import escape

_SHOWN = 6


def show_expansions(address: SearchAddress, expanded: Sequence[Expansion]) -> None:
    """
    Draw the names that were looked for beside the words of the query.

    :param address: what was asked.
    :param expanded: term by term.
    """
    if not expanded and not address.without:
        return
    terms = "".join(_term(address, expansion) for expansion in expanded)
    also = f"<span>Also looked for:</span>{terms}" if terms else "<span>Looked for in your words only.</span>"
    back = ""
    if address.without:
        with_all = replace(address, without=(), page=1)
        back = f'<a href="{escape(with_all.link())}">Look for other names too</a>'
    st.html(f'<p class="also">{also}{back}</p>')


def _term(address: SearchAddress, expansion: Expansion) -> str:
    named = ", ".join(expansion.names[:_SHOWN]) + (", …" if len(expansion.names) > _SHOWN else "")
    less = replace(address, without=(*address.without, expansion.key), page=1)
    return (
        f'<a href="{escape(less.link())}" title="{escape(", ".join(expansion.names))}" '
        f'aria-label="Do not look for {escape(named)}">{escape(named)} <span aria-hidden="true">✕</span></a>'
    )
