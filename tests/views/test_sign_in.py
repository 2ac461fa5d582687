"""The pages that Streamlit cannot make: signing in and out, one's own account."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corpus.settings import settings
from desk.people.account import Account, at_the_machine
from desk.people.members import Members
from views.web.forms import FORM, SESSION, path_of_ours
from views.web.routes import ROUTES

RIGHT = "brick kilns at dawn"
MACHINE = at_the_machine("root")


@pytest.fixture
def members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Members]:
    """A desk with one administrator."""
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "desk"))
    settings.cache_clear()
    opened = Members.open()
    opened.accounts.add(MACHINE, Account("sophea", "Sophea <Chan>", "administrator"), RIGHT)
    yield opened
    settings.cache_clear()


def browser(base: str = "http://testserver") -> TestClient:
    """Somebody's browser."""
    return TestClient(Starlette(routes=list(ROUTES)), base_url=base, follow_redirects=False)


@pytest.fixture
def client(members: Members) -> TestClient:
    """A browser in front of that desk."""
    return browser()


def proof(client: TestClient, path: str = "/sign-in") -> str:
    found = re.search(r'name="proof" value="([0-9a-f]{64})"', client.get(path).text)
    assert found is not None
    return found[1]


def sign_in(client: TestClient, password: str = RIGHT, name: str = "sophea", **more: str):  # type: ignore[no-untyped-def]
    fields = {"name": name, "password": password, "proof": proof(client), **more}
    return client.post("/sign-in", data=fields)


def test_signing_in_gives_a_cookie_and_leads_on(client: TestClient, members: Members) -> None:
    done = sign_in(client, next="/document?document=law&page=2")
    assert done.status_code == 303 and done.headers["location"] == "/document?document=law&page=2"
    cookie = next(value for value in done.headers.get_list("set-cookie") if value.startswith(SESSION))
    flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= flags
    assert "secure" not in flags and not any(flag.startswith(("max-age", "expires")) for flag in flags)
    account = members.sessions.account_of(client.cookies[SESSION])
    assert account is not None and account.name == "sophea"
    assert client.get("/sign-in").status_code == 303


@pytest.mark.parametrize(
    ("base", "headers"),
    [("https://testserver", {}), ("http://testserver", {"X-Forwarded-Proto": "https, http"})],
)
def test_where_the_request_came_by_https_the_cookie_goes_by_https_only(
    members: Members, base: str, headers: dict[str, str]
) -> None:
    client = browser(base)
    page = client.get("/sign-in", headers=headers)
    found = re.search(r'name="proof" value="([0-9a-f]+)"', page.text)
    assert found is not None and "secure" in page.headers["set-cookie"].lower()
    kept = {FORM: page.headers["set-cookie"].partition("=")[2].partition(";")[0]}
    fields = {"name": "sophea", "password": RIGHT, "proof": found[1]}
    bare = browser(base)
    bare.cookies.update(kept)
    done = bare.post("/sign-in", data=fields, headers=headers)
    assert done.status_code == 303
    assert all("; secure" in cookie.lower() for cookie in done.headers.get_list("set-cookie"))


def test_a_session_is_made_anew_at_each_sign_in(client: TestClient, members: Members) -> None:
    sign_in(client)
    first = client.cookies[SESSION]
    fields = {"name": "sophea", "password": RIGHT, "proof": proof(client, "/account")}
    assert client.post("/sign-in", data=fields).status_code == 303
    assert client.cookies[SESSION] != first
    assert members.sessions.account_of(first) is None
    planted = browser()
    planted.cookies.set(SESSION, "planted by somebody else")
    sign_in(planted)
    assert members.sessions.account_of("planted by somebody else") is None


@pytest.mark.parametrize(("name", "password"), [("sophea", "not this one"), ("nobody", RIGHT), ("", "")])
def test_a_wrong_password_and_an_unknown_name_look_the_same(client: TestClient, name: str, password: str) -> None:
    done = sign_in(client, password, name)
    assert done.status_code == 401 and SESSION not in client.cookies
    assert 'role="alert">Name and password do not fit.' in done.text and RIGHT not in done.text


def test_too_many_failures_say_how_long_to_wait(client: TestClient) -> None:
    for _ in range(5):
        assert sign_in(client, "not this one").status_code == 401
    done = sign_in(client)
    assert done.status_code == 429 and "wait 15 minutes" in done.text
    assert 0 < int(done.headers["retry-after"]) <= 901 and SESSION not in client.cookies


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/account/password", "/account/sign-out-everywhere"])
@pytest.mark.parametrize("how", ["no proof", "wrong proof", "another browser's", "from elsewhere", "no cookie"])
def test_a_form_that_is_not_from_our_own_page_does_nothing(
    client: TestClient, members: Members, path: str, how: str
) -> None:
    sign_in(client)
    token = client.cookies[SESSION]
    own = proof(client, "/account")
    sent = {"no proof": "", "wrong proof": "0" * 64, "another browser's": proof(browser())}.get(how, own)
    headers = {"Sec-Fetch-Site": "cross-site"} if how == "from elsewhere" else {}
    if how == "no cookie":
        client.cookies.clear()
    data = {"proof": sent, "name": "sophea", "password": RIGHT, "current": RIGHT, "new": "x" * 6 + "y" * 9}
    done = client.post(path, data=data | {"again": data["new"]}, headers=headers)
    assert done.status_code in {303, 403} and SESSION not in "".join(done.headers.get_list("set-cookie"))
    if done.status_code == 303:
        assert how == "no cookie" and done.headers["location"].startswith("/sign-in")
    assert members.sessions.account_of(token) and members.sessions.sign_in("sophea", RIGHT, "::1")


@pytest.mark.parametrize(
    "asked",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "example.org",
        "/\t/example.org",
        "/\n/example.org",
        " //example.org",
        "/a\\..\\b",
        "/sign-out",
        "/sign-in?next=/sign-in",
        "",
        "http:///example.org",
        "//[",
    ],
)
def test_one_is_led_nowhere_else(client: TestClient, asked: str) -> None:
    assert sign_in(client, next=asked).headers["location"] == "/"
    assert client.get("/sign-in", params={"next": asked}).headers["location"] == "/"


@pytest.mark.parametrize("asked", ["/", "/coverage", "/?q=debt+bondage&four_p=policy", "/document?q=ច្បាប់"])
def test_paths_of_this_app_are_kept(asked: str) -> None:
    assert path_of_ours(asked) == asked


def test_what_was_typed_and_asked_is_shown_escaped(client: TestClient) -> None:
    harm = '"><script>alert(1)</script>'
    for page in (sign_in(client, "wrong", harm, next=f"/{harm}"), client.get("/sign-in", params={"next": f"/{harm}"})):
        assert "<script" not in page.text and "&lt;script&gt;" in page.text
    sign_in(client)
    shown = client.get("/account").text
    assert "Sophea &lt;Chan&gt;" in shown and "<Chan>" not in shown


@pytest.mark.parametrize("path", ["/sign-in", "/account"])
def test_the_pages_run_no_script_are_framed_by_no_one_and_kept_nowhere(client: TestClient, path: str) -> None:
    if path == "/account":
        sign_in(client)
    page = client.get(path)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert "unsafe" not in policy and "script-src" not in policy
    assert page.headers["cache-control"] == "no-store" and page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "same-origin" and page.headers["x-content-type-options"] == "nosniff"
    assert "<script" not in page.text and " onclick" not in page.text and "style=" not in page.text


def test_signing_out_ends_the_session_and_takes_the_cookie_away(client: TestClient, members: Members) -> None:
    sign_in(client)
    token = client.cookies[SESSION]
    done = client.post("/sign-out", data={"proof": proof(client, "/account")})
    assert done.status_code == 303 and done.headers["location"] == "/" and SESSION not in client.cookies
    assert members.sessions.account_of(token) is None
    client.cookies.set(SESSION, token)
    assert client.get("/account").headers["location"] == "/sign-in?next=/account"
    assert client.get("/sign-out").status_code == 405


def test_one_changes_ones_own_password_and_every_other_session_ends(client: TestClient, members: Members) -> None:
    sign_in(client)
    before, other = client.cookies[SESSION], members.sessions.sign_in("sophea", RIGHT, "::1")

    def change(current: str, new: str, again: str):  # type: ignore[no-untyped-def]
        fields = {"current": current, "new": new, "again": again, "proof": proof(client, "/account")}
        return client.post("/account/password", data=fields)

    new = "water under the bridge"
    assert "not your current password" in change("wrong", new, new).text
    assert "typed the same twice" in change(RIGHT, new, f"{new}s").text
    assert "at least 12" in change(RIGHT, "short", "short").text
    assert members.sessions.account_of(before) and members.sessions.account_of(other)
    done = change(RIGHT, new, new)
    assert done.status_code == 303 and client.cookies[SESSION] != before
    assert members.sessions.account_of(before) is None and members.sessions.account_of(other) is None
    assert "The password is changed" in client.get(done.headers["location"]).text
    assert sign_in(browser(), new).status_code == 303 and sign_in(browser()).status_code == 401


def test_one_signs_out_everywhere(client: TestClient, members: Members) -> None:
    sign_in(client)
    other = members.sessions.sign_in("sophea", RIGHT, "::1")
    shown = client.get("/account").text
    assert shown.count("with a password; last used") == 2 and shown.count("<b>here</b>") == 1
    client.post("/account/sign-out-everywhere", data={"proof": proof(client, "/account")})
    assert members.sessions.account_of(other) is None and members.sessions.open_of("sophea") == []


def test_what_is_too_long_or_no_form_is_not_read(client: TestClient) -> None:
    fields = {"name": "sophea", "password": "x" * 9000, "proof": proof(client)}
    assert client.post("/sign-in", data=fields).status_code == 413
    assert client.post("/sign-in", json={"name": "sophea"}).status_code == 415
    many = "&".join(f"field{number}=1" for number in range(50))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-in", content=many, headers=form).status_code == 400
    assert client.post("/sign-in", content=b"name=\xff", headers=form).status_code == 400


def test_while_there_is_no_account_the_page_says_how_to_make_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    command = "python -m desk account add NAME --role administrator"
    assert command not in client.get("/sign-in").text
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "new"))
    settings.cache_clear()
    assert command in client.get("/sign-in").text


def test_where_the_desk_cannot_be_opened_the_page_says_so_and_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "desk.sqlite3").write_bytes(b"no database" * 100)
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "damaged"))
    settings.cache_clear()
    done = client.get("/sign-in")
    assert done.status_code == 503 and "Nobody can sign in at present" in done.text
    assert str(tmp_path) not in done.text and "sqlite" not in done.text
