"""Answers: what is found, what is counted, and that the two agree."""

from pathlib import Path
from typing import Any

import pytest

from search import Search
from search.engine import FACETS
from tests.search.conftest import BagOfWordsEncoder


def locators(answer: Any) -> list[str]:
    return [result.locator for result in answer.results if result.related]


def test_words_are_found_in_all_their_forms_and_named(search: Search) -> None:
    answer = search.run("recruiting a child", mode="lexical")
    assert locators(answer)[0] == "Article 9"
    assert set(answer.results[0].why.terms) == {"child", "recruited"}
    assert answer.results[0].why.similarity is None


def test_a_phrase_and_an_exclusion_hold_for_every_result(search: Search) -> None:
    assert locators(search.run('"debt bondage"', mode="lexical")) == ["2.1 Fishing"]
    assert locators(search.run("boats -fishing", mode="lexical")) == ["3 Shelters"]


def test_a_named_article_comes_first(search: Search) -> None:
    assert locators(search.run("article 44 law courts", mode="lexical"))[0] == "Article 44"
    assert {r.document for r in search.run("article:44", mode="lexical").results} == {"law-a", "plan-c"}


@pytest.mark.parametrize("query", ["", "debt", "article", "men in boats or kilns"])
@pytest.mark.parametrize(
    "chosen", [{}, {"type": "report"}, {"four_p": ["prevention", "policy"]}, {"year": (2006, 2010)}]
)
def test_every_count_is_what_choosing_it_gives(search: Search, query: str, chosen: dict[str, Any]) -> None:
    answer = search.run(query, filters=chosen, mode="lexical")
    for name in FACETS:
        if name in chosen:
            continue
        for value, count in answer.facets[name].items():
            choice = (value, value) if name == "year" else value
            assert search.run(query, filters={**chosen, name: choice}, mode="lexical").total == count, (name, value)


def test_choosing_a_second_value_of_a_field_adds_its_count(search: Search) -> None:
    one = search.run("", filters={"type": "law"}, mode="lexical")
    two = search.run("", filters={"type": ["law", "plan"]}, mode="lexical")
    assert two.total == one.total + one.facets["type"]["plan"]


def test_a_filter_that_few_meet_shows_them_all_though_none_matches(search: Search) -> None:
    answer = search.run("fishing", filters={"type": "plan"}, mode="lexical")
    assert answer.total == 0
    assert [(r.document, r.related) for r in answer.results] == [("plan-c", False)]


def test_pages_of_results_follow_each_other(search: Search) -> None:
    whole = [r.passage.id for r in search.run("", mode="lexical", top=100).results]
    paged = [
        r.passage.id for first in range(0, 8, 3) for r in search.run("", mode="lexical", top=3, offset=first).results
    ]
    assert paged == whole
    assert len(whole) == 7


def test_newest_and_oldest_first(search: Search) -> None:
    dates = [r.passage.meta["year"] for r in search.run("", mode="lexical", sort="newest").results]
    assert dates == sorted(dates, reverse=True)
    assert search.run("", mode="lexical", sort="oldest").results[0].passage.meta["year"] == 2006


def test_what_an_audience_may_not_see_leaves_no_trace(index_dir: Path, search: Search) -> None:
    hidden = search.run("xylophone", mode="lexical")
    assert hidden.total == 0
    assert all(r.document != "secret-d" for r in hidden.results)
    assert search.run("xylophnoe", mode="lexical").suggestion == ""
    assert Search(index_dir, audience="restricted").run("xylophnoe", mode="lexical").suggestion == "xylophone"
    assert 2020 not in search.run("", mode="lexical").facets["year"]


def test_one_search_serves_each_audience_by_a_view_of_its_own(index_dir: Path, search: Search) -> None:
    whole = Search(index_dir, audience="restricted", encoder=BagOfWordsEncoder.make())
    public = whole.for_audience("public")
    assert public is whole.for_audience("public") and whole.for_audience("restricted") is whole
    # Asked first by the one that sees more: nothing it looked up may stay for the other.
    for query in ("xylophone informants", "named traffickers", ""):
        seen, hidden = (one.run(query, mode="lexical", top=None) for one in (whole, public))
        assert hidden.facets == search.run(query, mode="lexical", top=None).facets
        assert {result.passage.meta["document"] for result in seen.results} >= {"secret-d"}
        assert "secret-d" not in {result.passage.meta["document"] for result in hidden.results}
    with pytest.raises(PermissionError):
        public.for_audience("partners")


def test_did_you_mean(search: Search) -> None:
    assert search.run("fihsing bots", mode="lexical").suggestion == "fishing boats"
    assert search.run("recruited children", mode="lexical").suggestion == ""


def test_a_query_that_cannot_be_understood_is_answered_by_its_mend(search: Search) -> None:
    assert "did you mean type:law?" in search.run("type:laws").error


def test_no_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="python -m ingest build"):
        Search(tmp_path)


@pytest.mark.model
def test_meaning_is_asked_too(search: Search) -> None:
    answer = search.run("fishing", mode="hybrid")
    assert answer.results[0].locator == "2.1 Fishing"
    assert answer.results[0].why.similarity is not None


def test_the_answer_as_json_has_the_fields_scripts_rely_on(search: Search) -> None:
    answer = search.run("debt", mode="lexical").to_json()
    assert {"query", "total", "took_ms", "expanded", "facets", "results"} <= answer.keys()
    fields = "rank score document title type date four_p heading locator pdf_page page_label text citation why"
    assert set(fields.split()) <= answer["results"][0].keys()
    assert answer["results"][0]["why"].keys() == {"terms", "similarity"}
