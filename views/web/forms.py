"""Forms that come in: short ones only, and only from our own pages."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from views.html import escape

SESSION, FORM = "clearinghouse_session", "clearinghouse_form"
_MOST_BYTES = 8192
_OURSELVES = {"same-origin", "none"}


class FormError(ValueError):
    """
    A form that is not taken.

    :param status: of HTTP.
    :param message: why, and how to go on.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read_form(request: Request) -> Mapping[str, str]:
    """
    The fields of a form that one of our own pages sent.

    :param request: a POST.
    :returns: {name: value}.
    :raises FormError: where it is too long, is no form, or came from elsewhere.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            raise FormError(413, "This is too long.")
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise FormError(415, "This is no form.")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise FormError(400, "This form cannot be read.") from error
    values = {name: found[-1] for name, found in fields.items()}
    secret = _secret(request)
    from_here = request.headers.get("sec-fetch-site", "same-origin") in _OURSELVES
    if (
        not from_here
        or not secret
        or not hmac.compare_digest(_proof(secret).encode(), values.get("proof", "").encode())
    ):
        raise FormError(403, "This page had grown old, or was opened in another window. Please try again.")
    return values


def form(request: Request, action: str, inside: str, button: str, quiet: bool = False) -> tuple[str, str]:
    """
    A form with the proof that it is ours: made of a cookie that no other site can read.

    :param request: the one that is answered.
    :param action: the path that takes it.
    :param inside: HTML of its fields.
    :param button: the words on its button.
    :param quiet: whether it is not the chief thing on the page.
    :returns: HTML, and the secret to be handed to `keep_secret`.
    """
    secret = _secret(request) or secrets.token_urlsafe(24)
    kind = ' class="quiet"' if quiet else ""
    html = (
        f'<form method="post" action="{escape(action)}"><input type="hidden" name="proof" value="{_proof(secret)}">'
        f'{inside}<button type="submit"{kind}>{escape(button)}</button></form>'
    )
    return html, secret


def proof_for(session: str) -> str:
    """
    The proof for a form on a page that Streamlit draws for somebody who is signed in.

    :param session: the session's token.
    :returns: the value of the field `proof`.
    """
    return _proof(session)


def keep_secret(request: Request, response: Response, secret: str) -> None:
    """
    Let the browser keep what a form's proof is made of.

    :param request: the one that is answered.
    :param response: the answer.
    :param secret: of `form`.
    """
    if secret != request.cookies.get(SESSION):
        set_cookie(request, response, FORM, secret, same_site="strict")


def set_cookie(request: Request, response: Response, name: str, value: str, same_site: str = "lax") -> None:
    """
    Set a cookie that no script can read, and that the browser forgets when it is closed.

    :param request: the one that is answered; where it came by https, the cookie goes by https only.
    :param response: the answer.
    :param name: of the cookie.
    :param value: its value; empty takes it away.
    :param same_site: lax or strict.
    """
    by_https = request.headers.get("x-forwarded-proto", request.url.scheme).partition(",")[0].strip() == "https"
    response.set_cookie(
        name,
        value,
        max_age=None if value else 0,
        path="/",
        secure=by_https or request.url.scheme == "https",
        httponly=True,
        samesite="strict" if same_site == "strict" else "lax",
    )


def path_of_ours(asked: str) -> str:
    """
    Where to go on, if it is here.

    :param asked: what an address asks for.
    :returns: a path with its query on this site; "/" for anything else.
    """
    if not asked.startswith("/") or asked.startswith("//") or "\\" in asked or not asked.isprintable():
        return "/"
    try:
        parts = urlsplit(asked)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path in {"/sign-in", "/sign-out"} else asked


def _secret(request: Request) -> str:
    return request.cookies.get(SESSION) or request.cookies.get(FORM) or ""


def _proof(secret: str) -> str:
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()
