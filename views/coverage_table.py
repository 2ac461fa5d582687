"""The coverage table in HTML: numbers that open what they count, shaded and readable without the shade."""

from search.coverage import Cell, Coverage
from views.html import escape
from views.labels import field_label, value_label
from views.table_export import Rows
from views.value_address import cell_address

_STEPS = 5


def coverage_table(table: Coverage, beside: Coverage | None) -> str:
    """
    The table.

    Rows and columns that no document bears are folded away below, so that the table fits where it is read.

    :param table: what was counted.
    :param beside: a second table of the same dimensions, its numbers after a stroke; None for none.
    :returns: HTML.
    """
    most = max((cell.documents for cell in table.cells.values()), default=0)
    columns = _borne(table.column_values, table.column_documents, beside.column_documents if beside else {})
    rows = _borne(table.row_values, table.row_documents, beside.row_documents if beside else {})
    head = "".join(f'<th scope="col">{escape(value_label(table.columns, column))}</th>' for column in columns)
    lines = []
    for row in rows:
        cells = "".join(_cell(table, beside, row, column, most) for column in columns)
        lines.append(f'<tr><th scope="row">{escape(value_label(table.rows, row))}</th>{cells}</tr>')
    caption = f"{field_label(table.rows)} by {field_label(table.columns)}: documents"
    if beside:
        caption += f" about “{table.topic or 'all'}” | about “{beside.topic}”"
    nowhere = _nowhere(table, rows, columns)
    if 'class="by-suggestion"' in "".join(lines):
        nowhere = '<p class="facts"><sup>s</sup> by suggestion only: no person has confirmed both tags.</p>' + nowhere
    return (
        f'<div class="scroll"><table class="coverage"><caption>{escape(caption)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>{nowhere}"
    )


def _borne(values: tuple[str, ...], one: dict[str, int], other: dict[str, int]) -> list[str]:
    return [value for value in values if one.get(value) or other.get(value)]


def _nowhere(table: Coverage, rows: list[str], columns: list[str]) -> str:
    """What no document bears is named, not passed over: these are the emptiest shelves."""
    parts = []
    for dimension, values, shown in (
        (table.rows, table.row_values, rows),
        (table.columns, table.column_values, columns),
    ):
        missing = [value_label(dimension, value) for value in values if value not in shown]
        if missing:
            parts.append(f"<p class='facts'>No document on: {escape('; '.join(missing))}.</p>")
    return "".join(parts)


def _cell(table: Coverage, beside: Coverage | None, row: str, column: str, most: int) -> str:
    cell = table.cell(row, column)
    step = 0 if not cell.documents else 1 + round((_STEPS - 1) * cell.documents / most)
    inside = _number(table, cell)
    if beside:
        inside += f' <span class="stroke">|</span> {_number(beside, beside.cell(row, column))}'
    return f'<td class="step-{step}">{inside}</td>'


def _number(table: Coverage, cell: Cell) -> str:
    if not cell.documents:
        return '<span class="none">0</span>'
    names = f"{value_label(table.rows, cell.row)}, {value_label(table.columns, cell.column)}"
    suggested = cell.documents - cell.confirmed
    told = f"{names}: {cell.documents} documents, {cell.passages} passages, {cell.confirmed} confirmed by a person"
    mark = '<sup class="by-suggestion">s</sup>' if suggested and not cell.confirmed else ""
    link = cell_address(table, cell.row, cell.column).link()
    return f'<a href="{escape(link)}" title="{escape(told)}" aria-label="{escape(told)}">{cell.documents:,}</a>{mark}'


def table_sheets(table: Coverage) -> dict[str, Rows]:
    """
    The table as it is taken away: as it stands on the page, and a line a cell.

    :param table: the table.
    :returns: {name of the sheet: rows}.
    """
    columns = [value_label(table.columns, column) for column in table.column_values]
    crossed: list[list[object]] = [["", *columns]]
    lines: list[list[object]] = [[table.rows, table.columns, "documents", "passages", "confirmed", "newest"]]
    for row in table.row_values:
        cells = [table.cell(row, column) for column in table.column_values]
        name = value_label(table.rows, row)
        crossed.append([name, *(cell.documents for cell in cells)])
        lines += [
            [name, column, cell.documents, cell.passages, cell.confirmed, cell.newest]
            for column, cell in zip(columns, cells, strict=True)
        ]
    return {"Documents": crossed, "Cells": lines}
