"""Records into a spreadsheet that `read_table` and `plan_import` read again."""

import csv
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from corpus.record import Record
from ingest.bulk.cells import joined
from ingest.bulk.columns import FIELDS, TAGS, headings
from ingest.bulk.formulas import defused
from ingest.bulk.table import TableError


def write_table(records: Iterable[Record], path: Path) -> None:
    """
    Write records, a row each, to be edited in a spreadsheet and imported again.

    ```python
    write_table(store.records(), Path("records.xlsx"))
    ```

    Files and the sources checked are no part of it: an import leaves those of a held record as they are.

    :param records: the records.
    :param path: `.csv` (UTF-8, with the mark that Excel looks for) or `.xlsx`; written beside and renamed.
    :raises TableError: where the ending is another.
    """
    columns = headings()
    rows = [columns, *([defused(_cell(record, column)) for column in columns] for record in records)]
    unfinished = path.with_name(path.name + ".new")
    if path.suffix.lower() == ".csv":
        with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    elif path.suffix.lower() == ".xlsx":
        _write_xlsx(rows, unfinished)
    else:
        raise TableError(f"{path.suffix or 'a name without an ending'} is not written: name it .csv or .xlsx")
    unfinished.replace(path)


def _cell(record: Record, column: str) -> str:
    value = (
        record.tags.get(column.removeprefix(TAGS), ()) if column.startswith(TAGS) else getattr(record, FIELDS[column])
    )
    return value if isinstance(value, str) else joined(value)


def _write_xlsx(rows: list[list[str]], path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("records")
    sheet.freeze_panes = "C2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)) for text in row]
        for cell in cells:
            # As text, or Excel makes a day of "2008-02".
            cell.number_format = "@"
        sheet.append(cells)
    book.save(path)
