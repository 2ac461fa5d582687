"""`python -m ingest.bulk.xlsx MEMORY_MB SECONDS FILE`: the first sheet of an XLSX as JSON, in a child process."""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from ingest.bulk.table import MOST_COLUMNS, MOST_ROWS, MOST_SIGNS, TableError
from ingest.parse.limits import set_limits

_MOST_UNPACKED_MB = 300
_ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_LOOK = 4096


def rows_of(path: Path) -> Iterator[list[str]]:
    """
    The rows of the first sheet, formulas as they are written.

    :param path: the file.
    :returns: the cells of each row as text.
    :raises TableError: where it is no XLSX, or one that swells.
    """
    _check_archive(path)
    try:
        book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # What a file says of its own size is not to be believed.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > MOST_ROWS + 1 and any(cell is not None for cell in row):
                raise TableError(f"it has over {MOST_ROWS} rows: split it")
            if number <= MOST_ROWS + 1:
                # One more than is allowed, so that too many are told and not cut off.
                yield [_text(cell) for cell in row[: MOST_COLUMNS + 1]]
    except TableError:
        raise
    except Exception as error:
        raise TableError("it cannot be read as XLSX: open it and save it again, or save it as CSV (UTF-8)") from error


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_UNPACKED_MB << 20:
                raise TableError(f"it unpacks to over {_MOST_UNPACKED_MB} MiB: save the first sheet as CSV (UTF-8)")
            for each in archive.infolist():
                with archive.open(each) as member:
                    if _ENTITIES.search(member.read(_LOOK).replace(b"\x00", b"")):
                        raise TableError("it defines entities, which no spreadsheet program writes: save it as CSV")
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise TableError("it is no XLSX, or damaged, or locked by a password: save it as CSV (UTF-8)") from error


def _text(cell: object) -> str:
    """As the record writes it: a day without its hour, a year without its point."""
    if cell is None:
        return ""
    if isinstance(cell, ArrayFormula | DataTableFormula):
        return str(getattr(cell, "text", None) or "=")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[: MOST_SIGNS + 1]


def _main(memory_mb: str, seconds: str, path: str) -> None:
    set_limits(int(memory_mb), int(seconds))
    try:
        print(json.dumps({"rows": list(rows_of(Path(path)))}))
    except TableError as error:
        print(json.dumps({"refused": str(error)}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
