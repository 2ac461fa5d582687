"""`/account`: one's own account; another password, and the sign-ins that last."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.people.account import Account
from desk.people.members import Members
from desk.people.passwords import PasswordError
from desk.people.sessions import Session, SignInError, WaitError
from views.html import escape
from views.web.forms import SESSION, FormError, form, read_form, set_cookie
from views.web.page import page
from views.web.sign_in import address_of, at_the_desk, where_the_desk_opens

_SIGN_IN = "/sign-in?next=/account"
_SEEN = {
    "public": "public documents",
    "partners": "public documents and those for partners",
    "restricted": "all documents",
}


@where_the_desk_opens
async def show_account(request: Request) -> Response:
    """
    One's own account.

    :param request: a GET.
    :returns: the page; the way to the sign-in for somebody who is not.
    """
    return await _page(request)


@where_the_desk_opens
async def change_password(request: Request) -> Response:
    """
    Take another password; every other sign-in of the account ends.

    :param request: a POST.
    :returns: the page, with the cookie of a new session or with what is wrong.
    """
    token = request.cookies.get(SESSION, "")
    try:
        fields = await read_form(request)
        if fields.get("new", "") != fields.get("again", ""):
            return await _page(request, fault="The new password was not typed the same twice.", status=400)

        def change(members: Members) -> str:
            account = members.sessions.account_of(token)
            if account is None:
                return ""
            current, new = fields.get("current", ""), fields.get("new", "")
            return members.sessions.change_password(account, current, new, address_of(request))

        token = await at_the_desk(change)
    except FormError as error:
        return await _page(request, fault=str(error), status=error.status)
    except (WaitError, PasswordError) as error:
        return await _page(request, fault=str(error), status=400)
    except SignInError:
        return await _page(request, fault="This is not your current password.", status=400)
    answer = RedirectResponse("/account?changed=1" if token else _SIGN_IN, 303)
    if token:
        set_cookie(request, answer, SESSION, token)
    return answer


@where_the_desk_opens
async def sign_out_everywhere(request: Request) -> Response:
    """
    End all sessions of the account, this one too.

    :param request: a POST.
    :returns: the way to the sign-in.
    """
    token = request.cookies.get(SESSION, "")

    def leave(members: Members) -> None:
        account = members.sessions.account_of(token)
        if account is not None:
            members.sessions.sign_out_everywhere(account, account.name)

    try:
        await read_form(request)
        await at_the_desk(leave)
    except FormError as error:
        return await _page(request, fault=str(error), status=error.status)
    answer = RedirectResponse("/sign-in", 303)
    set_cookie(request, answer, SESSION, "")
    return answer


async def _page(request: Request, fault: str = "", status: int = 200) -> Response:
    token = request.cookies.get(SESSION, "")

    def look(members: Members) -> tuple[Account, list[Session]] | None:
        account = members.sessions.account_of(token)
        return (account, members.sessions.open_of(account.name, token)) if account else None

    found = await at_the_desk(look)
    if found is None:
        return RedirectResponse(_SIGN_IN, 303)
    account, sessions = found
    said = f'<p class="notice fault" role="alert">{escape(fault)}</p>' if fault else ""
    if not fault and "changed" in request.query_params:
        said = '<p class="notice" role="status">The password is changed; every other sign-in has ended.</p>'
    email = f" · {escape(account.email)}" if account.email else ""
    facts = f"{escape(account.name)} · {escape(account.role)} · sees {_SEEN[account.sees]}{email}"
    change, _ = form(request, "/account/password", _fields(), "Change the password")
    out, _ = form(request, "/sign-out", "", "Sign out", quiet=True)
    everywhere, _ = form(request, "/account/sign-out-everywhere", "", "Sign out everywhere", quiet=True)
    listed = "".join(map(_line, sessions))
    body = (
        f'<p class="facts">{facts}</p>{said}{out}<h2>Another password</h2>{change}'
        f"<h2>Where you are signed in</h2><ul>{listed}</ul>{everywhere}"
    )
    return page(account.display, body, status)


def _fields() -> str:
    return "".join(
        f'<label for="{name}">{label}</label><input id="{name}" name="{name}" type="password" maxlength="200" '
        f'autocomplete="{kind}" required>'
        for name, label, kind in (
            ("current", "Current password", "current-password"),
            ("new", "New password, at least 12 letters", "new-password"),
            ("again", "The new one again", "new-password"),
        )
    )


def _line(session: Session) -> str:
    how = f"with {escape(session.provider)}" if session.provider else "with a password"
    here = " · <b>here</b>" if session.here else ""
    return f"<li>since {_time(session.made)}, {how}; last used {_time(session.seen)}{here}</li>"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
