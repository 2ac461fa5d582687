"""Who looks at a page decides what it shows; the navigation and the page of accounts follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corpus.settings import settings
from desk.people.account import Account, at_the_machine
from desk.people.members import Members
from tests.conftest import REPOSITORY
from tests.views.conftest import html_of, open_page
from views import who
from views.engine import open_engine

pytestmark = pytest.mark.usefixtures("pages")
RIGHT = "brick kilns at dawn"
MACHINE = at_the_machine("root")


@pytest.fixture
def members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: None) -> Members:
    """A desk with one account of each kind."""
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "desk"))
    settings.cache_clear()
    opened = Members.open()
    for name, role, audience in (
        ("sophea", "administrator", "public"),
        ("dara", "reader", "partners"),
        ("vanna", "reader", "restricted"),
    ):
        opened.accounts.add(MACHINE, Account(name, name.capitalize(), role, audience), RIGHT)  # type: ignore[arg-type]
    return opened


@pytest.fixture
def comes(members: Members, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Gives the pages the cookie of somebody's browser, which a page without a browser has none of."""

    def come(name: str) -> str:
        token = members.sessions.sign_in(name, RIGHT, "::1") if name else ""
        for module in ("views.who", "views.who_box"):
            monkeypatch.setattr(f"{module}.session_token", lambda: token)
        return token

    yield come


@pytest.mark.parametrize(
    ("name", "setting", "expected"),
    [
        ("", "public", "public"),
        ("", "partners", "partners"),
        ("dara", "public", "partners"),
        ("dara", "restricted", "restricted"),
        ("vanna", "public", "restricted"),
        ("sophea", "public", "restricted"),
    ],
)
def test_one_sees_what_the_account_sees_and_never_less_than_everybody(
    comes, monkeypatch: pytest.MonkeyPatch, name: str, setting: str, expected: str
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("CLEARINGHOUSE_AUDIENCE", setting)
    settings.cache_clear()
    comes(name)
    assert who.audience() == expected
    assert open_engine().search.store.audience == expected


@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("search", {"q": "unpublished", "mode": "lexical"}),
        ("search", {}),
        ("document", {}),
        ("document", {"document": "secret-report"}),
    ],
)
def test_each_page_shows_the_restricted_document_to_those_who_may_and_to_no_one_after(
    comes, page: str, params: dict[str, str]
) -> None:  # type: ignore[no-untyped-def]
    for name, sees in (("", False), ("vanna", True), ("dara", False), ("sophea", True), ("", False)):
        comes(name)
        assert ("Unpublished report" in html_of(open_page(page, **params))) is sees, name


def test_counts_of_one_audience_do_not_reach_another(comes) -> None:  # type: ignore[no-untyped-def]
    for name, documents in (("sophea", "3"), ("", "2"), ("sophea", "3")):
        comes(name)
        assert f'<a href="document">{documents}</a>' in html_of(open_page("about"))


def test_one_model_and_one_index_serve_every_audience(comes) -> None:  # type: ignore[no-untyped-def]
    comes("sophea")
    whole = open_engine()
    comes("")
    public = open_engine()
    assert public.model is whole.model and public.search is not whole.search
    assert public.search is open_engine().search
    assert public.search.store.vectors is whole.search.store.vectors
    with pytest.raises(PermissionError):
        public.search.for_audience("restricted")


def test_a_session_that_has_ended_shows_what_everybody_sees(comes, members: Members) -> None:  # type: ignore[no-untyped-def]
    comes("sophea")
    assert who.signed_in() is not None
    members.sessions.sign_out_everywhere(MACHINE, "sophea")
    assert who.signed_in() is None and who.audience() == "public"


def test_where_the_desk_cannot_be_read_one_sees_what_everybody_sees(comes, members: Members, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    comes("sophea")
    assert who.audience() == "restricted"
    for file in (tmp_path / "desk").glob("desk.sqlite3*"):
        file.write_bytes(b"no database" * 1000)
    assert who.audience() == "public"


def test_a_download_is_refused_to_whoever_sees_less_than_when_it_was_offered(comes, members: Members) -> None:  # type: ignore[no-untyped-def]
    comes("dara")
    make = who.while_allowed(lambda: "made")
    assert make() == "made"
    members.accounts.change(MACHINE, "dara", audience="restricted")
    assert make() == "made"
    members.accounts.change(MACHINE, "dara", audience="public")
    with pytest.raises(PermissionError):
        make()
    comes("")
    assert who.while_allowed(lambda: "made")() == "made"


def _first_page() -> AppTest:
    """The whole app, as its script draws it."""
    page = AppTest.from_file(str(REPOSITORY / "views" / "script" / "pages.py"), default_timeout=60)
    page.run()
    assert not page.exception, page.exception
    return page


def test_the_script_draws_the_first_page_and_the_way_to_sign_in(comes) -> None:  # type: ignore[no-untyped-def]
    comes("")
    shown = html_of(_first_page())
    assert "What is known about human trafficking" in shown and 'href="/sign-in?next=' in shown
    comes("sophea")
    shown = html_of(_first_page())
    assert '<a href="/account">Sophea</a>' in shown and 'action="/sign-out"' in shown and ">Sign in</a>" not in shown


@pytest.mark.parametrize("name", ["", "dara", "vanna"])
def test_the_page_of_accounts_is_for_administrators(comes, name: str) -> None:  # type: ignore[no-untyped-def]
    comes(name)
    page = _people()
    assert "for administrators" in html_of(page) and not page.button and not page.text_input


def test_an_administrator_changes_an_account_in_the_browser(comes, members: Members) -> None:  # type: ignore[no-untyped-def]
    comes("sophea")
    token = members.sessions.sign_in("dara", RIGHT, "::1")
    page = _people()
    page.selectbox(key="person-dara-audience").select("restricted")
    page.text_input(key="person-dara-display").set_value("Dara Sok")
    _press(page, "Save", 0).run()
    assert "dara is changed." in html_of(page)
    changed = members.accounts.get("dara")
    assert changed is not None and changed.display == "Dara Sok" and changed.audience == "restricted"
    page.text_input(key="person-dara-password").set_value("short")
    _press(page, "Set the password", 0).run()
    assert 'role="alert">The password needs at least' in html_of(page) and members.sessions.account_of(token)
    page.button(key="person-dara-out").click().run()
    assert members.sessions.account_of(token) is None
    page.checkbox(key="person-sophea-active").uncheck()
    _press(page, "Save", 1).run()
    assert "last administrator" in html_of(page) and members.accounts.get("sophea").active  # type: ignore[union-attr]


def test_a_click_after_a_sign_out_changes_nothing(comes, members: Members) -> None:  # type: ignore[no-untyped-def]
    comes("sophea")
    page = _people()
    members.sessions.sign_out_everywhere(MACHINE, "sophea")
    page.text_input(key="person-new-name").set_value("mallory")
    _press(page, "Make the account", 0).run()
    assert members.accounts.get("mallory") is None and "for administrators" in html_of(page)


def _people() -> AppTest:
    page = AppTest.from_string("from views.desk import people\npeople.show()\n", default_timeout=30)
    page.run()
    assert not page.exception, page.exception
    return page


def _press(page: AppTest, label: str, at: int):  # type: ignore[no-untyped-def]
    return [button for button in page.button if button.label == label][at].click()


def test_what_is_kept_for_a_whole_process_is_no_answer() -> None:
    """A new cache must be looked at: is what it keeps the same for every audience, or is the audience in its key?"""
    words = ("@st.cache_data", "@st.cache_resource", "@lru_cache", "@cache")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "views").rglob("*.py")}
    kept = {name for name, text in texts.items() if any(word in text for word in words)}
    # The engine, seen through views by audience; pictures by the file that was opened; the desk; a style sheet.
    # The passages of a draft by its number and version, for whoever was let into it; the desk itself, whose every act
    # asks who works; whether the trail is whole, on a page for curators.
    ours = {"page_image.py", "passages.py", "opened.py", "trail.py"}
    assert kept == ours | {"engine.py", "page_view.py", "who.py", "page.py"}
