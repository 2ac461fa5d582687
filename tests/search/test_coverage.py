"""The donor's table: every cell is what a count by hand gives, and what opens behind it, for every audience."""

import json
from pathlib import Path

import pytest
from haystack import Document
from typer.testing import CliRunner

from corpus.record import FOUR_P, Record
from corpus.vocabulary import vocabularies
from index import PassageStore
from index.encoder import load_encoder
from search import Search
from search.coverage import Coverage, count_coverage, dimension_filter, find_gaps
from search.coverage.__main__ import app

# document, year, type, audience, confirmed, suggested, passages
DOCUMENTS = [
    ("law-a", 2008, "law", "public", {"four_p": ["prosecution"], "population": ["children"]}, {"four_p": ["policy"]}, 3),  # noqa: E501
    ("plan-b", 2014, "plan", "public", {"four_p": ["policy", "protection"], "population": ["men", "children"]}, {}, 2),
    ("study-c", 2020, "study", "public", {}, {"four_p": ["protection"], "population": ["men"]}, 4),
    ("study-d", 2021, "study", "restricted", {"four_p": ["protection"], "population": ["men"]}, {}, 5),
    ("note-e", None, "other", "public", {}, {}, 1),
]  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Path:
    encoder = load_encoder()
    with PassageStore(tmp_path, encoder.dimension, encoder.name, encoder.revision) as store:
        for name, year, type_, audience, confirmed, suggested, passages in DOCUMENTS:
            record = Record(identifier=name, title=name, type=type_, audience=audience, date=str(year or ""))
            tags = {"confirmed": confirmed, "suggested": suggested}
            meta = {"document": name, "type": type_, "year": year, "audience": audience, "document_tags": tags}
            made = [Document(id=f"{name}/{n}", content=f"{name} passage {n}", meta=meta) for n in range(passages)]
            store.replace_document(record, [], made, "")
        store.finish_build()
    return tmp_path


def _by_hand(audience: str, row: str, column: str, confirmed_only: bool) -> tuple[int, int]:
    documents = passages = 0
    for _, _, _, seen_by, confirmed, suggested, many in DOCUMENTS:
        borne = [confirmed] if confirmed_only else [confirmed, suggested]
        has_row = any(row in tags.get("four_p", []) for tags in borne)
        has_column = any(column in tags.get("population", []) for tags in borne)
        if has_row and has_column and (seen_by == "public" or audience == "restricted"):
            documents, passages = documents + 1, passages + many
    return documents, passages


@pytest.mark.parametrize("confirmed_only", [False, True])
@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_every_cell_is_the_count_by_hand_and_the_results_behind_it(
    index: Path, audience: str, confirmed_only: bool
) -> None:
    search = Search(index, audience=audience)  # type: ignore[arg-type]
    counted = count_coverage(search.store, "four_p", "population", confirmed_only=confirmed_only)
    assert counted.row_values == FOUR_P
    assert set(counted.column_values) == {term.id for term in vocabularies()["population"].terms}
    for (row, column), cell in counted.cells.items():
        assert (cell.documents, cell.passages) == _by_hand(audience, row, column, confirmed_only)
        assert cell.confirmed == _by_hand(audience, row, column, True)[0]
        tags = (f"four_p/{row}", f"population/{column}")
        opened = search.run("", filters={"confirmed" if confirmed_only else "tagged": tags}, mode="lexical")
        assert (opened.documents, opened.total) == (cell.documents, cell.passages)


def _counted(index: Path, rows: str, columns: str) -> Coverage:
    return count_coverage(Search(index, audience="public").store, rows, columns)


def test_what_bears_no_tag_is_told_apart_from_nothing(index: Path) -> None:
    counted = _counted(index, "four_p", "population")
    assert (counted.documents, counted.passages) == (4, 10)
    assert (counted.untagged_rows, counted.untagged_columns) == (1, 1)
    assert counted.cell("prevention", "women").documents == 0


def test_years_and_types_come_from_records(index: Path) -> None:
    counted = _counted(index, "type", "year")
    assert counted.column_values == ("2008", "2014", "2020")
    assert counted.cell("law", "2008").documents == counted.cell("law", "2008").confirmed == 1
    assert counted.cell("law", "2014").documents == 0
    search = Search(index, audience="public")
    filters = dimension_filter("type", "law") | dimension_filter("year", "2008")
    assert search.run("", filters=filters, mode="lexical").total == counted.cell("law", "2008").passages == 3


def test_newest_and_among(index: Path) -> None:
    search = Search(index, audience="public")
    assert _counted(index, "four_p", "population").cell("protection", "men").newest == 2020
    only = search.store.numbers({"field": "meta.document", "operator": "==", "value": "plan-b"})
    counted = count_coverage(search.store, "four_p", "population", among=only, topic="plans")
    assert (counted.documents, counted.passages, counted.cell("protection", "men").documents) == (1, 2, 1)


@pytest.mark.parametrize(("rows", "columns"), [("four_p", "four_p"), ("colour", "type"), ("type", "colour")])
def test_a_wrong_dimension_says_so(index: Path, rows: str, columns: str) -> None:
    with pytest.raises(ValueError, match=r"choose two dimensions|there is no dimension"):
        _counted(index, rows, columns)


def test_gaps_are_emptier_than_expected_and_say_why(tmp_path: Path) -> None:
    store = PassageStore(tmp_path, 4)
    for n in range(12):
        tags = {"four_p": ["policy" if n < 6 else "protection"], "population": ["men" if n < 7 else "women"]}
        meta = {"document": f"d{n}", "year": 2000 + n, "document_tags": {"confirmed": tags}}
        record = Record(identifier=f"d{n}", title="D")
        store.replace_document(record, [], [Document(id=f"d{n}/0", content="x", meta=meta)], "")
    counted = count_coverage(store, "four_p", "population")
    gaps = find_gaps(counted)
    assert [(gap.cell.row, gap.cell.column, gap.cell.documents) for gap in gaps] == [
        ("policy", "women", 0),
        ("protection", "men", 1),
    ]
    assert gaps[1].expected == pytest.approx(3.5)
    assert gaps[0].sentence("Policy", "Women", 12) == (
        "Policy and Women: none of 12 documents. 6 bear Policy and 5 bear Women, so about 2 would bear both."
    )


def test_command_line(index: Path) -> None:
    asked = ["--rows", "four_p", "--columns", "population", "--index", str(index), "--json"]
    facts = json.loads(CliRunner().invoke(app, asked).stdout)
    assert facts["documents"] == 4
    assert {
        "row": "protection",
        "column": "men",
        "documents": 2,
        "passages": 6,
        "confirmed": 1,
        "newest": 2020,
    } in facts["cells"]
    wrong = CliRunner().invoke(app, ["--rows", "colour", "--index", str(index)])
    assert wrong.exit_code == 2
