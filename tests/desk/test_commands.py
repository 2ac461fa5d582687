"""The desk on the command line, from a file to a published document and back."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from desk.desk import Desk
from desk.unanswered import note_unanswered
from index.verify import verify
from ingest.__main__ import app
from ingest.build import build
from tests.desk.test_drafts import REPORT
from tests.desk.test_findings import CASE

pytestmark = pytest.mark.model

Ask = Callable[..., Any]


@pytest.fixture
def run(desk: Desk, tmp_path: Path) -> Callable[..., Result]:
    """Run a command at the desk of the test."""
    here = ("--corpus", desk.corpus, "--index", tmp_path / "index", "--desk", desk.folder, "--by", "sophea")

    def command(*words: object) -> Result:
        return CliRunner().invoke(app, [*map(str, words), *map(str, here)])

    return command


@pytest.fixture
def ask(run: Callable[..., Result]) -> Ask:
    """Run a command that must do what it is told, and read its JSON."""

    def command(*words: object) -> Any:
        done = run(*words, "--json")
        assert done.exit_code == 0, done.stderr or done.exception
        return json.loads(done.stdout)

    return command


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.md"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_a_file_says_what_it_is_and_is_published_at_once(ask: Ask, desk: Desk, report: Path) -> None:
    told = ask("add", report, "--publish")
    assert told["fields"]["title"] == "Report on boats" and told["fields"]["type"] == "report"
    assert any(each["field"] == "publisher" for each in told["files"][0]["inferred"])
    assert told["files"][0]["readings"] == {"well": 1} and told["findings"] == []
    assert told["build"]["documents"] == 2 and Path(told["folder"], "en.md").is_file()
    assert [found.meta["document"] for found in desk.store.bm25_retrieval("inspector")] == [told["identifier"]]
    assert {entry.who for entry in desk.trail.entries()} == {"sophea"}
    again = ask("add", report)
    assert again["files"][0]["alike"][0]["identifier"] == told["identifier"]
    assert ask("undo", told["publication"]) == {"publication": 2}
    assert desk.store.bm25_retrieval("inspector") == []
    listed = ask("publications")
    assert [(each["number"], each["can_be_undone"], each["undone"]) for each in listed] == [(2, True, 0), (1, False, 2)]


def test_what_could_identify_somebody_is_decided_first(
    ask: Ask, run: Callable[..., Result], desk: Desk, case: Path
) -> None:
    hindered = run("add", case, "--title", "A case", "--type", "report", "--publish", "--json")
    assert hindered.exit_code == 1 and "open: decide each" in hindered.stderr
    assert "open: decide each" in json.loads(hindered.stdout)["hindrances"][0]
    assert len(desk.store.records()) == 1
    found = ask("findings", 1)
    assert {"Keo Sreymom", "012 345 678"} <= {each["words"] for each in found}
    numbers = [each["number"] for each in found]
    for wrong in (
        ("decide", 1, *numbers),
        ("decide", 1, 999, "--redact"),
        ("decide", 1, numbers[0], "--redact", "--restrict"),
    ):
        assert run(*wrong).exit_code == 2
    assert all(each["decision"] == "redact" for each in ask("decide", 1, *numbers, "--redact"))
    assert run("publish", 1).exit_code == 1
    assert ask("redact", 1)["said"]
    published = ask("publish", 1, "--note", "Looked at")
    assert "Sreymom" not in " ".join(p.content or "" for p in desk.store.passages(published["identifier"]))
    assert ask("erase", 1) == {"files": 1}
    assert run("erase", "model-law").exit_code == 2
    assert "no longer" not in run("draft", 1).stdout


def test_a_draft_is_described_sent_sent_back_and_discarded(ask: Ask, run: Callable[..., Result], report: Path) -> None:
    ask("add", report)
    fields = ask(
        "describe", 1, "title=Boats in port", "date=12 July 2014", "tags.sector=Fisheries sector", "publisher="
    )["fields"]
    assert (fields["title"], fields["date"], fields["tags"]) == (
        "Boats in port",
        "2014-07-12",
        {"sector": ["fisheries"]},
    )
    assert "publisher" not in fields
    for wrong, said in (("colour=red", "write FIELD=VALUE"), ("date=soon", "date"), ("title", "write FIELD=VALUE")):
        refused = run("describe", 1, wrong)
        assert refused.exit_code == 2 and said in refused.stderr and "Nothing was changed" in refused.stderr
    assert ask("send", 1)["stage"] == "in review"
    assert ask("send-back", 1, "Give the date")["note"] == "Give the date"
    assert "Sent back: Give the date" in run("draft", 1).stdout
    assert [each["number"] for each in ask("drafts")] == [1]
    assert ask("discard", 1) == {"discarded": 1}
    assert ask("drafts") == [] and [each["stage"] for each in ask("drafts", "--all")] == ["discarded"]
    refused = run("draft", 9)
    assert (refused.exit_code, refused.stderr.strip()) == (2, "There is no draft 9.")


def test_a_published_document_is_changed_and_marked(
    ask: Ask, run: Callable[..., Result], desk: Desk, report: Path
) -> None:
    other = ask("add", report, "--publish")["identifier"]
    number = ask("change", "model-law")["draft"]
    assert ask("change", "model-law")["draft"] == number, "one that is open is gone on with"
    ask("describe", number, "title=The law of 2008")
    ask("publish", number)
    assert run("supersede", "model-law", "--with", "nobody").exit_code == 2
    ask("supersede", "model-law", "--with", other)
    record = desk.store.record("model-law")
    assert record is not None and (record.title, record.status, record.is_replaced_by) == (
        "The law of 2008",
        "superseded",
        (other,),
    )
    ask("narrow", other, "--audience", "restricted", "--reason", "Asked for by its author")
    assert desk.store.for_audience("public").record(other) is None
    assert run("narrow", other, "--audience", "public", "--reason", "x").exit_code == 2
    ask("withdraw", other, "--reason", "Withdrawn by its author")
    assert desk.store.record(other).status == "withdrawn"  # type: ignore[union-attr]
    assert ask("erase", "model-law", "--history")["copies"] == 2
    built = build(desk.corpus, desk.store, desk.encoder)
    assert (built.read, built.refused) == (0, []) and verify(desk.store) == []


def test_a_spreadsheet_goes_out_and_comes_in(ask: Ask, run: Callable[..., Result], desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "records.csv"
    assert ask("export", sheet) == {"file": str(sheet), "records": 1}
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["title"] = "The law of 2008"
    rows += [
        rows[0] | {"identifier": "", "title": "A plan", "type": "plan"},
        rows[0] | {"identifier": "", "type": "lawe"},
    ]
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "Office no."])
        writer.writeheader()
        writer.writerows(row | {"Office no.": "7"} for row in rows)
    tried = run("import", sheet, "--dry-run", "--json")
    assert tried.exit_code == 1
    assert [(each["row"], each["column"]) for each in json.loads(tried.stdout)["problems"]] == [
        (1, "Office no."),
        (4, "type"),
    ]
    refused = run("import", sheet, "--column", "Office no.=")
    assert refused.exit_code == 1 and "did you mean “law”" in " ".join(refused.stdout.split())
    assert len(desk.store.records()) == 1
    done = ask("import", sheet, "--column", "Office no.=", "--only-good")
    assert (len(done["new"]), done["changed"], done["publication"]) == (1, ["model-law"], 1)
    assert {record.title for record in desk.store.records()} == {"The law of 2008", "A plan"}
    (tmp_path / "broken.xlsx").write_bytes(b"PK")
    assert run("import", tmp_path / "broken.xlsx").exit_code == 2


def test_terms_are_worked_on(ask: Ask, run: Callable[..., Result], own_taxonomy: Path) -> None:
    before = (own_taxonomy / "sector.yaml").read_bytes()
    tried = run("term", "rename", "sector", "fisheries", "Fishing", "--dry-run")
    assert tried.exit_code == 0 and "Only tried" in tried.stdout
    assert (own_taxonomy / "sector.yaml").read_bytes() == before
    assert ask("term", "rename", "sector", "fisheries", "Fishing at sea")["publication"] == 1
    ask("term", "merge", "sector", "seafood-processing", "fisheries")
    ask("term", "propose", "sector", "Salt pans", "--definition", "Making salt of sea water.")
    ask("term", "accept", "sector", "salt-pans")
    ask("term", "retire", "sector", "salt-pans", "--replaced-by", "fisheries")
    refused = run("term", "retire", "sector", "nothing")
    assert refused.exit_code == 2 and "has no term" in refused.stderr
    for number in range(5, 0, -1):
        ask("undo", number)
    assert (own_taxonomy / "sector.yaml").read_bytes() == before


def test_the_trail_is_shown_proved_and_taken_away(
    ask: Ask, run: Callable[..., Result], desk: Desk, report: Path, tmp_path: Path
) -> None:
    ask("add", report, "--publish")
    assert [each["action"] for each in ask("trail", "boats", "--action", "published")] == ["published"]
    assert ask("trail", "--who", "nobody") == [] and len(ask("trail", "--most", "1")) == 1
    told = ask("trail", "--verify")
    assert told["faults"] == [] and told["head"] == desk.trail.head()
    assert run("trail", "--verify", "--head", "1 " + "0" * 64).exit_code == 1
    for name in ("trail.csv", "trail.jsonl"):
        assert ask("trail", "--export", tmp_path / name)["lines"] == len(desk.trail.entries())
    lines = (tmp_path / "trail.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["number"] == len(lines)
    assert run("trail", "--export", tmp_path / "trail.doc").exit_code == 2


def test_what_was_not_found_is_listed(ask: Ask, desk: Desk, tmp_path: Path) -> None:
    note_unanswered(desk, "=compensation fund")
    assert [(each["words"], each["times"]) for each in ask("unanswered")] == [("=compensation fund", 1)]
    ask("unanswered", "--export", tmp_path / "asked.csv")
    text = (tmp_path / "asked.csv").read_text(encoding="utf-8-sig")
    assert "'=compensation fund,1," in text, "a spreadsheet runs no formula of a stranger's"


def test_another_corpus_needs_a_desk_of_its_own(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["drafts", "--corpus", str(tmp_path)])
    assert done.exit_code == 2 and "Name --desk and --index too" in done.stderr
