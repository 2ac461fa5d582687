"""What a curator does on a document's page, and the trail that tells of it; each click is a real publication."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from corpus.settings import settings
from desk.people.account import Account, at_the_machine
from desk.people.members import Members
from desk.publishing.document_folder import document_folder
from desk.trail import Entry
from tests.views.conftest import SCRIPT, Collection, html_of, looking_at
from views.desk.difference import changed_fields, difference
from views.desk.trail_address import TrailAddress

pytestmark = pytest.mark.model
RIGHT = "brick kilns at dawn"
_PAGES = (
    "import streamlit as st\nfrom views import document\nfrom views.desk import draft, trail\n"
    "st.navigation([st.Page(document.show, title='Documents', url_path='document', default=True), "
    "st.Page(draft.show, title='Draft', url_path='draft'), st.Page(trail.show, title='Trail', url_path='trail')]).run()"
)


@dataclass
class Place:
    """A copy of the small collection, with a curator at its pages."""

    corpus: Path
    members: Members
    token: str

    def record(self, identifier: str):  # type: ignore[no-untyped-def]
        return document_folder(self.corpus, identifier).record


@pytest.fixture
def place(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Its own copy, which may be changed."""
    shutil.copytree(collection.corpus, tmp_path / "documents")
    shutil.copytree(collection.index, tmp_path / "index")
    monkeypatch.setenv("CLEARINGHOUSE_DESK_DIR", str(tmp_path / "desk"))
    with looking_at(Collection(tmp_path / "documents", tmp_path / "index"), monkeypatch):
        members = Members.open()
        members.accounts.add(at_the_machine("root"), Account("sophea", "Sophea", "curator"), RIGHT)
        token = members.sessions.sign_in("sophea", RIGHT, "::1")
        for module in ("views.who", "views.who_box", "views.desk.trail"):
            monkeypatch.setattr(f"{module}.session_token", lambda: token)
        yield Place(settings().corpus_dir, members, token)


def _document(identifier: str) -> AppTest:
    page = AppTest.from_string(_PAGES, default_timeout=120)
    page.query_params["document"] = identifier
    return page.run()


def _trail(**params: str) -> AppTest:
    page = AppTest.from_string("from views.desk import trail\ntrail.show()\n", default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = value
    return page.run()


def test_a_document_is_marked_as_superseded_and_that_is_undone(place: Place) -> None:
    page = _document("model-law")
    page.button(key="tool-supersede").click().run()
    assert "Choose the document that replaces it" in html_of(page)
    page.selectbox(key="successor-model-law").set_value("village-digest")
    page.button(key="tool-supersede").click().run()
    assert "It is marked as superseded." in html_of(page)
    assert place.record("model-law").status == "superseded"
    assert place.record("model-law").is_replaced_by == ("village-digest",)
    # Where it is told of what it replaced, and what was before, at once.
    assert "in force</span> <b>→</b> <span>superseded" in html_of(page)
    page.button(key="undo-1").click().run()
    assert place.record("model-law").status == "in force" and not page.exception


def test_a_document_is_withdrawn_with_a_reason_only(place: Place) -> None:
    page = _document("model-law")
    page.button(key="tool-withdraw").click().run()
    assert "Say why it is withdrawn" in html_of(page)
    page.text_area(key="withdraw-model-law").set_value(f"It was a draft {SCRIPT}")
    page.button(key="tool-withdraw").click().run()
    assert place.record("model-law").status == "withdrawn"
    assert SCRIPT not in html_of(page) and "It was a draft &lt;script&gt;" in html_of(page)


def test_a_document_is_shown_to_fewer(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _document("model-law")
    page.selectbox(key="narrow-model-law").set_value("restricted")
    page.text_area(key="narrow-why-model-law").set_value("A name stands in it")
    page.button(key="tool-narrow").click().run()
    assert place.record("model-law").audience == "restricted" and "shown to fewer" in html_of(page)
    assert not [button for button in page.button if button.key == "tool-narrow"]
    monkeypatch.setattr("views.who.session_token", lambda: "")
    assert "No document “model-law” is held here" in html_of(_document("model-law"))


def test_changing_a_document_leads_to_its_draft(place: Place) -> None:
    page = _document("model-law")
    page.button(key="tool-change").click().run()
    assert not page.exception
    assert "All drafts" in html_of(page) and "Model law on trafficking" in html_of(page)


def test_a_click_after_the_sign_in_ended_changes_nothing(place: Place) -> None:
    page = _document("model-law")
    page.text_area(key="withdraw-model-law").set_value("Why")
    place.members.sessions.sign_out(place.token)
    page.button(key="tool-withdraw").click().run()
    assert place.record("model-law").status == "in force"
    assert "nothing was done" in html_of(page)


def test_the_trail_is_found_by_its_address_and_proved(place: Place) -> None:
    trail = place.members.trail
    with trail.writing() as connection:
        for number in range(120):
            trail.add(connection, "vanna", "described", f"law-{number}", before={"title": "A"}, after={"title": SCRIPT})
    lines = len(trail.entries())
    page = _trail()
    assert f"Whole: {lines} lines, no line changed" in html_of(page) and trail.head() in html_of(page)
    assert html_of(page).count("<li>") == 50 and "Earlier lines" in html_of(page)
    assert SCRIPT not in html_of(page) and "&lt;script&gt;" in html_of(page)
    assert [button.proto.label for button in page.get("download_button")] == ["CSV", "JSONL"]
    last = _trail(who="vanna", page="3")
    assert html_of(last).count("<li>") == 20 and "Earlier lines" not in html_of(last)
    one = _trail(subject="law-7", q="SCRIPT")
    assert html_of(one).count("<li>") == 1 and one.text_input(key="trail-subject").value == "law-7"
    one.text_input(key="trail-subject").set_value("law-8")
    one.button[0].click().run()
    assert one.query_params["subject"] in ("law-8", ["law-8"]) and ">law-8</a>" in html_of(one)
    assert "No line fits" in html_of(_trail(action="never"))


def test_a_trail_that_was_changed_says_so(place: Place, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "desk" / "desk.sqlite3") as connection:
        connection.execute("DROP TRIGGER trail_is_not_changed")
        connection.execute("UPDATE trail SET who = 'nobody' WHERE number = 1")
    page = _trail()
    assert "Line 1 is not what it was" in html_of(page) and "no line changed" not in html_of(page)


def _entry(before: str, after: str) -> Entry:
    return Entry(1, "2024-01-01T00:00:00+00:00", "sophea", "changed", "law", before, after, "", "")


def test_only_what_differs_is_told_field_by_field() -> None:
    entry = _entry('{"title": "A", "date": "2008", "related": ["x", "y"]}', '{"title": "B", "date": "2008"}')
    assert changed_fields(entry) == [("related", "x; y", ""), ("title", "A", "B")]
    assert changed_fields(_entry("", "")) == [] and difference(_entry("", "")) == ""
    assert changed_fields(_entry("", '["a"]')) == [("", "", "a")]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "٣٣٣٣٣٣٣٣"])
def test_an_address_that_makes_no_sense_is_passed_over(page: str) -> None:
    assert TrailAddress.read({"page": [page]}).page == 1
    address = TrailAddress("words & more", "sophea", "withdrew", "a/b", 3)
    assert TrailAddress.read(parse_qs(address.link().partition("?")[2])) == address
