"""The page of what is new: documents by P since a day, to be read here and taken away."""

from datetime import date

import streamlit as st

from corpus.settings import settings
from search.news import News, as_atom, as_eml, as_html, as_text, counted, news
from views.address import FIRST_DAY, LAST_DAY, NewsAddress, current_params, go
from views.engine import open_engine
from views.frame import close_frame, title
from views.html import anchor, escape
from views.known import show_known
from views.news_sections import ended_section, heading_label, section, section_id
from views.periods import last_quarter, months_before
from views.table_export import show_downloads

_MONTHS = 3


def show() -> None:
    """Draw the news of the period that the address names."""
    address = NewsAddress.read(current_params())
    store = open_engine().search.store
    until = address.until or date.today()
    since = address.since or months_before(until, _MONTHS)
    title("What is new", "Documents published, changed or ended here in a period, under each P they bear.")
    _show_choices(since, until)
    if until < since:
        st.html('<p class="notice fault" role="alert">The last day comes before the first: choose another.</p>')
        close_frame()
        return
    found = news(store, since, until)
    _show_summary(found)
    if not found.empty:
        _show_downloads(found)
    for heading, items in found.items_by_p.items():
        st.html(section(heading, items))
    if found.ended:
        st.html(ended_section(found.ended))
    show_known(found.known, len(found.known))
    close_frame()


def _show_choices(since: date, until: date) -> None:
    st.session_state["news-since"], st.session_state["news-until"] = since, until
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="news-period"):
        for key, label in (("news-since", "Since"), ("news-until", "Until")):
            st.date_input(
                label,
                key=key,
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="YYYY-MM-DD",
                on_change=_follow,
                width=150,
            )
        st.html(f'<p class="chips" aria-label="Quick choices">{_quick_choices()}</p>')


def _follow() -> None:
    since, until = st.session_state["news-since"], st.session_state["news-until"]
    go(NewsAddress(since, None if until == date.today() else until))


def _quick_choices() -> str:
    today = date.today()
    first, last = last_quarter(today)
    choices = [
        ("last three months", NewsAddress()),
        ("last quarter", NewsAddress(first, last)),
        ("this year", NewsAddress(today.replace(month=1, day=1))),
        ("everything", NewsAddress(FIRST_DAY)),
    ]
    return " ".join(anchor(address.link(), label) for label, address in choices)


def _show_summary(found: News) -> None:
    if found.empty:
        st.html(f'<p class="notice" role="status">{escape(counted(found))} {_earlier(found)}</p>')
        return
    parts = [
        f'<a href="#{section_id(heading)}">{heading_label(heading)} <span class="number">{len(items):,}</span></a>'
        for heading, items in found.items_by_p.items()
    ]
    if found.ended:
        parts.append(f'<a href="#ended">No longer in force <span class="number">{len(found.ended):,}</span></a>')
    if found.known:
        parts.append(f'<a href="#known">Known, not held <span class="number">{len(found.known):,}</span></a>')
    st.html(
        f'<p class="total" role="status">{escape(counted(found))}</p>'
        f'<p class="chips" aria-label="Parts of this page">{"".join(parts)}</p>'
    )


def _earlier(found: News) -> str:
    """The way to the nearest day before the period on which something came; of a month or a year to its first."""
    if not found.earlier:
        return ""
    day = date.fromisoformat(found.earlier + "0000-01-01"[len(found.earlier) :])
    return f"The nearest earlier day with something: {anchor(NewsAddress(since=day).link(), found.earlier)}."


def _show_downloads(found: News) -> None:
    address = settings().address
    files = (
        ("HTML", "html", "text/html", lambda: as_html(found, address).encode()),
        ("E-mail", "eml", "message/rfc822", lambda: as_eml(found, settings().owner, address)),
        ("Atom", "atom", "application/atom+xml", lambda: as_atom(found, address)),
        ("Text", "txt", "text/plain", lambda: as_text(found, address).encode()),
    )
    show_downloads(f"new-since-{found.since}", files)
    st.html(f"<p>To be told of what comes: {anchor('feed.atom', 'the feed')}, in any feed reader.</p>")
