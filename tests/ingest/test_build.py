"""From a folder to an index: what changed and nothing else, and no bad file stops a good one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner, Result

from corpus.settings import settings
from desk.desk import alone
from index import PassageStore
from index.encoder import load_encoder
from index.verify import verify
from ingest import pipeline
from ingest.__main__ import app
from ingest.build import BuildReport, Told, build
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.model

RECORD = """identifier: law-2008
title: Law on Suppression of Human Trafficking
type: law
date: 2008-02-15
four_p: [prosecution, policy]
files:
- path: en.txt
- path: gone.pdf
"""
LAW = (
    "Chapter 1\n\nArticle 1\nThis law suppresses trafficking.\n\nArticle 2\nThe court sentences whoever sells a person."
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "law" / "law-2008").mkdir(parents=True)
    (folder / "law" / "law-2008" / "record.yaml").write_text(RECORD)
    (folder / "law" / "law-2008" / "en.txt").write_text(LAW)
    (folder / "report.md").write_text("# Report on Shelters\n\n## Phnom Penh\n\nShelters took in victims who returned.")
    (folder / "copy.md").write_text((folder / "report.md").read_text())
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (folder / "not-word.docx").write_bytes(b"PK\x03\x04 and then nothing")
    locked = PdfWriter()
    locked.add_blank_page(200, 200)
    locked.encrypt("secret")
    locked.write(folder / "locked.pdf")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    encoder = load_encoder()
    with PassageStore(tmp_path / "index", encoder.dimension, encoder.name, encoder.revision) as opened:
        yield opened


def run(corpus: Path, store: PassageStore, told: Told | None = None) -> BuildReport:
    return build(corpus, store, load_encoder(), told)


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(path: Path, on_page: object) -> None:
        raise AssertionError(f"{path} is read again")

    monkeypatch.setattr(pipeline, "parse_in_process", parse)


def test_everything_good_is_taken_and_everything_bad_is_named(corpus: Path, store: PassageStore) -> None:
    report = run(corpus, store)
    assert {record.identifier for record in store.records()} == {"law-2008", "copy"}
    assert (report.documents, report.read, report.unchanged, report.removed) == (2, 2, 0, 0)
    reasons = {refusal.path: refusal.reason for refusal in report.refused}
    assert reasons.keys() == {
        "law/law-2008/gone.pdf",
        "report.md",
        "empty.pdf",
        "cut.pdf",
        "not-word.docx",
        "locked.pdf",
    }
    assert "not there" in reasons["law/law-2008/gone.pdf"]
    assert "same bytes as copy.md" in reasons["report.md"]
    assert "empty" in reasons["empty.pdf"]
    assert "damaged" in reasons["cut.pdf"]
    assert "encrypted" in reasons["locked.pdf"]
    assert verify(store) == []


def test_passages_can_be_found_and_cited(corpus: Path, store: PassageStore) -> None:
    run(corpus, store)
    first, second = store.passages("law-2008")
    assert [first.meta["locator"], second.meta["locator"]] == ["Article 1", "Article 2"]
    assert second.meta["four_p"] == ["prosecution"]
    assert second.meta["confirmed"] == ["four_p/prosecution"]
    assert [hit.id for hit in store.bm25_retrieval("sentences", top_k=1)] == [second.id]
    asked = load_encoder().text_embedder()
    asked.warm_up()
    (nearest,) = store.embedding_retrieval(asked.run("refuge for people who came back")["embedding"], top_k=1)
    assert nearest.meta["document"] == "copy"


def test_a_second_build_reads_nothing_and_says_the_same(
    corpus: Path, store: PassageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run(corpus, store)
    revision = store.revision()
    forbid_reading(monkeypatch)
    after = run(corpus, store)
    assert (after.read, after.unchanged) == (0, 2)
    assert {refusal.path for refusal in after.refused} == {refusal.path for refusal in before.refused}
    assert store.revision() == revision


def test_a_changed_record_is_taken_without_reading_its_files_again(
    corpus: Path, store: PassageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(corpus, store)
    ids = [passage.id for passage in store.passages("law-2008")]
    card = corpus / "law" / "law-2008" / "record.yaml"
    card.write_text(RECORD.replace("2008-02-15", "2008-02-29").replace("- path: gone.pdf\n", ""))
    forbid_reading(monkeypatch)
    report = run(corpus, store)
    assert (report.read, report.unchanged) == (1, 1)
    assert [passage.id for passage in store.passages("law-2008")] == ids
    assert {passage.meta["date"] for passage in store.passages("law-2008")} == {"2008-02-29"}


def test_only_new_words_are_embedded(corpus: Path, store: PassageStore) -> None:
    counts: list[int] = []

    class Counting(Told):
        def passage(self, done: int, of: int) -> None:
            counts.append(of)

    run(corpus, store, Counting())
    assert counts == [2, 1]
    law = corpus / "law" / "law-2008" / "en.txt"
    law.write_text(law.read_text().replace("suppresses", "forbids"))
    run(corpus, store, Counting())
    assert counts == [2, 1, 1]
    assert "forbids" in (store.passages("law-2008")[0].content or "")


def test_what_left_the_corpus_leaves_the_index(corpus: Path, store: PassageStore) -> None:
    run(corpus, store)
    (corpus / "copy.md").unlink()
    (corpus / "report.md").write_text("")
    report = run(corpus, store)
    assert (report.removed, report.documents) == (1, 1)
    assert [record.identifier for record in store.records()] == ["law-2008"]
    assert verify(store) == []


def test_a_refused_file_that_was_mended_is_read(corpus: Path, store: PassageStore) -> None:
    run(corpus, store)
    (corpus / "empty.pdf").unlink()
    mended = Canvas(str(corpus / "cut.pdf"))
    mended.drawString(72, 700, "The victims were referred to a shelter in Poipet and were counselled there.")
    mended.save()
    report = run(corpus, store)
    assert {record.identifier for record in store.records()} == {"law-2008", "copy", "cut"}
    assert "empty.pdf" not in {refusal.path for refusal in report.refused}


def test_a_fault_of_ours_in_one_document_stops_no_other(
    corpus: Path, store: PassageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.split

    def split(parsed: object, record: object, *rest: object) -> object:
        if getattr(record, "identifier", "") == "law-2008":
            raise IndexError("a heading too deep")
        return real(parsed, record, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "split", split)
    report = run(corpus, store)
    assert [record.identifier for record in store.records()] == ["copy"]
    assert any("a heading too deep" in refusal.reason for refusal in report.refused)


def test_a_folder_that_is_not_there(tmp_path: Path, store: PassageStore) -> None:
    with pytest.raises(NotADirectoryError, match="--corpus"):
        run(tmp_path / "nowhere", store)


def command(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "ingest", *map(str, arguments)]
    return subprocess.run(line, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def invoke(*arguments: str | Path) -> Result:
    """The command in this process, which has the model loaded."""
    return CliRunner().invoke(app, [*map(str, arguments)])


def test_the_command_prints_json_on_stdout_alone(corpus: Path, tmp_path: Path) -> None:
    done = command("build", "--corpus", corpus, "--index", tmp_path / "index", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["documents"] == 2
    assert report["pages"] == {"well": 2}
    assert {"path": "empty.pdf", "reason": "it is empty"} in report["refused"]
    again = command("build", "--corpus", corpus, "--index", tmp_path / "index")
    assert again.returncode == 0
    assert "unchanged" in again.stdout
    assert "empty.pdf" in again.stdout


def test_the_command_fails_where_nothing_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "empty.pdf").write_bytes(b"")
    done = command("build", "--corpus", tmp_path / "corpus", "--index", tmp_path / "index")
    assert done.returncode == 2
    assert "the index is empty" in done.stderr
    missing = command("build", "--corpus", tmp_path / "nowhere", "--index", tmp_path / "index")
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr


def test_broken_off_by_the_keyboard_it_goes_on_later(corpus: Path, tmp_path: Path) -> None:
    for number in range(30):
        (corpus / f"report-{number}.txt").write_text(
            f"Report {number}\n\nShelters took in {number} victims who returned."
        )
    arguments = ["-m", "ingest", "build", "--corpus", str(corpus), "--index", str(tmp_path / "index")]
    running = subprocess.Popen(
        [sys.executable, *arguments], cwd=REPOSITORY, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("5 of"):
            break
    time.sleep(0.2)
    os.killpg(running.pid, signal.SIGINT)
    said = running.stderr.read()
    assert running.wait(60) == 130
    assert "Stopped." in said
    assert "Traceback" not in said
    encoder = load_encoder()
    with PassageStore(tmp_path / "index", encoder.dimension, encoder.name, encoder.revision) as store:
        assert verify(store) == []
        assert 0 < len(store.records()) < 32
        assert run(corpus, store).documents == 32


def test_a_document_is_published_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "Law.txt"
    file.write_text(LAW)
    corpus = tmp_path / "corpus"
    where = ("--corpus", corpus, "--index", tmp_path / "index", "--desk", tmp_path / "desk")
    arguments = ("add", file, "--title", "Law on Suppression", "--type", "law", "--date", "2008", *where)
    done = invoke(*arguments, "--json")
    assert done.exit_code == 0, done.stderr
    folder = corpus / "law" / "law-on-suppression-2008"
    told = json.loads(done.stdout)
    assert (told["identifier"], told["folder"], told["draft"]) == ("law-on-suppression-2008", str(folder), 1)
    assert not corpus.exists(), "a draft is seen at the desk only"
    assert invoke("publish", "1", *where).exit_code == 0
    assert (folder / "en.txt").read_text() == LAW
    named = (*arguments, "--identifier", "law-on-suppression-2008")
    for wrong, said in (
        (named, "already"),
        ((*arguments[:5], "poem", *arguments[6:], "--identifier", "other"), "type"),
        ((*arguments, "--identifier", "Not Plain"), "use small letters"),
        (("add", tmp_path / "none.txt", *arguments[2:]), "There is no file"),
        (arguments[:-2], "Name --desk and --index too"),
    ):
        refused = invoke(*wrong)
        assert refused.exit_code == 2
        assert said in " ".join(refused.stderr.split())
    for name, data, said in (
        ("empty.pdf", b"", "is empty"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "Nothing was filed"),
    ):
        (tmp_path / name).write_bytes(data)
        refused = invoke("add", tmp_path / name, *arguments[2:], "--identifier", "other")
        assert refused.exit_code == 2 and said in " ".join(refused.stderr.split())
    assert {path.name for path in corpus.glob("*/*")} == {folder.name}
    assert json.loads(invoke("drafts", "--json", *where).stdout) == []


def test_a_published_document_is_in_the_index(tmp_path: Path) -> None:
    file = tmp_path / "law.txt"
    file.write_text(LAW)
    where = ("--corpus", tmp_path / "corpus", "--index", tmp_path / "index", "--desk", tmp_path / "desk")
    before = date.today().isoformat()
    done = invoke("add", file, "--title", "Law on Suppression", "--type", "law", "--publish", "--json", *where)
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["build"]["passages"] == 2
    with PassageStore(tmp_path / "index").for_audience("public") as store:
        (record,) = store.records()
    assert record.identifier == "law-on-suppression"
    assert before <= record.available <= date.today().isoformat()
    built = json.loads(invoke("build", *where[:4], "--json").stdout)
    assert (built["read"], built["documents"], built["refused"]) == (0, 1, [])


def test_of_the_settings_corpus_nothing_is_published_while_it_is_built(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, folder in (("CORPUS", corpus), ("INDEX", tmp_path / "index"), ("DESK", tmp_path / "desk")):
        monkeypatch.setenv(f"CLEARINGHOUSE_{name}_DIR", str(folder))
    settings.cache_clear()
    monkeypatch.setattr("desk.desk._PATIENCE_S", 0.1)
    try:
        with alone(tmp_path / "desk"), ThreadPoolExecutor(1) as other:
            waited = other.submit(invoke, "build").result()
            elsewhere = other.submit(invoke, "build", "--corpus", tmp_path / "none").result()
        assert waited.exit_code != 0 and "Another publication or build is at work" in str(waited.exception)
        assert "There is no folder" in str(elsewhere.exception), "another folder has nothing to do with the desk"
        assert invoke("build").exit_code == 0
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_passages_are_tagged_line_by_line(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"text": "Police arrested him.", "labels": []}\n\n{"text": "Rice."}\n')
    done = invoke("tag", lines)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["labels"] == ["prosecution"]
    assert first.keys() == {"text", "four_p", "labels"}
    assert set(first["four_p"]) == {"prevention", "protection", "prosecution", "policy"}
    assert second["labels"] == []
    lines.write_text("no JSON\n")
    refused = invoke("tag", lines)
    assert refused.exit_code == 2
    assert "line 1" in refused.stderr
