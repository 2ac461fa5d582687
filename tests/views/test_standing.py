"""What is superseded or withdrawn says so wherever it is shown, and every number still opens what it counts."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from search.answer import Answer
from tests.views.conftest import Collection, address_of, html_of, looking_at, open_page
from tests.worlds import make
from views.address import DocumentAddress, SearchAddress
from views.engine import ask, open_engine

NEW_PLAN = f'<a href="{DocumentAddress("plan-new").link()}">New plan · 2011</a>'


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    root = tmp_path_factory.mktemp("clearinghouse")
    return Collection(root / "documents", make(root / "index", with_hidden=False))


@pytest.fixture(autouse=True)
def pages(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with looking_at(collection, monkeypatch):
        yield


def opened(link: str) -> Answer:
    """What the search page finds at an address."""
    return ask(open_engine(), SearchAddress.read(parse_qs(urlsplit(unescape(link)).query)))


def test_the_line_counts_what_is_left_out_and_leads_to_it() -> None:
    shown = html_of(open_page("search", q="brick kilns"))
    said = re.search(r'<span>(\d+) more passages? in superseded or withdrawn documents.*?<a href="([^"]+)">', shown)
    assert said
    assert said[1] == "1" and "Old plan of action" not in shown
    assert opened(said[2]).total == opened("./?q=brick+kilns").total + 1
    address = SearchAddress.read(parse_qs(urlsplit(unescape(said[2])).query))
    assert (address.query, address.superseded) == ("brick kilns", True)


def test_with_nothing_left_out_there_is_no_line() -> None:
    assert "withdrawn documents" not in html_of(open_page("search", q="deceit"))
    assert "more passage" not in html_of(open_page("search", q="brick kilns", old="1"))


def test_where_nothing_else_is_found_the_line_is_there_too() -> None:
    shown = html_of(open_page("search", q="inspected", type="plan"))
    assert "No passage answers this" in shown
    assert (
        '1 more passage in superseded or withdrawn documents: <a href="./?q=inspected&amp;type=plan&amp;old=1">'
        in shown
    )


def test_what_the_question_names_is_named_in_the_line() -> None:
    old_plan, prakas = (f'<a href="document?document={each}">' for each in ("plan-old", "known-f"))
    assert f"documents, as in {old_plan}Old plan of action</a>: <a" in html_of(
        open_page("search", q="old plan of action")
    )
    assert f"left out: {prakas}Earlier prakas on shelters</a></span>" in html_of(
        open_page("search", q="earlier prakas")
    )


def test_the_choice_is_taken_off_above_the_results_and_outlives_a_filter() -> None:
    page = open_page("search", q="brick kilns", old="1")
    assert 'href="./?q=brick+kilns" aria-label="Take off Superseded and withdrawn too"' in html_of(page)
    page.checkbox(key="filter-type-plan").check().run()
    assert address_of(page)["old"] == ["1"] and address_of(page)["type"] == ["plan"]


def test_a_result_bears_a_badge_with_its_successor() -> None:
    shown = html_of(open_page("search", q="brick kilns", old="1"))
    assert shown.count('class="standing"') == 1
    assert f'<p class="standing"><b>Superseded</b> by {NEW_PLAN}.</p>' in shown
    assert "(superseded by New plan, 2011)." in shown
    withdrawn = html_of(open_page("search", q="form", old="1"))
    assert '<p class="standing"><b>Withdrawn</b>. It asked for names.</p>' in withdrawn


def test_so_does_its_page_and_its_citation_there() -> None:
    page = open_page("document", document="plan-old")
    shown = html_of(page)
    assert f'<p class="notice" role="status"><b>Superseded</b> by {NEW_PLAN}.</p>' in shown
    assert page.code[0].value == "Office. Old plan of action (2006) (superseded by New plan, 2011)."
    assert "<b>Superseded</b>" not in html_of(open_page("document", document="plan-new"))


def test_relations_are_read_from_the_other_end() -> None:
    assert f"<dt>Replaced by</dt><dd>{NEW_PLAN}</dd>" in html_of(open_page("document", document="plan-old"))
    assert "<dt>Replaces</dt>" in html_of(open_page("document", document="plan-new"))


def test_it_is_searched_within() -> None:
    shown = html_of(open_page("document", document="plan-old", q="kilns"))
    assert "1 passage for “kilns”" in shown


def test_every_number_of_the_coverage_page_opens_what_it_counts() -> None:
    page = html_of(open_page("coverage", rows="type", columns="four_p"))
    found = re.findall(r'<a href="([^"]+)" title="([^:]+): (\d+) documents, (\d+) passages', page)
    assert any(name == "Plan, Policy" and number == "2" for _, name, number, _ in found), "the old plan counts too"
    for link, name, documents, passages in found:
        assert ((answer := opened(link)).documents, answer.total) == (int(documents), int(passages)), name


def test_every_number_of_the_welcome_opens_what_it_counts() -> None:
    page = html_of(open_page("search"))
    passages = re.findall(r'<li><a href="(\./\?four_p=[^"]+)">.*?</a><span>(\d+) passage', page)
    documents = re.findall(r'<li><a href="(\./\?type=[^"]+)">[^<]*</a><span>(\d+) document', page)
    assert passages and documents
    assert [opened(link).total for link, _ in passages] == [int(number) for _, number in passages]
    assert [opened(link).documents for link, _ in documents] == [int(number) for _, number in documents]


def test_lists_of_documents_say_it() -> None:
    shown = html_of(open_page("document"))
    assert "2006 · Office · Superseded" in shown and "2004 · Office · Withdrawn" in shown
