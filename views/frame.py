"""What stands around every page: its name in the browser, the sign of the house and the one style sheet."""

from pathlib import Path

import streamlit as st

from corpus.settings import settings
from views.html import escape
from views.who_box import show_who

NAME = "Clearinghouse on human trafficking in Cambodia"
_HERE = Path(__file__).parent


def open_frame() -> None:
    """Set the page up; the first thing of every run."""
    st.set_page_config(page_title=NAME, page_icon=_HERE / "icon.png", layout="wide")
    st.logo(_HERE / "logo.svg", size="large")
    st.html(_HERE / "style.css")
    show_who()


def close_frame() -> None:
    """Say who keeps the clearinghouse; the last thing of every page."""
    st.html(
        f'<footer class="house">{escape(NAME)} · kept by {escape(settings().owner)} · '
        '<a href="about">what is held, and how to cite it</a></footer>'
    )


def title(text: str, facts: str = "", quiet: bool = False) -> None:
    """
    The one heading of the first rank on a page.

    :param text: its words, escaped here.
    :param facts: a line of HTML under it.
    :param quiet: leave it to screen readers, where the page shows by itself what it is.
    """
    below = f'<p class="facts">{facts}</p>' if facts else ""
    kind = "title quiet" if quiet else "title"
    st.html(f'<header class="{kind}"><h1>{escape(text)}</h1>{below}</header>')
