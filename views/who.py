"""Who looks at a page: asked anew at each run, so that a sign-out or another role takes effect at once."""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import streamlit as st

from corpus.settings import Audience, settings
from desk.database import DeskError
from desk.people.account import Account
from desk.people.identity import Identity
from desk.people.members import Members
from index.audience import ORDER
from views.web.forms import SESSION

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    Who looks at a page.

    :param account: theirs; None where nobody is signed in, or no account has the e-mail address.
    :param by_password: whether they signed in here, and not elsewhere.
    :param email: for which a provider vouched.
    :param ended: whether there is an account of that address, and the session has ended.
    """

    account: Account | None = None
    by_password: bool = False
    email: str = ""
    ended: bool = False


def session_token() -> str:
    """
    What the browser keeps of a sign-in by password.

    :returns: the token; empty where there is none.
    """
    value = st.context.cookies.get(SESSION)
    # Where a page is drawn without a browser, Streamlit gives something else than a text.
    return value if isinstance(value, str) else ""


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
    return known_by(session_token(), vouched_for())


def known_by(token: str, identity: Identity | None) -> Visitor:
    """
    Who somebody is, for what is done after the page was drawn.

    :param token: what the browser kept when it was drawn.
    :param identity: who a provider said that it was.
    :returns: the account as it is now.
    """
    email = identity.email if identity else ""
    if not token and identity is None:
        return Visitor()
    try:
        members = _members(settings().desk_dir)
        if token and (account := members.sessions.account_of(token)):
            return Visitor(account, by_password=True)
        if identity and (account := members.sessions.vouched(identity)):
            return Visitor(account, email=email)
        held = members.accounts.by_email(email)
        return Visitor(email=email, ended=held is not None and held.active)
    except (DeskError, OSError, sqlite3.Error):
        # Whoever cannot be known sees what everybody sees.
        _log.exception("The desk cannot be used")
        return Visitor(email=email)


@lru_cache
def _members(folder: Path) -> Members:
    return Members.open(folder)


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


def audience(of: Visitor | None = None) -> Audience:
    """
    Whose documents may be shown to somebody.

    :param of: whom; None is whoever looks at the page.
    :returns: what the account sees, and never less than what everybody does.
    """
    account = (of or visitor()).account
    return max(account.sees if account else settings().audience, settings().audience, key=ORDER.index)


def while_allowed(make: Callable[[], T]) -> Callable[[], T]:
    """
    For a download, which is made when it is asked for: refuse it to whoever has been signed out since it was offered.

    ```python
    st.download_button("Export", data=while_allowed(lambda: as_csv(results)), on_click="ignore")
    ```

    :param make: makes the file.
    :returns: the same, in any thread; it raises PermissionError where whoever looks at the page now sees less.
    """
    then, token, identity = audience(), session_token(), vouched_for()

    def careful() -> T:
        if ORDER.index(audience(known_by(token, identity))) < ORDER.index(then):
            raise PermissionError("Whoever asked has been signed out.")
        return make()

    return careful
