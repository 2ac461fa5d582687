"""Spreadsheets as offices save them, and as somebody hostile would."""

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest.bulk import TableError, read_table
from ingest.bulk.table import MOST_COLUMNS, MOST_ROWS, MOST_SIGNS


def saved(tmp_path: Path, data: str | bytes, name: str = "records.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def book(tmp_path: Path, *rows: list[object]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.create_sheet("another").append(["not", "read"])
    workbook.save(tmp_path / "records.xlsx")
    return tmp_path / "records.xlsx"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_as_any_office_saves_it(tmp_path: Path, mark: str, delimiter: str) -> None:
    written = io.StringIO()
    rows = [["title", "note"], ["Law, old; and new", "two\nlines"], ["ច្បាប់", ""]]
    csv.writer(written, delimiter=delimiter).writerows(rows)
    assert read_table(saved(tmp_path, mark + written.getvalue())) == [
        {"title": "Law, old; and new", "note": "two\nlines"},
        {"title": "ច្បាប់", "note": ""},
    ]


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = read_table(saved(tmp_path, " title ,date,\n,,\nLaw,2008\n,\n\n"))
    assert table == [{"title": "", "date": ""}, {"title": "Law", "date": "2008"}]


@pytest.mark.parametrize(
    ("data", "mend"),
    [
        ("", "write the headings"),
        ("\ntitle\n", "write the headings"),
        ("title,title\n", "another name"),
        ("title,date\nLaw, old,2008\n", "row 2 has 3 cells"),
        ("title,,date\nLaw,x,2008\n", "without a heading"),
        ('title\n"Law\nAct\n', "not closed"),
        ("title\nLaw".encode("utf-16"), "CSV UTF-8"),
        ("title\nCafé".encode("latin-1"), "line 2 is not in UTF-8"),
        (b"title\nLaw\x00", "CSV UTF-8"),
        ("title\n" + "x" * (MOST_SIGNS + 1), "shorten it"),
        (",".join(f"c{n}" for n in range(MOST_COLUMNS + 1)), "columns"),
        ("title\n" + "x\n" * (MOST_ROWS + 1), "split it"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "data",
)
def test_what_cannot_be_read_says_how_to_mend_it(tmp_path: Path, data: str | bytes, mend: str) -> None:
    with pytest.raises(TableError, match=mend):
        read_table(saved(tmp_path, data))


def test_other_endings_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="XLSX"):
        read_table(saved(tmp_path, "x", "records.xls"))
    with pytest.raises(TableError, match="not there"):
        read_table(tmp_path / "gone.csv")


def test_xlsx_cells_are_text_as_a_record_writes_it(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ["title", "date", "note"],
        ["Law", 2008, date(2008, 2, 15)],
        [],
        ["=1+1", 2008.0, datetime(2008, 2, 15, 9, 30)],
    )
    assert read_table(path) == [
        {"title": "Law", "date": "2008", "note": "2008-02-15"},
        {"title": "", "date": "", "note": ""},
        {"title": "=1+1", "date": "2008", "note": "2008-02-15 09:30:00"},
    ]


def test_an_xlsx_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="damaged"):
        read_table(saved(tmp_path, b"PK\x03\x04 and then nothing", "a.xlsx"))
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(TableError, match="cannot be read as XLSX"):
        read_table(tmp_path / "b.xlsx")


def _with_sheet(path: Path, sheet: bytes) -> Path:
    """The same workbook with another first sheet."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, sheet if each == "xl/worksheets/sheet1.xml" else old.read(each))
    return changed


def test_an_xlsx_that_swells(tmp_path: Path) -> None:
    path = _with_sheet(book(tmp_path, ["title"]), b" " * (301 << 20))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(TableError, match="unpacks"):
        read_table(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_xlsx_with_entities(tmp_path: Path, encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(TableError, match="entities"):
        read_table(_with_sheet(book(tmp_path, ["title"]), laughs.encode(encoding)))


def test_an_xlsx_that_says_it_is_huge_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = book(tmp_path, ["title"], ["Law"])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    assert lying != sheet
    assert read_table(_with_sheet(path, lying)) == [{"title": "Law"}]


def test_an_xlsx_of_too_many_rows(tmp_path: Path) -> None:
    path = book(tmp_path, ["title"], ["Law"])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'r="2"', b'r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    assert far != sheet
    with pytest.raises(TableError, match="rows"):
        read_table(_with_sheet(path, far))
