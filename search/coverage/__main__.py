"""`python -m search.coverage [TOPIC]`: what is covered and what is not, on the command line."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpus.vocabulary import term_label, vocabularies
from index import IndexModelError
from index.database import IndexFormatError
from index.encoder import EncoderError
from search.coverage import DIMENSIONS, Coverage, count_coverage, find_gaps
from search.engine import Search
from search.query import QueryError

app = typer.Typer(add_completion=False)
_out = Console()
_MOST_GAPS = 10


@app.command()
def table(
    topic: Annotated[str, typer.Argument(help="Only what is about this topic; all that is held by default.")] = "",
    rows: Annotated[str, typer.Option(help=f"One of {', '.join(DIMENSIONS)}.")] = "four_p",
    columns: Annotated[str, typer.Option(help="Another of them.")] = "plan_component",
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Leave suggested tags out.")] = False,
    index: Annotated[Path | None, typer.Option(help="The index's folder; the settings' by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What is covered, by how many documents and passages, and where gaps are."""
    try:
        search = Search(index)
        among = search.about(topic) if topic else None
        counted = count_coverage(search.store, rows, columns, among=among, confirmed_only=confirmed, topic=topic)
    except (ValueError, QueryError, FileNotFoundError, IndexModelError, IndexFormatError, EncoderError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(2) from None
    if as_json:
        print(json.dumps(_facts(counted), ensure_ascii=False))
    else:
        _show(counted)


def _facts(counted: Coverage) -> dict[str, object]:
    facts = asdict(counted)
    facts["cells"] = [asdict(cell) for cell in counted.cells.values()]
    facts["gaps"] = [{**asdict(gap.cell), "expected": round(gap.expected, 1)} for gap in find_gaps(counted)]
    return facts


def _label(dimension: str, value: str) -> str:
    return term_label(dimension, value) if dimension in vocabularies() else value


def _show(counted: Coverage) -> None:
    about = f" about {counted.topic!r}" if counted.topic else ""
    _out.print(f"{counted.documents:,} documents, {counted.passages:,} passages{about}", style="dim")
    shown = Table("", *(_label(counted.rows, row) for row in counted.row_values))
    for column in counted.column_values:
        numbers = (str(counted.cell(row, column).documents) for row in counted.row_values)
        shown.add_row(_label(counted.columns, column), *numbers)
    _out.print(shown)
    for name, untagged in ((counted.rows, counted.untagged_rows), (counted.columns, counted.untagged_columns)):
        if untagged:
            _out.print(f"{untagged:,} documents bear no {name}: they are in no cell.", style="dim")
    for gap in find_gaps(counted)[:_MOST_GAPS]:
        names = (_label(counted.rows, gap.cell.row), _label(counted.columns, gap.cell.column))
        _out.print(f"Gap: {gap.sentence(*names, counted.documents)}", markup=False, highlight=False)


if __name__ == "__main__":
    app()
