"""Who looks at a page: asked anew at each run, so that a sign-out or another role takes effect at once."""

import logging
import sqlite3
from dataclasses import dataclass

import streamlit as st

from corpus.settings import Audience, settings
from desk.database import DeskError
from desk.identity import Identity
from desk.members import Members
from desk.people import Account
from index.audience import ORDER
from views.web.forms import SESSION

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    Who looks at a page.

    :param account: theirs; None where nobody is signed in, or no account has the e-mail address.
    :param by_password: whether they signed in here, and not elsewhere.
    :param email: for which a provider vouched.
    """

    account: Account | None = None
    by_password: bool = False
    email: str = ""


def session_token() -> str:
    """
    What the browser keeps of a sign-in by password.

    :returns: the token; empty where there is none.
    """
    return str(st.context.cookies.get(SESSION, ""))


def vouched_for() -> Identity | None:
    """
    Who a provider says that this is.

    :returns: the identity; None where nobody signed in with a provider.
    """
    claims = st.user.to_dict()
    return Identity.read(claims) if claims.get("is_logged_in") is True else None


def visitor() -> Visitor:
    """
    Who looks at the page.

    :returns: the account as it is now, where there is one whose session lasts.
    """
    token, identity = session_token(), vouched_for()
    email = identity.email if identity else ""
    if not token and identity is None:
        return Visitor()
    try:
        sessions = Members.open().sessions
        if token and (account := sessions.account_of(token)):
            return Visitor(account, by_password=True)
        return Visitor(sessions.vouched(identity) if identity else None, email=email)
    except (DeskError, OSError, sqlite3.Error):
        # Whoever cannot be known sees what everybody sees.
        _log.exception("The desk cannot be used")
        return Visitor(email=email)


def signed_in() -> Account | None:
    """
    The account that looks at the page.

    ```python
    account = signed_in()
    if account is not None and account.may("draft"):
        ...
    ```

    :returns: the account as it is now; None for somebody who is not signed in, whose session has ended, or for whom
        a provider vouched that no account knows.
    """
    return visitor().account


def audience() -> Audience:
    """
    Whose documents may be shown to whoever looks at the page.

    :returns: what the account sees, and never less than what everybody does.
    """
    account = signed_in()
    return max(account.sees if account else settings().audience, settings().audience, key=ORDER.index)
