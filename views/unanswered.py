"""A question that nothing answered is counted for those who collect documents; never who asked it."""

import logging
import sqlite3

import streamlit as st

from desk.database import DeskError
from desk.unanswered import note_unanswered
from search.answer import Answer
from search.unanswered import unanswered
from views.desk.opened import the_desk

_log = logging.getLogger(__name__)
_NOTED = "noted-as-unanswered"


def note(answer: Answer) -> None:
    """
    Count the words of a question without an answer, once while the page shows it.

    :param answer: what was found.
    """
    words = unanswered(answer)
    if not words or st.session_state.get(_NOTED) == words:
        return
    st.session_state[_NOTED] = words
    try:
        note_unanswered(the_desk(), words)
    except (DeskError, OSError, sqlite3.Error):
        # Whoever asks is answered all the same.
        _log.exception("What was not found could not be counted")
