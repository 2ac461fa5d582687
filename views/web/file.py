"""`/file/IDENTIFIER/PATH`: a document's file, for whoever may see the document at the moment of asking."""

import logging
import mimetypes
import sqlite3
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from corpus.settings import Audience, settings
from desk.database import DeskError
from desk.people.identity import Identity
from desk.people.members import Members
from index import IndexModelError, PassageStore
from index.audience import ORDER
from views.engine import store_for
from views.web.file_pass import read_file_pass
from views.web.forms import SESSION
from views.web.page import page

_log = logging.getLogger(__name__)
# The same for a file that is not held and for one that may not be seen.
_NONE = (
    '<p class="notice" role="alert">No such file is held here, or it is not for everybody: sign in, if you have an '
    'account, and open its document again.</p><p><a href="/document">All documents</a></p>'
)


def file_link(identifier: str, path: str) -> str:
    """
    The address of a file.

    :param identifier: the document's.
    :param path: of the file.
    :returns: a relative address.
    """
    return f"file/{quote(identifier, safe='')}/{quote(path)}"


async def show_file(request: Request) -> Response:
    """
    Hand a file out to be kept: no browser is to open it as a page of ours.

    :param request: a GET.
    :returns: the file; the same page for one that is not there and for one that may not be seen.
    """
    return await run_in_threadpool(_answer, request)


def _answer(request: Request) -> Response:
    identifier, path = request.path_params["identifier"], request.path_params["path"]
    try:
        store = store_for(_sees(request, identifier, path))
        file = _location(store, identifier, path)
    except (IndexModelError, OSError, sqlite3.Error):
        _log.exception("The index cannot be used")
        file = None
    if file is None:
        return page("There is no such file", _NONE, 404)
    public = store.for_audience("public").record(identifier) is not None
    return FileResponse(
        file,
        media_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        filename=file.name,
        headers={
            "Cache-Control": "no-cache" if public else "no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "Vary": "Cookie",
        },
    )


def _sees(request: Request, identifier: str, path: str) -> Audience:
    """Whose documents whoever asks may see: asked anew each time, so that a sign-out takes effect at once."""
    token = request.cookies.get(SESSION, "")
    key = read_file_pass(request.query_params.get("pass", ""), identifier, path)
    account = None
    if token or key:
        try:
            sessions = Members.open().sessions
            account = sessions.account_of(token) if token else None
            if account is None and key:
                # Issued long ago: a session that goes on is found, none is begun.
                account = sessions.vouched(Identity(key, "", 0.0, ""))
        except (DeskError, OSError, sqlite3.Error):
            # Whoever cannot be known sees what everybody sees.
            _log.exception("The desk cannot be used")
    return max(account.sees if account else settings().audience, settings().audience, key=ORDER.index)


def _location(store: PassageStore, identifier: str, path: str) -> Path | None:
    state = next((held for held in store.files(identifier) if held.path == path), None)
    file = settings().corpus_dir / state.path if state else None
    return file if file is not None and file.is_file() else None
