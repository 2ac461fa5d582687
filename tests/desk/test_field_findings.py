"""A record's own words are screened too: nobody is named in a title, a note or a spreadsheet's row unseen."""

import sqlite3
from pathlib import Path

import pytest

from desk.database import DeskDatabase, DeskError
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.harm.field_findings import screened_fields
from desk.harm.findings import Findings
from desk.publishing.bulk import plan_bulk, publish_bulk
from desk.publishing.review import NotReadyError, Review
from tests.desk.conftest import CURATOR
from tests.desk.test_drafts import bring

NAMED = "Statement of Keo Sreymom, 15, rescued from a brothel"
_FORMAT_1 = """
DROP TABLE findings;
CREATE TABLE findings (
    number INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL REFERENCES draft_files ON DELETE CASCADE,
    sha256 TEXT NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    words TEXT NOT NULL, confidence REAL NOT NULL, why TEXT NOT NULL, box TEXT NOT NULL DEFAULT '',
    decision TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', who TEXT NOT NULL DEFAULT '');
CREATE INDEX findings_file ON findings (file);
INSERT INTO drafts (number, stage, fields, found, begun_by, begun_at, saved_by, saved_at)
VALUES (7, 'draft', '{}', '{}', 'sophea', '', 'sophea', '');
INSERT INTO draft_files (number, draft, name, path, sha256, brought, size, state)
VALUES (3, 7, 'a.pdf', 'en.pdf', 'aa', 'aa', 1, 'ready');
INSERT INTO findings (number, file, sha256, kind, page, start, end, words, confidence, why, decision, reason)
VALUES (5, 3, 'aa', 'name', 0, 0, 4, 'Mom', 0.9, 'a name', 'keep', 'her pseudonym');
PRAGMA user_version = 1;
"""


def _describe(desk: Desk, number: int, **fields: object) -> None:
    drafts = Drafts(desk, CURATOR)
    draft = drafts.get(number)
    drafts.save(number, draft.version, {**draft.fields, **fields})


@pytest.mark.model
def test_a_named_victim_in_the_title_hinders_until_it_is_decided(desk: Desk) -> None:
    number = bring(desk, CURATOR, "# Report\n\nThe law was applied.\n", "report.md")
    _describe(desk, number, title=NAMED)
    review, findings = Review(desk, CURATOR), Findings(desk, CURATOR)
    assert any("title holds “Keo Sreymom”" in reason for reason in review.hindrances(number))
    with pytest.raises(NotReadyError, match="Keo Sreymom"):
        review.publish(number, Drafts(desk, CURATOR).get(number).version)
    (found,) = findings.of(number)
    assert (found.field, found.file, found.words) == ("title", 0, "Keo Sreymom")
    with pytest.raises(DeskError, match="record's title: take it out there"):
        findings.decide(number, [found.number], "redact")
    findings.decide(number, [found.number], "keep", "A pseudonym, as the report says")
    _describe(desk, number, note="Seen in print.")
    assert [(each.decision, each.reason) for each in findings.of(number)] == [
        ("keep", "A pseudonym, as the report says")
    ]
    review.publish(number, Drafts(desk, CURATOR).get(number).version)
    assert NAMED in {record.title for record in desk.store.records()}


@pytest.mark.model
def test_words_taken_out_are_found_no_more_and_never_in_the_trail(desk: Desk) -> None:
    number = bring(desk, CURATOR, "# Report\n\nThe law was applied.\n", "report.md")
    _describe(desk, number, title=NAMED)
    _describe(desk, number, title="Statement of a child")
    assert Findings(desk, CURATOR).of(number) == [] and Review(desk, CURATOR).hindrances(number) == []
    assert not any("Sreymom" in entry.before + entry.after + entry.note for entry in desk.trail.entries())


@pytest.mark.model
def test_a_file_is_told_in_the_trail_by_the_name_it_is_served_under(desk: Desk) -> None:
    bring(desk, CURATOR, "# Report\n\nThe law was applied.\n", "keo-sreymom.md")
    added = desk.trail.entries(action="added a file")
    assert added and not any("sreymom" in entry.after for entry in added)


@pytest.mark.model
def test_why_a_document_is_withdrawn_names_nobody(desk: Desk) -> None:
    with pytest.raises(DeskError, match="“Keo Sreymom”"):
        Review(desk, CURATOR).withdraw("model-law", "It named the victim Keo Sreymom, 15.")
    assert desk.store.record("model-law").status == "in force"


@pytest.mark.model
def test_a_spreadsheets_row_that_names_somebody_is_a_problem_of_that_row(desk: Desk) -> None:
    rows = [
        {"identifier": "first", "title": "Report on boats", "note": ""},
        {"identifier": "second", "title": "A case", "note": "Her mother's phone is 012 345 678."},
    ]
    plan = plan_bulk(desk, rows)
    (problem,) = plan.problems
    assert (problem.column, "012 345 678" in problem.what, plan.new) == ("note", True, ["first"])
    assert publish_bulk(desk, CURATOR, rows)[0] == 0
    publish_bulk(desk, CURATOR, rows, only_good=True)
    assert desk.store.record("first") is not None and desk.store.record("second") is None


def test_an_address_names_nobody_either() -> None:
    found = [*screened_fields({"identifier": "case-of-keo-sreymom", "title": "A case"}, {})]
    assert [(field, each.words) for field, each in found] == [("identifier", "keo sreymom")]


def test_what_is_published_already_is_not_screened_again() -> None:
    assert [field for field, _ in screened_fields({"title": NAMED, "note": NAMED}, {"title": NAMED})] == ["note"]
    assert [*screened_fields({"title": "Law on suppression of trafficking", "creator": ["Keo Sreymom, 15"]}, {})] == []


def test_a_desk_of_the_format_before_keeps_its_findings(tmp_path: Path) -> None:
    path = DeskDatabase(tmp_path).path
    with sqlite3.connect(path) as connection:
        connection.executescript(_FORMAT_1)
    with DeskDatabase(tmp_path).reading() as connection:
        row = connection.execute("SELECT * FROM findings").fetchone()
        assert (row["number"], row["draft"], row["file"], row["field"], row["reason"]) == (5, 7, 3, "", "her pseudonym")
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
        assert connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'findings_1%'").fetchone() is None
    DeskDatabase(tmp_path)
