"""`import` and `export`: many records at once, by way of a spreadsheet."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType

from desk.commands.opening import AtDesk, at_the_desk, fail
from desk.commands.telling import rows, table
from desk.publishing.bulk import plan_bulk, publish_bulk
from ingest.bulk import BulkPlan, read_table, write_table

app = typer.Typer()


@app.command(name="import")
@at_the_desk
def import_(
    at: AtDesk,
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 or XLSX, a record a row, the headings first.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and do nothing.")] = False,
    only_good: Annotated[bool, typer.Option("--only-good", help="Leave out the rows with problems.")] = False,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="HEADING=FIELD", help="What a heading means; = leaves it out."),
    ] = None,
) -> None:
    """Take in the records of a spreadsheet, all or none, without their files."""
    columns = {}
    for each in column or ():
        heading, sign, field = each.rpartition("=")
        if not sign or not heading:
            fail(f"{each!r}: write HEADING=FIELD. Nothing was imported.")
        columns[heading] = field
    table_ = read_table(file)
    # Thousands of rows take half a minute: what could identify somebody is sought in each.
    with Console(stderr=True).status(f"Looking at {len(table_):,} rows"):
        if dry_run:
            publication, plan = 0, plan_bulk(at.desk, table_, columns)
        else:
            publication, plan = publish_bulk(at.desk, at.by, table_, columns, only_good=only_good, note=file.name)
    told = {
        "publication": publication,
        "new": plan.new,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "problems": [asdict(problem) for problem in plan.problems],
    }
    at.say(told, *_shown(plan, publication, dry_run))
    if plan.problems and not only_good:
        raise typer.Exit(1)


def _shown(plan: BulkPlan, publication: int, dry_run: bool) -> list[RenderableType]:
    shown: list[RenderableType] = []
    if plan.problems:
        lines = ((each.row, each.column, each.value, each.what) for each in plan.problems)
        shown.append(rows(table("Row", "Column", "Value", "Problem"), lines))
    counts = f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.unchanged} as they were"
    if publication:
        shown.append(f"Imported: {counts}. `python -m ingest undo {publication}` takes it back.")
    else:
        why = "only tried" if dry_run else f"{len(plan.problems)} problems" if plan.problems else "nothing is different"
        shown.append(f"Nothing was imported ({why}): {counts}.")
    return shown


@app.command()
@at_the_desk
def export(at: AtDesk, file: Annotated[Path, typer.Argument(help="The new file, .csv or .xlsx.")]) -> None:
    """Write all records into a spreadsheet that `import` takes again; restricted ones are among them."""
    records = at.desk.store.records()
    write_table(records, file)
    at.say({"file": str(file), "records": len(records)}, f"{len(records)} records written to {file}.")
