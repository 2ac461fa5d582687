"""Signing in, in a real browser: by password and with a provider, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.people.account import Account, at_the_machine
from desk.people.members import Members
from tests.views.conftest import Collection
from tests.views.provider import CLIENT, Provider, vouching
from tests.views.served import DESK, PHONE, drawn, free_port, open_at, serve, watched
from views.web.forms import SESSION

pytestmark = pytest.mark.browser

RIGHT = "brick kilns at dawn"
MACHINE = at_the_machine("root")
RESTRICTED = "document?document=secret-report"


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with an administrator, a partner and somebody who signs in elsewhere."""
    folder = tmp_path_factory.mktemp("desk")
    accounts = Members.open(folder).accounts
    accounts.add(MACHINE, Account("sophea", "Sophea Chan", "administrator"), RIGHT)
    accounts.add(MACHINE, Account("dara", "Dara", "reader", "partners"), RIGHT)
    accounts.add(MACHINE, Account("vanna", "Vanna", "curator", email="vanna@example.org"), None)
    return folder


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """Who vouches for people."""
    with vouching() as running:
        yield running


@pytest.fixture(scope="module")
def app(
    collection: Collection, desk_folder: Path, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The app with accounts and a provider, started in another folder than its own."""
    folder, port = tmp_path_factory.mktemp("elsewhere"), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"s" * 40}"\n'
        f'[auth.example]\nclient_id = "{CLIENT}"\nclient_secret = "not secret"\n'
        f'server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    options = ("--secrets.files", str(secrets))
    with serve(collection, port=port, desk=desk_folder, folder=folder, options=options) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as on a desk."""
    yield from watched(browser, DESK)


def _sign_in(page: Page, name: str, password: str = RIGHT) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_one_signs_in_sees_what_is_restricted_and_signs_out(browser: Browser, app: str, size: dict[str, int]) -> None:
    for page in watched(browser, size):
        open_at(page, app + RESTRICTED)
        expect(page.get_by_text("No document “secret-report” is held here")).to_be_visible()
        page.get_by_role("link", name="Sign in").click()
        _sign_in(page, "sophea", "not this one")
        expect(page.get_by_role("alert")).to_have_text("Name and password do not fit.")
        _sign_in(page, "sophea")
        drawn(page)
        assert page.url == app + RESTRICTED
        expect(page.get_by_role("heading", level=1)).to_have_text("Unpublished report")
        expect(page.locator(".st-key-who")).to_contain_text("Sophea Chan")
        cookie = next(one for one in page.context.cookies() if one["name"] == SESSION)
        assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["expires"] == -1
        assert page.evaluate("document.cookie").find(SESSION) == -1
        page.locator("footer.house a").click()
        drawn(page)
        expect(page.locator(".st-key-who")).to_contain_text("administrator")
        expect(page.locator("dl.card").first).to_contain_text("Documents3")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        assert all(one["name"] != SESSION for one in page.context.cookies())
        open_at(page, app + RESTRICTED)
        expect(page.get_by_text("Unpublished report")).to_have_count(0)
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        open_at(page, app + RESTRICTED)
        expect(page.get_by_text("Unpublished report")).to_have_count(0)


@pytest.mark.parametrize("path", ["", "?q=debt+bondage", "document", "people"])
def test_nothing_scrolls_sideways_nor_covers_anything_on_a_phone(phone: Page, app: str, path: str) -> None:
    phone.goto(f"{app}sign-in?next=/{path}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    _sign_in(phone, "sophea")
    drawn(phone)
    main = "document.querySelector('[data-testid=stMain]')"
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert phone.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    header, who = (phone.locator(kind).bounding_box() for kind in ("[data-testid=stHeader]", ".st-key-who"))
    assert header is not None and who is not None and who["y"] >= header["y"] + header["height"] - 1


def test_one_session_does_not_see_what_another_may(browser: Browser, app: str) -> None:
    """Side by side in one process: what one audience asked is not remembered for the other."""
    asked = f"{app}?q=unpublished+fishing+boat&mode=lexical"
    for page, other in zip(watched(browser, DESK), watched(browser, DESK), strict=True):
        page.goto(f"{app}sign-in")
        _sign_in(page, "sophea")
        drawn(page)
        for _ in range(2):
            open_at(page, asked)
            expect(page.locator("article.passage", has_text="unpublished").first).to_be_visible()
            open_at(other, asked)
            expect(other.get_by_text("Unpublished report")).to_have_count(0)
            expect(other.get_by_role("checkbox", name="Law")).to_have_count(1)
            expect(other.get_by_role("checkbox", name="Report")).to_have_count(0)
            assert "unpublished fishing boat." not in other.content()


def test_what_is_ended_elsewhere_is_ended_at_the_next_click(page: Page, app: str, desk_folder: Path) -> None:
    page.goto(f"{app}sign-in?next=/{RESTRICTED}")
    _sign_in(page, "sophea")
    drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Unpublished report")
    Members.open(desk_folder).sessions.sign_out_everywhere(MACHINE, "sophea")
    page.get_by_label("Search within this document").fill("boat")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.get_by_text("Unpublished report")).to_have_count(0)


def test_a_file_is_not_handed_to_whoever_was_signed_out_meanwhile(page: Page, app: str, desk_folder: Path) -> None:
    page.goto(f"{app}sign-in?next=/{RESTRICTED}")
    _sign_in(page, "sophea")
    drawn(page)
    link = page.get_by_role("link", name="Download the file")
    with page.expect_download() as fetched:
        link.click()
    assert "unpublished fishing boat" in Path(fetched.value.path()).read_text(encoding="utf-8")
    Members.open(desk_folder).sessions.sign_out_everywhere(MACHINE, "sophea")
    came: list[str] = []
    page.on("download", lambda file: came.append(file.url))
    with page.expect_response(lambda answer: "/file/" in answer.url) as answered:
        link.click()
    assert answered.value.status == 404 and "unpublished fishing boat" not in answered.value.text()
    assert came == []


def test_pages_of_the_desk_are_for_those_who_may(page: Page, app: str) -> None:
    open_at(page, app)
    expect(page.get_by_text("Desk", exact=True)).to_have_count(0)
    page.goto(f"{app}sign-in")
    _sign_in(page, "dara")
    drawn(page)
    expect(page.get_by_text("Desk", exact=True)).to_have_count(0)
    page.goto(f"{app}people")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("New account")).to_have_count(0)


def test_an_administrator_makes_an_account_and_it_can_sign_in(page: Page, app: str, desk_folder: Path) -> None:
    page.goto(f"{app}sign-in")
    _sign_in(page, "sophea")
    drawn(page)
    page.get_by_text("Desk", exact=True).click()
    page.get_by_text("People", exact=True).click()
    drawn(page)
    page.get_by_text("New account").click()
    page.get_by_label("Name to sign in with").fill("Made")
    page.get_by_label("Password", exact=True).fill("water under the bridge")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("alert").first).to_contain_text("small letters")
    page.get_by_label("Name to sign in with").fill("made")
    page.get_by_label("Password", exact=True).fill("water under the bridge")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("made has an account.")).to_be_visible()
    members = Members.open(desk_folder)
    assert members.sessions.account_of(members.sessions.sign_in("made", "water under the bridge", "::1"))
    assert members.trail.entries(action="added account")[0].who == "sophea"


def _with_provider(page: Page, app: str) -> None:
    page.goto(f"{app}sign-in")
    page.get_by_role("link", name="Sign in with Example").click()
    page.wait_for_url(app)
    drawn(page)


def test_somebody_whom_a_provider_vouches_for_has_their_account(
    page: Page, app: str, provider: Provider, desk_folder: Path
) -> None:
    provider.person = {"sub": "1", "email": "Vanna@example.org", "email_verified": True}
    _with_provider(page, app)
    expect(page.locator(".st-key-who")).to_contain_text("Vanna")
    open_at(page, app + RESTRICTED)
    expect(page.get_by_role("heading", level=1)).to_have_text("Unpublished report")
    Members.open(desk_folder).sessions.sign_out_everywhere(MACHINE, "vanna")
    open_at(page, app + RESTRICTED)
    expect(page.locator(".st-key-who")).to_contain_text("Your sign-in has ended")
    expect(page.get_by_text("Unpublished report")).to_have_count(0)
    _with_provider(page, app)
    expect(page.locator(".st-key-who")).to_contain_text("curator")
    kept = page.context.cookies()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.context.add_cookies(kept)  # type: ignore[arg-type]
    open_at(page, app + RESTRICTED)
    expect(page.get_by_text("Unpublished report")).to_have_count(0)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ({"sub": "2", "email": "stranger@example.org", "email_verified": True}, "no account: ask"),
        ({"sub": "3", "email": "vanna@example.org", "email_verified": False}, "Sign in"),
    ],
)
def test_somebody_without_an_account_reads_what_is_public(
    page: Page, app: str, provider: Provider, person: dict[str, object], said: str
) -> None:
    provider.person = person
    _with_provider(page, app)
    expect(page.locator(".st-key-who")).to_contain_text(said)
    open_at(page, app + RESTRICTED)
    expect(page.get_by_text("Unpublished report")).to_have_count(0)
    expect(page.get_by_text("Desk", exact=True)).to_have_count(0)
