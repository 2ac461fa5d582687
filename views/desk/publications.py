"""What was published last, each to be undone while nothing was built on it."""

import streamlit as st

from desk.database import DeskError
from desk.desk import Desk
from desk.people.account import Account, NotAllowedError
from desk.publishing.published import Publication, last_publications
from desk.publishing.review import Review
from views.address import DocumentAddress
from views.desk.opened import say, still_here
from views.html import anchor, escape

_SHOWN = 10


def show_publications(desk: Desk, account: Account) -> None:
    """
    Draw the last publications.

    :param desk: the desk.
    :param account: a curator.
    """
    st.html("<h2>Published last</h2>")
    say_not_undone()
    publications = last_publications(desk, _SHOWN)
    if not publications:
        st.html('<p class="facts">Nothing was published from this desk yet.</p>')
    for publication in publications:
        show_publication(desk, account, publication)


def say_not_undone() -> None:
    """Say why the last click could not undo a publication."""
    if fault := st.session_state.pop("not-undone", None):
        say(fault)


def show_publication(desk: Desk, account: Account, publication: Publication) -> None:
    """
    Draw one publication, with the way to undo it where it can be.

    :param desk: the desk.
    :param account: a curator.
    :param publication: which.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"publication-{publication.number}"):
        st.html(_line(publication))
        if publication.can_be_undone:
            with st.popover("Undo", type="tertiary"):
                st.html(f"<p>Put back what publication {publication.number} changed?</p>")
                st.button(
                    "Put it back",
                    key=f"undo-{publication.number}",
                    on_click=_undo,
                    args=(desk, account, publication.number),
                )


@still_here
def _undo(desk: Desk, account: Account, number: int) -> None:
    try:
        Review(desk, account).undo(number)
    except (DeskError, NotAllowedError) as error:
        st.session_state["not-undone"] = error


def _line(publication: Publication) -> str:
    names = publication.identifiers
    links = ", ".join(anchor(DocumentAddress(name).link(), name) for name in names[:3])
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    undone = f" · undone by publication {publication.undone}" if publication.undone else ""
    when = publication.at[:16].replace("T", " ")
    return (
        f'<p class="facts">{publication.number}. {escape(publication.who)} {escape(publication.action)} '
        f"{links}{more}, {escape(when)} UTC{undone}</p>"
    )
