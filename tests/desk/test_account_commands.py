"""`python -m desk account`: the first administrator, and all that follows."""

import json
import pty
import subprocess
import sys
from collections.abc import Iterator
from os import close, environ, read, write
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from corpus.settings import settings
from desk.__main__ import app
from desk.people.members import Members
from tests.conftest import REPOSITORY
from tests.desk.house import RIGHT


@pytest.fixture(autouse=True)
def members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Members]:
    """A desk that the commands find by the settings."""
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "desk"))
    settings.cache_clear()
    yield Members.open()
    settings.cache_clear()


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["account", *arguments], input=given)


def add(name: str, role: str = "reader", *more: str) -> Result:
    return run("add", name, "--role", role, "--password-file", "-", *more, given=f"{RIGHT}\n")


def test_the_first_administrator_can_sign_in(members: Members) -> None:
    done = add("sophea", "administrator", "--display", "Sophea Chan", "--email", "s@example.org", "--json")
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert made["name"] == "sophea" and made["role"] == "administrator" and made["sees"] == "restricted"
    assert RIGHT not in done.output
    account = members.sessions.account_of(members.sessions.sign_in("sophea", RIGHT, "::1"))
    assert account is not None and account.display == "Sophea Chan"
    entry = members.trail.entries(action="added account")[0]
    assert entry.subject == "account:sophea" and entry.who


def test_the_list_tells_who_has_a_password(members: Members) -> None:
    add("sophea", "administrator")
    run("add", "dara", "--role", "reader", "--audience", "partners", "--no-password")
    listed = json.loads(run("list", "--json").stdout)
    assert [(one["name"], one["audience"], one["password"]) for one in listed] == [
        ("dara", "partners", False),
        ("sophea", "public", True),
    ]
    shown = run("list").stdout
    assert "sophea" in shown and "dara" in shown and "argon2" not in shown


def test_an_account_is_changed_signed_out_and_deactivated(members: Members) -> None:
    add("sophea", "administrator")
    add("dara")
    token = members.sessions.sign_in("dara", RIGHT, "::1")
    assert run("sign-out", "dara").exit_code == 0
    assert members.sessions.account_of(token) is None
    assert json.loads(run("change", "dara", "--role", "curator", "--json").stdout)["role"] == "curator"
    assert run("password", "dara", "--password-file", "-", given="water under the bridge\n").exit_code == 0
    token = members.sessions.sign_in("dara", "water under the bridge", "::1")
    assert json.loads(run("deactivate", "dara", "--json").stdout)["active"] is False
    assert members.sessions.account_of(token) is None
    assert json.loads(run("change", "dara", "--active", "--json").stdout)["active"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Sophea", "--role", "reader", "--no-password"), "small letters"),
        (("add", "sophea", "--role", "reader", "--no-password"), "already"),
        (("add", "dara", "--role", "reader", "--password-file", "-"), "at least 12"),
        (("add", "dara", "--role", "reader"), "no terminal"),
        (("change", "nobody", "--role", "curator"), "no account"),
        (("password", "nobody", "--no-password"), "no account"),
        (("sign-out", "nobody"), "no account"),
        (("deactivate", "sophea"), "last administrator"),
        (("change", "sophea", "--role", "reader"), "last administrator"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    members: Members, arguments: tuple[str, ...], said: str
) -> None:
    add("sophea", "administrator")
    before = members.accounts.everyone()
    done = run(*arguments, given="short\n")
    assert done.exit_code == 1 and said in " ".join(done.stderr.split())
    assert members.accounts.everyone() == before


@pytest.mark.parametrize(("second", "made"), [(RIGHT, True), ("another one altogether", False)])
def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(members: Members, second: str, made: bool) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "desk", "account", "add", "sophea", "--role", "administrator"]
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=environ | {"TERM": "dumb"}, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    )  # fmt: skip
    close(theirs)
    shown = b""
    for asked, typed in ((b"Password: ", RIGHT), (b"again: ", second)):
        while asked not in shown:
            shown += read(ours, 1024)
        write(ours, f"{typed}\n".encode())
    while True:
        try:
            more = read(ours, 1024)
        except OSError:
            break
        if not more:
            break
        shown += more
    assert process.wait(timeout=60) == (0 if made else 1)
    close(ours)
    assert RIGHT.encode() not in shown and second.encode() not in shown
    assert bool(members.accounts.get("sophea")) is made
