"""The page of those who may sign in: for administrators."""

from collections.abc import Callable
from typing import get_args

import streamlit as st

from corpus.settings import Audience
from desk.database import DeskError
from desk.people.account import ROLES, Account, NotAllowedError, Role
from desk.people.members import Members
from views.frame import close_frame, title
from views.html import escape
from views.labels import counted
from views.who import signed_in

Act = Callable[[Members, Account], object]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
_SAID = "people-said"
_MAY = {
    "reader": "Reader: sees documents, nothing of the desk",
    "contributor": "Contributor: brings drafts",
    "curator": "Curator: reviews and publishes, sees all documents",
    "administrator": "Administrator: a curator who also looks after accounts",
}
_SEES = {"public": "public documents", "partners": "also those for partners", "restricted": "all documents"}


def show() -> None:
    """Draw the page, or why it is not for whoever asks."""
    account = signed_in()
    if account is None or not account.may("administer"):
        title("People")
        st.html('<p class="notice" role="alert">This page is for administrators: sign in as one.</p>')
        close_frame()
        return
    members = Members.open()
    everyone = members.accounts.everyone()
    active = sum(one.active for one in everyone)
    title("People", f"{counted(len(everyone), 'account')}, {active} of them may sign in")
    _say()
    _show_new()
    local = members.accounts.with_password()
    for one in everyone:
        _show_account(one, one.name in local, len(members.sessions.open_of(one.name)))
    close_frame()


def _say() -> None:
    """What the last click did, or why it did not."""
    done, fault = st.session_state.pop(_SAID, ("", False))
    # There whether or not it is empty: what stands below keeps its place, and so stays open.
    with st.container(key=_SAID):
        if done:
            kind, role = ("notice fault", "alert") if fault else ("notice", "status")
            st.html(f'<p class="{kind}" role="{role}">{escape(done)}</p>')


def _show_new() -> None:
    with st.expander("New account", icon=":material/person_add:"), st.form("person-new", border=False):
        name, display = st.columns(2)
        name.text_input("Name to sign in with", key="person-new-name", placeholder="sophea.chan", max_chars=60)
        display.text_input("Shown as", key="person-new-display", placeholder="Sophea Chan", max_chars=100)
        st.selectbox("Role", ROLES, key="person-new-role", format_func=_MAY.__getitem__)
        _audience("person-new-audience")
        email, password = st.columns(2)
        email.text_input("E-mail", key="person-new-email", help="By which a sign-in elsewhere finds the account.")
        password.text_input(
            "Password",
            key="person-new-password",
            type="password",
            autocomplete="new-password",
            help="At least 12 letters. Empty where the account signs in elsewhere only.",
        )
        st.form_submit_button("Make the account", type="primary", on_click=_make)


def _show_account(account: Account, local: bool, sessions: int) -> None:
    state = "" if account.active else " · may not sign in"
    with st.expander(f"{account.display} · {account.role}{state}"):
        how = "signs in with a password" if local else "has no password"
        facts = f"{escape(account.name)}, {how}, {counted(sessions, 'sign-in lasts', 'sign-ins last')}"
        st.html(f'<p class="facts">{facts}</p>')
        key = f"person-{account.name}"
        with st.form(key, border=False):
            display, email = st.columns(2)
            display.text_input("Shown as", account.display, key=f"{key}-display", max_chars=100)
            email.text_input("E-mail", account.email, key=f"{key}-email")
            st.selectbox("Role", ROLES, ROLES.index(account.role), key=f"{key}-role", format_func=_MAY.__getitem__)
            _audience(f"{key}-audience", account.audience)
            st.checkbox("May sign in", account.active, key=f"{key}-active")
            st.form_submit_button("Save", on_click=_change, args=(account.name,))
        with st.form(f"{key}-reset", border=False):
            st.text_input("New password", key=f"{key}-password", type="password", autocomplete="new-password")
            st.form_submit_button("Set the password", on_click=_reset, args=(account.name,))
        st.button("Sign out everywhere", key=f"{key}-out", on_click=_sign_out, args=(account.name,))


def _audience(key: str, chosen: Audience = "public") -> None:
    st.selectbox(
        "Sees",
        AUDIENCES,
        AUDIENCES.index(chosen),
        key=key,
        format_func=_SEES.__getitem__,
        help="For readers and contributors; curators and administrators see all.",
    )


def _make() -> None:
    state = st.session_state
    role: Role = state["person-new-role"]
    account = Account(
        state["person-new-name"].strip(),
        state["person-new-display"],
        role,
        state["person-new-audience"],
        state["person-new-email"],
    )
    password = state["person-new-password"] or None
    made = _tried(lambda members, by: members.accounts.add(by, account, password), f"{account.name} has an account.")
    state["person-new-password"] = ""
    if made:
        state["person-new-name"] = state["person-new-display"] = state["person-new-email"] = ""


def _change(name: str) -> None:
    fields = ("display", "email", "role", "audience", "active")
    changes = {field: st.session_state[f"person-{name}-{field}"] for field in fields}
    _tried(lambda members, by: members.accounts.change(by, name, **changes), f"{name} is changed.")


def _reset(name: str) -> None:
    key = f"person-{name}-password"
    password = st.session_state[key]
    _tried(lambda members, by: members.accounts.set_password(by, name, password), f"{name} has a new password.")
    st.session_state[key] = ""


def _sign_out(name: str) -> None:
    _tried(lambda members, by: members.sessions.sign_out_everywhere(by, name), f"{name} is signed out everywhere.")


def _tried(act: Act, done: str) -> bool:
    """Whoever clicked is asked for anew: they may have been signed out since the page was drawn."""
    by = signed_in()
    try:
        if by is None:
            raise NotAllowedError("You are signed out: sign in again. Nothing was changed.")
        act(Members.open(), by)
    except (DeskError, NotAllowedError) as error:
        st.session_state[_SAID] = (str(error), True)
        return False
    st.session_state[_SAID] = (done, False)
    return True
