"""Passwords: which may be chosen, and how they are kept (argon2id) and held against what somebody types."""

import re
import secrets
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.database import DeskError

FEWEST, MOST = 12, 200
# Those of the commonest that are long enough to pass otherwise.
_COMMONEST = {
    "administrator",
    "changemeplease",
    "clearinghouse",
    "iloveyou1234",
    "letmeinplease",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "passw0rd1234",
    "q1w2e3r4t5y6",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "qwerty123456",
    "qwertyuiop123",
    "qwertyuiop[]",
    "thisismypassword",
    "trustno1trustno1",
    "welcome12345",
}
_ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_REPEATED = re.compile(r"(.{1,8}?)\1+.{0,2}", re.DOTALL)
_HASHER = PasswordHasher()


class PasswordError(DeskError):
    """A password that may not be chosen; the message says why."""


def check_new(password: str, *names: str) -> str:
    """
    Hold a password that somebody wants against the rules.

    ```python
    check_new("brick kilns at dawn", "sophea")  # 'brick kilns at dawn'
    ```

    :param password: as it was typed.
    :param names: of the person; none of them may be the password.
    :returns: the password in the one form in which it is hashed (Unicode NFKC).
    :raises PasswordError: where it may not be chosen.
    """
    if len(password) > MOST or len(normal := _normal(password)) > MOST:
        raise PasswordError(f"The password is longer than {MOST} letters.")
    if len(normal) < FEWEST:
        raise PasswordError(f"The password needs at least {FEWEST} letters: some words of no known saying do well.")
    folded = normal.casefold()
    if folded in {_normal(name).casefold() for name in names if name}:
        raise PasswordError("The password may not be the name.")
    if folded in _COMMONEST or _REPEATED.fullmatch(folded) or any(_along(folded, row) for row in _ROWS):
        raise PasswordError("This password is among the first that anybody would guess: choose another.")
    return normal


def hashed(normal: str) -> str:
    """
    A password as it is kept.

    :param normal: what `check_new` gave.
    :returns: an argon2id hash with its salt and parameters.
    """
    return _HASHER.hash(normal)


def matches(kept: str, password: str) -> bool:
    """
    Hold what somebody typed against what is kept; it takes as long where nothing is kept.

    :param kept: a hash; empty where there is no such account, or it has no password.
    :param password: as it was typed.
    :returns: whether it is the password.
    """
    normal = _normal(password[: MOST + 1])
    try:
        found = _HASHER.verify(kept or _nobodys(), normal)
    except (VerificationError, InvalidHashError):
        return False
    return found and bool(kept) and len(password) <= MOST


def made_anew(kept: str, password: str) -> str:
    """
    The hash that should be kept instead, where the parameters have changed since it was made.

    :param kept: the hash.
    :param password: which matches it.
    :returns: a new hash, or the same.
    """
    return hashed(_normal(password)) if _HASHER.check_needs_rehash(kept) else kept


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _along(folded: str, row: str) -> bool:
    return folded in row or folded in row[::-1]


@lru_cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
