"""A desk of its own for each test, with a clock that can be moved and hashing that does not take long."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from desk.database import DeskDatabase
from desk.people import passwords
from desk.people.account import Account, Role, at_the_machine
from desk.people.accounts import Accounts
from desk.people.sessions import Sessions
from desk.trail import Trail

RIGHT = "brick kilns at dawn"
MACHINE = at_the_machine("root")


@dataclass
class Clock:
    """Seconds since 1970, moved by hand."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class House:
    """A desk with its parts."""

    database: DeskDatabase
    trail: Trail
    accounts: Accounts
    sessions: Sessions
    clock: Clock

    def add(self, name: str, role: Role = "reader", password: str | None = RIGHT, **fields: str) -> Account:
        """Make an account, with `RIGHT` as its password."""
        return self.accounts.add(MACHINE, Account(name, name.capitalize(), role, **fields), password)  # type: ignore[arg-type]

    def actions(self) -> list[tuple[str, str, str]]:
        """Who did what to whom, the newest first."""
        return [(entry.who, entry.action, entry.subject) for entry in self.trail.entries()]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same library with parameters that cost nothing: the real ones take a third of a second each time."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty desk."""
    database, clock = DeskDatabase(tmp_path / "desk"), Clock()
    trail = Trail(database)
    return House(database, trail, Accounts(database, trail), Sessions(database, trail, clock), clock)
