"""The search behind the pages: opened once a process, its language model loaded while people already read."""

import sqlite3
import threading
from dataclasses import dataclass, field
from typing import NoReturn

import streamlit as st

from corpus.settings import Audience, settings
from index import IndexModelError, PassageStore
from index.audience import ORDER
from search import Search
from search.answer import Answer, Mode
from views.address import SearchAddress
from views.html import escape
from views.who import audience as audience_here

_EVERYTHING = 1_000_000
_WITHIN = 12


@dataclass(slots=True)
class Model:
    """
    Whether the language model is there; one for all audiences.

    :param loaded: set when it is loaded, or could not be.
    :param fault: why it could not be loaded, empty where it was.
    """

    loaded: threading.Event = field(default_factory=threading.Event)
    fault: str = ""


@dataclass(slots=True)
class Engine:
    """
    A search and whether its language model is there.

    :param search: the search, for one audience.
    :param model: the model.
    """

    search: Search
    model: Model = field(default_factory=Model)

    def load_model(self) -> None:
        """Load the model, some seconds; what goes wrong is kept for the page to say."""
        try:
            self.search.warm_up()
            self.search.for_audience(settings().audience).warm_up()
        except Exception as error:
            self.model.fault = str(error)
        finally:
            self.model.loaded.set()

    @property
    def knows_meaning(self) -> bool:
        """Whether questions can be answered by meaning now."""
        return self.model.loaded.is_set() and not self.model.fault


@st.cache_resource(show_spinner=False)
def _engine() -> Engine:
    """Of all that anybody may see: only views of it, for one audience each, leave this module."""
    made = Engine(Search(settings().index_dir, audience=ORDER[-1]))
    threading.Thread(target=made.load_model, name="language-model", daemon=True).start()
    return made


def open_engine() -> Engine:
    """
    The engine for whoever looks at the page; the first call of a process starts to load the model in the background.

    Where it cannot be opened the page says why and how to mend it, and ends there.

    :returns: the engine, at once; it sees what the audience of the session does.
    """
    try:
        whole = _engine()
    except (IndexModelError, OSError, sqlite3.Error) as error:
        _stop_without_index(str(error))
    opened = Engine(whole.search.for_audience(audience_here()), whole.model)
    if not opened.search.store.info()["documents"]:
        _stop_without_index(f"The index in {settings().index_dir} holds no document that may be shown.")
    return opened


def public_store() -> PassageStore:
    """
    The index as everybody may see it, for what is served without a page.

    :returns: the store.
    """
    return store_for("public")


def store_for(audience: Audience) -> PassageStore:
    """
    The index as one audience may see it, for what is served without a page to somebody who is known.

    :param audience: theirs.
    :returns: the store.
    """
    return _engine().search.for_audience(audience).store


@st.fragment(run_every=1)
def wait_for_model(engine: Engine, until_then: str) -> None:
    """
    Say that the language model is loading, and draw the page anew when it is there.

    :param engine: the engine.
    :param until_then: how the page answers meanwhile.
    """
    if engine.model.loaded.is_set():
        st.rerun()
    st.html(f'<p class="notice" role="status">Loading the language model… Until then {escape(until_then)}.</p>')


def _stop_without_index(fault: str) -> NoReturn:
    st.html(
        '<section class="notice fault" role="alert"><h1>There is nothing to search yet</h1>'
        f"<p>{escape(fault)}</p><p>Build the index with <code>python -m ingest build</code>, then load this page "
        "again.</p></section>"
    )
    st.stop()


def ask(engine: Engine, address: SearchAddress, *, everything: bool = False) -> Answer:
    """
    Answer what an address asks: by words alone until the model is there.

    :param engine: the engine.
    :param address: query, filters, order and page.
    :param everything: all results instead of one page of them.
    :returns: the answer; its `error` is set where the query cannot be read.
    """
    size = settings().results_per_page
    filters: dict[str, object] = dict(address.filters)
    if address.years != (None, None):
        filters["year"] = address.years
    return engine.search.run(
        address.query,
        filters=filters,
        mode=address.mode if engine.knows_meaning else "lexical",
        sort=address.sort,
        top=_EVERYTHING if everything else size,
        offset=0 if everything else (address.page - 1) * size,
        without=address.without,
        only_about=address.about,
        superseded=address.superseded,
    )


def ask_within(engine: Engine, document: str, query: str) -> Answer:
    """
    Answer a question from one document.

    :param engine: the engine.
    :param document: its identifier.
    :param query: what is looked for.
    :returns: the best passages.
    """
    mode: Mode = "hybrid" if engine.knows_meaning else "lexical"
    return engine.search.run(query, filters={"document": document}, mode=mode, top=_WITHIN)
