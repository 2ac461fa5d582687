"""`python -m index`: look after the index."""

import json
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.settings import settings
from index import IndexModelError, PassageStore
from index.database import FILE_NAME, SCHEMA_VERSION, IndexFormatError, IndexLockedError
from index.encoder import EncoderError, load_encoder
from index.verify import verify as find_faults

app = typer.Typer(help="Look after the index.", no_args_is_help=True, add_completion=False)
Folder = Annotated[Path | None, typer.Option("--index", help="The index's folder; the settings' where not given.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_out = Console()
_errors = Console(stderr=True)


@app.command()
def stats(index: Folder = None, as_json: AsJson = False) -> None:
    """Say what the index holds, when it was built and by which model."""
    with _open(index) as store:
        _say(store.info(), as_json)


@app.command()
def verify(index: Folder = None, as_json: AsJson = False) -> None:
    """Hold the parts of the index against each other; exit with 1 where they disagree."""
    with _open(index) as store:
        faults = find_faults(store)
        _say({"faults": faults, "passages": store.count_documents(), "revision": store.revision()}, as_json)
    if faults:
        raise typer.Exit(1)


@app.command()
def rebuild(index: Folder = None, as_json: AsJson = False) -> None:
    """Make the FAISS file again from SQLite; where another model made the index, empty it for a new build."""
    encoder = load_encoder()
    folder = _folder(index)
    try:
        with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
            _say({"vectors": store.rebuild_vectors(), "next": ""}, as_json)
    except IndexModelError:
        with PassageStore(folder) as store:
            store.empty()
        _say({"vectors": 0, "next": "the index is empty now: run `python -m ingest build`"}, as_json)


@app.command()
def backup(file: Path, index: Folder = None, as_json: AsJson = False) -> None:
    """Copy the index into FILE, also while it is in use."""
    with _open(index) as store:
        store.backup(file)
    _say({"backup": str(file), "bytes": file.stat().st_size}, as_json)


@app.command()
def restore(file: Path, index: Folder = None, as_json: AsJson = False) -> None:
    """Put the index of a backup in the place of this one, also while it is in use."""
    _check_backup(file)
    folder = _folder(index, must_exist=False)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE_NAME}.new"
    shutil.copyfile(file, unfinished)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        # Its revisions are counted anew from here: no cache made of those that were may be taken for theirs.
        connection.execute("UPDATE info SET value = ? WHERE key = 'store'", (uuid.uuid4().hex,))
    try:
        with PassageStore(folder) as store:
            store.take_over(unfinished)
    except (IndexFormatError, sqlite3.DatabaseError):
        # What cannot be read cannot be lost.
        for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
            (folder / name).unlink(missing_ok=True)
        unfinished.replace(folder / FILE_NAME)
    unfinished.unlink(missing_ok=True)
    with PassageStore(folder) as store:
        _say({"restored": str(file), "vectors": store.rebuild_vectors()}, as_json)


def _check_backup(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            sound &= connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
            connection.execute("SELECT value FROM info WHERE key = 'revision'")
    except sqlite3.Error:
        sound = False
    if not sound:
        _fail(f"{file} is no backup of an index, or a damaged one, or one of another version; nothing was changed.")


def _folder(index: Path | None, *, must_exist: bool = True) -> Path:
    folder = index or settings().index_dir
    if must_exist and not (folder / FILE_NAME).is_file():
        _fail(f"There is no index in {folder}. Make one with `python -m ingest build`.")
    return folder


def _open(index: Path | None) -> PassageStore:
    try:
        return PassageStore(_folder(index))
    except IndexFormatError as error:
        _fail(str(error))
        raise


def _say(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        if isinstance(value, list):
            _out.print(f"{name}: {len(value)}", highlight=False)
            for line in value:
                _out.print(f"  {line}", highlight=False, markup=False)
        else:
            _out.print(f"{name}: {value}", highlight=False, markup=False)


def _fail(message: str) -> None:
    _errors.print(message, style="red", highlight=False, markup=False)
    raise typer.Exit(2)


if __name__ == "__main__":
    try:
        app()
    except (EncoderError, IndexModelError, IndexFormatError, IndexLockedError) as error:
        _errors.print(str(error), style="red", highlight=False, markup=False)
        raise SystemExit(2) from error
