"""Accounts: who may sign in, and as what."""

import re
import sqlite3
import time
from dataclasses import asdict, replace

from corpus.settings import Audience
from desk.database import DeskDatabase, DeskError, now
from desk.people.account import ROLES, Account, Role
from desk.people.passwords import check_new, hashed
from desk.trail import Trail
from index.audience import known

COLUMNS = "name, display, role, audience, email, active"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,58}[a-z0-9])?")
_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,190}")
_LONGEST_DISPLAY = 100


class Accounts:
    """
    Makes, changes and finds accounts; every change stands in the trail, never a password.

    ```python
    accounts = Accounts(database, Trail(database))
    accounts.add(at_the_machine("root"), Account("sophea", "Sophea Chan", "administrator"), "brick kilns at dawn")
    accounts.get("sophea").may("administer")  # True
    ```

    :param database: the desk's.
    :param trail: over the same database.
    """

    def __init__(self, database: DeskDatabase, trail: Trail) -> None:
        self._database = database
        self._trail = trail

    def everyone(self) -> list[Account]:
        """
        All accounts.

        :returns: by name.
        """
        with self._database.reading() as connection:
            return [account_of(row) for row in connection.execute(f"SELECT {COLUMNS} FROM accounts ORDER BY name")]

    def get(self, name: str) -> Account | None:
        """
        An account by its name.

        :param name: the name.
        :returns: the account, active or not; None where there is none.
        """
        with self._database.reading() as connection:
            return _find(connection, name)

    def by_email(self, email: str) -> Account | None:
        """
        An account by its e-mail address.

        :param email: the address, whatever its case.
        :returns: the account, active or not; None where there is none.
        """
        statement = f"SELECT {COLUMNS} FROM accounts WHERE email = ? AND email <> ''"
        with self._database.reading() as connection:
            row = connection.execute(statement, (email.strip().casefold(),)).fetchone()
        return account_of(row) if row else None

    def with_password(self) -> set[str]:
        """
        Who can sign in here, and not only elsewhere.

        :returns: names.
        """
        with self._database.reading() as connection:
            return {row["name"] for row in connection.execute("SELECT name FROM accounts WHERE password <> ''")}

    def add(self, by: Account, account: Account, password: str | None) -> Account:
        """
        Make an account.

        :param by: who makes it.
        :param account: what it is to be.
        :param password: None where it will sign in elsewhere only, or gets one later.
        :returns: the account as it is kept.
        :raises NotAllowedError: where `by` is no administrator.
        :raises DeskError: where there is one of the name or e-mail address already, or something is not well formed.
        :raises desk.people.passwords.PasswordError: where the password may not be chosen.
        """
        by.need("administer")
        account = _checked(account)
        kept = "" if password is None else hashed(check_new(password, account.name, account.display, account.email))
        with self._trail.writing() as connection:
            if _find(connection, account.name):
                raise DeskError(f"There is an account “{account.name}” already: choose another name.")
            _refuse_same_email(connection, account)
            connection.execute(
                f"INSERT INTO accounts ({COLUMNS}, password, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*asdict(account).values(), kept, now()),
            )
            self._trail.add(connection, by.name, "added account", subject(account.name), after=asdict(account))
        return account

    def change(
        self,
        by: Account,
        name: str,
        *,
        display: str | None = None,
        role: Role | None = None,
        audience: Audience | None = None,
        email: str | None = None,
        active: bool | None = None,
    ) -> Account:
        """
        Change an account; another role, e-mail address or being made inactive ends its sessions.

        :param by: who changes it.
        :param name: of the account.
        :param display: how the name is shown; None leaves it, as with all that follow.
        :param role: what it may do.
        :param audience: whose documents it may see.
        :param email: by which a sign-in elsewhere finds it.
        :param active: whether it may sign in.
        :returns: the account as it is now.
        :raises NotAllowedError: where `by` is no administrator.
        :raises DeskError: where there is none of the name, something is not well formed, or no administrator would
            be left.
        """
        by.need("administer")
        asked = {"display": display, "role": role, "audience": audience, "email": email, "active": active}
        changes = {field: value for field, value in asked.items() if value is not None}
        with self._trail.writing() as connection:
            before = _find(connection, name) or _nobody(name)
            after = _checked(replace(before, **changes))  # type: ignore[arg-type]
            if after == before:
                return before
            _refuse_same_email(connection, after)
            connection.execute(
                "UPDATE accounts SET display = ?, role = ?, audience = ?, email = ?, active = ? WHERE name = ?",
                (after.display, after.role, after.audience, after.email, after.active, name),
            )
            if before.may("administer") and not _administrators(connection):
                raise DeskError(f"{before.display} is the last administrator: make another one first.")
            if (before.role, before.email, before.active) != (after.role, after.email, after.active):
                end_sessions(connection, name)
            self._trail.add(
                connection, by.name, "changed account", subject(name), before=asdict(before), after=asdict(after)
            )
        return after

    def set_password(self, by: Account, name: str, password: str | None) -> None:
        """
        Give an account another password; all its sessions end.

        :param by: the account itself, or an administrator.
        :param name: of the account.
        :param password: the new one; None takes it away, and it can sign in elsewhere only.
        :raises NotAllowedError: where `by` may not.
        :raises DeskError: where there is none of the name.
        :raises desk.people.passwords.PasswordError: where the password may not be chosen.
        """
        if by.name != name or not by.active:
            by.need("administer")
        account = self.get(name) or _nobody(name)
        kept = "" if password is None else hashed(check_new(password, name, account.display, account.email))
        with self._trail.writing() as connection:
            connection.execute("UPDATE accounts SET password = ? WHERE name = ?", (kept, name))
            end_sessions(connection, name)
            done = "set password" if kept else "took away password"
            self._trail.add(connection, by.name, done, subject(name))


def subject(name: str) -> str:
    """
    What the trail calls an account.

    :param name: the account's.
    :returns: as in "account:sophea", which no record can be called.
    """
    return f"account:{name}"


def account_of(row: sqlite3.Row) -> Account:
    """
    An account from its row.

    :param row: with `COLUMNS`.
    :returns: the account.
    """
    return Account(row["name"], row["display"], row["role"], row["audience"], row["email"], active=bool(row["active"]))


def end_sessions(connection: sqlite3.Connection, name: str) -> None:
    """
    End all sessions of an account.

    :param connection: inside a writing transaction.
    :param name: the account's.
    """
    connection.execute("UPDATE sessions SET ended = ? WHERE account = ? AND ended IS NULL", (time.time(), name))


def _find(connection: sqlite3.Connection, name: str) -> Account | None:
    row = connection.execute(f"SELECT {COLUMNS} FROM accounts WHERE name = ?", (name,)).fetchone()
    return account_of(row) if row else None


def _nobody(name: str) -> Account:
    raise DeskError(f"There is no account “{name}”.")


def _administrators(connection: sqlite3.Connection) -> int:
    statement = "SELECT count(*) FROM accounts WHERE role = 'administrator' AND active"
    return int(connection.execute(statement).fetchone()[0])


def _refuse_same_email(connection: sqlite3.Connection, account: Account) -> None:
    other = connection.execute(
        "SELECT name FROM accounts WHERE email = ? AND email <> '' AND name <> ?", (account.email, account.name)
    ).fetchone()
    if other:
        raise DeskError(f"The account “{other['name']}” has this e-mail address already.")


def _checked(account: Account) -> Account:
    """The account in the one form in which it is kept, or why it may not be."""
    if not _NAME.fullmatch(account.name):
        raise DeskError("A name has up to 60 small letters a to z, digits, dots and hyphens, as in sophea.chan.")
    display = " ".join(account.display.split()) or account.name
    if len(display) > _LONGEST_DISPLAY or not display.isprintable():
        raise DeskError(f"The name that is shown has up to {_LONGEST_DISPLAY} letters that can be seen.")
    email = account.email.strip().casefold()
    if email and not _EMAIL.fullmatch(email):
        raise DeskError(f"“{account.email}” is no e-mail address.")
    if account.role not in ROLES:
        raise DeskError(f"There is no role “{account.role}”: it is one of {', '.join(ROLES)}.")
    try:
        known(account.audience)
    except ValueError as error:
        raise DeskError(f"{error}.") from error
    return replace(account, display=display, email=email)
