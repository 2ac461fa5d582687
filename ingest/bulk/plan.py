"""What an import of a spreadsheet would do: the records it makes or changes, and every problem of every row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from corpus.record import RELATIONS, Record
from ingest.bulk.cells import CellError, value_of
from ingest.bulk.columns import FIELDS, TAGS, column_of, headings, nearest
from ingest.bulk.identifiers import Identifiers

# To look for the nearest of thousands takes some milliseconds; where every row is wrong, the first ones tell how.
_MOST_HINTS = 300


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Why a row cannot be taken.

    :param row: as the spreadsheet counts; the headings are row 1.
    :param column: the heading.
    :param value: the cell.
    :param what: what is wrong, and how to mend it.
    """

    row: int
    column: str
    value: str
    what: str


@dataclass
class BulkPlan:
    """
    What an import would do; nothing is done yet.

    :param records: to be written: the new and the changed ones, of rows without a problem.
    :param rows: the row of each, as the spreadsheet counts.
    :param problems: all of them; a caller takes nothing while there is one, unless asked to take the good rows.
    :param unchanged: rows that say what is held already.
    :param changed: identifiers of held records that change.
    :param new: identifiers of those not held yet.
    """

    records: list[Record] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


@dataclass
class _Row:
    number: int
    cells: dict[str, str]
    values: dict[str, Any]
    identifier: str = ""


def plan_import(
    rows: list[dict[str, str]], held: Mapping[str, Record], columns: Mapping[str, str] | None = None
) -> BulkPlan:
    """
    Read the rows of a spreadsheet as records.

    A row whose identifier is held changes that record, in the columns it has: an empty cell leaves a field as it is,
    a hyphen alone empties it. A row without an identifier is given one made of its title and date.

    ```python
    plan = plan_import(read_table(path), {record.identifier: record for record in store.records()})
    for problem in plan.problems:
        print(problem.row, problem.column, problem.what)
    ```

    :param rows: of `read_table`.
    :param held: the records there are, by identifier.
    :param columns: {heading: field} where a heading is none of the record's names; an empty field leaves it out.
    :returns: the plan.
    """
    plan = BulkPlan()
    known = _columns(rows, columns or {}, plan)
    read = [row for number, cells in enumerate(rows, start=2) if (row := _read(number, cells, known, plan))]
    _identify(read, held, known, plan)
    _relate(read, held, known, plan)
    faulty = {problem.row for problem in plan.problems}
    for row in read:
        if row.number not in faulty:
            _take(row, held.get(row.identifier), plan)
    plan.problems.sort(key=lambda each: each.row)
    return plan


def _columns(rows: list[dict[str, str]], columns: Mapping[str, str], plan: BulkPlan) -> dict[str, str]:
    """{field: heading}; what is no field is told once, at the row of the headings."""
    found: dict[str, str] = {}
    there = list(rows[0]) if rows else []
    for heading in there:
        meant = column_of(heading, columns)
        if meant is None:
            hint = nearest(heading, headings()) or ": rename it, or say which field it is or that it is left out"
            plan.problems.append(Problem(1, heading, columns.get(heading, heading), f"is no field of a record{hint}"))
        elif meant in found:
            what = f"is {meant}, as the column {found[meant]!r} is: keep one of them"
            plan.problems.append(Problem(1, heading, heading, what))
        elif meant:
            found[meant] = heading
    for heading in columns.keys() - set(there) if rows else ():
        plan.problems.append(
            Problem(1, heading, columns[heading], "is no heading of this sheet: see how it is spelled")
        )
    return found


def _read(number: int, cells: dict[str, str], known: Mapping[str, str], plan: BulkPlan) -> _Row | None:
    if not any(cells.values()):
        return None
    row = _Row(number, cells, {})
    for meant, heading in known.items():
        if cell := cells.get(heading, "").strip():
            try:
                row.values[meant] = value_of(meant, cell)
            except CellError as error:
                plan.problems.append(Problem(number, heading, cell, str(error)))
    return row


def _identify(read: list[_Row], held: Mapping[str, Record], known: Mapping[str, str], plan: BulkPlan) -> None:
    """The identifiers that are written come first: one that is made must differ from those further down too."""
    identifiers = Identifiers(held)
    heading = known.get("identifier", "identifier")
    for row in read:
        if written := row.values.get("identifier"):
            if first := identifiers.taken.get(written):
                what = f"stands in row {first} already: give this row another, or delete one of them"
                plan.problems.append(Problem(row.number, heading, written, what))
            else:
                identifiers.taken[written] = row.number
            row.identifier = written
    for row in read:
        title = row.values.get("title", "")
        written = row.cells.get(known.get("title", ""), "")
        # One that is written and cannot be taken was told already.
        if not title and ("title" in row.values or (not written and row.identifier not in held)):
            what = "the title is missing: every record has one"
            plan.problems.append(Problem(row.number, known.get("title", "title"), written, what))
        if not row.identifier and title and not row.cells.get(heading):
            row.identifier = identifiers.make(title, row.values.get("date", ""), row.number)


def _relate(read: list[_Row], held: Mapping[str, Record], known: Mapping[str, str], plan: BulkPlan) -> None:
    """A relation is to a record that is held, or to one of a row that is taken."""
    rows = {row.identifier: row for row in read if row.identifier}
    there = {*held, *rows}
    faulty = {problem.row for problem in plan.problems}
    related = [(row, name, each) for row in read for name in RELATIONS for each in row.values.get(name, ())]
    told: set[tuple[int, str, str]] = set()
    before = -1
    # A row that falls takes those with it that name it, and those that name them.
    while len(faulty) != before:
        before = len(faulty)
        for row, name, other in related:
            if (row.number, name, other) in told:
                continue
            if other == row.identifier:
                what = "names the record itself: delete it"
            elif other not in there:
                hint = nearest(other, there) if len(told) < _MOST_HINTS else ""
                what = f"no record is called {other!r}{hint}"
            elif other not in held and rows[other].number in faulty:
                what = f"names {other!r} of row {rows[other].number}, which has problems of its own: mend those"
            else:
                continue
            told.add((row.number, name, other))
            plan.problems.append(Problem(row.number, known[name], other, what))
            faulty.add(row.number)


def _take(row: _Row, held: Record | None, plan: BulkPlan) -> None:
    try:
        record = _record(row, held)
    except ValidationError as error:
        plan.problems.extend(_of_record(row, error))
        return
    if record == held:
        plan.unchanged += 1
        return
    plan.records.append(record)
    plan.rows.append(row.number)
    (plan.changed if held else plan.new).append(record.identifier)


def _record(row: _Row, held: Record | None) -> Record:
    fields = {name: getattr(held, name) for name in Record.model_fields} if held else {}
    for column, value in row.values.items():
        if column.startswith(TAGS):
            tags = {**fields.get("tags", {}), column.removeprefix(TAGS): value}
            fields["tags"] = {scheme: terms for scheme, terms in tags.items() if terms}
        elif value in ("", ()):
            # A type, status or language is never nothing: it is what it is where nobody said.
            fields[FIELDS[column]] = Record.model_fields[FIELDS[column]].default
        else:
            fields[FIELDS[column]] = value
    return Record.model_validate({**fields, "identifier": row.identifier})


def _of_record(row: _Row, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        column = ".".join(map(str, fault["loc"])) or "record"
        yield Problem(row.number, column, str(fault["input"])[:80], fault["msg"])
