"""The page of what is new: a period in the address, its documents under each P, and its files."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.record import Record
from search.news import Ended, as_eml, news
from tests.views.conftest import SCRIPT, address_of, html_of, open_page
from views.address import FIRST_DAY, DocumentAddress, NewsAddress
from views.engine import open_engine
from views.html import escape
from views.news_sections import ended_section, section
from views.periods import last_quarter, months_before
from views.record_card import record_card

pytestmark = pytest.mark.usefixtures("pages")


def test_documents_stand_under_each_p_with_their_passages() -> None:
    shown = html_of(open_page("news", since="2024-03-01", until="2024-03-31"))
    assert "1 document is new." in shown and "published here 2024-03-05" in shown
    parts = dict(re.findall(r'<section class="news" id="([\w-]+)">(.*?)</section>', shown, re.DOTALL))
    assert set(parts) == {"protection", "prosecution"}
    assert "Model law on trafficking" in parts["protection"] and "Model law on trafficking" in parts["prosecution"]
    passages = {passage.id: passage for passage in open_engine().search.store.passages("model-law")}
    for p, part in parts.items():
        links = re.findall(r'class="where"><a href="([^"]+)"', part)
        queries = [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in links]
        quoted = [passages[DocumentAddress.read(query).passage] for query in queries]
        assert any(p in passage.meta["four_p"] for passage in quoted)
        assert part.count('class="citation"') == len(links) and "PDF p." in part


def test_a_changed_document_says_so_and_its_script_is_never_run() -> None:
    shown = html_of(open_page("news", since="2024-04-01", until="2024-06-01"))
    assert "1 was changed." in shown.casefold() and "changed 2024-05-01" in shown
    assert escape(SCRIPT) in shown and "<script" not in shown


def test_what_the_public_may_not_see_is_no_news() -> None:
    shown = html_of(open_page("news", since="2024-01-01", until="2024-12-31"))
    assert "Model law" in shown and "Unpublished" not in shown and "secret" not in shown


def test_an_empty_period_says_so_and_leads_to_the_nearest_day_before() -> None:
    page = open_page("news", since="2025-01-01", until="2025-02-01")
    shown = html_of(page)
    assert "Nothing came, changed or ended in this period" in shown
    assert '<a href="news?since=2024-05-01">2024-05-01</a>' in shown
    assert not page.get("download_button")
    assert "nearest" not in html_of(open_page("news", since="1990-01-01", until="1990-02-01"))


def test_a_day_is_chosen_by_the_address_and_chooses_the_address() -> None:
    page = open_page("news", since="2024-03-01", until="2024-03-31")
    assert page.date_input(key="news-since").value == date(2024, 3, 1)
    page.date_input(key="news-since").set_value(date(2024, 1, 1)).run()
    assert address_of(page) == {"since": ["2024-01-01"], "until": ["2024-03-31"]}
    assert "2 documents are new." in html_of(page)
    page.date_input(key="news-until").set_value(date.today()).run()
    assert address_of(page) == {"since": ["2024-01-01"]}


def test_without_a_day_it_is_the_last_three_months() -> None:
    page = open_page("news")
    assert page.date_input(key="news-since").value == months_before(date.today(), 3)
    assert page.date_input(key="news-until").value == date.today()
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(news[^"]*)"', html_of(page))]
    first, last = last_quarter(date.today())
    everything = NewsAddress(FIRST_DAY).link()
    assert {"news", NewsAddress(first, last).link(), everything} <= set(links)
    assert "2 documents are new" in html_of(open_page("news", since=FIRST_DAY.isoformat()))


def test_days_the_wrong_way_round_are_told() -> None:
    shown = html_of(open_page("news", since="2024-06-01", until="2024-01-01"))
    assert 'role="alert"' in shown and "comes before" in shown


@pytest.mark.parametrize("since", ["soon", "0001-01-01", "2024-02-30", "9999-12-31", ""])
def test_what_is_no_day_of_a_calendar_is_passed_over(since: str) -> None:
    assert NewsAddress.read({"since": [since]}) == NewsAddress()
    page = open_page("news", since=since)
    assert page.date_input(key="news-since").value == months_before(date.today(), 3)


def test_a_period_comes_back_from_its_address() -> None:
    address = NewsAddress(date(2024, 1, 1), date(2024, 12, 31))
    assert NewsAddress.read(address.params()) == address
    assert address.link() == "news?since=2024-01-01&until=2024-12-31" and NewsAddress().link() == "news"


def test_the_files_are_offered_and_lead_to_the_pages() -> None:
    page = open_page("news", since="2024-03-01", until="2024-03-31")
    assert [button.proto.label for button in page.get("download_button")] == ["HTML", "E-mail", "Atom", "Text"]
    found = news(open_engine().search.store, date(2024, 3, 1), date(2024, 3, 31))
    assert b"Model law on trafficking" in as_eml(found, "An owner")


def test_what_ended_names_what_took_its_place() -> None:
    old = Record.model_validate(
        {
            "identifier": "old-law",
            "title": f"Old law {SCRIPT}",
            "status": "superseded",
            "status_note": "Repealed <b>whole</b>.",
            "modified": "2024-03-05",
            "isReplacedBy": ["model-law", "not-held"],
        }
    )
    shown = ended_section([Ended(old, ("Model law", "not-held"))])
    assert '<a href="document?document=model-law">Model law</a>, not-held (not held)' in shown
    assert "Superseded" in shown and "noted here 2024-03-05" in shown
    assert "<script" not in shown and "<b>whole" not in shown


def test_a_long_part_opens_with_titles_behind_a_click() -> None:
    items = news(open_engine().search.store, date(2024, 3, 1), date(2024, 3, 31)).items_by_p["protection"]
    shown = section("protection", items * 20)
    assert shown.count("<article>") == 12 and "<summary>8 more</summary>" in shown
    assert shown.count("Model law on trafficking</a>") >= 20


def test_the_card_tells_both_days() -> None:
    store = open_engine().search.store
    digest, law = store.record("village-digest"), store.record("model-law")
    assert digest and law
    card = record_card(digest, store)
    assert "<dt>Published here</dt><dd>2024-01-10</dd>" in card and "<dt>Changed here</dt><dd>2024-05-01</dd>" in card
    assert "Changed here" not in record_card(law, store)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 3, 1), 3, date(2025, 12, 1)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 25), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2024, 5, 31), date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_the_last_quarter(day: date, first: date, last: date) -> None:
    assert last_quarter(day) == (first, last)
