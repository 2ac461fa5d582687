"""The pages' logic: what an address shows, and where a choice leads."""

from pathlib import Path

import pytest
import streamlit as st

from corpus.settings import settings
from tests.views.conftest import SCRIPT, Collection, address_of, html_of, open_page
from views.engine import Engine, open_engine
from views.html import escape

pytestmark = pytest.mark.usefixtures("pages")


def test_before_a_question_one_sees_what_is_held() -> None:
    page = open_page("search")
    shown = html_of(page)
    assert "2 documents" in shown
    assert 'href="./?four_p=protection"' in shown and 'href="./?type=law"' in shown
    assert "Model law on trafficking" in shown


def test_a_question_is_answered_with_marked_words_citation_and_page() -> None:
    shown = html_of(open_page("search", q="debt bondage", type="law"))
    assert "<mark>debt</mark>" in shown.lower() and "Article 1" in shown
    assert "Model law on trafficking" in shown and 'class="citation"' in shown
    assert "PDF p. 1" in shown
    assert "Ranked by words only" not in shown and "Until then ranked by words only" in shown


def test_what_the_public_may_not_see_is_nowhere() -> None:
    for name, params in (
        ("search", {"q": "unpublished boat"}),
        ("document", {}),
        ("document", {"document": "secret-report"}),
    ):
        page = open_page(name, **params)
        assert "Unpublished report" not in html_of(page)
        assert not any("report" in box.label.lower() for box in page.checkbox)


def test_a_script_in_a_document_is_shown_and_never_run() -> None:
    for name, params in (
        ("search", {"q": "debt bondage village"}),
        ("document", {"document": "village-digest"}),
        ("document", {}),
    ):
        shown = html_of(open_page(name, **params))
        assert escape(SCRIPT) in shown and "<script" not in shown
    assert 'href="javascript' not in shown


def test_a_filter_is_chosen_by_the_address_and_chooses_the_address() -> None:
    page = open_page("search", q="shelter or imprisonment", type="law")
    assert page.checkbox(key="filter-type-law").value
    assert not page.checkbox(key="filter-four_p-protection").value
    page.checkbox(key="filter-four_p-protection").check().run()
    assert address_of(page)["four_p"] == ["protection"] and address_of(page)["type"] == ["law"]
    page.checkbox(key="filter-type-law").uncheck().run()
    assert "type" not in address_of(page) and address_of(page)["q"] == ["shelter or imprisonment"]


def test_the_count_beside_a_filter_is_what_choosing_it_gives() -> None:
    page = open_page("search", q="debt bondage")
    label = page.checkbox(key="filter-type-law").label
    count = int(label.split("(")[-1].rstrip(")").replace(",", ""))
    page.checkbox(key="filter-type-law").check().run()
    assert f"<b>{count} passage" in html_of(page)


def test_a_new_question_keeps_the_filters_and_starts_at_the_first_page() -> None:
    page = open_page("search", q="person", type="law", page="2")
    page.text_input(key="query").set_value("broker licence")
    next(button for button in page.button if button.label == "Search").click().run()
    assert address_of(page)["q"] == ["broker licence"] and address_of(page)["type"] == ["law"]
    assert "page" not in address_of(page)
    assert "licence" in html_of(page)


def test_the_query_box_follows_the_address() -> None:
    page = open_page("search", q="debt")
    page.query_params["q"] = "broker"
    page.run()
    assert page.text_input(key="query").value == "broker"


def test_years_are_put_in_order() -> None:
    page = open_page("search", q="debt bondage")
    page.selectbox(key="year-from").select(2012).run()
    page.selectbox(key="year-to").select(2008).run()
    assert address_of(page)["year"] == ["2008..2012"]


def test_order_and_mode_stand_in_the_address() -> None:
    page = open_page("search", q="debt bondage")
    page.selectbox(key="sort").select("newest").run()
    page.selectbox(key="mode").select("lexical").run()
    assert address_of(page)["sort"] == ["newest"] and address_of(page)["mode"] == ["lexical"]
    shown = html_of(page)
    assert shown.index("Digest of the village plan") < shown.index("Model law on trafficking")


def test_pages_of_results_hold_every_passage_once() -> None:
    first, second = (
        html_of(open_page("search", q="punished imprisonment", type="law", mode="lexical", page=number))
        for number in "12"
    )
    assert 'aria-label="Pages of results"' in first
    assert 'id="r1"' in first and 'id="r6"' in second and 'id="r1"' not in second


def test_a_page_beyond_the_last_says_so_and_leads_back() -> None:
    shown = html_of(open_page("search", q="debt", page="999"))
    assert "href" in shown and "No passage answers this" not in shown


def test_when_filters_leave_nothing_the_one_to_take_off_is_offered() -> None:
    shown = html_of(open_page("search", q="debt bondage", type="plan", year="1990..1991"))
    assert "Without the years" in shown


def test_a_query_that_cannot_be_read_shows_its_mend() -> None:
    shown = html_of(open_page("search", q="year:soon"))
    assert "This query cannot be read" in shown and "year" in shown


def test_a_document_shows_its_card_relations_and_passage() -> None:
    store = open_engine().search.store
    passage = next(held for held in store.passages("model-law") if held.meta["locator"] == "Article 5")
    shown = html_of(open_page("document", document="model-law", passage=passage.id))
    assert "National Assembly" in shown and "2008-02-15 · promulgated" in shown
    assert 'id="chosen"' in shown and "the passage cited" in shown
    assert 'class="page-picture"' in shown and 'alt="Picture of' in shown
    assert "PDF p. 2" in shown and ">Next</a>" in shown


def test_a_digest_says_so_and_names_what_it_carries_out() -> None:
    shown = html_of(open_page("document", document="village-digest"))
    assert "not its words" in shown and "no pages" in shown
    assert 'href="document?document=model-law"' in shown and "not-held (not held)" in shown


def test_a_document_is_searched_within() -> None:
    page = open_page("document", document="model-law")
    page.text_input(key="query-within").set_value("broker").run()
    assert address_of(page)["q"] == ["broker"]
    shown = html_of(page)
    assert "for “broker”" in shown and "<mark>broker</mark>" in shown


@pytest.mark.parametrize(
    "params", [{"document": "no-such"}, {"document": "model-law", "passage": "gone", "page": "99"}]
)
def test_an_address_of_what_is_gone_says_so(params: dict[str, str]) -> None:
    page = open_page("document", **params)
    assert 'role="alert"' in html_of(page)


def test_without_an_index_the_page_says_how_to_build_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLEARINGHOUSE_INDEX_DIR", str(tmp_path / "nothing"))
    settings.cache_clear()
    st.cache_resource.clear()
    assert "python -m ingest build" in html_of(open_page("search"))


def test_a_model_that_cannot_be_loaded_leaves_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(engine: Engine) -> None:
        engine.model.fault = "There is no model"
        engine.model.loaded.set()

    monkeypatch.setattr(Engine, "load_model", fail)
    st.cache_resource.clear()
    shown = html_of(open_page("search", q="debt bondage"))
    assert "Ranked by words only: There is no model" in shown and "<mark>" in shown


def test_about_says_what_is_held_and_by_which_model(collection: Collection) -> None:
    shown = html_of(open_page("about"))
    assert settings().model in shown and settings().owner in shown
    assert '<a href="document">2</a>' in shown
