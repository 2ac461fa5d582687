"""How often one may try to sign in: kept in the database, so it holds over restarts and over processes."""

import hashlib
import ipaddress
import sqlite3
from dataclasses import dataclass

WINDOW_S = 15 * 60.0
# A name from one address: somebody who guesses, or has forgotten. Those who share the name's owner's address excepted,
# this never locks the owner out.
OF_NAME_AND_ADDRESS = 5
# An address over all names: one password tried on many names. An office behind one address needs more than one person.
OF_ADDRESS = 20
# A name over all addresses: many machines at one name. It is wide, and does not hold where the owner came from lately.
OF_NAME = 50
_KNOWN_FOR_S = 30 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """
    Somebody tries a name from an address.

    :param name: of the account, which need not be there.
    :param address: of the machine; of one that has many (IPv6), all are counted as one.
    """

    name: str
    address: str

    @property
    def pair(self) -> str:
        """Under which tries of this name from this address are counted."""
        return _key("pair", self.name, _network(self.address))

    @property
    def everywhere(self) -> str:
        """Under which tries of this name from any address are counted."""
        return _key("name", self.name)

    @property
    def limits(self) -> dict[str, int]:
        """{what is counted: how many failures}."""
        return {
            self.pair: OF_NAME_AND_ADDRESS,
            _key("address", _network(self.address)): OF_ADDRESS,
            self.everywhere: OF_NAME,
        }


def wait_of(connection: sqlite3.Connection, attempt: Attempt, now: float) -> float:
    """
    How long one must wait before trying again; the same whether or not there is such an account.

    :param connection: inside a transaction.
    :param attempt: who tries.
    :param now: seconds since 1970.
    :returns: seconds; 0 where one need not wait.
    """
    known = connection.execute(
        "SELECT 1 FROM attempts WHERE key = ? AND came AND at > ?", (attempt.pair, now - _KNOWN_FOR_S)
    ).fetchone()
    waits = [0.0]
    for key, most in attempt.limits.items():
        if known and key == attempt.everywhere:
            continue
        row = connection.execute(
            "SELECT at FROM attempts WHERE key = ? AND NOT came AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",
            (key, now - WINDOW_S, most - 1),
        ).fetchone()
        if row:
            waits.append(row["at"] + WINDOW_S - now)
    return max(waits)


def count(connection: sqlite3.Connection, attempt: Attempt, now: float) -> None:
    """
    Count a try as failed before it is known to be: of many at once none passes uncounted.

    :param connection: inside a writing transaction.
    :param attempt: who tries.
    :param now: seconds since 1970.
    """
    connection.execute(
        "DELETE FROM attempts WHERE at < ? OR (NOT came AND at < ?)", (now - _KNOWN_FOR_S, now - WINDOW_S)
    )
    connection.executemany(
        "INSERT INTO attempts (key, at, came) VALUES (?, ?, 0)", [(key, now) for key in attempt.limits]
    )


def forgive(connection: sqlite3.Connection, attempt: Attempt, counted: float, now: float) -> None:
    """
    Take back a try that succeeded, and those of the same name and address before it.

    :param connection: inside a writing transaction.
    :param attempt: who came.
    :param counted: when it was counted.
    :param now: seconds since 1970.
    """
    own = "SELECT rowid FROM attempts WHERE key = ? AND at = ? AND NOT came LIMIT 1"
    connection.executemany(f"DELETE FROM attempts WHERE rowid IN ({own})", [(key, counted) for key in attempt.limits])
    connection.execute("DELETE FROM attempts WHERE key = ?", (attempt.pair,))
    connection.execute("INSERT INTO attempts (key, at, came) VALUES (?, ?, 1)", (attempt.pair, now))


def _key(*parts: str) -> str:
    """Hashed, so that the file does not read as a list of who was where."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
