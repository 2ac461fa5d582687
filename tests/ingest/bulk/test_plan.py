"""Rows become records, and every problem of every row is told with how to mend it."""

import csv
import json
import time
from pathlib import Path

import pytest

from corpus.record import Record, RecordFile
from ingest.bulk import BulkPlan, plan_import, read_table
from ingest.bulk.cells import CellError, value_of

LAW = Record(
    identifier="law-2008",
    title="Law on Trafficking",
    type="law",
    date="2008-02-15",
    publisher="Kingdom",
    tags={"sector": ("fisheries",), "population": ("children",)},
    files=(RecordFile(path="en.pdf"),),
)
HELD = {LAW.identifier: LAW}


def plan(*rows: dict[str, str], columns: dict[str, str] | None = None) -> BulkPlan:
    headings = dict.fromkeys(heading for row in rows for heading in row)
    return plan_import([{heading: row.get(heading, "") for heading in headings} for row in rows], HELD, columns)


def told(made: BulkPlan) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in made.problems]


def test_a_new_record() -> None:
    made = plan(
        {
            "Title": "Prakas on  Kilns",
            "Kind": "Prakas",
            "Issued date": "12 July 2014",
            "Author": "Ministry of Labour; ILO",
            "dc.language": "Khmer | en",
            "Country": "Cambodia; Phnom Penh",
            "status": "in_force",
            "four_p": "Prevention; policy",
            "tags.sector": "Fisheries sector; brick-making",
            "related": "law-2008",
        }
    )
    assert made.problems == []
    assert made.records == [
        Record(
            identifier="prakas-on-kilns-2014",
            title="Prakas on Kilns",
            type="prakas",
            date="2014-07-12",
            creator=("Ministry of Labour", "ILO"),
            language=("km", "en"),
            spatial=("KH", "KH-12"),
            status="in force",
            four_p=("prevention", "policy"),
            tags={"sector": ("fisheries", "brick-making")},
            related=("law-2008",),
        )
    ]
    assert (made.rows, made.new, made.changed, made.unchanged) == ([2], ["prakas-on-kilns-2014"], [], 0)


def test_a_held_record_changes_in_the_columns_there_are() -> None:
    made = plan({"identifier": "law-2008", "status": "in force", "publisher": "", "tags.sector": "brick-making"})
    (record,) = made.records
    assert record == LAW.model_copy(
        update={"status": "in force", "tags": {"sector": ("brick-making",), "population": ("children",)}}
    )
    assert (made.new, made.changed) == ([], ["law-2008"])


def test_a_hyphen_empties_a_field() -> None:
    made = plan({"identifier": "law-2008", "publisher": "-", "tags.sector": "–", "type": "-"})
    (record,) = made.records
    assert (record.publisher, record.tags, record.type) == ("", {"population": ("children",)}, "other")
    assert told(plan({"identifier": "law-2008", "title": "-"})) == [(2, "title")]


def test_a_row_that_says_nothing_new_is_unchanged() -> None:
    made = plan({"identifier": "law-2008", "title": "Law on Trafficking"}, {"identifier": "", "title": ""})
    assert (made.unchanged, made.records, made.problems) == (1, [], [])


@pytest.mark.parametrize(
    ("column", "cell", "mend"),
    [
        ("date", "2008-13", "in no calendar"),
        ("date", "2023-02-30", "in no calendar"),
        ("date", "05/06/2014", "2014-05-06 or 2014-06-05"),
        ("date", "about 12 July 2014", "as 2014-07-12"),
        ("date", "soon", "YYYY-MM-DD"),
        ("type", "lawe", "“law”"),
        ("type", "poem", "one of law, sub-decree"),
        ("audience", "pubic", "“public”"),
        ("four_p", "prevention; protecton", "“protection”"),
        ("tags.sector", "Fishery sectr", "“fisheries sector”"),
        ("language", "Klingonisch!", "no code of a language"),
        ("spatial", "KH-99", "no code of a place"),
        ("identifier", "Law 2008", "as law-2008"),
        ("title", "=HYPERLINK(1)", "apostrophe"),
        ("title", "@SUM(1)", "apostrophe"),
        ("title", "bell\x07", "U\\+0007"),
        ("title", "evil \u202egpj.exe", "U\\+202E"),
        ("note", "#REF!", "an error of the spreadsheet"),
    ],
)
def test_a_cell_that_does_not_fit_says_how_to_mend_it(column: str, cell: str, mend: str) -> None:
    with pytest.raises(CellError, match=mend):
        value_of(column, cell)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("date", "28/02/2008", "2008-02-28"),
        ("date", "February 2008", "2008-02"),
        ("title", "'=not a formula", "=not a formula"),
        ("title", "'quoted' title", "'quoted' title"),
        ("type", "Sub Decree", "sub-decree"),
        ("creator", "A; B |", ("A; B",)),
        ("creator", "A;;A; B", ("A", "B")),
        ("note", "two\nlines", "two\nlines"),
    ],
)
def test_cells_are_taken_as_they_are_meant(column: str, cell: str, value: object) -> None:
    assert value_of(column, cell) == value


def test_every_problem_of_every_row_is_told() -> None:
    made = plan(
        {"title": "A", "date": "soon", "type": "poem", "tags.sector": "boats; kilns", "amends": ""},
        {"title": "", "date": "2008", "type": "law", "tags.sector": "", "amends": "law-2009"},
        {"title": "C", "date": "2008", "type": "law", "tags.sector": "", "amends": "law-2008"},
    )
    assert told(made) == [(2, "date"), (2, "type"), (2, "tags.sector"), (3, "title"), (3, "amends")]
    assert "'boats'" in made.problems[2].what
    assert "'kilns'" in made.problems[2].what
    assert "“law-2008”" in made.problems[4].what
    assert (made.rows, made.new) == ([4], ["c-2008"])


def test_columns_that_are_none() -> None:
    made = plan({"title": "A", "Titel": "B", "Sachgebiet": "x"})
    assert [(problem.row, problem.column) for problem in made.problems] == [(1, "Titel"), (1, "Sachgebiet")]
    assert "“title”" in made.problems[0].what
    assert told(plan({"title": "A", "Name": "B"})) == [(1, "Name")]
    mapped = plan({"Titel": "A", "Sachgebiet": "x"}, columns={"Titel": "title", "Sachgebiet": ""})
    assert (mapped.problems, mapped.new) == ([], ["a"])
    assert told(plan({"title": "A"}, columns={"Titel": "title"})) == [(1, "Titel")]


def test_identifiers_stand_once() -> None:
    made = plan({"identifier": "x", "title": "A"}, {"identifier": "x", "title": "B"}, {"identifier": "", "title": "X"})
    assert told(made) == [(3, "identifier")]
    assert "row 2" in made.problems[0].what
    assert made.new == ["x", "x-2"]


def test_made_identifiers_are_the_same_the_next_time() -> None:
    rows = [{"title": "Law on Boats 2008", "date": "2008"}, {"title": "ច្បាប់", "date": "2008"}] * 2
    first = plan_import(rows, {})
    assert first.new == ["law-on-boats-2008", "record-2008", "law-on-boats-2008-2", "record-2008-2"]
    held = {record.identifier: record for record in first.records}
    again = plan_import(rows, held)
    assert (again.unchanged, again.new, again.changed) == (4, [], [])
    other = plan_import([{"title": "Law on Boats (2008)", "date": "2008"}], held)
    assert other.new == ["law-on-boats-2008-3"]


def test_relations_within_the_sheet_fall_with_what_they_name() -> None:
    made = plan(
        {"identifier": "a", "title": "A", "date": "", "replaces": "b"},
        {"identifier": "b", "title": "B", "date": "", "replaces": "c"},
        {"identifier": "c", "title": "C", "date": "soon", "replaces": ""},
        {"identifier": "d", "title": "D", "date": "", "replaces": "e"},
        {"identifier": "e", "title": "E", "date": "", "replaces": ""},
        {"identifier": "f", "title": "F", "date": "", "replaces": "f"},
    )
    assert told(made) == [(2, "replaces"), (3, "replaces"), (4, "date"), (7, "replaces")]
    assert made.new == ["d", "e"]


def test_no_rows_no_plan() -> None:
    assert plan_import([], HELD) == BulkPlan()


def test_a_public_register_of_thousands_is_planned_in_seconds(shared_data: Path, tmp_path: Path) -> None:
    lines = (shared_data / "instruments.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "title", "status", "issued_date"])
        writer.writeheader()
        writer.writerows(json.loads(line) for line in lines)
    rows = read_table(path)
    assert len(rows) == len(lines)
    began = time.perf_counter()
    made = plan_import(rows, HELD)
    # Under a second on an idle machine.
    assert time.perf_counter() - began < 10
    # Its keys cut off at a hyphen are no identifiers, and nothing else is wrong.
    assert {problem.column for problem in made.problems} == {"id"}
    assert all(problem.value.endswith("-") for problem in made.problems)
    assert len(made.records) + len(made.problems) == len(lines)
    without = plan_import([{**row, "id": ""} for row in rows], HELD)
    assert without.problems == []
    assert len(set(without.new)) == len(lines)
