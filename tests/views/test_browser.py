"""The app in a real browser: a question, a passage, its page; at both widths, by keyboard, and without the internet."""

import re
from collections.abc import Iterator

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.views.conftest import Collection
from tests.views.served import PHONE, open_at, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(collection: Collection) -> Iterator[str]:
    """The app in a process of its own, over the small collection; its address."""
    with serve(collection) as address:
        yield address


def test_from_a_question_to_the_page_it_stands_on(desk: Page, app: str) -> None:
    open_at(desk, app)
    desk.get_by_placeholder("A question").fill("broker licence")
    desk.keyboard.press("Enter")
    expect(desk.locator("mark").first).to_be_visible()
    assert "q=broker" in desk.evaluate("location.search")
    result = desk.locator("article.passage", has_text="broker").first
    expect(result.locator(".citation")).to_contain_text("Model law on trafficking")
    result.locator(".where a").click()
    expect(desk.locator("#chosen")).to_contain_text("broker")
    picture = desk.locator("img.page-picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 400
    expect(picture).to_have_attribute("alt", re.compile("passage boxed"))
    expect(desk.get_by_role("heading", level=1)).to_have_count(1)


def test_an_address_opens_the_same_state_and_the_browser_goes_back_through_states(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=punished&type=law&sort=newest&mode=lexical&page=2")
    expect(desk.locator('nav.pages [aria-current="page"]')).to_have_text("2")
    expect(desk.get_by_placeholder("A question")).to_have_value("punished")
    expect(desk.get_by_role("checkbox", name="Law")).to_be_checked()
    desk.locator(".st-key-filter-four_p-prosecution label").click()
    expect(desk.locator(".chips")).to_contain_text("Prosecution")
    chosen = desk.evaluate("location.href")
    assert "four_p=prosecution" in chosen and "type=law" in chosen and "page=" not in chosen
    desk.go_back()
    expect(desk.locator('nav.pages [aria-current="page"]')).to_have_text("2")
    expect(desk.locator(".chips")).not_to_contain_text("Prosecution")
    open_at(desk, chosen)
    expect(desk.get_by_role("checkbox", name="Prosecution")).to_be_checked()


def test_two_quick_choices_both_count(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=debt+bondage&mode=lexical")
    desk.locator(".st-key-filter-type-law label").click(no_wait_after=True)
    desk.locator(".st-key-filter-type-plan label").click(no_wait_after=True)
    expect(desk.locator(".chips")).to_contain_text("Plan")
    expect(desk.locator(".chips")).to_contain_text("Law")


def test_meaning_is_added_when_the_model_is_there(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=Where+do+rescued+minors+stay%3F")
    expect(desk.locator(".notice")).to_have_count(0, timeout=60_000)
    expect(desk.locator("article.passage").first).to_contain_text("guardian")
    expect(desk.locator(".why").first).to_contain_text("similarity")


@pytest.mark.parametrize("path", ["", "?q=debt+bondage", "document", "document?document=model-law&page=2", "about"])
def test_nothing_scrolls_sideways_on_a_phone(phone: Page, app: str, path: str) -> None:
    open_at(phone, app + path)
    phone.wait_for_timeout(500)
    main = "document.querySelector('[data-testid=stMain]')"
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert phone.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


def test_on_a_phone_the_filters_are_in_a_drawer(phone: Page, app: str) -> None:
    open_at(phone, f"{app}?q=debt+bondage")
    law = phone.locator(".st-key-filter-type-law label")
    expect(law).not_to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").click()
    expect(law).to_be_in_viewport()


@pytest.mark.parametrize("path", ["?q=debt+bondage+village", "document", "document?document=village-digest"])
def test_a_script_in_a_document_does_not_run(desk: Page, app: str, path: str) -> None:
    open_at(desk, app + path)
    expect(desk.get_by_text("<script>").first).to_be_visible()
    assert desk.evaluate("window.harmed") is None
    assert desk.locator("a[href^='javascript']").count() == 0


def test_the_keyboard_reaches_the_question_the_filters_and_the_results(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=debt+bondage&mode=lexical")
    # Widgets come in pieces of their own, on a busy machine after the results.
    expect(desk.get_by_placeholder("A question")).to_be_visible()
    expect(desk.get_by_role("checkbox").first).to_be_visible()
    # Tab goes on from where the caret is, wherever the page was drawn anew: put it at the top.
    desk.evaluate("getSelection().collapse(document.body, 0)")
    reached: list[str] = []
    for _ in range(90):
        desk.keyboard.press("Tab")
        reached.append(
            desk.evaluate("(e => e.closest('.passage') ? 'passage' : e.type || e.tagName)(document.activeElement)")
        )
    order = [reached.index(kind) for kind in ("checkbox", "search", "passage")]
    assert order == sorted(order)
    focused = desk.locator(".passage .where a").first
    focused.focus()
    assert focused.evaluate("link => getComputedStyle(link).outlineStyle") != "none"


def test_a_citation_can_be_taken_away(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=broker&mode=lexical")
    desk.get_by_role("button", name="Cite").first.click()
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="RIS").first.click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "TY  - " in text and "Model law on trafficking" in text


def test_the_file_itself_can_be_taken_away(desk: Page, app: str, collection: Collection) -> None:
    open_at(desk, f"{app}document?document=model-law")
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Download the file").click()
    held = collection.corpus / "law" / "model-law" / "en.pdf"
    assert waiting.value.suggested_filename == "en.pdf"
    assert waiting.value.path().read_bytes() == held.read_bytes()
    assert "/file/model-law/" in waiting.value.url and "/media/" not in waiting.value.url


def test_all_results_can_be_taken_away(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=punished&type=law&mode=lexical")
    desk.get_by_role("button", name="Export").click()
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="CSV").click()
    total = int(re.findall(r"\d+", desk.locator(".total").first.inner_text())[0])
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert total > 5 and len(lines) >= total + 1


def test_what_the_thesaurus_added_is_shown_and_taken_off_by_a_click(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=trawlers&mode=lexical")
    expect(desk.locator("article.passage").first).to_contain_text("fishermen")
    expect(desk.locator(".also")).to_contain_text("fishing boats")
    desk.get_by_role("link", name="Do not look for").click()
    expect(desk.locator(".notice", has_text="No passage answers this")).to_be_visible()
    assert "without=sector%2Ffisheries" in desk.evaluate("location.search")
    desk.get_by_role("link", name="Look for other names too").click()
    expect(desk.locator("article.passage").first).to_contain_text("fishermen")


def test_a_term_is_chosen_in_a_drawer_and_stays_when_it_is_shut(desk: Page, app: str) -> None:
    open_at(desk, f"{app}?q=punished+or+recruits&mode=lexical")
    drawer = desk.locator(".st-key-drawer-sector")
    drawer.get_by_text("Sector of work").click()
    desk.locator(".st-key-filter-sector-fisheries label").click()
    expect(desk.locator(".chips", has_text="Sector of work: Fisheries sector")).to_be_visible()
    drawer.get_by_text("Sector of work").first.click()
    expect(desk.locator(".st-key-filter-sector")).to_have_count(0)
    law = desk.locator(".st-key-filter-type-law label")
    expect(law).to_have_count(1)
    law.click()
    expect(desk.locator(".chips", has_text="Type: Law")).to_contain_text("Fisheries sector")
    assert "sector=fisheries" in desk.evaluate("location.search")


def test_from_the_coverage_page_to_a_brief_in_hand(desk: Page, app: str) -> None:
    open_at(desk, f"{app}coverage?rows=type")
    desk.locator("table.coverage td a").first.click()
    expect(desk.locator("article.passage").first).to_be_visible()
    desk.get_by_role("button", name="Add to brief").first.click()
    expect(desk.get_by_test_id("stToast")).to_contain_text("In the brief: 1")
    desk.get_by_test_id("stTopNavLink").filter(has_text="Brief").click()
    expect(desk.get_by_text("1 passage from 1 document")).to_be_visible()
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="DOCX").click()
    document = docx.Document(str(waiting.value.path()))
    assert any("provision" in paragraph.text for paragraph in document.paragraphs)
    address = desk.evaluate("location.href")
    assert "item=" in address
    open_at(desk, address)
    expect(desk.get_by_text("1 passage from 1 document")).to_be_visible()


def test_the_pictures_of_the_coverage_page_are_drawn(desk: Page, app: str) -> None:
    open_at(desk, f"{app}coverage?rows=sector")
    desk.get_by_role("tab", name="Places").click()
    expect(desk.locator("[data-testid=stVegaLiteChart]:visible").first).to_be_visible()
    desk.get_by_role("tab", name="Table").click()
    desk.locator(".st-key-as-picture").get_by_text("As a picture").click()
    expect(desk.locator(".st-key-as-picture [data-testid=stVegaLiteChart]")).to_be_visible()
