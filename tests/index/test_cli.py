"""`python -m index`: what it prints, how it ends, and what it leaves alone."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from corpus.settings import ROOT
from index import PassageStore
from index.__main__ import app
from index.encoder import load_encoder
from index.verify import verify
from tests.index.samples import WIDTH, publish

SQLITE = "clearinghouse.sqlite3"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _json(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    facts: dict[str, Any] = json.loads(result.stdout)
    return facts


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    with PassageStore(folder, WIDTH) as store:
        publish(store, "law-a", ["slavery", "bondage"])
        publish(store, "law-b", ["peonage"], audience="restricted")
        store.finish_build("corpus")
    return folder


def _contents(folder: Path) -> list[tuple[str, str | None]]:
    with PassageStore(folder) as store:
        return [(passage.id, passage.content) for passage in store.filter_documents()]


def test_stats(index: Path) -> None:
    facts = _json(_run("stats", "--index", index, "--json"))
    assert (facts["passages"], facts["documents"], facts["pages"]) == (3, 2, 3)
    assert facts["embedding_dim"] == WIDTH
    assert "passages: 3" in _run("stats", "--index", index).stdout


def test_as_a_program(index: Path) -> None:
    command = [sys.executable, "-m", "index", "verify", "--json", "--index", str(index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"faults": [], "passages": 3, "revision": 3}


def test_verify_names_faults(index: Path) -> None:
    with closing(sqlite3.connect(index / SQLITE)) as connection, connection:
        connection.execute("UPDATE passages SET content = 'freedom' WHERE id = 'law-a/1'")
        connection.execute("DELETE FROM passage_meta WHERE field = 'year' AND element = 0 AND passage = 2")
        connection.execute("UPDATE passages SET audience = 'public' WHERE id = 'law-b/1'")
        connection.execute("INSERT INTO passage_words (rowid, content) VALUES (99, 'ghost')")
    result = _run("verify", "--index", index, "--json")
    assert result.exit_code == 1
    faults = "\n".join(json.loads(result.stdout)["faults"])
    assert "law-a/1: its words are not those of the page it names" in faults
    assert "law-a/2: filters do not know its year" in faults
    assert "law-b/1: it is meant for another audience" in faults
    assert "number 99" in faults


def test_rebuild_makes_the_vectors_again(tmp_path: Path) -> None:
    encoder = load_encoder()
    with PassageStore(tmp_path, encoder.dimension, encoder.name, encoder.revision) as store:
        store.finish_build()
    with closing(sqlite3.connect(tmp_path / SQLITE)) as connection, connection:
        connection.execute("UPDATE info SET value = '3' WHERE key = 'revision'")
    assert _json(_run("rebuild", "--index", tmp_path, "--json")) == {"vectors": 0, "next": ""}
    with PassageStore(tmp_path) as store:
        assert store.revision() == 3, "a rebuild changes nothing of the truth"


def test_rebuild_empties_an_index_of_another_model(tmp_path: Path) -> None:
    with PassageStore(tmp_path, WIDTH, "another-model") as store:
        publish(store, "law-a", ["slavery"])
        store.finish_build()
    facts = _json(_run("rebuild", "--index", tmp_path, "--json"))
    assert facts["vectors"] == 0
    assert "python -m ingest build" in facts["next"]
    encoder = load_encoder()
    with PassageStore(tmp_path, encoder.dimension, encoder.name, encoder.revision) as store:
        assert store.count_documents() == 0


def test_backup_and_restore(index: Path, tmp_path: Path) -> None:
    before = _contents(index)
    file = tmp_path / "kept.sqlite3"
    facts = _json(_run("backup", file, "--index", index, "--json"))
    assert facts["bytes"] == file.stat().st_size
    with PassageStore(index) as store:
        store.delete_all_documents()
        publish(store, "law-c", ["new"])
    assert _contents(index) != before
    assert _json(_run("restore", file, "--index", index, "--json"))["vectors"] == len(before)
    assert _contents(index) == before
    with PassageStore(index) as store:
        assert verify(store) == []


def test_restore_into_a_new_folder(index: Path, tmp_path: Path) -> None:
    _run("backup", tmp_path / "kept", "--index", index)
    assert _run("restore", tmp_path / "kept", "--index", tmp_path / "new").exit_code == 0
    assert _contents(tmp_path / "new") == _contents(index)


def _truncated(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-5000])


def _overwritten(backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[8192:40960] = b"\xff" * (40960 - 8192)
    backup.write_bytes(data)


def _no_database(backup: Path) -> None:
    backup.write_bytes(b"something else altogether" * 1000)


def _another_database(backup: Path) -> None:
    backup.unlink()
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _another_version(backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    "damage", [_truncated, _overwritten, _no_database, _another_database, _another_version, Path.unlink]
)
def test_a_damaged_backup_is_refused(index: Path, tmp_path: Path, damage: Any) -> None:
    file = tmp_path / "kept"
    _json(_run("backup", file, "--index", index, "--json"))
    damage(file)
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    result = _run("restore", file, "--index", index)
    assert result.exit_code == 2, result.output
    assert "nothing was changed" in " ".join(result.stderr.split())
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before


@pytest.mark.parametrize("command", [["stats"], ["verify"], ["rebuild"], ["backup", "x"]])
def test_where_there_is_no_index(tmp_path: Path, command: list[str]) -> None:
    result = _run(*command, "--index", tmp_path)
    assert result.exit_code == 2
    assert "python -m ingest build" in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == [], "asking leaves nothing behind"


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_an_index_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SQLITE).write_bytes(content)
    result = _run("stats", "--index", tmp_path)
    if content:
        assert result.exit_code == 2
        assert "python -m index restore FILE" in " ".join(result.stderr.split())
    else:
        assert "passages: 0" in result.stdout, "an empty file is an empty index to SQLite"


def test_backup_while_it_is_written(index: Path, tmp_path: Path) -> None:
    with PassageStore(index) as store, store.reading():
        assert store.revision() == 3
        with PassageStore(index) as writer:
            publish(writer, "law-c", ["late"])
            writer.backup(tmp_path / "kept")
        store.backup(tmp_path / "earlier")
    shutil.rmtree(index)
    for file, documents in (("kept", 3), ("earlier", 2)):
        assert _run("restore", tmp_path / file, "--index", index).exit_code == 0
        assert _json(_run("stats", "--index", index, "--json"))["documents"] == documents
