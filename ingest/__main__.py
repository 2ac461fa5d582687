"""`python -m ingest`: bring documents in, and work at the desk they come in by."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from corpus.record import Record, RecordFile
from corpus.settings import settings
from desk.commands import add_commands
from desk.commands.opening import SAID, fail, opened, same_folder, who_works
from desk.desk import Desk, alone
from desk.drafts.fetched import begin_from_fetched
from index import PassageStore
from index.encoder import load_encoder
from ingest.build import BuildReport
from ingest.build import build as bring_up_to_date
from ingest.fetch import Fetched, FetchError, fetch_official_texts
from ingest.progress import Bars
from ingest.tag import likely, suggest

app = typer.Typer(help="Bring documents in.", no_args_is_help=True, add_completion=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CorpusFolder = Annotated[
    Path | None, typer.Option("--corpus", help="The folder of documents; the settings' by default.")
]
IndexFolder = Annotated[Path | None, typer.Option("--index", help="The index's folder; the settings' by default.")]
DeskFolder = Annotated[Path | None, typer.Option("--desk", help="The desk's folder; the settings' by default.")]
_out = Console()
_errors = Console(stderr=True)


@app.command()
def build(corpus: CorpusFolder = None, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Bring the index up to date: only what changed is read again."""
    report = _bring_up_to_date(corpus, index)
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _show(report)
    if not (report.documents or report.known):
        fail("Nothing could be taken in: the index is empty.")


def _bring_up_to_date(corpus: Path | None, index: Path | None) -> BuildReport:
    encoder = load_encoder()
    folder = index or settings().index_dir
    try:
        with (
            _alone(corpus, index),
            PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store,
            Bars(_errors) as bars,
        ):
            return bring_up_to_date(corpus or settings().corpus_dir, store, encoder, bars)
    except KeyboardInterrupt:
        _errors.print("Stopped. What was read stays in the index; the next build goes on from there.")
        raise typer.Exit(130) from None


@contextmanager
def _alone(corpus: Path | None, index: Path | None) -> Iterator[None]:
    """Of the settings' corpus: nothing is published meanwhile, and what a killed publication left is settled first."""
    if corpus and not same_folder(corpus, settings().corpus_dir):
        yield
        return
    if index is None or same_folder(index, settings().index_dir):
        with opened(None, None, None):
            pass
    with alone(settings().desk_dir):
        yield


def _show(report: BuildReport) -> None:
    table = Table(title="The index", show_header=False)
    for name, number in (
        ("documents", report.documents),
        ("  read now", report.read),
        ("  unchanged", report.unchanged),
        ("  removed", report.removed),
        ("known, not held", report.known),
        ("passages", report.passages),
        ("pages read well", report.pages.get("well", 0)),
        ("pages read poorly", report.pages.get("poorly", 0)),
        ("pages not read at all", report.pages.get("not at all", 0)),
        ("files refused", len(report.refused)),
    ):
        table.add_row(name, f"{number:,}")
    _out.print(table)
    for title, lines in (("Refused", report.refused), ("Pages nothing could be read of", report.unread_pages)):
        if lines:
            why = Table(Column("What", overflow="fold"), "Why", title=title, title_justify="left", box=box.SIMPLE)
            for line in lines:
                why.add_row(Text(line.path), Text(line.reason))
            _out.print(why)


@app.command()
def fetch(
    identifiers: Annotated[list[str] | None, typer.Argument(help="Records; all with an address by default.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Fetch again what is held, in place of it.")] = False,
    local: Annotated[bool, typer.Option("--local", help="Allow addresses of local networks.")] = False,
    corpus: CorpusFolder = None,
    index: IndexFolder = None,
    desk: DeskFolder = None,
    by: Annotated[str, typer.Option("--by", help="Who works, for the trail; your login name by default.")] = "",
    as_json: AsJson = False,
) -> None:
    """
    Bring the official text of records from their source addresses, and file it beside the digest.

    What could identify somebody is not filed: it becomes a draft at the desk.
    """

    account = who_works(by)

    def hold(record: Record, file: Path, filed: RecordFile) -> int:
        try:
            held = Desk.open(desk, corpus, index)
            try:
                return begin_from_fetched(held, account, record, file, filed)
            finally:
                held.store.close()
        except SAID as error:
            raise FetchError(str(error)) from error

    known = corpus is None or same_folder(corpus, settings().corpus_dir) or (desk and index)
    done: list[Fetched] = []
    for fetched in fetch_official_texts(
        corpus or settings().corpus_dir, identifiers or (), replace=replace, local=local, hold=hold if known else None
    ):
        done.append(fetched)
        what = f"{fetched.file}, {fetched.size:,} bytes" if fetched.outcome in ("filed", "replaced") else fetched.reason
        _errors.print(
            f"{fetched.identifier}: {fetched.outcome} ({what})", highlight=False, markup=False, soft_wrap=True
        )
    if as_json:
        print(json.dumps([asdict(fetched) for fetched in done], ensure_ascii=False))
    else:
        counts = Counter(fetched.outcome for fetched in done)
        _out.print(", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "Nothing to fetch.")
        if counts["filed"] or counts["replaced"]:
            _out.print("Run `python -m ingest build` to make them searchable.")
    if any(fetched.outcome in ("refused", "no address") for fetched in done):
        raise typer.Exit(1)


@app.command()
def tag(file: Path) -> None:
    """Suggest the four Ps for lines of {"text"}: prints {"text", "four_p", "labels"} lines."""
    if not file.is_file():
        fail(f"There is no file {file}.")
    texts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            texts.append(str(json.loads(line)["text"]))
        except (ValueError, KeyError, TypeError):
            fail(f'{file}, line {number}: is no JSON object with a "text".')
    for text, four_p in zip(texts, suggest(texts, load_encoder()), strict=True):
        print(json.dumps({"text": text, "four_p": four_p, "labels": likely(four_p)}, ensure_ascii=False))


add_commands(app)


def main() -> None:
    """Run the command line; what can be mended is said in a sentence, not in a traceback."""
    try:
        app()
    except SAID as error:
        _errors.print(str(error), style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
