"""How the address of a file knows somebody whom a provider vouched for: Streamlit tells only its own pages of them."""

import hashlib
import hmac
import secrets
import time

# Of this process, and gone with it: the page is loaded anew then.
_SECRET = secrets.token_bytes(32)
_LASTS_S = 3600


def file_pass(key: str, identifier: str, path: str) -> str:
    """
    Make a pass for one file; it opens nothing any more when the sign-in ends, or after an hour.

    ```python
    read_file_pass(file_pass(identity.key, "crc-1989", "en.pdf"), "crc-1989", "en.pdf")  # identity.key
    ```

    :param key: of the sign-in (`Identity.key`).
    :param identifier: the document's.
    :param path: of the file.
    :returns: the pass, for an address.
    """
    until = str(int(time.time()) + _LASTS_S)
    return f"{key}.{until}.{_proof(key, until, identifier, path)}"


def read_file_pass(given: str, identifier: str, path: str) -> str:
    """
    Whose pass it is.

    :param given: the pass.
    :param identifier: of the document that is asked for.
    :param path: of the file that is asked for.
    :returns: the key of the sign-in; empty where it is no pass for this file, or not any more.
    """
    key, _, rest = given.partition(".")
    until, _, proof = rest.partition(".")
    known = hmac.compare_digest(_proof(key, until, identifier, path).encode(), proof.encode())
    return key if known and time.time() < int(until) else ""


def _proof(*parts: str) -> str:
    return hmac.new(_SECRET, "\n".join(parts).encode(errors="replace"), hashlib.sha256).hexdigest()
