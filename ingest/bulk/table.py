"""Reading a spreadsheet somebody sends: every cell as text, within limits."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from corpus.settings import ROOT, settings

MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 50_000, 200, 32_767
_MOST_MB = 25
_SECONDS = 120
# Signs that open a file in two-byte Unicode: Excel's "Unicode text".
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")


class TableError(ValueError):
    """A spreadsheet that cannot be read; the message says how to mend it."""


def read_table(path: Path) -> list[dict[str, str]]:
    """
    Read a spreadsheet of records: the first row holds the headings, each further row a record.

    CSV in UTF-8 with commas, semicolons or tabs; or the first sheet of an XLSX, in a process with limits.

    ```python
    read_table(Path("records.csv"))[0]  # {"title": "Law on …", "date": "2008-02-15"}
    ```

    :param path: the file; its ending says what it is.
    :returns: a row each, {heading: cell as text}; an empty row is kept, so that the row after the headings is row 2.
    :raises TableError: where it cannot be read, or is larger than anybody's list.
    """
    if not path.is_file():
        raise TableError(f"{path.name} is not there")
    if path.stat().st_size > _MOST_MB << 20:
        raise TableError(f"{path.name} has over {_MOST_MB} MiB: split it, or take the pictures out")
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return table_of(_from_xlsx(path))
    if ending in (".csv", ".tsv", ".txt"):
        return table_of(_from_csv(path.read_bytes()))
    raise TableError(f"{ending or 'a file without an ending'} is not read: save it as CSV (UTF-8) or XLSX")


def table_of(rows: Iterable[list[str]]) -> list[dict[str, str]]:
    """
    Rows under their headings.

    :param rows: the cells, the headings first.
    :returns: a row each, without the empty ones at the end.
    :raises TableError: where headings are missing or twice, or there is more than the limits allow.
    """
    lines = iter(rows)
    headings = [heading.strip() for heading in next(lines, [])]
    while headings and not headings[-1]:
        headings.pop()
    if not any(headings):
        raise TableError("the first row is empty: write the headings there (title, type, date, …)")
    if len(headings) > MOST_COLUMNS:
        raise TableError(f"it has {len(headings)} columns, and {MOST_COLUMNS} are allowed: delete the empty ones")
    if twice := next((each for each in headings if each and headings.count(each) > 1), None):
        raise TableError(f"two columns are called {twice!r}: give one of them another name")
    table: list[dict[str, str]] = []
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise TableError(f"it has over {MOST_ROWS} rows: split it")
        table.append(_row(number, headings, cells))
    while table and not any(table[-1].values()):
        table.pop()
    return table


def _row(number: int, headings: list[str], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(headings) :]):
        raise TableError(
            f"row {number} has {len(cells)} cells, and there are {len(headings)} headings: "
            "put text with a comma or semicolon in quotes, or give the column a heading"
        )
    if any(len(cell) > MOST_SIGNS for cell in cells):
        raise TableError(f"row {number} has a cell of over {MOST_SIGNS} signs: shorten it")
    padded = cells + [""] * (len(headings) - len(cells))
    if nameless := [cell for heading, cell in zip(headings, padded, strict=False) if not heading and cell.strip()]:
        raise TableError(f"row {number} has {nameless[0][:40]!r} in a column without a heading: give it one")
    return {heading: cell.strip() for heading, cell in zip(headings, padded, strict=False) if heading}


def _from_csv(data: bytes) -> Iterable[list[str]]:
    if data.startswith(_TWO_BYTES):
        raise TableError("it is in UTF-16: save it as “CSV UTF-8”")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TableError(f"line {line} is not in UTF-8: save it as “CSV UTF-8”") from error
    if "\x00" in text:
        raise TableError("it holds signs that no text has: save it as “CSV UTF-8”")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise TableError(f"line {reader.line_num}: {error}: look for a quotation mark that is not closed") from error


def _from_xlsx(path: Path) -> Iterable[list[str]]:
    """In a child process, as every file of a stranger's."""
    limits = settings()
    command = [
        sys.executable,
        "-m",
        "ingest.bulk.xlsx",
        str(limits.parse_memory_mb),
        str(_SECONDS),
        str(path.resolve()),
    ]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=_SECONDS, check=False)
        printed = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise TableError(f"reading it took over {_SECONDS} s: save it as CSV (UTF-8)") from error
    except ValueError as error:
        raise TableError("reading it broke off: it may be damaged; save it as CSV (UTF-8)") from error
    if "refused" in printed:
        raise TableError(printed["refused"])
    rows: list[list[str]] = printed["rows"]
    return rows
