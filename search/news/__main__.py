"""`python -m search.news --since 2026-07-01`: what is new, on the command line."""

import json
import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.console import Console

from corpus.settings import Audience, settings
from index import IndexModelError
from index.database import IndexFormatError
from index.encoder import EncoderError
from search.engine import Search
from search.news import News, as_atom, as_eml, as_html, as_json, as_text, news

app = typer.Typer(add_completion=False)


class Format(StrEnum):
    """What the news are written as."""

    text = "text"
    html = "html"
    eml = "eml"
    atom = "atom"
    json = "json"


_WRITERS: dict[Format, Callable[[News], bytes]] = {
    Format.text: lambda found: as_text(found, settings().address).encode(),
    Format.html: lambda found: as_html(found, settings().address).encode(),
    Format.eml: lambda found: as_eml(found, settings().owner, settings().address),
    Format.atom: lambda found: as_atom(found, settings().address),
    Format.json: lambda found: f"{json.dumps(as_json(found), ensure_ascii=False)}\n".encode(),
}


@app.command()
def tell(
    since: Annotated[str, typer.Option(help="The first day, YYYY-MM-DD.")],
    until: Annotated[str, typer.Option(help="The last day; today by default.")] = "",
    format_: Annotated[Format, typer.Option("--format", help="As what.")] = Format.text,
    output: Annotated[Path | None, typer.Option(help="A file to write; else it is printed.")] = None,
    audience: Annotated[
        str, typer.Option(help="Who reads: public, partners, restricted; the settings' by default.")
    ] = "",
    index: Annotated[Path | None, typer.Option(help="The index's folder; the settings' by default.")] = None,
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON; the same as --format json.")] = False,
) -> None:
    """What is new between two days, by P, with citations."""
    try:
        first, last = _day(since), _day(until) if until else date.today()
        if last < first:
            raise ValueError(f"--until {until} comes before --since {since}")
        store = Search(index, audience=_audience(audience)).store
        found = news(store, first, last)
    except (ValueError, FileNotFoundError, IndexModelError, IndexFormatError, EncoderError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False)
        raise typer.Exit(2) from None
    written = _WRITERS[Format.json if as_json_ else format_](found)
    if output:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day: write YYYY-MM-DD") from None


def _audience(name: str) -> Audience | None:
    if not name:
        return None
    for known in get_args(Audience):
        if name == known:
            return known
    raise ValueError(f"There is no audience {name!r}: it is one of {', '.join(get_args(Audience))}")


if __name__ == "__main__":
    app()
