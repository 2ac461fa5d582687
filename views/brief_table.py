"""A coverage table in a brief: its caption, and its picture when a file is made."""

from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs

from search.query import QueryError
from views.address import CoverageAddress
from views.charts.export import png
from views.coverage_count import about, count
from views.coverage_pictures import picture_of
from views.engine import Engine
from views.labels import counted, field_label


def drawn_table(engine: Engine, query: str) -> tuple[str, Callable[[], bytes] | None]:
    """
    A table by the address it has on the coverage page.

    :param engine: counts it.
    :param query: the query string of the address.
    :returns: its caption, and what makes its picture as PNG; None where no document bears any of its terms.
    """
    address = CoverageAddress.read(parse_qs(query))
    try:
        table = count(engine, address, about(engine, address.topic), address.topic)
    except QueryError:
        table = count(engine, address, None, "")
    topic = f" about “{table.topic}”" if table.topic else ""
    number = counted(table.documents, "document")
    caption = f"{field_label(table.rows)} by {field_label(table.columns)}: {number}{topic}."
    chart = picture_of(table)
    return caption, None if chart is None else partial(png, chart)
