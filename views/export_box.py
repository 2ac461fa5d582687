"""To take all results away, not only those on the page."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from search import cite
from search.answer import Result
from views.address import SearchAddress
from views.citation_box import BIBTEX, CSL_JSON, CSV, RIS, download
from views.engine import Engine, ask
from views.labels import counted

_WRITERS = ((CSV, cite.as_csv), (RIS, cite.as_ris), (BIBTEX, cite.as_bibtex), (CSL_JSON, cite.as_csl_json))


def show_export_box(address: SearchAddress, engine: Engine, total: int) -> None:
    """
    A small box with the downloads of everything that was found.

    :param address: what was asked.
    :param engine: answers it whole when a download is pressed.
    :param total: passages found.
    """
    with st.popover("Export", type="tertiary", icon=":material/download:", key="export"):
        st.html(f'<p class="facts">All {counted(total, "passage")}, with their citations</p>')
        for format_, write in _WRITERS:
            download(format_, "passages", partial(_write, write, address, engine), f"export-{format_.suffix}")


def _write(write: Callable[[Iterable[Result]], str], address: SearchAddress, engine: Engine) -> str:
    return write(ask(engine, address, everything=True).results)
