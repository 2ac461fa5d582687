"""The brief page: what was chosen is shown with its citation, put in order, and opened again by its address."""

import io
from functools import partial

import docx
import pytest
from haystack import Document
from pypdf import PdfReader

from search.brief import Brief, compose
from search.brief_docx import as_docx
from search.brief_pdf import as_pdf
from tests.views.conftest import SCRIPT, address_of, html_of, open_page
from views.brief import add, add_link
from views.brief_table import drawn_table
from views.engine import open_engine
from views.html import escape

pytestmark = pytest.mark.usefixtures("pages")


def passage(document: str, at: int = 0) -> Document:
    return open_engine().search.store.passages(document)[at]


def test_an_empty_brief_tells_how_to_add_passages() -> None:
    page = open_page("brief")
    assert "Nothing is in the brief yet" in html_of(page) and "Add to brief" in html_of(page)
    assert not page.get("download_button")


def test_a_passage_is_shown_with_its_words_citation_and_document() -> None:
    chosen = passage("model-law", 4)
    page = open_page("brief", item=[f"p:{chosen.id}"])
    shown = html_of(page)
    assert "1 passage from 1 document" in shown
    assert "A trafficked child" in shown or escape((chosen.content or "").split("\n")[-1]) in shown
    assert "National Assembly. Model law on trafficking (2008-02-15)" in shown
    assert f"passage={chosen.id.replace('/', '%2F')}" in shown
    assert "National Assembly. (2008, February 15). <i>Model law on trafficking</i> [Law]." in shown
    assert len(page.get("download_button")) == 2
    assert "Nothing is in the brief yet" not in shown


def test_a_digest_says_so_and_its_script_is_never_run() -> None:
    shown = html_of(open_page("brief", title=SCRIPT, item=[f"p:{passage('village-digest', 1).id}", f"t:{SCRIPT}"]))
    assert 'class="kind digest"' in shown and "Cited from a digest" in shown
    assert escape(SCRIPT) in shown and "<script" not in shown


@pytest.mark.parametrize("gone", ["p:secret-report/en.txt/0-00000000", "p:no-such"])
def test_what_may_not_be_seen_is_a_passage_no_longer_held(gone: str) -> None:
    shown = html_of(open_page("brief", item=[gone]))
    assert "no longer held" in shown and "npublished" not in shown and "secret" not in shown


def test_items_are_moved_and_removed_and_the_address_follows() -> None:
    first, second = (f"p:{passage('model-law', at).id}" for at in (0, 3))
    page = open_page("brief", item=[first, second])
    assert page.button(key="brief-up-0").disabled and page.button(key="brief-down-1").disabled
    page.button(key="brief-up-1").click().run()
    assert address_of(page)["item"] == [second, first]
    page.button(key="brief-remove-0").click().run()
    assert address_of(page)["item"] == [first]
    page.button(key="brief-remove-0").click().run()
    assert address_of(page) == {} and "Nothing is in the brief yet" in html_of(page)


def test_own_words_are_added_changed_and_taken_back() -> None:
    chosen = f"p:{passage('model-law').id}"
    page = open_page("brief", item=[chosen])
    page.text_area(key="brief-words").set_value("The law says:")
    page.selectbox(key="brief-place").set_value(0)
    next(button for button in page.button if button.label == "Add").click().run()
    assert address_of(page)["item"] == ["t:The law says:", chosen]
    assert page.text_area(key="brief-words").value == ""
    page.text_area(key="brief-own-0").set_value("What the law says:").run()
    assert address_of(page)["item"] == ["t:What the law says:", chosen]
    page.text_area(key="brief-own-0").set_value(" ").run()
    assert address_of(page)["item"] == [chosen]


def test_title_and_style_stand_in_the_address() -> None:
    page = open_page("brief", item=[f"p:{passage('model-law').id}"])
    page.text_input(key="brief-title").set_value("Debt & bondage").run()
    page.selectbox(key="brief-style").select("un").run()
    assert address_of(page)["title"] == ["Debt & bondage"] and address_of(page)["style"] == ["un"]
    assert "National Assembly (2008). <i>Model law on trafficking</i>. 15 February." in html_of(page)


def test_the_brief_of_the_session_opens_where_the_address_names_none() -> None:
    page = open_page("brief", title="Kept")
    del page.query_params["title"]
    page.run()
    assert page.text_input(key="brief-title").value == "Kept" and address_of(page) == {"title": ["Kept"]}


def test_a_link_adds_a_passage_to_the_brief_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    assert add_link("law/en.pdf/1") == "brief?item=p%3Alaw%2Fen.pdf%2F1"
    add("law/en.pdf/1")
    assert state == {"brief": {"item": ["p:law/en.pdf/1"]}}
    assert add_link("law/en.pdf/1") == "brief?item=p%3Alaw%2Fen.pdf%2F1"
    assert add_link("b") == "brief?item=p%3Alaw%2Fen.pdf%2F1&item=p%3Ab"


def test_a_coverage_table_is_named_and_leads_back() -> None:
    page = html_of(open_page("brief", item=["c:rows=type"]))
    assert "Type by Four Ps: 2 documents." in page and 'href="coverage?rows=type"' in page
    assert "Its picture stands in the files." in page


def test_a_table_without_a_document_stands_in_the_files_as_its_caption() -> None:
    page = html_of(open_page("brief", item=["c:q=xyzzy"]))
    assert "0 documents about “xyzzy”." in page and "There is nothing in it to draw." in page
    engine = open_engine()
    caption, picture = drawn_table(engine, "q=xyzzy")
    assert picture is None
    composed = compose(Brief.read({"item": ["c:q=xyzzy"]}), engine.search.store, partial(drawn_table, engine))
    assert not composed.blocks[0].gone
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(as_docx(composed))).paragraphs]
    assert caption in words
    assert "0 documents about “xyzzy”." in PdfReader(io.BytesIO(as_pdf(composed))).pages[0].extract_text()
