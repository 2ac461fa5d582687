"""A coverage table in a brief: its caption, and its picture when a file is made."""

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs

from search.answer import Mode
from search.coverage import Coverage, count_coverage
from search.query import QueryError
from views.address import CoverageAddress
from views.charts.export import png
from views.coverage_pictures import picture_of
from views.engine import Engine
from views.labels import counted, field_label


def drawn_table(engine: Engine, query: str) -> tuple[str, Callable[[], bytes]]:
    """
    A table by the address it has on the coverage page.

    :param engine: counts it.
    :param query: the query string of the address.
    :returns: its caption, and what makes its picture as PNG.
    """
    address = CoverageAddress.read(parse_qs(query))
    table = _counted(engine, address)
    about = f" about “{table.topic}”" if table.topic else ""
    number = counted(table.documents, "document")
    caption = f"{field_label(table.rows)} by {field_label(table.columns)}: {number}{about}."
    return caption, partial(_picture, table)


def _counted(engine: Engine, address: CoverageAddress) -> Coverage:
    mode: Mode = "hybrid" if engine.knows_meaning else "lexical"
    try:
        among = engine.search.about(address.topic, mode) if address.topic else None
    except QueryError:
        among, address = None, CoverageAddress(rows=address.rows, columns=address.columns)
    return count_coverage(
        engine.search.store,
        address.rows,
        address.columns,
        among=among,
        confirmed_only=address.confirmed,
        topic=address.topic,
    )


def _picture(table: Coverage) -> bytes:
    chart = picture_of(table)
    return png(chart) if chart is not None else b""
