"""`python -m ingest`: bring documents in."""

import json
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from pydantic import ValidationError
from rich import box
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from corpus.record import DocumentType, Record, RecordFile, dump_record
from corpus.settings import settings
from index import IndexModelError, PassageStore
from index.database import IndexFormatError, IndexLockedError
from index.encoder import EncoderError, load_encoder
from ingest.build import BuildReport
from ingest.build import build as bring_up_to_date
from ingest.fetch import Fetched, fetch_official_texts
from ingest.parse import UnreadableFile
from ingest.parse.process import parse_in_process
from ingest.progress import Bars
from ingest.records import CARD
from ingest.tag import likely, suggest

app = typer.Typer(help="Bring documents in.", no_args_is_help=True, add_completion=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CorpusFolder = Annotated[
    Path | None, typer.Option("--corpus", help="The folder of documents; the settings' by default.")
]
IndexFolder = Annotated[Path | None, typer.Option("--index", help="The index's folder; the settings' by default.")]
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
    if not report.documents:
        _fail("Nothing could be taken in: the index is empty.")


def _bring_up_to_date(corpus: Path | None, index: Path | None) -> BuildReport:
    encoder = load_encoder()
    folder = index or settings().index_dir
    try:
        with (
            PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store,
            Bars(_errors) as bars,
        ):
            return bring_up_to_date(corpus or settings().corpus_dir, store, encoder, bars)
    except KeyboardInterrupt:
        _errors.print("Stopped. What was read stays in the index; the next build goes on from there.")
        raise typer.Exit(130) from None


def _show(report: BuildReport) -> None:
    table = Table(title="The index", show_header=False)
    for name, number in (
        ("documents", report.documents),
        ("  read now", report.read),
        ("  unchanged", report.unchanged),
        ("  removed", report.removed),
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
def add(
    file: Path,
    title: Annotated[str, typer.Option(help="The official title.")],
    type_: Annotated[str, typer.Option("--type", help=f"One of {', '.join(get_args(DocumentType))}.")],
    identifier: Annotated[str, typer.Option(help="Made from the title where not given.")] = "",
    date: Annotated[str, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    language: Annotated[str, typer.Option(help="BCP 47.")] = "en",
    publish: Annotated[bool, typer.Option("--publish", help="Show it to all, and build at once.")] = False,
    corpus: CorpusFolder = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """File a document with a record: a draft that only restricted readers see, unless it is published."""
    if not file.is_file():
        _fail(f"There is no file {file}.")
    try:
        parse_in_process(file)
    except UnreadableFile as error:
        _fail(f"{file}: {error}. Nothing was filed.")
    fields: dict[str, Any] = {"title": title, "type": type_, "date": date, "language": [language]}
    fields["identifier"] = identifier or _identifier(title, date)
    fields["files"] = [RecordFile(path=f"{language}{file.suffix.lower()}", language=language)]
    fields |= {"available": f"{datetime.now():%Y-%m-%d}"} if publish else {"status": "draft", "audience": "restricted"}
    if not fields["identifier"]:
        _fail("The title has no Latin letter to make an identifier of: give one with --identifier. Nothing was filed.")
    try:
        record = Record.model_validate(fields)
    except ValidationError as error:
        _fail("; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()) + ". Nothing was filed.")
    documents = corpus or settings().corpus_dir
    if other := next(documents.glob(f"*/{record.identifier}/"), None):
        _fail(f"There is a document {record.identifier!r} already, in {other}. Give this one another --identifier.")
    folder = documents / record.type / record.identifier
    _file(folder, record, file)
    report = _bring_up_to_date(corpus, index) if publish else None
    if as_json:
        filed = {"identifier": record.identifier, "folder": str(folder)}
        print(json.dumps(filed | ({"build": asdict(report)} if report else {}), ensure_ascii=False))
        return
    _out.print(f"Filed as {record.identifier} in {folder}", highlight=False, soft_wrap=True)
    if report:
        _show(report)
    else:
        _out.print("To publish it, set status and audience in its record and run `python -m ingest build`.")


def _file(folder: Path, record: Record, file: Path) -> None:
    """Beside first, then renamed: a record never stands there without its file."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".filing-"))
    try:
        shutil.copyfile(file, unfinished / record.files[0].path)
        (unfinished / CARD).write_text(dump_record(record), encoding="utf-8")
        unfinished.chmod(0o755)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _identifier(title: str, date: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in title.lower())
    return "-".join([part for part in words.split("-") if part][:8] + ([date[:4]] if date else []))


@app.command()
def fetch(
    identifiers: Annotated[list[str] | None, typer.Argument(help="Records; all with an address by default.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Fetch again what is held, in place of it.")] = False,
    local: Annotated[bool, typer.Option("--local", help="Allow addresses of local networks.")] = False,
    corpus: CorpusFolder = None,
    as_json: AsJson = False,
) -> None:
    """Bring the official text of records from their source addresses, and file it beside the digest."""
    done: list[Fetched] = []
    for fetched in fetch_official_texts(
        corpus or settings().corpus_dir, identifiers or (), replace=replace, local=local
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
        _fail(f"There is no file {file}.")
    texts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            texts.append(str(json.loads(line)["text"]))
        except (ValueError, KeyError, TypeError):
            _fail(f'{file}, line {number}: is no JSON object with a "text".')
    for text, four_p in zip(texts, suggest(texts, load_encoder()), strict=True):
        print(json.dumps({"text": text, "four_p": four_p, "labels": likely(four_p)}, ensure_ascii=False))


def _fail(message: str) -> None:
    _errors.print(message, style="red", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(2)


def main() -> None:
    """Run the command line; what can be mended is said in a sentence, not in a traceback."""
    try:
        app()
    except (EncoderError, IndexModelError, IndexFormatError, IndexLockedError, NotADirectoryError) as error:
        _errors.print(str(error), style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
