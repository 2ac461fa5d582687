"""Sessions: they begin with the right password only, end when they should, and guessing is slowed down."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher

from corpus.settings import settings
from desk.database import DeskDatabase
from desk.people import passwords
from desk.people.accounts import Accounts
from desk.people.attempts import OF_ADDRESS, OF_NAME, OF_NAME_AND_ADDRESS, WINDOW_S
from desk.people.passwords import PasswordError
from desk.people.sessions import LONGEST_S, Sessions, SignInError, WaitError
from desk.trail import Trail
from tests.desk.house import MACHINE, RIGHT, House

HERE, THERE = "192.0.2.1", "198.51.100.7"
WRONG = "not this password"


def _fail(house: House, name: str, address: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(SignInError, match="do not fit"):
            house.sessions.sign_in(name, WRONG, address)


def _rows(house: House, statement: str) -> list[Any]:
    with house.database.reading() as connection:
        return connection.execute(statement).fetchall()


def test_the_right_password_begins_a_session_and_the_token_is_not_kept(house: House) -> None:
    account = house.add("sophea", "curator")
    token = house.sessions.sign_in(" Sophea ", RIGHT, HERE)
    assert house.sessions.account_of(token) == account
    assert token != house.sessions.sign_in("sophea", RIGHT, HERE)
    assert all(token not in tuple(row) for row in _rows(house, "SELECT * FROM sessions"))


@pytest.mark.parametrize("password", [WRONG, "", RIGHT + " ", RIGHT.upper()])
def test_a_wrong_password_and_a_name_that_is_not_there_are_told_the_same(house: House, password: str) -> None:
    house.add("sophea")
    house.add("elsewhere", password=None)
    house.add("gone")
    house.accounts.change(MACHINE, "gone", active=False)
    said = set()
    for name, tried in (("sophea", password), ("nobody", RIGHT), ("elsewhere", ""), ("gone", RIGHT), ("", "")):
        with pytest.raises(SignInError) as error:
            house.sessions.sign_in(name, tried, HERE)
        said.add(str(error.value))
    assert len(said) == 1


def test_a_hash_is_made_for_a_name_that_is_not_there_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes the time is done as often, whoever is asked for: that is what a stopwatch would see."""
    house.add("sophea")
    house.add("elsewhere", password=None)
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            verified.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
    for name in ("sophea", "nobody", "elsewhere"):
        _fail(house, name, HERE, 1)
    assert len(verified) == 3
    assert len({kept.rpartition("$")[0].rpartition("$")[0] for kept in verified}) == 1


@pytest.mark.parametrize("name", ["sophea", "nobody"])
def test_after_five_failures_one_waits_and_is_told_how_long(house: House, name: str) -> None:
    house.add("sophea")
    _fail(house, name, HERE, OF_NAME_AND_ADDRESS)
    house.clock.now += 60
    with pytest.raises(WaitError, match="wait 14 minutes") as error:
        house.sessions.sign_in(name, RIGHT, HERE)
    assert error.value.seconds == WINDOW_S - 60
    house.clock.now += WINDOW_S - 60
    if name == "sophea":
        assert house.sessions.account_of(house.sessions.sign_in(name, RIGHT, HERE))


def test_the_limit_holds_over_a_restart(house: House) -> None:
    house.add("sophea")
    _fail(house, "sophea", HERE, OF_NAME_AND_ADDRESS)
    again = DeskDatabase(house.database.folder)
    with pytest.raises(WaitError):
        Sessions(again, Trail(again), house.clock).sign_in("sophea", RIGHT, HERE)


def test_of_many_tries_at_once_none_passes_uncounted(house: House) -> None:
    house.add("sophea")
    start = threading.Barrier(16)

    def guess(_: int) -> type[Exception]:
        own = DeskDatabase(house.database.folder)
        start.wait()
        with pytest.raises(SignInError) as error:
            Sessions(own, Trail(own), house.clock).sign_in("sophea", WRONG, HERE)
        return error.type

    with ThreadPoolExecutor(16) as pool:
        ended = list(pool.map(guess, range(16)))
    assert ended.count(SignInError) == OF_NAME_AND_ADDRESS and ended.count(WaitError) == 16 - OF_NAME_AND_ADDRESS


def test_a_stranger_does_not_lock_the_right_person_out(house: House) -> None:
    house.add("sophea")
    _fail(house, "sophea", THERE, OF_NAME_AND_ADDRESS)
    with pytest.raises(WaitError):
        house.sessions.sign_in("sophea", RIGHT, THERE)
    assert house.sessions.account_of(house.sessions.sign_in("sophea", RIGHT, HERE))


def test_many_machines_at_one_name_wait_and_the_one_its_owner_came_from_does_not(house: House) -> None:
    house.add("sophea")
    house.sessions.sign_in("sophea", RIGHT, HERE)
    for machine in range(OF_NAME // OF_NAME_AND_ADDRESS):
        _fail(house, "sophea", f"198.51.100.{machine}", OF_NAME_AND_ADDRESS)
    with pytest.raises(WaitError):
        house.sessions.sign_in("sophea", RIGHT, "203.0.113.9")
    assert house.sessions.account_of(house.sessions.sign_in("sophea", RIGHT, HERE))


def test_one_address_over_many_names_waits(house: House) -> None:
    house.add("sophea")
    for number in range(OF_ADDRESS):
        _fail(house, f"name{number}", HERE, 1)
    with pytest.raises(WaitError):
        house.sessions.sign_in("sophea", RIGHT, HERE)
    assert house.sessions.account_of(house.sessions.sign_in("sophea", RIGHT, THERE))


def test_signing_in_oneself_does_not_clear_what_the_address_tried_on_others(house: House) -> None:
    house.add("mallory")
    for number in range(OF_ADDRESS):
        _fail(house, f"name{number}", HERE, 1)
        if number < OF_ADDRESS - 1:
            house.sessions.sign_in("mallory", RIGHT, HERE)
    with pytest.raises(WaitError):
        house.sessions.sign_in("mallory", RIGHT, HERE)


def test_all_machines_of_one_network_of_the_newer_kind_count_as_one(house: House) -> None:
    house.add("sophea")
    for number in range(OF_NAME_AND_ADDRESS):
        _fail(house, "sophea", f"2001:db8:1:2::{number}", 1)
    with pytest.raises(WaitError):
        house.sessions.sign_in("sophea", RIGHT, "2001:db8:1:2:ffff::1")
    assert house.sessions.sign_in("sophea", RIGHT, "2001:db8:1:3::1")


def test_those_who_come_leave_no_failure_behind(house: House) -> None:
    house.add("sophea")
    for _ in range(OF_ADDRESS + 5):
        _fail(house, "sophea", HERE, 1)
        house.sessions.sign_in("sophea", RIGHT, HERE)
        house.clock.now += 60
    addresses = {value for row in _rows(house, "SELECT * FROM attempts") for value in map(str, tuple(row))}
    assert not any(HERE in value or "sophea" in value for value in addresses)


def test_a_session_ends_some_hours_after_the_last_click(house: House) -> None:
    house.add("sophea")
    token = house.sessions.sign_in("sophea", RIGHT, HERE)
    hours = settings().session_hours * 3600
    for _ in range(3):
        house.clock.now += hours - 1
        assert house.sessions.account_of(token)
    house.clock.now += hours + 1
    assert house.sessions.account_of(token) is None


def test_a_session_ends_after_a_week_however_much_one_clicks(house: House) -> None:
    house.add("sophea")
    token = house.sessions.sign_in("sophea", RIGHT, HERE)
    begin = house.clock.now
    while house.clock.now + 3600 < begin + LONGEST_S:
        house.clock.now += 3600
        assert house.sessions.account_of(token)
    house.clock.now = begin + LONGEST_S + 1
    assert house.sessions.account_of(token) is None
    house.sessions.sign_in("sophea", RIGHT, HERE)
    house.clock.now += 3600
    house.sessions.sign_in("sophea", RIGHT, HERE)
    assert len(_rows(house, "SELECT * FROM sessions")) == 2


@pytest.mark.parametrize("change", [{"role": "curator"}, {"active": False}, {"email": "new@example.org"}])
def test_a_change_of_the_account_ends_its_sessions_and_no_other(house: House, change: dict[str, Any]) -> None:
    house.add("sophea")
    house.add("dara")
    token, other = (house.sessions.sign_in(name, RIGHT, HERE) for name in ("sophea", "dara"))
    house.accounts.change(MACHINE, "sophea", **change)
    assert house.sessions.account_of(token) is None and house.sessions.account_of(other)


def test_another_audience_takes_effect_at_once_and_the_session_lasts(house: House) -> None:
    house.add("sophea")
    token = house.sessions.sign_in("sophea", RIGHT, HERE)
    house.accounts.change(MACHINE, "sophea", audience="partners")
    found = house.sessions.account_of(token)
    assert found is not None and found.sees == "partners"


def test_another_password_ends_every_session(house: House) -> None:
    sophea = house.add("sophea")
    tokens = [house.sessions.sign_in("sophea", RIGHT, HERE) for _ in range(2)]
    with pytest.raises(SignInError):
        house.sessions.change_password(sophea, WRONG, "water under the bridge", HERE)
    with pytest.raises(PasswordError):
        house.sessions.change_password(sophea, RIGHT, "short", HERE)
    assert all(map(house.sessions.account_of, tokens))
    new = house.sessions.change_password(sophea, RIGHT, "water under the bridge", HERE)
    assert not any(map(house.sessions.account_of, tokens)) and house.sessions.account_of(new) == sophea
    with pytest.raises(SignInError):
        house.sessions.sign_in("sophea", RIGHT, HERE)
    house.accounts.set_password(MACHINE, "sophea", None)
    assert house.sessions.account_of(new) is None


def test_a_password_changed_while_the_old_one_was_looked_at_begins_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.add("sophea")
    real = passwords.matches

    def slow(kept: str, password: str) -> bool:
        found = real(kept, password)
        Accounts(house.database, house.trail).set_password(MACHINE, "sophea", "water under the bridge")
        return found

    monkeypatch.setattr("desk.people.sessions.matches", slow)
    with pytest.raises(SignInError):
        house.sessions.sign_in("sophea", RIGHT, HERE)
    assert _rows(house, "SELECT * FROM sessions") == []


def test_signing_out_ends_one_session_or_all(house: House) -> None:
    sophea = house.add("sophea")
    first, second, third = (house.sessions.sign_in("sophea", RIGHT, HERE) for _ in range(3))
    house.sessions.sign_out(first)
    house.sessions.sign_out("no such token")
    assert house.sessions.account_of(first) is None and house.sessions.account_of(second)
    assert [session.here for session in house.sessions.open_of("sophea", third)].count(True) == 1
    house.sessions.sign_out_everywhere(sophea, "sophea")
    assert house.sessions.account_of(second) is None and house.sessions.open_of("sophea") == []


def test_a_stronger_hash_is_made_when_somebody_comes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.add("sophea")
    before = _rows(house, "SELECT password FROM accounts")[0]["password"]
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    token = house.sessions.sign_in("sophea", RIGHT, HERE)
    after = _rows(house, "SELECT password FROM accounts")[0]["password"]
    assert "m=8" in before and "m=16" in after and house.sessions.account_of(token)
