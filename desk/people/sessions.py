"""Sessions: from a name and a password, or a provider's word, to the account that clicks; and their end."""

import hashlib
import math
import secrets
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.settings import settings
from desk.database import DeskDatabase, DeskError
from desk.people.account import Account
from desk.people.accounts import COLUMNS, account_of, end_sessions, subject
from desk.people.attempts import Attempt, count, forgive, wait_of
from desk.people.identity import Identity
from desk.people.passwords import check_new, hashed, made_anew, matches
from desk.trail import Trail

LONGEST_S = 7 * 24 * 3600.0
# A provider's word opens a session this long only: Streamlit keeps it for 30 days, and we keep to our own limits.
_FRESH_S = 600.0
# Written down at most this often, so that reading pages writes little.
_STEP_S = 60.0
_LONGEST_NAME = 200
_NOT_FIT = "Name and password do not fit."


class SignInError(DeskError):
    """Nobody was signed in; the message does not tell whether there is such an account."""


class WaitError(SignInError):
    """
    There were too many failures.

    :param seconds: how long to wait.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        minutes = max(1, math.ceil(seconds / 60))
        word = "minute" if minutes == 1 else "minutes"
        super().__init__(f"There were too many attempts to sign in: wait {minutes} {word}, then try again.")


@dataclass(frozen=True, slots=True)
class Session:
    """
    A sign-in that lasts.

    :param provider: who vouched for the person; empty where a password did.
    :param made: when it was begun, seconds since 1970.
    :param seen: when it was last used, to the minute.
    :param here: whether it is the one that asks.
    """

    provider: str
    made: float
    seen: float
    here: bool


class Sessions:
    """
    Begins, finds and ends sessions. A session ends `settings().session_hours` after the last click, 7 days after its
    begin, at a sign-out, and when its account is made inactive or gets another password, role or e-mail address.

    ```python
    token = sessions.sign_in("sophea", "brick kilns at dawn", "203.0.113.7")
    sessions.account_of(token).role  # 'curator'
    sessions.sign_out(token)
    ```

    :param database: the desk's.
    :param trail: over the same database.
    :param clock: seconds since 1970.
    """

    def __init__(self, database: DeskDatabase, trail: Trail, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._trail = trail
        self._clock = clock

    def sign_in(self, name: str, password: str, address: str) -> str:
        """
        Begin a session.

        :param name: the account's name, whatever its case.
        :param password: as it was typed.
        :param address: of the machine that asks.
        :returns: the token, which only the person's browser may keep.
        :raises WaitError: where there were too many failures; nothing was tried.
        :raises SignInError: where name and password do not fit.
        """
        attempt = Attempt(unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).strip().casefold(), address)
        with self._tried(attempt, password) as connection:
            return self._begin(connection, _own(connection, attempt.name), "")

    def change_password(self, account: Account, current: str, new: str, address: str) -> str:
        """
        Give oneself another password; all sessions of the account end, and one is begun anew.

        :param account: one's own.
        :param current: the password until now.
        :param new: the one from now on.
        :param address: of the machine that asks.
        :returns: the new session's token.
        :raises WaitError: where there were too many failures.
        :raises SignInError: where the current password is another.
        :raises desk.people.passwords.PasswordError: where the new one may not be chosen; nothing was changed.
        """
        kept = hashed(check_new(new, account.name, account.display, account.email))
        with self._tried(Attempt(account.name, address), current) as connection:
            connection.execute("UPDATE accounts SET password = ? WHERE name = ?", (kept, account.name))
            end_sessions(connection, account.name)
            self._trail.add(connection, account.name, "set password", subject(account.name))
            return self._begin(connection, _own(connection, account.name), "")

    def account_of(self, token: str) -> Account | None:
        """
        Whose session it is.

        :param token: what `sign_in` gave.
        :returns: the account as it is now; None where the session has ended.
        """
        return self._account_of(_hash(token))

    def vouched(self, identity: Identity) -> Account | None:
        """
        Whose sign-in elsewhere it is: a session of ours is begun when it is first seen, and ends as all do.

        :param identity: what the provider says.
        :returns: the account of the e-mail address; None where there is none, or the session has ended.
        """
        key = _hash(f"elsewhere {identity.key}")
        with self._database.reading() as connection:
            seen = connection.execute("SELECT 1 FROM sessions WHERE token = ?", (key,)).fetchone()
        if not seen and abs(self._clock() - identity.issued) <= _FRESH_S:
            with self._trail.writing() as connection:
                row = connection.execute(
                    f"SELECT {COLUMNS} FROM accounts WHERE email = ? AND active", (identity.email,)
                ).fetchone()
                again = connection.execute("SELECT 1 FROM sessions WHERE token = ?", (key,)).fetchone()
                if row and not again:
                    self._begin(connection, account_of(row), identity.provider, key)
        return self._account_of(key)

    def sign_out(self, token: str) -> None:
        """
        End a session.

        :param token: what `sign_in` gave; one that is not known does nothing.
        """
        self._end(_hash(token))

    def sign_out_vouched(self, identity: Identity) -> None:
        """
        End the session that a sign-in elsewhere began.

        :param identity: what the provider says.
        """
        self._end(_hash(f"elsewhere {identity.key}"))

    def sign_out_everywhere(self, by: Account, name: str) -> None:
        """
        End all sessions of an account.

        :param by: the account itself, or an administrator.
        :param name: of the account.
        :raises NotAllowedError: where `by` may not.
        """
        if by.name != name:
            by.need("administer")
        with self._trail.writing() as connection:
            end_sessions(connection, name)
            self._trail.add(connection, by.name, "signed out everywhere", subject(name))

    def open_of(self, name: str, token: str = "") -> list[Session]:
        """
        The sessions of an account that last.

        :param name: the account's.
        :param token: of the session that asks.
        :returns: the one last used first.
        """
        here, now = _hash(token), self._clock()
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM sessions WHERE account = ? AND ended IS NULL ORDER BY seen DESC", (name,)
            ).fetchall()
        return [
            Session(row["provider"], row["made"], row["seen"], row["token"] == here) for row in rows if _lasts(row, now)
        ]

    @contextmanager
    def _tried(self, attempt: Attempt, password: str) -> Iterator[sqlite3.Connection]:
        """What follows a right password, in one transaction."""
        now = self._clock()
        with self._database.writing() as connection:
            wait = wait_of(connection, attempt, now)
            if not wait:
                count(connection, attempt, now)
        if wait:
            raise WaitError(wait)
        with self._database.reading() as connection:
            kept = _password(connection, attempt.name)
        if not matches(kept, password):
            raise SignInError(_NOT_FIT)
        anew = made_anew(kept, password)
        with self._trail.writing() as connection:
            # It may have been changed meanwhile, which was to end every session of the old one.
            if _password(connection, attempt.name) != kept:
                raise SignInError(_NOT_FIT)
            connection.execute("UPDATE accounts SET password = ? WHERE name = ?", (anew, attempt.name))
            forgive(connection, attempt, now, self._clock())
            yield connection

    def _begin(self, connection: sqlite3.Connection, account: Account, provider: str, key: str = "") -> str:
        token, now = secrets.token_urlsafe(32), self._clock()
        connection.execute("DELETE FROM sessions WHERE made < ?", (now - LONGEST_S - _FRESH_S,))
        connection.execute(
            "INSERT INTO sessions (token, account, provider, made, seen) VALUES (?, ?, ?, ?, ?)",
            (key or _hash(token), account.name, provider, now, now),
        )
        if account.may("administer"):
            self._trail.add(connection, account.name, "signed in", subject(account.name), note=provider)
        return token

    def _account_of(self, key: str) -> Account | None:
        now = self._clock()
        statement = f"SELECT {COLUMNS}, sessions.* FROM sessions JOIN accounts ON name = account WHERE token = ?"
        with self._database.reading() as connection:
            row = connection.execute(statement, (key,)).fetchone()
        if row is None or row["ended"] is not None or not row["active"] or not _lasts(row, now):
            return None
        if now - row["seen"] > _STEP_S:
            with self._database.writing() as connection:
                connection.execute("UPDATE sessions SET seen = max(seen, ?) WHERE token = ?", (now, key))
        return account_of(row)

    def _end(self, key: str) -> None:
        with self._database.writing() as connection:
            connection.execute("UPDATE sessions SET ended = ? WHERE token = ? AND ended IS NULL", (self._clock(), key))


def _lasts(row: sqlite3.Row, now: float) -> bool:
    return bool(now - row["seen"] <= settings().session_hours * 3600 and now - row["made"] <= LONGEST_S)


def _password(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("SELECT password FROM accounts WHERE name = ? AND active", (name,)).fetchone()
    return str(row["password"]) if row else ""


def _own(connection: sqlite3.Connection, name: str) -> Account:
    return account_of(connection.execute(f"SELECT {COLUMNS} FROM accounts WHERE name = ?", (name,)).fetchone())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
