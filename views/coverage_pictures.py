"""The pictures of the coverage page, each beside its table, to look at and to take away."""

from collections.abc import Sequence

import altair as alt
import streamlit as st

from search.coverage import Coverage, DatedDocument
from views.charts.export import png, svg
from views.charts.heat_map import HeatCell, heat_map
from views.charts.place_map import corridor_map, province_map
from views.charts.timeline import TimePoint, timeline
from views.labels import field_label, value_label
from views.table_export import show_downloads


def picture_of(table: Coverage) -> alt.LayerChart | None:
    """
    The table as a picture, of the rows and columns that some document bears.

    :param table: the table.
    :returns: the chart; None where no document bears any.
    """
    rows = [value for value in table.row_values if table.row_documents.get(value)]
    columns = [value for value in table.column_values if table.column_documents.get(value)]
    if not rows or not columns:
        return None
    cells = [
        HeatCell(
            value_label(table.rows, row),
            value_label(table.columns, column),
            table.cell(row, column).documents,
            table.cell(row, column).passages,
            "held" if table.cell(row, column).documents else "none",
        )
        for row in rows
        for column in columns
    ]
    return heat_map(
        cells,
        [value_label(table.rows, row) for row in rows],
        [value_label(table.columns, column) for column in columns],
        field_label(table.rows),
        field_label(table.columns),
    )


def show_heat_map(table: Coverage) -> None:
    """
    Draw the table as a picture.

    :param table: the table.
    """
    chart = picture_of(table)
    if chart is not None:
        _show(chart, "heat-map")


def show_timeline(documents: Sequence[DatedDocument]) -> None:
    """
    Draw documents over the years, by P.

    :param documents: those that have a date.
    """
    points = [
        TimePoint(
            document.year,
            p,
            document.record.title,
            document.record.identifier,
            value_label("type", document.record.type),
        )
        for document in documents
        for p in document.four_p
    ]
    if points:
        _show(timeline(points), "timeline")


def show_map(table: Coverage) -> None:
    """
    Draw provinces or corridors.

    :param table: counted with them as rows.
    """
    draw = province_map if table.rows == "province" else corridor_map
    _show(draw(table.row_documents), f"{table.rows}-map")


def _show(chart: alt.LayerChart, name: str) -> None:
    st.altair_chart(chart, width="stretch", key=f"picture-{name}")
    files = (
        ("PNG", "png", "image/png", lambda: png(chart)),
        ("SVG", "svg", "image/svg+xml", lambda: svg(chart).encode()),
    )
    show_downloads(name, files)
