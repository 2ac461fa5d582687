"""
Every door of the pages and addresses, tried by everybody who may not go through it.

What Streamlit itself hands out (`/media/…`: pictures of the frame, and exports for some moments after a click) it hands
to anybody who knows the address, which is a hash of the content. So no document's file goes that way: "Download the
file" is a link to `/file/…`, which asks at each request who comes. What may lie in that store is what an export holds
for whoever clicked; its address is told to their browser only, and it is gone when their page is closed.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from corpus.record import dump_record
from corpus.settings import settings
from desk.database import DeskDatabase
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.people import passwords
from desk.people.account import Account, at_the_machine
from desk.people.identity import Identity
from desk.people.members import Members
from desk.trail import Trail
from index import PassageStore
from index.encoder import load_encoder
from tests.conftest import REPOSITORY
from tests.views.conftest import Collection, html_of, looking_at, open_page
from tests.worlds import hidden, make, public
from views.navigation import DESK_PAGES
from views.web import file_pass
from views.web.file import file_link
from views.web.forms import SESSION
from views.web.routes import ROUTES

RIGHT = "brick kilns at dawn"
MACHINE = at_the_machine("root")
ACCOUNTS = (
    Account("reader", "Reader", "reader"),
    Account("partner", "Partner", "reader", "partners"),
    Account("contributor", "Contributor", "contributor"),
    Account("curator", "Curator", "curator"),
    Account("admin", "Admin", "administrator"),
)
# Nobody, and those who are nobody any more.
NOBODY = ("", "inactive", "ended", "forged")
# The public's, whoever asks; partners see one document more, which holds no file.
SEE_NO_SECRET = (*NOBODY, "reader", "contributor", "partner")
HIDDEN = "study/aaa-dossier/en.txt"
Come = Callable[[str], str]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """The collection with the hidden documents, its files in place."""
    root = tmp_path_factory.mktemp("doors")
    for record, texts in (*public(told=True), *hidden()):
        folder = root / "documents" / record.type / record.identifier
        folder.mkdir(parents=True)
        (folder / "record.yaml").write_text(dump_record(record), encoding="utf-8")
        if record.files:
            (folder / "en.txt").write_text("\n".join(texts), encoding="utf-8")
    return Collection(root / "documents", make(root / "index", with_hidden=True))


@pytest.fixture
def members(world: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Members]:
    """A desk with one account of each kind, and the pages over it."""
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "desk"))
    # The same library with parameters that cost nothing: five accounts a test would take seconds.
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with looking_at(world, monkeypatch):
        opened = Members.open()
        for account in ACCOUNTS:
            opened.accounts.add(MACHINE, account, RIGHT)
        yield opened


@pytest.fixture
def come(members: Members, monkeypatch: pytest.MonkeyPatch) -> Come:
    """Gives pages and addresses the cookie of somebody's browser."""

    def comes(name: str) -> str:
        token = _token(members, name)
        for module in ("views.who", "views.who_box", "views.desk.trail"):
            monkeypatch.setattr(f"{module}.session_token", lambda: token)
        return token

    return comes


def _token(members: Members, name: str) -> str:
    if name in ("", "forged"):
        return "x" * 43 if name else ""
    account = "curator" if name in NOBODY else name
    token = members.sessions.sign_in(account, RIGHT, "::1")
    if name == "inactive":
        members.accounts.change(MACHINE, account, active=False)
    elif name == "ended":
        members.sessions.sign_out(token)
    return token


def _desk(corpus: Collection) -> Desk:
    encoder = load_encoder()
    store = PassageStore(corpus.index, encoder.dimension, encoder.name, encoder.revision)
    database = DeskDatabase(settings().desk_dir)
    return Desk(database.folder, corpus.corpus, store, encoder, database, Trail(database))


def _desk_page(path: str) -> AppTest:
    script = (
        f"from views.navigation import DESK_PAGES\nnext(page for page in DESK_PAGES if page.path == {path!r}).show()\n"
    )
    return AppTest.from_string(script, default_timeout=60).run()


def _browser(token: str = "") -> TestClient:
    cookies = {SESSION: token} if token else {}
    return TestClient(Starlette(routes=list(ROUTES)), cookies=cookies, follow_redirects=False)


@pytest.mark.parametrize("who", [*NOBODY, *(account.name for account in ACCOUNTS)])
@pytest.mark.parametrize("page", DESK_PAGES, ids=lambda page: page.path)
def test_each_desk_page_is_for_those_who_may(come: Come, page, who: str) -> None:  # type: ignore[no-untyped-def]
    come(who)
    account = next((each for each in ACCOUNTS if each.name == who), None)
    drawn = _desk_page(page.path)
    assert not drawn.exception
    may = account is not None and account.may(page.act)
    refused = "Sign in to work" in html_of(drawn) or "may not work here" in html_of(drawn)
    refused = refused or "This page is for administrators" in html_of(drawn)
    assert refused != may
    if not may:
        assert not (drawn.button or drawn.text_input or drawn.selectbox or drawn.get("download_button"))


@pytest.mark.parametrize("who", ["contributor", "admin"])
def test_the_draft_of_another_is_one_that_does_not_exist(
    come: Come, world: Collection, members: Members, who: str
) -> None:
    other = Account("curator", "Curator", "curator")
    number = Drafts(_desk(world), other).begin([], {"title": "Quagmire"})
    come(who)
    shown = []
    for asked in (number, 987):
        page = AppTest.from_string("from views.desk import draft\ndraft.show()\n", default_timeout=60)
        page.query_params["draft"] = str(asked)
        shown.append(html_of(page.run()).replace(f"draft {asked}.", "draft N."))
    assert (shown[0] == shown[1]) == (who == "contributor")
    assert ("Quagmire" in shown[0]) == (who == "admin")


@pytest.mark.parametrize("who", SEE_NO_SECRET)
def test_the_page_of_a_hidden_document_and_its_tools_are_not_there(come: Come, who: str) -> None:
    come(who)
    shown = []
    for identifier in ("aaa-dossier", "never-was"):
        page = open_page("document", document=identifier, passage=f"{identifier}/1", file="en.txt", page="1")
        assert not page.button and not page.expander
        shown.append(html_of(page).replace(identifier, "X"))
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("who", "tools"),
    [
        *((who, set()) for who in (*NOBODY, "reader", "partner")),
        ("contributor", {"tool-change"}),
        ("curator", {"tool-change", "tool-supersede", "tool-withdraw", "tool-narrow"}),
    ],
)
def test_the_tools_are_there_for_those_who_may(come: Come, who: str, tools: set[str]) -> None:
    come(who)
    page = open_page("document", document="law-a")
    assert {button.key for button in page.button if str(button.key).startswith("tool-")} == tools
    assert ("History" in [expander.label for expander in page.expander]) == (who == "curator")


@pytest.mark.parametrize("who", SEE_NO_SECRET)
def test_a_hidden_file_is_one_that_does_not_exist(members: Members, who: str) -> None:
    browser = _browser(_token(members, who))
    there = browser.get(f"/file/aaa-dossier/{HIDDEN}")
    never = browser.get("/file/never-was/study/never-was/en.txt")
    assert (there.status_code, never.status_code) == (404, 404)
    assert there.content == never.content and b"xylophone" not in there.content.lower()
    same = {name for name in there.headers if name != "date"}
    assert {name: there.headers[name] for name in same} == {name: never.headers[name] for name in same}


def test_a_file_is_handed_to_those_who_may_see_it_to_be_kept(members: Members, world: Collection) -> None:
    curator = _browser(_token(members, "curator"))
    secret = curator.get(f"/file/aaa-dossier/{HIDDEN}")
    assert secret.status_code == 200 and secret.content == (world.corpus / HIDDEN).read_bytes()
    assert secret.headers["cache-control"] == "no-store"
    law = _browser().get(f"/{file_link('law-a', 'law/law-a/en.txt')}")
    assert law.status_code == 200 and law.headers["cache-control"] == "no-cache"
    for answer in (secret, law):
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        f"/file/law-a/{HIDDEN}",
        "/file/law-a/law/law-a/record.yaml",
        "/file/law-a/../../study/aaa-dossier/en.txt",
        "/file/law-a/law/law-a/..%2f..%2fstudy%2faaa-dossier%2fen.txt",
        "/file/law-a//etc/passwd",
        "/file/law-a/",
        "/file/law-a/law%2Flaw-a%2Fen.txt%00",
    ],
)
def test_no_other_file_is_reached_through_a_public_document(members: Members, path: str) -> None:
    assert _browser().get(path).status_code == 404


def test_a_sign_out_shuts_the_address_of_a_file_at_once(members: Members) -> None:
    token = _token(members, "curator")
    browser = _browser(token)
    assert browser.get(f"/file/aaa-dossier/{HIDDEN}").status_code == 200
    members.sessions.sign_out(token)
    assert browser.get(f"/file/aaa-dossier/{HIDDEN}").status_code == 404


def test_who_came_from_a_provider_has_a_pass_for_one_file_while_the_sign_in_lasts(
    members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    members.accounts.change(MACHINE, "curator", email="curator@example.org")
    identity = Identity("k" * 64, "curator@example.org", members.sessions._clock(), "https://id.example.org")
    given = file_pass.file_pass(identity.key, "aaa-dossier", HIDDEN)

    def status(identifier: str, path: str, key: str) -> int:
        return _browser().get(f"/file/{identifier}/{path}", params={"pass": key}).status_code

    assert status("aaa-dossier", HIDDEN, given) == 404
    assert members.sessions.vouched(identity) is not None
    assert status("aaa-dossier", HIDDEN, given) == 200
    assert status("mid-memo", "mou/mid-memo/en.txt", given) == 404
    for broken in (
        f"{given[:-1]}{'0' if given[-1] != '0' else '1'}",
        given.replace("k", "j"),
        "",
        "..",
        "a.b.c",
        "é.1.é",
    ):
        assert status("aaa-dossier", HIDDEN, broken) == 404
    monkeypatch.setattr(file_pass.time, "time", lambda: 9e9)
    assert file_pass.read_file_pass(given, "aaa-dossier", HIDDEN) == ""
    monkeypatch.undo()
    members.sessions.sign_out_vouched(identity)
    assert status("aaa-dossier", HIDDEN, given) == 404


def test_the_link_on_the_page_leads_to_the_file_and_no_bytes_lie_elsewhere(come: Come) -> None:
    token = come("curator")
    page = open_page("document", document="aaa-dossier")
    link = re.search(r'href="(file/[^"]+)">Download the file<', html_of(page))
    assert link is not None and _browser(token).get(f"/{link[1]}").status_code == 200
    assert not [each for each in page.get("download_button") if each.proto.label == "Download the file"]


def test_the_feed_is_the_public_s_whoever_asks(members: Members) -> None:
    feeds = {_browser(_token(members, who)).get("/feed.atom").content for who in ("", "reader", "curator")}
    assert len(feeds) == 1 and b"dossier" not in feeds.pop().lower()


def test_each_address_of_ours_is_known() -> None:
    """A new one needs its test here or in the tests of signing in."""
    tried = {"/file/{identifier}/{path:path}", "/feed.atom", "/sign-in", "/sign-out"}
    assert {route.path for route in ROUTES if not route.path.startswith("/account")} == tried  # type: ignore[attr-defined]


def _row(page: AppTest) -> tuple[object, ...]:
    html = re.sub(r"<dt>(Revision|Last changed)</dt><dd>[^<]*</dd>|in [\d,]+ ms", "", html_of(page))
    return html, [(box.key, box.options) for box in page.selectbox], [box.key for box in page.checkbox]


@pytest.mark.parametrize("who", ["inactive", "ended", "forged", "reader", "contributor"])
@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("search", {"q": "debt bondage shelters"}),
        ("search", {"q": "document:aaa-dossier"}),
        ("search", {"q": "xylophnoe"}),
        ("coverage", {"rows": "type", "columns": "year"}),
        ("news", {"since": "1990-01-01"}),
        ("brief", {"item": ["p:aaa-dossier/1", "p:law-a/1"]}),
    ],
    ids=str,
)
def test_who_sees_what_everybody_sees_is_shown_what_nobody_is(
    come: Come, name: str, params: dict[str, str | list[str]], who: str
) -> None:
    """What nobody is shown holds no trace: `test_no_trace.py` compares it with a collection without them."""
    come("")
    expected = _row(open_page(name, **params))
    come(who)
    assert _row(open_page(name, **params)) == expected


def test_the_command_line_answers_for_the_audience_of_the_settings(members: Members, world: Collection) -> None:
    """Who may run it may read the index too; what it prints is for others."""

    def found(audience: str) -> set[str]:
        command = [
            sys.executable,
            "-m",
            "search",
            "shelters",
            "--mode",
            "lexical",
            "--index",
            str(world.index),
            "--json",
        ]
        told = os.environ | {"CLEARINGHOUSE_AUDIENCE": audience}
        done = subprocess.run(command, cwd=REPOSITORY, env=told, capture_output=True, text=True, check=True)
        return {result["document"] for result in json.loads(done.stdout)["results"]}

    assert "aaa-dossier" in found("restricted")
    assert found("public") and not found("public") & {"aaa-dossier", "mid-memo", "zzz-list"}


def test_a_click_of_somebody_who_was_signed_out_does_nothing(
    come: Come, world: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was drawn before; the button is still there."""
    come("curator")
    page = _desk_page("desk")
    come("")
    page.button(key="add-bare").click().run()
    assert "Sign in to work at the desk" in html_of(page)
    assert Drafts(_desk(world), MACHINE).all() == []
    come("curator")
    page.run()
    page.button(key="add-bare").click().run()
    assert len(Drafts(_desk(world), MACHINE).all()) == 1
