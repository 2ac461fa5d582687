"""Cells that are emptier than the collection would lead one to expect, with the reasoning in a sentence."""

from typing import NamedTuple

from search.coverage.table import Cell, Coverage

# Fewer than two expected documents are no ground to miss any; a third of what is expected is few.
_FEWEST_EXPECTED, _FEW = 2.0, 1 / 3


class Gap(NamedTuple):
    """
    A cell that is emptier than expected.

    :param cell: the cell.
    :param expected: documents it would have if its row were spread over the columns as all documents are.
    :param row_documents: documents of its row.
    :param column_documents: documents of its column.
    """

    cell: Cell
    expected: float
    row_documents: int
    column_documents: int

    def sentence(self, row: str, column: str, documents: int) -> str:
        """
        The reasoning.

        :param row: what the row is called.
        :param column: what the column is called.
        :param documents: documents in the table.
        :returns: a sentence or two.
        """
        newest = f"; the newest is of {self.cell.newest}" if self.cell.newest else ""
        return (
            f"{row} and {column}: {self.cell.documents or 'none'} of {documents} documents{newest}. "
            f"{self.row_documents} bear {row} and {self.column_documents} bear {column}, "
            f"so about {self.expected:.0f} would bear both."
        )


def find_gaps(coverage: Coverage) -> list[Gap]:
    """
    The gaps of a table, the widest first.

    A cell's expected number is its row's documents times its column's, divided by all: what independence of the two
    would give. It says where the collection is thin, and nothing about what is done in the world.

    ```python
    find_gaps(count_coverage(store, "four_p", "population"))[0].cell
    ```

    :param coverage: the table.
    :returns: cells of which at least two documents are expected and at most a third of that are there.
    """
    found = []
    for (row, column), cell in coverage.cells.items():
        in_row, in_column = coverage.row_documents.get(row, 0), coverage.column_documents.get(column, 0)
        expected = in_row * in_column / coverage.documents if coverage.documents else 0.0
        if expected >= _FEWEST_EXPECTED and cell.documents <= _FEW * expected:
            found.append(Gap(cell, expected, in_row, in_column))
    return sorted(found, key=lambda gap: (gap.cell.documents - gap.expected, gap.cell.row, gap.cell.column))
