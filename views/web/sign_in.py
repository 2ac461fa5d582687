"""`/sign-in` and `/sign-out`: a name and a password for a cookie, and back."""

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.database import DeskError
from desk.people.members import Members
from desk.people.sessions import SignInError, WaitError
from views.html import anchor, escape
from views.providers import Provider, providers
from views.web.forms import FORM, SESSION, FormError, form, keep_secret, path_of_ours, read_form, set_cookie
from views.web.page import page

T = TypeVar("T")
_log = logging.getLogger(__name__)
# Each argon2 hash takes 64 MiB; those who wait take no thread from the pages.
_AT_ONCE = 2
_FIRST = (
    '<p class="notice">There is no account yet. Whoever looks after the machine makes the first administrator there: '
    "<code>python -m desk account add NAME --role administrator</code></p>"
)
_CLOSED = (
    '<p class="notice fault" role="alert">Nobody can sign in at present. Reading public documents goes on; whoever '
    "looks after the machine finds the reason in the app’s log.</p>"
)
_limiter: list[anyio.CapacityLimiter] = []


async def at_the_desk(work: Callable[[Members], T]) -> T:
    """
    Work at the desk, which may take some tenths of a second, beside the pages.

    :param work: takes accounts and sessions.
    :returns: what it gives.
    """
    if not _limiter:
        _limiter.append(anyio.CapacityLimiter(_AT_ONCE))
    return await anyio.to_thread.run_sync(lambda: work(Members.open()), limiter=_limiter[0])


def where_the_desk_opens(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """
    Say so where the desk's database cannot be used; the log has the reason.

    :param answer: answers a request with the desk's help.
    :returns: the same, which always answers.
    """

    @wraps(answer)
    async def careful(request: Request) -> Response:
        try:
            return await answer(request)
        except (DeskError, OSError, sqlite3.Error):
            _log.exception("The desk cannot be used")
            return page("Sign in", _CLOSED, 503)

    return careful


@where_the_desk_opens
async def show_sign_in(request: Request) -> Response:
    """
    The page with the form.

    :param request: a GET.
    :returns: the page; somebody who is signed in goes on at once.
    """
    onward = path_of_ours(request.query_params.get("next", "/"))
    token = request.cookies.get(SESSION, "")
    account = await at_the_desk(lambda members: members.sessions.account_of(token)) if token else None
    return RedirectResponse(onward, 303) if account else await _page(request, onward)


@where_the_desk_opens
async def sign_in(request: Request) -> Response:
    """
    Take name and password.

    :param request: a POST.
    :returns: the way on, with the cookie; or the page with what is wrong.
    """
    onward, name = "/", ""
    try:
        fields = await read_form(request)
        onward, name = path_of_ours(fields.get("next", "/")), fields.get("name", "")
        before, address = request.cookies.get(SESSION, ""), address_of(request)

        def enter(members: Members) -> str:
            token = members.sessions.sign_in(name, fields.get("password", ""), address)
            members.sessions.sign_out(before)
            return token

        token = await at_the_desk(enter)
    except FormError as error:
        return await _page(request, onward, str(error), error.status, name)
    except WaitError as error:
        answer = await _page(request, onward, str(error), 429, name)
        answer.headers["Retry-After"] = str(int(error.seconds) + 1)
        return answer
    except SignInError as error:
        return await _page(request, onward, str(error), 401, name)
    answer = RedirectResponse(onward, 303)
    set_cookie(request, answer, SESSION, token)
    set_cookie(request, answer, FORM, "", same_site="strict")
    return answer


@where_the_desk_opens
async def sign_out(request: Request) -> Response:
    """
    End the session.

    :param request: a POST.
    :returns: the way to the search, without the cookie.
    """
    token = request.cookies.get(SESSION, "")
    try:
        await read_form(request)
        await at_the_desk(lambda members: members.sessions.sign_out(token))
    except FormError as error:
        return page("Not signed out", f'<p class="notice fault" role="alert">{escape(error)}</p>', error.status)
    answer = RedirectResponse("/", 303)
    set_cookie(request, answer, SESSION, "")
    return answer


def address_of(request: Request) -> str:
    """
    From where somebody asks.

    :param request: theirs.
    :returns: the address; behind a proxy that the server trusts (one on this machine), the one it passes on.
    """
    return request.client.host if request.client else ""


async def _page(request: Request, onward: str, fault: str = "", status: int = 200, name: str = "") -> Response:
    first = "" if await at_the_desk(lambda members: members.accounts.everyone()) else _FIRST
    said = f'<p class="notice fault" role="alert">{escape(fault)}</p>' if fault else ""
    focus, after = ("", " autofocus") if name else (" autofocus", "")
    inside = (
        f'<input type="hidden" name="next" value="{escape(onward)}">'
        '<label for="name">Name</label><input id="name" name="name" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" maxlength="200" required value="{escape(name[:200])}"{focus}>'
        '<label for="password">Password</label><input id="password" name="password" type="password" '
        f'autocomplete="current-password" maxlength="200" required{after}>'
    )
    html, secret = form(request, "/sign-in", inside, "Sign in")
    other = "".join(map(_provider, providers()))
    more = f'<p class="or">or, with an account elsewhere</p>{other}' if other else ""
    reading = f'<p class="facts">Reading public documents needs no account: {anchor("/", "go on to the search")}.</p>'
    answer = page("Sign in", f"{reading}{first}{said}{html}{more}", status)
    keep_secret(request, answer, secret)
    return answer


def _provider(provider: Provider) -> str:
    return f'<a class="button" href="{escape(provider.link)}">Sign in with {escape(provider.shown)}</a>'
