"""The filters beside the results: each value with how many passages choosing it gives."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from corpus.record import FOUR_P
from views.address import FILTER_FIELDS, SIDE_FIELDS, SearchAddress, current_params, go
from views.html import escape
from views.labels import field_label, value_label

_SHOWN_AT_ONCE = 7
_ALWAYS_OPEN = ("four_p", "type")
_YEAR_KEYS = ("year-from", "year-to")
_MARKDOWN = re.compile(r"([\\`*_\[\]<~:$])")

Facets = Mapping[str, Mapping[Any, int]]


def show_filters(address: SearchAddress, facets: Facets) -> None:
    """
    Draw the filters. A choice changes the address and nothing else: the page follows the address.

    :param address: what is chosen now.
    :param facets: {field: {value: passages}}.
    """
    if not (address.filtered or any(facets.values())):
        return
    with st.sidebar:
        st.html('<h2 class="side">Filters</h2>')
        if address.filtered:
            cleared = replace(address, filters={}, years=(None, None), page=1)
            st.html(f'<p class="side"><a href="{escape(cleared.link())}">Take all filters off</a></p>')
        for name in SIDE_FIELDS:
            counts = _named(facets.get(name, {}))
            (_show_field if name in _ALWAYS_OPEN else _show_drawer)(address, name, counts)
            if name == "type":
                _show_years(address, _named(facets.get("year", {})))


def show_chips(address: SearchAddress) -> None:
    """
    Draw what is chosen, above the results, where a phone shows it too; each is taken off by a click.

    :param address: what is chosen now.
    """
    off = [
        (f"{field_label(name)}: {value_label(name, value)}", name, [other for other in values if other != value])
        for name, values in address.filters.items()
        for value in values
    ]
    chips = [_chip(label, address.with_filter(name, others)) for label, name, others in off]
    if address.years != (None, None):
        first, last = ("" if year is None else str(year) for year in address.years)
        chips.append(_chip(f"Year: {first}–{last}", replace(address, years=(None, None), page=1)))
    if address.superseded:
        chips.append(_chip("Superseded and withdrawn too", replace(address, superseded=False, page=1)))
    st.html(f'<p class="chips"><span class="phone">Filters are behind » at the top.</span>{"".join(chips)}</p>')


def _chip(label: str, without: SearchAddress) -> str:
    said = escape(label)
    cross = '<span aria-hidden="true">✕</span>'
    return f'<a href="{escape(without.link())}" aria-label="Take off {said}">{said} {cross}</a>'


def _show_drawer(address: SearchAddress, name: str, counts: Mapping[str, int]) -> None:
    """A field whose values are drawn only while it is open: there are a hundred of them in all."""
    chosen = address.filters.get(name, ())
    values = _ordered(name, counts, chosen)
    if not values:
        return
    with st.expander(
        field_label(name), expanded=bool(chosen), type="compact", key=f"drawer-{name}", on_change="rerun"
    ) as drawer:
        if drawer.open:
            with st.container(key=f"filter-{name}", gap=None):
                for value in values:
                    _show_value(address, name, value, counts.get(value, 0))


def _show_field(address: SearchAddress, name: str, counts: Mapping[str, int]) -> None:
    chosen = address.filters.get(name, ())
    values = _ordered(name, counts, chosen)
    if not values:
        return
    first, rest = values[:_SHOWN_AT_ONCE], values[_SHOWN_AT_ONCE:]
    with st.container(key=f"filter-{name}", gap=None):
        st.html(f'<h3 class="side" id="filter-{name}">{escape(field_label(name))}</h3>')
        for value in first:
            _show_value(address, name, value, counts.get(value, 0))
        if rest:
            more_chosen = any(value in chosen for value in rest)
            with st.expander(f"{len(rest)} more", expanded=more_chosen, type="compact"):
                for value in rest:
                    _show_value(address, name, value, counts.get(value, 0))


def _ordered(name: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    if name == "four_p":
        return [value for value in FOUR_P if value in counts or value in chosen]
    if name == "plan_component":
        return sorted({*counts, *chosen})
    known = sorted(counts, key=lambda value: (-counts[value], value))
    return known + [value for value in chosen if value not in counts]


def _named(counts: Mapping[Any, int]) -> dict[str, int]:
    """Counts by what a value is called in an address, without passages that have none."""
    return {str(value): count for value, count in counts.items() if value not in (None, "")}


def _show_value(address: SearchAddress, name: str, value: str, count: int) -> None:
    key = f"filter-{name}-{value}"
    st.session_state[key] = value in address.filters.get(name, ())
    label = _MARKDOWN.sub(r"\\\1", value_label(name, value))
    st.checkbox(f"{label} ({count:,})", key=key, on_change=_follow_widgets)


def _show_years(address: SearchAddress, counts: Mapping[str, int]) -> None:
    years = sorted({int(year) for year in counts} | {year for year in address.years if year is not None})
    if not years:
        return
    with st.container(key="filter-years", gap=None):
        st.html('<h3 class="side">Year</h3>')
        with st.container(horizontal=True, wrap=False, gap="small"):
            for key, label, chosen in zip(_YEAR_KEYS, ("From", "To"), address.years, strict=True):
                st.session_state[key] = chosen
                st.selectbox(
                    label,
                    years,
                    format_func=lambda year: f"{year} ({counts.get(str(year), 0):,})",
                    placeholder="any",
                    key=key,
                    on_change=_follow_widgets,
                )


def _follow_widgets() -> None:
    """
    Write what all filters say into the address.

    All of them, not only the one that changed: of two quick clicks the second may come before the page has
    heard of the first, and only the filters themselves know of both.
    """
    address = SearchAddress.read(current_params())
    for name in FILTER_FIELDS:
        prefix = f"filter-{name}-"
        keys = [str(key) for key in st.session_state if str(key).startswith(prefix)]
        if not keys:
            # A drawer that is shut has no widgets; what was chosen in it stays chosen.
            continue
        address = address.with_filter(name, [key.removeprefix(prefix) for key in keys if st.session_state[key]])
    first, last = (st.session_state.get(key) for key in _YEAR_KEYS)
    if first is not None and last is not None and first > last:
        first, last = last, first
    go(replace(address, years=(first, last)))
