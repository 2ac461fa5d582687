"""Do no harm: nothing is published with an open finding, and what was redacted is gone from all that is served."""

from pathlib import Path

import pytest

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.drafts.reading import Reader
from desk.harm.findings import Findings, open_findings
from desk.harm.redacting import redact_draft
from desk.publishing.review import NotReadyError, Review
from ingest.redact import leaks
from tests.desk.conftest import CURATOR
from tests.desk.test_drafts import bring
from tests.planted_pdf import NAME, PHONE, make_report

pytestmark = pytest.mark.model

CASE = (
    "# A case\n\n## The girl\n\nThe victim, Keo Sreymom, 15, was rescued in May. Her mother's phone is 012 345 678.\n\n"
    "## The law\n\nThe court applied Article 8 of the law of 2008.\n"
)


@pytest.fixture
def number(desk: Desk) -> int:
    return bring(desk, CURATOR, CASE, "case.md")


def _found(desk: Desk, number: int) -> dict[str, int]:
    return {found.words: found.number for found in Findings(desk, CURATOR).of(number)}


def test_an_open_finding_keeps_the_draft_from_being_published(desk: Desk, number: int) -> None:
    assert {"Keo Sreymom", "012 345 678"} <= _found(desk, number).keys()
    review, drafts = Review(desk, CURATOR), Drafts(desk, CURATOR)
    with pytest.raises(NotReadyError, match="findings are open"):
        review.publish(number, drafts.get(number).version)
    assert len(desk.store.records()) == 1


def test_what_is_kept_needs_a_reason_and_stays_kept_when_it_is_read_again(desk: Desk, number: int) -> None:
    findings, numbers = Findings(desk, CURATOR), list(_found(desk, number).values())
    with pytest.raises(DeskError, match="Say why"):
        findings.decide(number, numbers, "keep")
    findings.decide(number, numbers, "keep", "Her pseudonym, as the report says")
    assert open_findings(Drafts(desk, CURATOR).get(number), findings.of(number)) == []
    again = bring(desk, CURATOR, CASE, "again.md")
    assert {found.decision for found in findings.of(again)} == {"keep"}
    noted = desk.trail.entries(action="finding: keep")
    assert noted[0].note == "Her pseudonym, as the report says"
    assert not any("Sreymom" in entry.after + entry.note for entry in noted), "the trail outlives what was redacted"


def test_what_is_restricted_holds_only_while_the_document_is(desk: Desk, number: int) -> None:
    findings, drafts, review = Findings(desk, CURATOR), Drafts(desk, CURATOR), Review(desk, CURATOR)
    findings.decide(number, list(_found(desk, number).values()), "restrict")
    assert any("open" in reason for reason in review.hindrances(number))
    draft = drafts.get(number)
    draft = drafts.save(number, draft.version, draft.fields | {"audience": "restricted"})
    assert review.hindrances(number) == []
    review.publish(number, draft.version)
    assert desk.store.for_audience("public").bm25_retrieval("Sreymom") == []
    wider = drafts.begin_from(next(each.identifier for each in desk.store.records() if each.audience != "public"))
    assert Reader(desk).read_next()
    assert review.hindrances(wider) == []
    draft = drafts.get(wider)
    drafts.save(wider, draft.version, {**draft.fields, "audience": "public"})
    assert any("open" in reason for reason in review.hindrances(wider))


def test_redacted_words_are_gone_from_what_is_read_found_and_served(desk: Desk, number: int) -> None:
    findings, drafts, review = Findings(desk, CURATOR), Drafts(desk, CURATOR), Review(desk, CURATOR)
    findings.decide(number, list(_found(desk, number).values()), "redact")
    assert any("to be redacted" in reason for reason in review.hindrances(number))
    assert redact_draft(desk, CURATOR, number)
    draft = drafts.get(number)
    assert draft.files[0].redacted and review.hindrances(number) == []
    review.publish(number, draft.version)
    record = next(record for record in desk.store.records() if record.identifier != "model-law")
    served = desk.corpus / record.type / record.identifier / record.files[0].path
    assert leaks(served, ["Keo Sreymom", "012 345 678"]) == []
    assert desk.store.bm25_retrieval("Sreymom") == []
    assert desk.store.bm25_retrieval("court applied")
    assert not any(b"Sreymom" in path.read_bytes() for path in Path(desk.store.path).rglob("*") if path.is_file())


def test_a_title_that_holds_redacted_words_hinders(desk: Desk, number: int) -> None:
    findings, drafts = Findings(desk, CURATOR), Drafts(desk, CURATOR)
    findings.decide(number, list(_found(desk, number).values()), "redact")
    redact_draft(desk, CURATOR, number)
    draft = drafts.get(number)
    drafts.save(number, draft.version, draft.fields | {"title": "The case of keo  sreymom"})
    assert any("fields hold words" in reason for reason in Review(desk, CURATOR).hindrances(number))


def test_words_and_parts_of_a_page_marked_by_hand_go_too(desk: Desk, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    planted = make_report(report)
    drafts, findings = Drafts(desk, CURATOR), Findings(desk, CURATOR)
    number = drafts.begin([("report.pdf", report)])
    assert Reader(desk).read_next()
    file = drafts.get(number).files[0]
    with pytest.raises(DeskError, match="Give the words"):
        findings.mark(number, file.number, 1)
    with pytest.raises(DeskError, match="must lie on it"):
        findings.mark(number, file.number, 1, box=(0.5, 0.5, 0.4, 0.9))
    for words in planted:
        findings.mark(number, file.number, 1, words)
    findings.mark(number, file.number, 0, box=(0.1, 0.1, 0.9, 0.2))
    redact_draft(desk, CURATOR, number)
    file = drafts.get(number).files[0]
    served = drafts.files.shelf.file(number, file.sha256)
    assert leaks(served, planted) == []
    assert NAME in planted and PHONE in planted and file.pages == 4
    assert not [found for found in findings.of(number) if found.words in planted and found.decision != "redacted"]
