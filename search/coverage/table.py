"""The donor's table: how many documents and passages stand behind each pair of terms, and where there are none."""

from dataclasses import dataclass
from typing import Any, get_args

import numpy as np

from corpus.record import FOUR_P, DocumentType
from corpus.vocabulary import vocabularies
from index import PassageStore
from search.query import TERM_FIELDS

DIMENSIONS = ("four_p", *TERM_FIELDS, "type", "year")
# What a record states is told by no program.
_STATED = ("type", "year")


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A cell of the table.

    :param row: a value of the rows' dimension.
    :param column: a value of the columns'.
    :param documents: that bear both.
    :param passages: of these documents, among those counted.
    :param confirmed: documents of which a person confirmed both.
    :param newest: year of the newest of the documents; None where none is dated.
    """

    row: str
    column: str
    documents: int = 0
    passages: int = 0
    confirmed: int = 0
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    A table of what is covered and what is not.

    :param rows: dimension of the rows.
    :param columns: dimension of the columns.
    :param row_values: in order; all the vocabulary has, covered or not.
    :param column_values: likewise.
    :param cells: {(row, column): cell}, every pair.
    :param row_documents: {row: documents that bear it}.
    :param column_documents: {column: documents that bear it}.
    :param documents: documents counted.
    :param passages: passages counted.
    :param untagged_rows: documents that bear no value of the rows' dimension.
    :param untagged_columns: likewise of the columns'.
    :param confirmed_only: whether suggestions were left out.
    :param topic: what the table is about; empty for all that is held.
    :param revision: of the index.
    """

    rows: str
    columns: str
    row_values: tuple[str, ...]
    column_values: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    row_documents: dict[str, int]
    column_documents: dict[str, int]
    documents: int
    passages: int
    untagged_rows: int
    untagged_columns: int
    confirmed_only: bool = False
    topic: str = ""
    revision: int = 0

    def cell(self, row: str, column: str) -> Cell:
        """
        One cell.

        :param row: its row.
        :param column: its column.
        :returns: the cell.
        """
        return self.cells[row, column]


def count_coverage(
    store: PassageStore,
    rows: str,
    columns: str,
    *,
    among: np.ndarray | None = None,
    confirmed_only: bool = False,
    topic: str = "",
) -> Coverage:
    """
    Count the table.

    A document counts in a cell where it bears both terms: where a person confirmed them, or, unless only that is
    asked for, where its passages suggest them. The passages of a cell are those of its documents.

    ```python
    count_coverage(store, "four_p", "population").cell("protection", "men").documents
    ```

    :param store: the index, for one audience.
    :param rows: a dimension.
    :param columns: another.
    :param among: passage numbers, those of a topic; None for all.
    :param confirmed_only: leave suggestions out.
    :param topic: what `among` is about.
    :returns: the table.
    :raises ValueError: where there is no such dimension, or both are the same.
    """
    for name in (rows, columns):
        if name not in DIMENSIONS:
            raise ValueError(f"there is no dimension {name!r}: it is one of {', '.join(DIMENSIONS)}")
    if rows == columns:
        raise ValueError(f"rows and columns are both {rows}: choose two dimensions")
    with store.reading():
        counted = store.numbers() if among is None else np.intersect1d(among, store.numbers())
        documents = _Documents(store, counted)
        any_row, any_column = (documents.bearing(name, confirmed_only) for name in (rows, columns))
        sure_row, sure_column = (documents.bearing(name, True) for name in (rows, columns))
        cells = {
            (row, column): documents.cell(row, column, any_row, any_column, sure_row, sure_column)
            for row in _values(rows, any_row)
            for column in _values(columns, any_column)
        }
        return Coverage(
            rows=rows,
            columns=columns,
            row_values=_values(rows, any_row),
            column_values=_values(columns, any_column),
            cells=cells,
            row_documents={value: int(mask.sum()) for value, mask in any_row.items()},
            column_documents={value: int(mask.sum()) for value, mask in any_column.items()},
            documents=documents.count,
            passages=len(counted),
            untagged_rows=documents.without(any_row),
            untagged_columns=documents.without(any_column),
            confirmed_only=confirmed_only,
            topic=topic,
            revision=store.revision(),
        )


class _Documents:
    """The documents of some passages, as places in an array."""

    def __init__(self, store: PassageStore, counted: np.ndarray) -> None:
        self._store = store
        self._counted = counted
        column = store.column("document")
        self._of = np.full(int(max(column.passages.max(initial=0), counted.max(initial=0))) + 1, -1)
        self._of[column.passages] = column.codes
        present = np.unique(self._of[counted])
        self._present = present[present >= 0]
        self.count = len(self._present)
        size = len(column.values)
        self._passages = np.bincount(self._of[counted][self._of[counted] >= 0], minlength=size)
        self._years = np.zeros(size, dtype=np.int64)
        years = store.column("year")
        self._years[self._of[years.passages]] = np.array([int(v) for v in years.values] or [0])[years.codes]
        self._size = size

    def bearing(self, dimension: str, confirmed_only: bool) -> dict[str, np.ndarray]:
        """For each value a mark for each document that bears it, of shape (documents of the index,)."""
        if dimension in _STATED:
            fields = [dimension]
        else:
            kinds = ("confirmed",) if confirmed_only else ("confirmed", "suggested")
            fields = [f"document_tags.{kind}.{dimension}" for kind in kinds]
        found: dict[str, np.ndarray] = {}
        here = np.zeros(self._size, dtype=bool)
        here[self._present] = True
        for name in fields:
            column = self._store.column(name)
            for code, value in enumerate(column.values):
                marks = found.setdefault(str(value), np.zeros(self._size, dtype=bool))
                marks[self._of[column.passages[column.codes == code]]] = True
        return {value: marks & here for value, marks in found.items()}

    def without(self, bearing: dict[str, np.ndarray]) -> int:
        """How many documents bear none of some values."""
        borne = np.zeros(self._size, dtype=bool)
        for marks in bearing.values():
            borne |= marks
        return self.count - int(borne.sum())

    def cell(self, row: str, column: str, *bearing: dict[str, np.ndarray]) -> Cell:
        """Count a cell from what documents bear: rows, columns, and both as confirmed."""
        nothing = np.zeros(self._size, dtype=bool)
        any_row, any_column, sure_row, sure_column = bearing
        both = any_row.get(row, nothing) & any_column.get(column, nothing)
        sure = sure_row.get(row, nothing) & sure_column.get(column, nothing)
        newest = int(self._years[both].max(initial=0))
        return Cell(row, column, int(both.sum()), int(self._passages[both].sum()), int(sure.sum()), newest or None)


def _values(dimension: str, bearing: dict[str, np.ndarray]) -> tuple[str, ...]:
    """All there are, so that what nothing bears stands there too; of years and retired terms those that occur."""
    if dimension == "four_p":
        return FOUR_P
    if dimension == "type":
        return get_args(DocumentType)
    if dimension == "year":
        return tuple(sorted(value for value, marks in bearing.items() if marks.any()))
    borne = {value for value, marks in bearing.items() if marks.any()}
    return tuple(t.id for t in vocabularies()[dimension].terms if t.status == "current" or t.id in borne)


def dimension_filter(dimension: str, value: str, *, confirmed_only: bool = False) -> dict[str, tuple[Any, ...]]:
    """
    The filter of the search that finds what a value of a dimension counts.

    :param dimension: the dimension.
    :param value: one of its values.
    :param confirmed_only: as the table was counted.
    :returns: a filter as `Search.run` takes it.
    """
    if dimension == "year":
        return {"year": (int(value), int(value))}
    if dimension == "type":
        return {"type": (value,)}
    return {"confirmed" if confirmed_only else "tagged": (f"{dimension}/{value}",)}
