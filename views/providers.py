"""Who else may vouch for people: the OpenID Connect providers of `.streamlit/secrets.toml`."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import streamlit as st

PATH = "sign-in-with"


@dataclass(frozen=True, slots=True)
class Provider:
    """
    One provider.

    :param key: its name in the file; empty for the only one.
    :param shown: how it is called on the page.
    """

    key: str
    shown: str

    @property
    def link(self) -> str:
        """Where the sign-in with it begins."""
        return f"/{PATH}?{urlencode({'provider': self.key})}" if self.key else f"/{PATH}"


def providers() -> list[Provider]:
    """
    The providers that are configured.

    :returns: the unnamed one, then the others by name; none where sign-in is by password only.
    """
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return []
    auth = st.secrets["auth"]
    found = []
    if "client_id" in auth:
        host = urlsplit(str(auth.get("server_metadata_url", ""))).hostname
        found.append(Provider("", host or "your organisation"))
    named = sorted(key for key, value in auth.items() if hasattr(value, "keys") and "client_id" in value)
    return found + [Provider(key, key.replace("-", " ").capitalize()) for key in named]
