"""At the top right of every page: the way to sign in, or who is signed in and the way out."""

from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from corpus.settings import settings
from desk.people.account import Account
from desk.people.members import Members
from views.address import current_params
from views.html import escape
from views.web.forms import proof_for
from views.who import session_token, visitor, vouched_for


def show_who() -> None:
    """Draw it; the style sheet puts it into the header."""
    found = visitor()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right", gap=None, key="who"):
        if found.account is not None and found.by_password:
            out = (
                '<form method="post" action="/sign-out">'
                f'<input type="hidden" name="proof" value="{proof_for(session_token())}">'
                '<button type="submit">Sign out</button></form>'
            )
            st.html(_person(found.account, '<a href="/account">{}</a>') + out)
        elif found.account is not None or (found.email and not found.ended):
            st.html(_person(found.account, "{}") if found.account else _stranger(found.email))
            st.button("Sign out", key="sign-out", type="tertiary", on_click=_leave)
        else:
            if found.ended:
                st.html('<span class="role">Your sign-in has ended</span>')
            st.html(f'<a href="/sign-in?next={escape(quote(_here(), safe=""))}">Sign in</a>')


def _person(account: Account, around: str) -> str:
    name = around.format(escape(account.display))
    return f'<span class="name">{name}</span><span class="role">{escape(account.role)}</span>'


def _stranger(email: str) -> str:
    ask = f"no account: ask {settings().contact or settings().owner}"
    return (
        f'<span class="name">{escape(email)}</span>'
        f'<span class="role" title="You see what everybody sees; {escape(ask)}">{escape(ask)}</span>'
    )


def _leave() -> None:
    identity = vouched_for()
    if identity is not None:
        Members.open().sessions.sign_out_vouched(identity)
    st.logout()


def _here() -> str:
    query = urlencode(current_params(), doseq=True)
    return (urlsplit(st.context.url or "/").path or "/") + (f"?{query}" if query else "")
