"""The search that opens what a number of the coverage page counts."""

from search.coverage import Coverage, dimension_filter
from views.address import SearchAddress


def value_address(topic: str, *values: tuple[str, str], confirmed_only: bool = False) -> SearchAddress:
    """
    The search that finds the documents a number counts: those that bear all of some values, under a topic.

    ```python
    value_address("debt bondage", ("sector", "fisheries")).link()
    # "./?q=debt+bondage&tagged=sector%2Ffisheries&about=1&old=1"
    ```

    :param topic: what was counted; empty for all that is held.
    :param values: (dimension, value), each borne by what is counted.
    :param confirmed_only: whether suggestions were left out.
    :returns: the address of the search.
    """
    filters: dict[str, tuple[str, ...]] = {}
    years: tuple[int | None, int | None] = (None, None)
    for dimension, value in values:
        for name, chosen in dimension_filter(dimension, value, confirmed_only=confirmed_only).items():
            if name == "year":
                years = (chosen[0], chosen[1])
            else:
                filters[name] = (*filters.get(name, ()), *chosen)
    # The table counts every document, and so must the search.
    return SearchAddress(query=topic, filters=filters, years=years, about=bool(topic), superseded=True)


def row_address(table: Coverage, row: str) -> SearchAddress:
    """
    The search that shows what a row of a table counts, whatever its columns.

    :param table: the table.
    :param row: the row.
    :returns: its address.
    """
    return value_address(table.topic, (table.rows, row), confirmed_only=table.confirmed_only)


def cell_address(table: Coverage, row: str, column: str) -> SearchAddress:
    """
    The search that shows what a cell counts.

    :param table: the table.
    :param row: the cell's row.
    :param column: the cell's column.
    :returns: its address; it finds as many documents and passages as the cell has.
    """
    return value_address(table.topic, (table.rows, row), (table.columns, column), confirmed_only=table.confirmed_only)
