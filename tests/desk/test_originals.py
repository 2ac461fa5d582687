"""What is erased for good is in no file of the desk any more, and what is served stays as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.drafts.reading import Reader
from desk.harm.findings import Findings
from desk.harm.originals import erase_history, erase_originals
from desk.harm.redacting import redact_draft
from desk.people.account import NotAllowedError
from desk.publishing.document_change import DocumentChange
from desk.publishing.publication import Publisher
from desk.publishing.review import Review
from index.verify import verify
from tests.desk.conftest import CONTRIBUTOR, CURATOR, law
from tests.desk.test_drafts import bring
from tests.desk.test_findings import CASE

pytestmark = pytest.mark.model

PHONE = "012 345 678"


def _published(desk: Desk) -> int:
    number = bring(desk, CURATOR, CASE, "case.md")
    drafts, findings = Drafts(desk, CURATOR), Findings(desk, CURATOR)
    draft = drafts.get(number)
    drafts.save(number, draft.version, draft.fields | {"title": "The case of Keo  Sreymom"})
    findings.decide(number, [found.number for found in findings.of(number) if found.file], "redact")
    redact_draft(desk, CURATOR, number)
    draft = drafts.get(number)
    drafts.save(number, draft.version, draft.fields | {"title": "A case", "identifier": "a-case"})
    Review(desk, CURATOR).publish(number, drafts.get(number).version)
    return number


def _holding(folder: Path, words: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_the_words_are_in_no_file_of_the_desk_any_more(desk: Desk) -> None:
    number = _published(desk)
    assert any(name.endswith(".md") for name in _holding(desk.folder, PHONE)), "the original is kept until then"
    assert any(name.startswith("desk.sqlite3") for name in _holding(desk.folder, PHONE))
    (path,) = desk.corpus.glob("*/a-case/*.md")
    served = path.read_bytes()
    # The pages are served meanwhile: their connection keeps SQLite's log from being taken away.
    with closing(sqlite3.connect(desk.database.path)) as served_by:
        served_by.execute("SELECT count(*) FROM drafts").fetchone()
        assert erase_originals(desk, CURATOR, number) == 1
        assert _holding(desk.folder, PHONE) == _holding(desk.folder, "Sreymom") == []
    assert any("The case of ▇▇▇" in entry.after for entry in desk.trail.entries(action="described"))
    assert _holding(desk.folder, PHONE) == _holding(desk.folder, "Sreymom") == []
    assert path.read_bytes() == served
    assert desk.trail.entries(most=1)[0].action == "erased originals" and desk.trail.faults() == []
    with pytest.raises(DeskError, match="nothing to erase"):
        erase_originals(desk, CURATOR, number)


def test_its_publication_can_still_be_undone_and_done_again(desk: Desk) -> None:
    number = _published(desk)
    erase_originals(desk, CURATOR, number)
    review, drafts = Review(desk, CURATOR), Drafts(desk, CURATOR)
    review.undo(1)
    assert desk.store.record("a-case") is None
    assert review.hindrances(number) == []
    review.publish(number, drafts.get(number).version)
    assert desk.store.record("a-case") is not None


def test_of_a_draft_that_is_not_published_nothing_is_erased(desk: Desk) -> None:
    number = bring(desk, CURATOR, CASE, "case.md")
    with pytest.raises(DeskError, match="not published"):
        erase_originals(desk, CURATOR, number)
    with pytest.raises(NotAllowedError):
        erase_originals(desk, CONTRIBUTOR, number)
    assert _holding(desk.folder, PHONE)


def test_earlier_copies_go_and_cannot_be_brought_back(desk: Desk) -> None:
    publisher = Publisher(desk)
    publisher.publish([DocumentChange("model-law", law(title="Law renamed"))], CURATOR, "published")
    assert _holding(desk.folder / "history", "Model law on trafficking")
    assert erase_history(desk, CURATOR, "model-law") == 1
    assert not _holding(desk.folder / "history", "Model law on trafficking")
    assert desk.trail.entries(action="erased earlier copies")[0].subject == "model-law"
    with pytest.raises(DeskError, match="erased for good"):
        publisher.undo(1, CURATOR)
    with pytest.raises(DeskError, match="No earlier copy"):
        erase_history(desk, CURATOR, "model-law")


def test_what_was_published_before_it_was_redacted_is_in_no_file_of_the_index(desk: Desk, tmp_path: Path) -> None:
    number = bring(desk, CURATOR, CASE, "case.md")
    drafts, findings, review = Drafts(desk, CURATOR), Findings(desk, CURATOR), Review(desk, CURATOR)
    drafts.save(number, drafts.get(number).version, drafts.get(number).fields | {"title": "A", "identifier": "a-case"})
    findings.decide(number, [found.number for found in findings.of(number)], "keep", "Thought to be a pseudonym")
    review.publish(number, drafts.get(number).version)
    again = drafts.begin_from("a-case")
    while Reader(desk).read_next():
        pass
    findings.decide(again, [found.number for found in findings.of(again)], "redact")
    redact_draft(desk, CURATOR, again)
    review.publish(again, drafts.get(again).version)
    index = tmp_path / "index"
    assert _holding(index, "Sreymom"), "deleted rows stay in SQLite's file until it is made anew"
    erase_history(desk, CURATOR, "a-case")
    assert _holding(index, "Sreymom") == _holding(index, "sreymom") == _holding(index, PHONE) == []
    assert verify(desk.store) == []
    assert "A" in {found.meta["title"] for found in desk.store.bm25_retrieval("court applied law")}
