"""Accounts: who may make and change them, which passwords pass, and what the trail tells."""

import json
import unicodedata
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from desk.database import FILE_NAME, DeskError
from desk.people import passwords
from desk.people.account import Account, NotAllowedError
from desk.people.passwords import PasswordError, check_new, hashed, made_anew, matches
from tests.desk.house import MACHINE, RIGHT, House


def test_an_account_is_kept_in_one_form_and_found_by_name_and_email(house: House) -> None:
    asked = Account("sophea.chan", "  Sophea \n Chan ", "curator", email="Sophea@Example.ORG ")
    house.accounts.add(MACHINE, asked, RIGHT)
    kept = house.accounts.get("sophea.chan")
    assert kept == Account("sophea.chan", "Sophea Chan", "curator", email="sophea@example.org")
    assert house.accounts.by_email(" SOPHEA@example.org") == kept and house.accounts.everyone() == [kept]
    assert house.accounts.by_email("") is None and house.accounts.get("nobody") is None


@pytest.mark.parametrize("name", ["", "Sophea", "so phea", "-a", "a.", "a" * 61, "../x", "សុភា", "a\n"])
def test_a_name_that_could_be_mistaken_is_refused(house: House, name: str) -> None:
    with pytest.raises(DeskError, match="name has up to 60"):
        house.accounts.add(MACHINE, Account(name, "Some One", "reader"), None)
    assert house.accounts.everyone() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"display": "a\u202eb"}, "letters that can be seen"),
        ({"display": "a" * 101}, "up to 100"),
        ({"email": "no address"}, "no e-mail address"),
        ({"role": "king"}, "no role"),
        ({"audience": "everyone"}, "no audience"),
    ],
)
def test_what_is_not_well_formed_is_refused(house: House, fields: dict[str, str], said: str) -> None:
    asked: dict[str, str] = {"name": "dara", "display": "Dara", "role": "reader"} | fields
    with pytest.raises(DeskError, match=said):
        house.accounts.add(MACHINE, Account(**asked), None)  # type: ignore[arg-type]


def test_neither_name_nor_email_is_given_twice(house: House) -> None:
    house.add("sophea", email="s@example.org")
    with pytest.raises(DeskError, match="already"):
        house.add("sophea")
    with pytest.raises(DeskError, match="“sophea” has this e-mail"):
        house.add("dara", email="S@example.org")
    house.add("dara")
    with pytest.raises(DeskError, match="“sophea” has this e-mail"):
        house.accounts.change(MACHINE, "dara", email="s@example.org")


@pytest.mark.parametrize("role", ["reader", "contributor", "curator"])
def test_only_an_administrator_looks_after_accounts(house: House, role: str) -> None:
    by = house.add("dara", role)  # type: ignore[arg-type]
    house.add("sophea", "administrator")
    with pytest.raises(NotAllowedError):
        house.accounts.add(by, Account("vanna", "Vanna", "reader"), None)
    with pytest.raises(NotAllowedError):
        house.accounts.change(by, "dara", role="administrator")
    with pytest.raises(NotAllowedError):
        house.accounts.set_password(by, "sophea", "another long password")
    with pytest.raises(NotAllowedError):
        house.sessions.sign_out_everywhere(by, "sophea")
    assert house.accounts.get("dara") == by and house.accounts.get("vanna") is None


def test_an_administrator_who_was_made_inactive_may_do_nothing(house: House) -> None:
    house.add("sophea", "administrator")
    house.add("dara", "administrator")
    gone = house.accounts.change(MACHINE, "dara", active=False)
    with pytest.raises(NotAllowedError):
        house.accounts.change(gone, "sophea", active=False)
    with pytest.raises(NotAllowedError):
        house.accounts.set_password(gone, "dara", "another long password")


@pytest.mark.parametrize("change", [{"role": "curator"}, {"active": False}])
def test_the_last_administrator_cannot_be_taken_away(house: House, change: dict[str, object]) -> None:
    sophea = house.add("sophea", "administrator")
    house.add("dara", "curator")
    with pytest.raises(DeskError, match="last administrator"):
        house.accounts.change(sophea, "sophea", **change)  # type: ignore[arg-type]
    assert house.accounts.get("sophea") == sophea
    house.accounts.change(sophea, "dara", role="administrator")
    house.accounts.change(sophea, "sophea", **change)  # type: ignore[arg-type]
    assert house.accounts.get("sophea") != sophea


def test_the_trail_tells_of_accounts_and_never_a_password(house: House, tmp_path: Path) -> None:
    sophea = house.add("sophea", "administrator")
    house.add("dara", audience="partners")
    house.accounts.change(sophea, "dara", role="contributor")
    house.accounts.change(sophea, "dara", role="contributor")
    house.accounts.set_password(sophea, "dara", "water under the bridge 7")
    token = house.sessions.sign_in("sophea", RIGHT, "192.0.2.1")
    house.sessions.sign_out_everywhere(sophea, "dara")
    assert house.actions() == [
        ("sophea", "signed out everywhere", "account:dara"),
        ("sophea", "signed in", "account:sophea"),
        ("sophea", "set password", "account:dara"),
        ("sophea", "changed account", "account:dara"),
        ("root", "added account", "account:dara"),
        ("root", "added account", "account:sophea"),
    ]
    changed = house.trail.entries(action="changed account")[0]
    assert json.loads(changed.before)["role"] == "reader" and json.loads(changed.after)["role"] == "contributor"
    kept = b"".join(path.read_bytes() for path in (tmp_path / "desk").iterdir())
    assert (tmp_path / "desk" / FILE_NAME).is_file() and b"argon2id" in kept
    for secret in (RIGHT, "water under the bridge 7", token):
        assert secret.encode() not in kept
    assert not any("argon2" in entry.after + entry.before + entry.note for entry in house.trail.entries())


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "elevensigns",
        "sophea.chan1",
        "SOPHEA.CHAN1",
        "passwordpassword",
        "Password1234",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcab",
        "123456789012",
        "210987654321",
        "qwertyuiopas",
        "x" * 100 + "y" * 101,
        "\ufdfa" * 15,
    ],
)
def test_a_password_that_is_soon_guessed_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(PasswordError):
        check_new(password, "sophea.chan1", "Sophea")


@pytest.mark.parametrize("password", [RIGHT, "twelve signs", "ខ្ញុំចូលចិត្តផ្កា", "x9" + "kilns and brick " * 12])
def test_a_long_password_of_any_script_is_taken(password: str) -> None:
    assert matches(hashed(check_new(password, "sophea")), password)


def test_a_password_is_the_same_however_the_keyboard_writes_it() -> None:
    kept = hashed(check_new("Élève du matin"))
    assert matches(kept, unicodedata.normalize("NFD", "Élève du matin"))
    assert not matches(kept, "Eleve du matin")


def test_nothing_matches_where_nothing_is_kept() -> None:
    assert not matches("", "") and not matches("", RIGHT) and not matches("no hash", RIGHT)
    assert not matches(hashed("a" * 201), "a" * 201 + "b")


def test_a_hash_of_other_parameters_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    old = hashed(RIGHT)
    assert made_anew(old, RIGHT) == old
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher())
    anew = made_anew(old, RIGHT)
    assert anew != old and anew.startswith("$argon2id$") and "m=65536" in anew and matches(anew, RIGHT)
