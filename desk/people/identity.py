"""Who a provider (OpenID Connect) says that somebody is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Identity:
    """
    A person as a provider vouched for them, at one sign-in.

    ```python
    Identity.read({"iss": "https://id.example.org", "sub": "1", "email": "Sophea@example.org", "iat": 1700000000})
    ```

    :param key: of this one sign-in, the same as long as it lasts.
    :param email: in small letters.
    :param issued: when the provider vouched, seconds since 1970.
    :param provider: who vouched.
    """

    key: str
    email: str
    issued: float
    provider: str

    @classmethod
    def read(cls, claims: Mapping[str, Any]) -> Self | None:
        """
        Read what a provider claims of a person.

        :param claims: of its token, whose signature was checked.
        :returns: the identity; None where there is no e-mail address, the provider says that it was not verified, or
            it does not say when it vouched.
        """
        email, issued = claims.get("email"), claims.get("iat")
        # Some providers write it as a text.
        verified = str(claims.get("email_verified", True)).casefold() == "true"
        if not isinstance(email, str) or not email.strip() or not verified or not isinstance(issued, int | float):
            return None
        # With the nonce, which is another at each sign-in, among the claims.
        key = json.dumps(dict(claims), sort_keys=True, default=str)
        provider = str(claims.get("iss") or claims.get("provider") or "a provider")
        return cls(hashlib.sha256(key.encode()).hexdigest(), email.strip().casefold(), float(issued), provider)
