"""What is written can be edited and read again, and runs nowhere."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.record import Checked, Record, RecordFile, load_record
from ingest.bulk import TableError, plan_import, read_table, write_table
from ingest.bulk.formulas import as_meant, defused
from tests.conftest import REPOSITORY

HARD = Record(
    identifier="hard",
    title="=cmd|' /C calc'!A0",
    alternative=("+one; two", "@three|four", "'=five"),
    publisher="-Minister",
    creator=("Only one; with a semicolon",),
    note='two\nlines, "quoted"; and ច្បាប់',
    date="2008-02",
    temporal="2006/2010",
    tags={"sector": ("fisheries",)},
    files=(RecordFile(path="en.pdf"),),
    checked=(Checked(source="a register"),),
    inferred=True,
)


@pytest.fixture(params=["records.csv", "records.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_every_bundled_record_comes_back_unchanged(path: Path) -> None:
    records = [load_record(card) for card in sorted((REPOSITORY / "corpus" / "documents").glob("*/*/record.yaml"))]
    records = [HARD, *records]
    write_table(records, path)
    plan = plan_import(read_table(path), {record.identifier: record for record in records})
    assert plan.problems == []
    assert (plan.unchanged, plan.changed, plan.new) == (len(records), [], [])


def test_an_edited_cell_changes_that_record_only(path: Path) -> None:
    records = [HARD, Record(identifier="b", title="B"), Record(identifier="c", title="C")]
    write_table(records, path)
    rows = read_table(path)
    rows[1]["status"] = "withdrawn"
    plan = plan_import(rows, {record.identifier: record for record in records})
    assert plan.records == [Record(identifier="b", title="B", status="withdrawn")]
    assert (plan.rows, plan.unchanged) == ([3], 2)


def test_no_cell_is_run(path: Path) -> None:
    write_table([HARD], path)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
    else:
        sheet = load_workbook(path).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
        cells = [cell.value or "" for row in sheet.iter_rows() for cell in row]
    assert any("cmd" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'a", "-", "a=1", "", "@x", "\tx"])
def test_defusing_can_be_undone(text: str) -> None:
    assert as_meant(defused(text)) == text


def test_another_ending_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"\.csv or \.xlsx"):
        write_table([HARD], tmp_path / "records.ods")
    assert list(tmp_path.iterdir()) == []
