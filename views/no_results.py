"""When there is nothing to show: what to change, one click away."""

from dataclasses import replace

import streamlit as st

from search.answer import Answer
from views.address import SearchAddress
from views.engine import Engine, ask
from views.html import anchor, escape
from views.labels import counted, field_label, value_label
from views.left_out import left_out


def show_query_fault(message: str) -> None:
    """
    Say what is wrong with a query and how to mend it.

    :param message: what the query language says of it.
    """
    st.html(
        '<section class="notice fault" role="alert"><h2>This query cannot be read</h2>'
        f"<p>{escape(message)}</p></section>"
    )


def show_no_results(address: SearchAddress, engine: Engine, answer: Answer) -> None:
    """
    Say that nothing was found, and what each filter would give if it were taken off.

    :param address: what was asked.
    :param engine: counts what would be found.
    :param answer: that nothing was found by.
    """
    offers = []
    for label, wider in _without_one_filter(address):
        total = ask(engine, wider).total
        if total:
            offers.append(f"<li>{anchor(wider.link(), f'Without {label}')}: {counted(total, 'passage')}</li>")
    if not offers and len(address.filters) > 1:
        bare = replace(address, filters={}, years=(None, None), page=1)
        offers.append(f"<li>{anchor(bare.link(), 'Without any filter')}</li>")
    outdated = left_out(address, answer)
    tips = (
        "" if offers or outdated else "<p>Try fewer or other words, or ask in a sentence: meaning is searched too.</p>"
    )
    st.html(
        '<section class="notice" role="status"><h2>No passage answers this</h2>'
        f"{'<p>Something else would be found:</p>' if offers else ''}<ul>{''.join(offers)}</ul>{outdated}{tips}"
        '<p><a href="./">Start again</a> · <a href="document">All documents</a></p></section>'
    )


def _without_one_filter(address: SearchAddress) -> list[tuple[str, SearchAddress]]:
    wider = [
        (
            f"{field_label(name)}: {', '.join(value_label(name, value) for value in values)}",
            address.with_filter(name, ()),
        )
        for name, values in address.filters.items()
    ]
    if address.years != (None, None):
        wider.append(("the years", replace(address, years=(None, None), page=1)))
    return wider
