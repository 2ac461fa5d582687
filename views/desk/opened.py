"""The desk behind its pages: opened once a process, with a reader of drafts at work, for those who may come in."""

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec

import streamlit as st

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.reading import Reader
from desk.people.account import Account, Act
from desk.publishing.publication import Publisher
from index import IndexModelError
from views.frame import close_frame
from views.html import escape
from views.who import signed_in

P = ParamSpec("P")
_WHO, _GONE = "works-at-the-desk", "works-no-more"


@st.cache_resource(show_spinner=False)
def the_desk() -> Desk:
    """
    The desk of this process. What a killed process left is finished or taken back first.

    :returns: the desk; a thread reads the files of its drafts from now on.
    """
    desk = Desk.open()
    Publisher(desk).recover()
    Reader(desk).start()
    return desk


def open_desk(act: Act = "draft") -> tuple[Desk, Account]:
    """
    The desk and who works at it; the page ends here for anybody else.

    :param act: what the page is for.
    :returns: the desk and the account.
    """
    account = signed_in()
    if account is None:
        _remember(None)
        _stop('Sign in to work at the desk. <a href="sign-in?next=/desk">Sign in</a>')
    if not account.may(act):
        _stop(f"{escape(account.display)} ({escape(account.role)}) may not work here. Ask an administrator.")
    _remember(account)
    try:
        return the_desk(), account
    except (DeskError, IndexModelError, OSError, sqlite3.Error) as error:
        _stop(escape(error))


def desk_beside(act: Act) -> tuple[Desk, Account] | None:
    """
    The desk beside a page that everybody may see.

    :param act: what it is for.
    :returns: the desk and the account; None for somebody who may not, or where the desk cannot be opened.
    """
    account = signed_in()
    _remember(account)
    if account is None or not account.may(act):
        return None
    try:
        return the_desk(), account
    except (DeskError, IndexModelError, OSError, sqlite3.Error) as error:
        say(error)
        return None


def _remember(account: Account | None) -> None:
    """For whom the page is drawn; and what became of the last click where it was somebody else's."""
    st.session_state[_WHO] = account
    if st.session_state.pop(_GONE, False):
        say(DeskError("You were signed out, or your account was changed, before you clicked: nothing was done."))


def still_here(act: Callable[P, None]) -> Callable[P, None]:
    """
    For what a click does: it is not done where whoever clicks is no longer who the page was drawn for.

    ```python
    @still_here
    def _send(drafts: Drafts, number: int) -> None: ...
    ```

    :param act: what is done.
    :returns: the same, for the same account only: one signed out meanwhile or given another role does nothing.
    """

    @wraps(act)
    def asked_anew(*args: P.args, **kwargs: P.kwargs) -> None:
        if signed_in() == st.session_state.get(_WHO) is not None:
            act(*args, **kwargs)
        else:
            st.session_state[_GONE] = True

    return asked_anew


def say(error: Exception) -> None:
    """
    Say what the desk will not do, and how to mend it.

    :param error: what it said.
    """
    st.html(f'<p class="notice fault" role="alert">{escape(error)}</p>')


def _stop(words: str) -> NoReturn:
    st.html(f'<section class="notice" role="alert"><h1>The curator’s desk</h1><p>{words}</p></section>')
    close_frame()
    st.stop()
