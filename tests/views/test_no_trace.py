"""A restricted document leaves no trace on a page: the public is shown the same as though it had never been there."""

import re
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from tests.views.conftest import Collection, html_of, looking_at, open_page
from tests.worlds import HIDDEN_IDS, HIDDEN_WORDS, make
from views.page_view import _draw

Params = dict[str, str | list[str]]
PAGES: tuple[tuple[str, Params], ...] = (
    ("search", {}),
    ("search", {"q": "debt bondage shelters"}),
    ("search", {"q": "shelters", "old": "1", "sort": "newest"}),
    ("search", {"q": "xylophone quagmire"}),
    ("search", {"q": "xylophnoe"}),
    ("search", {"q": "list of velociraptor shelters"}),
    ("search", {"q": "debt", "year": "2020..2024"}),
    ("search", {"q": "debt", "creator": "Secret service"}),
    ("search", {"q": "document:aaa-dossier"}),
    ("search", {"tagged": "sector/fisheries", "about": "1"}),
    ("document", {}),
    ("document", {"document": "law-a"}),
    ("document", {"document": "law-a", "passage": "aaa-dossier/1"}),
    ("document", {"document": "plan-old", "passage": "plan-old/2", "q": "xylophone kilns"}),
    ("document", {"document": "plan-new"}),
    *(("document", {"document": identifier, "passage": f"{identifier}/1", "page": "1"}) for identifier in HIDDEN_IDS),
    ("coverage", {}),
    ("coverage", {"rows": "type", "columns": "year"}),
    ("coverage", {"rows": "sector", "columns": "province", "q": "shelters", "other": "xylophone"}),
    ("brief", {"item": ["p:aaa-dossier/1", "p:law-a/1", "c:rows=type&columns=year"]}),
    ("about", {}),
)
# They count and date every change to the index, whoever may see it; they do not say what was changed.
_OF_EVERY_CHANGE = (r"<dt>Revision</dt><dd>[\d,]+</dd>", r"<dt>Last changed</dt><dd>[^<]*</dd>", r"in [\d,]+ ms")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[Collection]:
    """The collection with the hidden documents, and the one without; what the files held is drawn of neither."""
    root = tmp_path_factory.mktemp("clearinghouse")
    return [
        Collection(root / "documents", make(root / name, with_hidden=name == "with")) for name in ("with", "without")
    ]


def _shown(page: AppTest) -> list[object]:
    """Everything on a page: its HTML, its charts, and what its widgets are called and offer."""
    html = html_of(page)
    for pattern in _OF_EVERY_CHANGE:
        html = re.sub(pattern, "", html)
    return [
        html,
        [(box.key, box.label, box.value) for box in page.checkbox],
        [(box.key, box.label, box.options, box.value) for box in page.selectbox],
        [(box.label, box.value) for box in [*page.text_input, *page.text_area]],
        [block.value for block in page.code],
        [button.label for button in page.button],
        [expander.label for expander in page.expander],
        [block.value for block in page.markdown],
        [str(chart.proto) for chart in page.get("vega_lite_chart")],
    ]


@pytest.mark.parametrize(("name", "params"), PAGES, ids=str)
def test_the_public_is_shown_the_same(
    worlds: list[Collection], monkeypatch: pytest.MonkeyPatch, name: str, params: Params
) -> None:
    shown = []
    for world in worlds:
        with looking_at(world, monkeypatch):
            shown.append(_shown(open_page(name, **params)))
    asked = str(params)
    assert shown[0] == shown[1]
    for secret in (*HIDDEN_WORDS, *HIDDEN_IDS, "Secret service"):
        assert secret in asked or secret not in str(shown[0]).casefold()


def test_who_may_see_them_is_shown_otherwise(worlds: list[Collection], monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the pages would be the same for no reason."""
    monkeypatch.setenv("CLEARINGHOUSE_AUDIENCE", "restricted")
    for name, params in (PAGES[1], PAGES[10], PAGES[11], PAGES[14], PAGES[15], PAGES[18]):
        shown = []
        for world in worlds:
            with looking_at(world, monkeypatch):
                shown.append(_shown(open_page(name, **params)))
        assert shown[0] != shown[1], (name, params)


def test_notes_that_cannot_be_read_are_not_shown_as_they_stand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gaps.yaml").write_text("- {rows: four_p, reason: The xylophone dossier}\n", encoding="utf-8")
    with looking_at(Collection(tmp_path / "documents", tmp_path / "index"), monkeypatch):
        page = AppTest.from_string("from views.coverage_gaps import _notes\n_notes()\n").run()
    assert "cannot be read" in html_of(page)
    assert "xylophone" not in html_of(page) and str(tmp_path) not in html_of(page)


def test_a_page_that_was_redacted_is_not_shown_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "en.pdf"
    drawn = []
    for words in ("The name of a witness", ""):
        canvas = Canvas(str(file))
        canvas.drawString(72, 720, words)
        canvas.save()
        drawn.append(_draw(file, f"sha of {words}", 1, "").png)
    assert drawn[0] != drawn[1]
