"""The coverage page: numbers that open what they count, gaps with their reasons, bodies and the National Plan."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from search import Search
from search.coverage import count_coverage
from tests.views.conftest import Collection, html_of, open_page
from views.address import CoverageAddress, SearchAddress
from views.coverage_table import table_sheets
from views.coverage_time import places_table
from views.table_export import as_csv, as_xlsx

pytestmark = pytest.mark.usefixtures("pages")


def test_every_number_is_what_its_link_finds(collection: Collection) -> None:
    page = html_of(open_page("coverage", columns="type"))
    found = re.findall(r'<td class="step-\d"><a href="([^"]+)" title="[^"]*: (\d+) documents, (\d+) passages', page)
    assert found
    search = Search(collection.index, audience="public")
    for link, documents, passages in found:
        address = SearchAddress.read(parse_qs(urlsplit(link.replace("&amp;", "&")).query))
        answer = search.run(address.query, filters=dict(address.filters), mode="lexical", only_about=address.about)
        assert (answer.documents, answer.total) == (int(documents), int(passages))


def test_with_a_topic_the_numbers_are_of_what_is_about_it(collection: Collection) -> None:
    page = html_of(open_page("coverage", q="debt bondage", columns="type"))
    assert "about “debt bondage”" in page
    found = re.findall(r'href="([^"]+)" title="[^"]*: (\d+) documents, (\d+) passages', page)
    search = Search(collection.index, audience="public")
    for link, documents, passages in found:
        address = SearchAddress.read(parse_qs(urlsplit(link.replace("&amp;", "&")).query))
        assert address.about
        answer = search.run(address.query, filters=dict(address.filters), mode="lexical", only_about=True)
        assert (answer.documents, answer.total) == (int(documents), int(passages))


def test_two_topics_stand_side_by_side() -> None:
    page = html_of(open_page("coverage", q="debt bondage", other="broker"))
    assert "about “debt bondage”" in page and "about “broker”" in page
    assert 'class="stroke"' in page


def test_what_the_public_may_not_see_is_not_counted() -> None:
    page = html_of(open_page("coverage", rows="type", columns="four_p"))
    assert "<b>2 documents</b>" in page
    assert "secret" not in page.casefold()


def test_the_page_says_what_an_empty_cell_means_and_what_has_no_tag() -> None:
    page = html_of(open_page("coverage"))
    assert "An empty cell is an empty shelf" in page
    assert "No document on:" in page


def test_the_plan_lists_every_component() -> None:
    page = html_of(open_page("coverage"))
    assert page.count('<th scope="row">') >= 27
    assert "2.3 Labour Protection" in page and "27 components" in page


def test_an_address_that_makes_no_sense_shows_the_table_all_the_same() -> None:
    assert CoverageAddress.read({"rows": ["colour"], "columns": ["four_p"]}) == CoverageAddress()
    same = CoverageAddress.read({"rows": ["four_p"], "columns": ["four_p"]})
    assert same.rows != same.columns
    address = CoverageAddress("debt", "year:2014", "province", "type", confirmed=True)
    assert CoverageAddress.read(address.params()) == address


def test_a_topic_that_cannot_be_read_shows_its_mend() -> None:
    assert "This query cannot be read" in html_of(open_page("coverage", q='"open'))


def test_the_table_can_be_taken_away(collection: Collection) -> None:
    table = count_coverage(Search(collection.index, audience="public").store, "type", "four_p")
    rows = list(csv.DictReader(io.StringIO(as_csv(table_sheets(table)["Cells"]))))
    assert len(rows) == len(table.cells)
    law = next(row for row in rows if (row["type"], row["four_p"]) == ("Law", "Prosecution"))
    assert int(law["documents"]) == table.cell("law", "prosecution").documents == 1
    book = load_workbook(io.BytesIO(as_xlsx(table_sheets(table))))
    assert book.sheetnames == ["Documents", "Cells"]
    head, first, *_ = book["Documents"].iter_rows(values_only=True)
    assert head[1:] == ("Prevention", "Protection", "Prosecution", "Policy")
    assert first[0] == "Law" and first[3] == 1


def test_places_open_what_they_count(collection: Collection) -> None:
    search = Search(collection.index, audience="public")
    table = count_coverage(search.store, "sector", "four_p")
    page = places_table(table)
    for link, number in re.findall(r'<td><a href="([^"]+)">(\d+)</a>', page):
        address = SearchAddress.read(parse_qs(urlsplit(link.replace("&amp;", "&")).query))
        assert search.run("", filters=dict(address.filters), mode="lexical").documents == int(number)
    assert "Fisheries sector" in page


def test_time_is_told_in_a_table() -> None:
    page = html_of(open_page("coverage"))
    assert "<td>2008</td>" in page and "<td>2012</td>" in page


@pytest.mark.parametrize("shown", ["<span>%s, ", "<td>%s</td>"], ids=["bodies", "plan"])
def test_bodies_and_the_plan_open_what_they_count_under_the_topic(collection: Collection, shown: str) -> None:
    page = html_of(open_page("coverage", q="debt bondage"))
    search = Search(collection.index, audience="public")
    found = re.findall(shown % r'<a href="([^"]+)">(\d+) documents?</a>', page)
    assert found
    for link, number in found:
        address = SearchAddress.read(parse_qs(urlsplit(link.replace("&amp;", "&")).query))
        assert address.query == "debt bondage" and address.about
        answer = search.run(address.query, filters=dict(address.filters), mode="lexical", only_about=address.about)
        assert answer.documents == int(number)


def test_a_cell_that_looks_like_a_formula_is_a_text() -> None:
    rows = [["title"], ["=HYPERLINK(1)"], [3], [None]]
    assert as_csv(rows).splitlines() == ["title", "'=HYPERLINK(1)", "3", '""']
    sheet = load_workbook(io.BytesIO(as_xlsx({"A": rows})))["A"]
    assert sheet["A2"].data_type == "s"
