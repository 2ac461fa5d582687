"""What a provider vouches for: whom it makes somebody, and for how long."""

from typing import Any

import pytest

from corpus.settings import settings
from desk.people.identity import Identity
from tests.desk.house import MACHINE, RIGHT, House

HERE = "192.0.2.1"


def _claims(house: House, **changes: Any) -> dict[str, Any]:
    made = {"iss": "https://id.example.org", "sub": "1", "email": "Sophea@example.org", "nonce": "n1"}
    return {**made, "iat": int(house.clock.now), "email_verified": True} | changes


def _identity(house: House, **changes: Any) -> Identity:
    found = Identity.read(_claims(house, **changes))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "changes", [{"email_verified": False}, {"email_verified": "false"}, {"email": ""}, {"email": None}, {"iat": None}]
)
def test_what_a_provider_does_not_vouch_for_is_nobody(house: House, changes: dict[str, Any]) -> None:
    assert Identity.read(_claims(house, **changes)) is None
    assert Identity.read({**_claims(house), "email_verified": "true"}) is not None


def test_who_is_vouched_for_has_a_session_with_our_own_limits(house: House) -> None:
    sophea = house.add("sophea", "administrator", password=None, email="sophea@example.org")
    identity = _identity(house)
    assert house.sessions.vouched(identity) == sophea and house.sessions.vouched(identity) == sophea
    assert house.actions()[0] == ("sophea", "signed in", "account:sophea")
    assert len(house.sessions.open_of("sophea")) == 1
    house.clock.now += settings().session_hours * 3600 + 1
    assert house.sessions.vouched(identity) is None
    house.clock.now += 29 * 24 * 3600
    house.add("dara")
    house.sessions.sign_in("dara", RIGHT, HERE)
    assert house.sessions.vouched(identity) is None
    assert house.sessions.vouched(_identity(house, nonce="n2")) == sophea


def test_signing_out_ends_what_a_provider_vouched_for_at_once(house: House) -> None:
    house.add("sophea", email="sophea@example.org")
    first, second = _identity(house), _identity(house, nonce="n2")
    assert house.sessions.vouched(first) and house.sessions.vouched(second)
    house.sessions.sign_out_vouched(first)
    assert house.sessions.vouched(first) is None and house.sessions.vouched(second)
    house.accounts.change(MACHINE, "sophea", active=False)
    assert house.sessions.vouched(second) is None


def test_an_old_word_of_a_provider_begins_nothing(house: House) -> None:
    house.add("sophea", email="sophea@example.org")
    identity = _identity(house)
    house.clock.now += 601
    assert house.sessions.vouched(identity) is None
    assert house.sessions.vouched(_identity(house, email="stranger@example.org")) is None


def test_the_key_of_a_provider_is_no_token(house: House) -> None:
    house.add("sophea", email="sophea@example.org")
    identity = _identity(house)
    assert house.sessions.vouched(identity)
    assert house.sessions.account_of(identity.key) is None
