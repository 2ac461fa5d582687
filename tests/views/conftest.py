"""A small collection of our own, built as any other is, and the pages over it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Browser, Page
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from streamlit.testing.v1 import AppTest

from corpus.record import Record, dump_record
from corpus.settings import settings
from tests.conftest import REPOSITORY
from tests.views.served import DESK, PHONE, chromium, watched
from views.engine import Engine

SUBJECTS = (
    "Debt bondage is forbidden. Whoever holds a person to work for a debt shall be punished with imprisonment.",
    "A broker who recruits fishermen for work on a boat abroad shall hold a licence of the Ministry of Labour.",
    "A trafficked child shall be given shelter, medical care and a guardian, and shall not be detained.",
    "Whoever sells, buys or exchanges a person shall be punished with imprisonment of two to five years.",
    "The provincial committee shall warn villagers who plan to migrate of the false promises of recruiters.",
    "The court shall hear a victim behind a screen, and shall not make known the name of a victim.",
)
SCRIPT = "<script>window.harmed = true</script>"


@dataclass(frozen=True)
class Collection:
    """Where the small collection and its index are."""

    corpus: Path
    index: Path


def model_law(path: Path, title: str = "Model law", added: str = "") -> None:
    """
    A law of eighteen articles on six pages, three a page.

    :param path: the PDF to write.
    :param title: that the PDF gives itself.
    :param added: a sentence more in each article, as another edition has it.
    """
    styles = getSampleStyleSheet()
    flow: list[object] = []
    for number in range(1, 19):
        subject = SUBJECTS[(number - 1) % len(SUBJECTS)]
        flow.append(Paragraph(f"Article {number}", styles["Heading2"]))
        flow.append(Paragraph(f"{subject} This is provision {number} of the model law. {added}", styles["BodyText"]))
        if number % 3 == 0:
            flow.append(PageBreak())
    SimpleDocTemplate(str(path), pagesize=A4, title=title).build(flow)


def _put(corpus: Path, record: Record) -> Path:
    folder = corpus / record.type / record.identifier
    folder.mkdir(parents=True)
    (folder / "record.yaml").write_text(dump_record(record), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A law as PDF, a digest as Markdown whose title and text hold a script, and one that the public may not see."""
    root = tmp_path_factory.mktemp("clearinghouse")
    corpus, index = root / "documents", root / "index"
    law = Record(
        identifier="model-law",
        title="Model law on trafficking",
        type="law",
        date="2008-02-15",
        date_note="promulgated",
        available="2024-03-05",
        creator=("National Assembly",),
        spatial=("KH",),
        status="in force",
        four_p=("prosecution", "protection"),
        source="https://example.org/law",
        files=({"path": "en.pdf"},),
    )
    model_law(_put(corpus, law) / "en.pdf")
    digest = Record(
        identifier="village-digest",
        title=f"Digest of the village plan {SCRIPT} & more",
        type="plan",
        date="2012",
        available="2024-01-10",
        modified="2024-05-01",
        creator=("Provincial committee",),
        implements=("model-law", "not-held"),
        source="javascript:window.harmed=true",
        files=({"path": "en.md", "text": "digest"},),
    )
    text = "\n\n".join(
        f"## {number}. Warning the villages\n\nThe plan warns of debt bondage {SCRIPT} in village {number}."
        for number in range(1, 5)
    )
    (_put(corpus, digest) / "en.md").write_text(f"# Village plan\n\n{text}\n", encoding="utf-8")
    secret = Record(
        identifier="secret-report",
        title="Unpublished report",
        available="2024-03-06",
        type="report",
        audience="restricted",
        files=({"path": "en.txt"},),
    )
    (_put(corpus, secret) / "en.txt").write_text("Debt bondage on an unpublished fishing boat.", encoding="utf-8")
    command = [sys.executable, "-m", "ingest", "build", "--corpus", str(corpus), "--index", str(index), "--json"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return Collection(corpus, index)


@contextmanager
def looking_at(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    The pages of this process look at a collection, and are caught before the model is loaded.

    :param collection: which.
    :param monkeypatch: puts the settings back.
    """
    monkeypatch.setenv("CLEARINGHOUSE_CORPUS_DIR", str(collection.corpus))
    monkeypatch.setenv("CLEARINGHOUSE_INDEX_DIR", str(collection.index))
    monkeypatch.setenv("CLEARINGHOUSE_RESULTS_PER_PAGE", "5")
    monkeypatch.setattr(Engine, "load_model", lambda self: None)
    for cache in (settings.cache_clear, st.cache_resource.clear, st.cache_data.clear):
        cache()
    yield
    for cache in (settings.cache_clear, st.cache_resource.clear, st.cache_data.clear):
        cache()


@pytest.fixture
def pages(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages look at the small collection."""
    with looking_at(collection, monkeypatch):
        yield


def open_page(name: str, **params: str | list[str]) -> AppTest:
    """
    Open one page at an address.

    :param name: of the module.
    :param params: of the query string.
    :returns: the page, drawn.
    """
    page = AppTest.from_string(f"from views import {name}\n{name}.show()\n", default_timeout=30)
    for key, value in params.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception
    return page


def html_of(page: AppTest) -> str:
    """
    What a page shows as HTML.

    :param page: a page that was drawn.
    :returns: all its pieces of HTML, joined.
    """
    return "\n".join(piece.proto.body for piece in page.get("html"))


def address_of(page: AppTest) -> dict[str, list[str]]:
    """
    The address of a page that was drawn.

    :param page: the page.
    :returns: {name: values}.
    """
    found = {name: page.query_params[name] for name in page.query_params}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in found.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    yield from chromium()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A page as wide as on a desk."""
    yield from watched(browser, DESK)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page as wide as on a phone."""
    yield from watched(browser, PHONE)
