"""A spreadsheet comes in whole or not at all, and shows nothing to more people than before."""

import csv
import time
from pathlib import Path

import pytest

from corpus.passage_tags import PASSAGES, PassageTags, dump_passage_tags
from corpus.record import load_record
from desk.desk import Desk
from desk.people.account import NotAllowedError
from desk.publishing.bulk import plan_bulk, publish_bulk
from desk.publishing.publication import Publisher
from index.verify import verify
from ingest.build import build
from ingest.bulk import read_table, write_table
from tests.desk.conftest import CONTRIBUTOR, CURATOR

pytestmark = pytest.mark.model


def _sheet(tmp_path: Path, *rows: dict[str, str]) -> list[dict[str, str]]:
    path = tmp_path / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return read_table(path)


def _whole(desk: Desk) -> None:
    assert verify(desk.store) == [] and desk.trail.faults() == []
    report = build(desk.corpus, desk.store, desk.encoder)
    assert (report.read, report.removed, report.refused) == (0, 0, [])
    assert report.documents + report.known == len(desk.store.records())


def test_new_and_changed_records_come_in_together_and_go_together(desk: Desk, tmp_path: Path) -> None:
    folder = desk.corpus / "law" / "model-law"
    first = desk.store.passages("model-law")[0].content or ""
    said = PassageTags.of(first, "en.txt", None, confirmed={"sector": ["fisheries"]}, struck={})
    (folder / PASSAGES).write_text(dump_passage_tags([said]), encoding="utf-8")
    build(desk.corpus, desk.store, desk.encoder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    rows = _sheet(
        tmp_path,
        {"identifier": "model-law", "title": "The law, renamed", "related": "boat-report"},
        {"identifier": "boat-report", "title": "Report on boats", "related": ""},
    )
    number, plan = publish_bulk(desk, CURATOR, rows, note="records.csv")
    assert (plan.new, plan.changed, plan.problems) == (["boat-report"], ["model-law"], [])
    record = load_record(folder / "record.yaml")
    assert (record.title, record.related, [file.path for file in record.files]) == (
        "The law, renamed",
        ("boat-report",),
        ["en.txt"],
    )
    assert (folder / PASSAGES).read_bytes() == before[PASSAGES]
    assert [found.meta["title"] for found in desk.store.bm25_retrieval("court sentences")] == ["The law, renamed"]
    assert desk.store.record("boat-report").available == record.modified  # type: ignore[union-attr]
    assert [entry.subject for entry in desk.trail.entries(action="imported")] == ["boat-report", "model-law"]
    _whole(desk)
    assert publish_bulk(desk, CURATOR, rows)[0] == 0, "the same again changes nothing"
    Publisher(desk).undo(number, CURATOR)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert desk.store.record("boat-report") is None
    _whole(desk)


def test_one_bad_row_keeps_all_out_unless_the_good_ones_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    rows = _sheet(tmp_path, {"title": "Report on kilns", "type": "report"}, {"title": "Law on kilns", "type": "lawe"})
    assert [(each.row, each.column) for each in plan_bulk(desk, rows).problems] == [(3, "type")]
    number, plan = publish_bulk(desk, CURATOR, rows)
    assert number == 0 and len(plan.problems) == 1
    assert len(desk.store.records()) == 1 and desk.trail.entries() == []
    number, plan = publish_bulk(desk, CURATOR, rows, only_good=True)
    assert number == 1 and desk.store.record("report-on-kilns") is not None
    _whole(desk)


def test_nothing_is_shown_to_more_people_than_now(desk: Desk, tmp_path: Path) -> None:
    hidden = _sheet(tmp_path, {"identifier": "model-law", "audience": "restricted"})
    assert publish_bulk(desk, CURATOR, hidden)[0] == 1
    assert desk.store.for_audience("public").bm25_retrieval("court sentences") == []
    for audience in ("partners", "public"):
        number, plan = publish_bulk(
            desk, CURATOR, _sheet(tmp_path, {"identifier": "model-law", "audience": audience}), only_good=True
        )
        assert number == 0 and plan.changed == []
        assert [(each.row, each.column) for each in plan.problems] == [(2, "audience")]
    assert desk.store.for_audience("partners").records() == []


def test_what_was_changed_by_hand_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    card = desk.corpus / "law" / "model-law" / "record.yaml"
    card.write_text(card.read_text(encoding="utf-8") + "note: by hand\n", encoding="utf-8")
    (desk.corpus / "loose.md").write_text("# A loose report on fishing boats\n", encoding="utf-8")
    loose = _sheet(tmp_path, {"identifier": "model-law", "title": "Another"})
    assert "ingest build" in publish_bulk(desk, CURATOR, loose)[1].problems[0].what
    build(desk.corpus, desk.store, desk.encoder)
    assert publish_bulk(desk, CURATOR, loose)[1].problems == []
    loose = _sheet(tmp_path, {"identifier": "loose", "title": "Another"})
    assert "loose file" in publish_bulk(desk, CURATOR, loose)[1].problems[0].what


def test_what_is_written_out_comes_in_as_it_was(desk: Desk, tmp_path: Path) -> None:
    for name in ("records.csv", "records.xlsx"):
        write_table(desk.store.records(), tmp_path / name)
        number, plan = publish_bulk(desk, CURATOR, read_table(tmp_path / name))
        assert (number, plan.unchanged, plan.problems) == (0, 1, [])


def test_a_contributor_may_not_import(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotAllowedError):
        publish_bulk(desk, CONTRIBUTOR, _sheet(tmp_path, {"title": "Report on kilns"}))


def test_two_thousand_rows_take_seconds(desk: Desk, tmp_path: Path) -> None:
    rows = _sheet(tmp_path, *({"title": f"Instrument {number}", "date": "2008"} for number in range(2000)))
    began = time.perf_counter()
    number, plan = publish_bulk(desk, CURATOR, rows)
    took = time.perf_counter() - began
    assert len(plan.new) == 2000 and len(desk.store.records()) == 2001
    # Three to six seconds on two slow cores; a synced file and a pipeline a row took a minute.
    assert took < 30, f"2,000 rows took {took:.0f} s"
    Publisher(desk).undo(number, CURATOR)
    assert len(desk.store.records()) == 1
    _whole(desk)
