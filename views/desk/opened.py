"""The desk behind its pages: opened once a process, with a reader of drafts at work, for those who may come in."""

import sqlite3
from typing import NoReturn

import streamlit as st

from desk.database import DeskError
from desk.desk import Desk
from desk.people import Account, Act
from desk.publication import Publisher
from desk.reading import Reader
from index import IndexModelError
from views.frame import close_frame
from views.html import escape
from views.who import signed_in


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
        _stop('Sign in to work at the desk. <a href="sign-in?next=/desk">Sign in</a>')
    if not account.may(act):
        _stop(f"{escape(account.display)} ({escape(account.role)}) may not work here. Ask an administrator.")
    try:
        return the_desk(), account
    except (DeskError, IndexModelError, OSError, sqlite3.Error) as error:
        _stop(escape(error))


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
