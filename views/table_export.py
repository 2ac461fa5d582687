"""A table to take away, as CSV and as an Excel workbook."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

import streamlit as st
from openpyxl import Workbook

from search.cite import spreadsheet_cell
from views.who import while_allowed

Rows = Sequence[Sequence[object]]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """
    A table as CSV.

    :param rows: the first the heads of its columns.
    :returns: the text.
    """
    out = io.StringIO()
    csv.writer(out).writerows([spreadsheet_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def as_xlsx(sheets: dict[str, Rows]) -> bytes:
    """
    Tables as an Excel workbook.

    :param sheets: {name of the sheet: rows}.
    :returns: the file.
    """
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([spreadsheet_cell(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def show_table_export(name: str, sheets: Callable[[], dict[str, Rows]]) -> None:
    """
    Two buttons that make their files only when they are pressed.

    :param name: of the files, and of the buttons, once on a page.
    :param sheets: makes the tables; the last is the one in the CSV.
    """
    files = (
        ("CSV", "csv", "text/csv", lambda: as_csv([*sheets().values()][-1]).encode("utf-8-sig")),
        ("XLSX", "xlsx", _XLSX, lambda: as_xlsx(sheets())),
    )
    show_downloads(name, files)


def show_downloads(name: str, files: Iterable[tuple[str, str, str, Callable[[], bytes]]]) -> None:
    """
    A button a file.

    :param name: of the files, without suffix; once on a page.
    :param files: for each its label, suffix, media type and what makes it.
    """
    with st.container(horizontal=True, gap="small"):
        for label, suffix, mime, make in files:
            st.download_button(
                label,
                data=while_allowed(make),
                file_name=f"{name}.{suffix}",
                mime=mime,
                key=f"{name}-{suffix}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
