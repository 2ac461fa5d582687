"""A curator's first hour, in a real browser: three documents brought, checked, cleaned and published, with no help."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.vocabulary import BUNDLED
from desk.people.account import Account, at_the_machine
from desk.people.members import Members
from ingest.redact import leaks
from tests.planted_pdf import PLANTED, make_report, make_scan
from tests.views.conftest import Collection, model_law
from tests.views.served import drawn, open_at, serve, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]

RIGHT = "brick kilns at dawn"
SCANNED = "The brick kiln inspectors visited forty kilns and wrote down the debts of each family that works there."


@pytest.fixture(scope="module")
def own(collection: Collection, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A copy of the collection that may be changed."""
    root = tmp_path_factory.mktemp("desk-collection")
    shutil.copytree(collection.corpus, root / "documents")
    shutil.copytree(collection.index, root / "index")
    shutil.copytree(BUNDLED, root / "taxonomy")
    return Collection(root / "documents", root / "index")


@pytest.fixture(scope="module")
def app(own: Collection) -> Iterator[str]:
    """The app with a curator's account."""
    folder = own.index.parent / "desk"
    accounts = Members.open(folder).accounts
    accounts.add(at_the_machine("root"), Account("sophea", "Sophea Chan", "curator"), RIGHT)
    with serve(own, desk=folder, taxonomy=own.index.parent / "taxonomy") as address:
        yield address


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A scan, another edition of the model law, and a report with personal data."""
    folder = tmp_path_factory.mktemp("brought")
    files = {name: folder / f"{name}.pdf" for name in ("scan", "model-law-2012", "report")}
    make_scan(files["scan"], SCANNED)
    model_law(files["model-law-2012"], title="Model law on trafficking 2012", added="It was amended in 2012.")
    make_report(files["report"])
    return files


def _choose(page: Page, files: list[Path]) -> None:
    """A file that is still on its way cannot be added yet."""
    arrived: list[str] = []
    page.on("requestfinished", lambda request: arrived.append(request.url) if request.method == "PUT" else None)
    page.locator("input[type=file]").first.set_input_files(files)
    for _ in range(300):
        if len(arrived) >= len(files):
            break
        page.wait_for_timeout(100)
    assert len(arrived) >= len(files), "the files were not uploaded within half a minute"
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)


def _part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1, timeout=60_000)


def _publish(page: Page) -> None:
    _part(page, "Publish")
    page.get_by_test_id("stMain").get_by_role("button", name="Publish", exact=True).last.click()
    expect(page.get_by_text("Published:")).to_be_visible(timeout=90_000)


def test_three_documents_are_brought_checked_cleaned_and_published(
    desk: Page, app: str, own: Collection, brought: dict[str, Path]
) -> None:
    sign_in(desk, app, "sophea", RIGHT)
    _choose(desk, list(brought.values()))
    for file in brought.values():
        expect(desk.get_by_text(file.name)).to_be_visible()
    desk.get_by_role("button", name="Add", exact=True).click()
    expect(desk.locator(".notice.done")).to_contain_text("report.pdf")
    expect(desk.locator(".drafts li")).to_have_count(3)
    expect(desk.locator(".drafts progress")).to_have_count(0, timeout=120_000)

    # The scan: its pages say how they were read.
    desk.locator(".drafts a").filter(has_text="scan").first.click()
    drawn(desk)
    desk.get_by_label("Title", exact=True).fill("Inspection of brick kilns")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Inspection of brick kilns")
    _part(desk, "Pages")
    expect(desk.locator("img.page-picture")).to_be_visible()
    expect(desk.locator(".notice").first).to_contain_text("ocr")
    _publish(desk)

    # Another edition: what it is like is shown side by side, and one click says that it replaces it.
    open_at(desk, f"{app}desk")
    desk.locator(".drafts a").filter(has_text="Model law").first.click()
    drawn(desk)
    _part(desk, "Duplicates")
    expect(desk.locator("table.beside").first).to_contain_text("2012")
    desk.get_by_role("button", name="This one replaces it").first.click()
    expect(desk.get_by_text("This draft replaces it.")).to_be_visible()
    _publish(desk)

    # Personal data: nothing goes out before each finding is decided, and what is redacted is gone.
    open_at(desk, f"{app}desk")
    desk.locator(".drafts a").filter(has_text="Coming home").first.click()
    drawn(desk)
    _part(desk, "Publish")
    expect(desk.get_by_text("open: decide each")).to_be_visible()
    expect(desk.get_by_test_id("stMain").get_by_role("button", name="Publish", exact=True).last).to_be_disabled()
    _part(desk, "Do no harm")
    expect(desk.locator("img.page-picture")).to_be_visible()
    desk.get_by_role("button", name="Mark all").click()
    expect(desk.get_by_text(re.compile(r"^0 findings to decide"))).to_be_visible()
    for words in PLANTED:
        _mark(desk, words)
    desk.get_by_role("button", name="now").first.click()
    expect(desk.locator(".notice.done")).to_contain_text("redacted", timeout=120_000)
    _publish(desk)

    open_at(desk, f"{app}?q=reintegration+of+those+who+came+home&mode=lexical")
    expect(desk.locator("article.passage").first).to_be_visible()
    report = next(own.corpus.glob("*/coming-home*/*.pdf"))
    assert leaks(report, PLANTED) == []
    open_at(desk, f"{app}?q=brick+kiln+inspectors&mode=lexical")
    expect(desk.locator("article.passage").first).to_contain_text("forty kilns")
    open_at(desk, f"{app}document?document=model-law")
    expect(desk.get_by_test_id("stMain")).to_contain_text("Model law on trafficking 2012")


def _mark(page: Page, words: str) -> None:
    """Whatever the screen found or did not find by itself, a person can mark."""
    said = page.get_by_text("to be redacted,")
    marked = int(re.findall(r"(\d+) to be redacted", said.inner_text())[0])
    page.get_by_label("Mark other words, wherever they stand in the file").fill(words)
    page.get_by_role("button", name="Mark the words").click()
    # The field is empty at once; that the mark is kept is told by the page that is drawn after it.
    expect(said).to_contain_text(f"{marked + 1} to be redacted")


def test_a_pages_findings_are_kept_in_one_go_for_a_reason_typed_just_now(desk: Page, app: str, tmp_path: Path) -> None:
    sign_in(desk, app, "sophea", RIGHT)
    text = "# A play\n\nIn the play the victim, Keo Sreymom, 15, is rescued. Her mother's phone is 012 345 678.\n"
    (tmp_path / "play.md").write_text(text, encoding="utf-8")
    _choose(desk, [tmp_path / "play.md"])
    expect(desk.get_by_text("play.md")).to_be_visible()
    desk.get_by_role("button", name="Add", exact=True).click()
    expect(desk.locator(".drafts a").filter(has_text="play")).to_have_count(1)
    expect(desk.locator(".drafts progress")).to_have_count(0, timeout=60_000)
    desk.locator(".drafts a").filter(has_text="play").first.click()
    drawn(desk)
    _part(desk, "Do no harm")
    desk.get_by_role("button", name="Keep these 2").click()
    desk.get_by_label("Why they may stay").fill("A play: nobody real is named")
    desk.get_by_role("button", name="Keep them").click()
    expect(desk.get_by_text("0 findings to decide, 0 to be redacted, 2 done.")).to_be_visible()
    expect(desk.get_by_text("kept, A play: nobody real is named")).to_have_count(2)
    # A victim in the title is no better than one on a page.
    _part(desk, "Describe")
    desk.get_by_label("Title", exact=True).fill("The rescue of Keo Sreymom, 15")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("heading", level=1)).to_have_text("The rescue of Keo Sreymom, 15")
    _part(desk, "Publish")
    expect(desk.locator(".notice.fault")).to_contain_text("The record's title holds “Keo Sreymom”")
    expect(desk.get_by_test_id("stMain").get_by_role("button", name="Publish", exact=True).last).to_be_disabled()


def test_a_publication_is_undone_by_two_clicks(desk: Page, app: str) -> None:
    sign_in(desk, app, "sophea", RIGHT)
    line = desk.locator("[class*=st-key-publication-]").first
    line.get_by_role("button", name="Undo").click()
    desk.get_by_role("button", name="Put it back").click()
    expect(desk.get_by_text("undone by publication")).to_be_visible(timeout=60_000)


def test_a_spreadsheet_tells_every_problem_by_its_row_and_then_goes_in(desk: Page, app: str, tmp_path: Path) -> None:
    sheet = tmp_path / "records.csv"
    sheet.write_text("title,type,date\nPrakas on brick kilns,prakas,2019\nNotice,novel,sometime\n", encoding="utf-8")
    sign_in(desk, app, "sophea", RIGHT)
    open_at(desk, f"{app}spreadsheet")
    desk.locator("input[type=file]").set_input_files(sheet)
    expect(desk.locator("table.beside tbody tr")).to_have_count(2)
    expect(desk.locator("table.beside tbody")).to_contain_text("novel")
    sheet.write_text("title,type,date\nPrakas on brick kilns,prakas,2019\nNotice on kilns,other,\n", encoding="utf-8")
    open_at(desk, f"{app}spreadsheet")
    desk.locator("input[type=file]").set_input_files(sheet)
    desk.get_by_role("button", name="Publish 2 records").click()
    expect(desk.locator(".notice.done")).to_contain_text("2 new", timeout=60_000)
    open_at(desk, f"{app}?q=prakas+brick+kilns")
    expect(desk.locator(".known")).to_contain_text("Prakas on brick kilns")


def test_terms_are_merged_after_one_has_seen_what_follows(desk: Page, app: str, own: Collection) -> None:
    vocabulary = own.index.parent / "taxonomy" / "sector.yaml"
    before = vocabulary.read_text(encoding="utf-8")
    sign_in(desk, app, "sophea", RIGHT)
    open_at(desk, f"{app}vocabularies?vocabulary=sector")
    desk.get_by_role("button", name="Merge").click()
    desk.get_by_label("This term goes").click()
    desk.get_by_role("option", name="Seafood processing").click()
    expect(desk.get_by_label("Into this one")).to_have_value("Fisheries sector")
    desk.get_by_role("button", name="See what follows").click()
    expect(desk.locator(".notice.done")).to_contain_text("Nothing was changed yet", timeout=60_000)
    assert vocabulary.read_text(encoding="utf-8") == before
    desk.get_by_role("button", name="Merge").click()
    desk.get_by_role("button", name="Do it").click()
    expect(desk.locator(".notice.done")).not_to_contain_text("Nothing was changed yet", timeout=90_000)
    assert "seafood-processing" in vocabulary.read_text(encoding="utf-8").partition("merged")[2]


@pytest.mark.parametrize("path", ["desk", "draft?draft=1", "draft?draft=1&part=pages", "draft?draft=1&part=harm"])
def test_nothing_scrolls_sideways_on_a_phone(phone: Page, app: str, path: str) -> None:
    sign_in(phone, app, "sophea", RIGHT)
    open_at(phone, app + path)
    phone.wait_for_timeout(500)
    main = "document.querySelector('[data-testid=stMain]')"
    assert phone.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


def test_nobody_else_comes_to_the_desk(desk: Page, app: str) -> None:
    open_at(desk, f"{app}desk")
    expect(desk.get_by_text("Sign in to work at the desk")).to_be_visible()
    expect(desk.locator("input[type=file]")).to_have_count(0)
