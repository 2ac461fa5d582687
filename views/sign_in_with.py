"""The page that leads to a provider which vouches for people."""

import streamlit as st

from views.address import current_params
from views.frame import close_frame, title
from views.html import anchor
from views.providers import providers


def show() -> None:
    """Begin the sign-in with the provider that the address names."""
    asked = (current_params().get("provider") or [""])[-1]
    title("Sign in")
    if asked in {provider.key for provider in providers()}:
        st.login(asked or None)
    else:
        there = anchor("/sign-in", "these there are")
        st.html(f'<p class="notice" role="alert">There is no such way to sign in: {there}.</p>')
    close_frame()
