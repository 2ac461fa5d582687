"""`python -m search "QUERY"`: cited passages on the command line."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from index import IndexModelError
from index.database import IndexFormatError
from index.encoder import EncoderError
from search.answer import Answer, Mode, Result
from search.engine import Search
from search.highlight import found_spans
from search.query import QueryError, years

app = typer.Typer(add_completion=False)
_out = Console()
_errors = Console(stderr=True)
Values = list[str] | None


# A query that begins with a word left out ("-brick") is no option.
@app.command(context_settings={"ignore_unknown_options": True})
def ask(
    query: Annotated[str, typer.Argument(help='words, "a phrase", -without, field:value, year:2004..2010')],
    index: Annotated[Path | None, typer.Option(help="The index's folder; the settings' by default.")] = None,
    four_p: Annotated[Values, typer.Option(help="prevention, protection, prosecution or policy.")] = None,
    type_: Annotated[Values, typer.Option("--type", help="law, treaty, mou, plan, report, …")] = None,
    year: Annotated[str, typer.Option(help="2008, 2004..2010, ..2005 or 2015..")] = "",
    mode: Annotated[str, typer.Option(help="hybrid, dense (by meaning) or lexical (by words).")] = "hybrid",
    superseded: Annotated[bool, typer.Option("--superseded", help="Find what is superseded or withdrawn too.")] = False,
    top: Annotated[int, typer.Option(min=1, help="How many results.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find passages, each with its citation."""
    modes: dict[str, Mode] = {"hybrid": "hybrid", "dense": "dense", "lexical": "lexical"}
    if mode not in modes:
        _fail(f"--mode {mode} is not known: it is hybrid, dense or lexical.")
    try:
        filters = {"four_p": four_p, "type": type_, "year": years(year) if year else None}
        chosen = {name: value for name, value in filters.items() if value}
        search = Search(index)
        answer = search.run(query, filters=chosen, mode=modes[mode], top=top, superseded=superseded)
    except (QueryError, FileNotFoundError, IndexModelError, IndexFormatError, EncoderError) as error:
        _fail(str(error))
        raise
    if answer.error:
        _fail(answer.error)
    if as_json:
        print(json.dumps(answer.to_json(), ensure_ascii=False))
    elif not search.store.count_documents():
        _out.print("The index holds no passage that you may see. Fill it with `python -m ingest build`.", markup=False)
    else:
        _show(answer)


def _show(answer: Answer) -> None:
    _out.print(f"{answer.total:,} passages in {answer.documents:,} documents, {answer.took_ms:.0f} ms", style="dim")
    if answer.suggestion:
        _out.print(f"Did you mean: {answer.suggestion}", markup=False)
    for expansion in answer.expanded:
        _out.print(f"Also: {', '.join(expansion.names)}", style="dim", markup=False)
    for result in answer.results:
        _show_result(result)
    for record in answer.known:
        _out.print(Text(f"Known, not held: {record.title} ({record.date or 'date not known'})", style="dim"))
    if answer.left_out:
        number = f"{answer.left_out:,} more passage{'' if answer.left_out == 1 else 's'}"
        _out.print(f"{number} in superseded or withdrawn documents: --superseded shows them.", style="dim")
    if not answer.results:
        _out.print("Nothing was found. Use fewer or other words, or leave a filter out.")


def _show_result(result: Result) -> None:
    _out.print()
    _out.print(Text(f"{result.rank}. {result.title}", style="bold"), Text(result.locator, style="cyan"))
    words = Text(result.text)
    for start, end in found_spans(result.text, list(result.why.terms)):
        words.stylize("bold yellow", start, end)
    _out.print(words)
    _out.print(Text(result.citation, style="dim"))


def _fail(message: str) -> None:
    _errors.print(message, style="red", markup=False, highlight=False)
    raise typer.Exit(2)


if __name__ == "__main__":
    app()
