"""What is superseded or withdrawn is left out, counted, and found by whoever asks for it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from search import Search
from search.__main__ import app
from search.answer import Answer
from search.engine import FACETS
from tests.search.conftest import BagOfWordsEncoder
from tests.worlds import make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("index"), with_hidden=False)


@pytest.fixture(scope="module")
def search(folder: Path) -> Search:
    return Search(folder, audience="public", encoder=BagOfWordsEncoder.make())


def ask(search: Search, query: str, **more: Any) -> Answer:
    return search.run(query, mode="lexical", **more)


def documents(answer: Answer) -> set[str]:
    return {result.document for result in answer.results}


@pytest.mark.parametrize(("query", "left_out"), [("brick kilns", 1), ("shelters", 1), ("", 3), ("deceit", 0)])
def test_it_is_left_out_counted_and_shown_on_request(search: Search, query: str, left_out: int) -> None:
    answer, whole = ask(search, query), ask(search, query, superseded=True)
    assert not documents(answer) & {"plan-old", "form-c"}
    assert answer.left_out == left_out
    assert (whole.total, whole.left_out) == (answer.total + left_out, 0)


def test_nor_does_it_fill_a_page(search: Search) -> None:
    assert documents(ask(search, "deceit")) == {"law-a", "plan-new", "report-b"}


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("brick kilns status:superseded", {}, {"plan-old"}),
        ("brick kilns", {"status": ["superseded", "in force"]}, {"plan-old", "plan-new"}),
        ("brick kilns document:plan-old", {}, {"plan-old"}),
        ("brick kilns", {"document": "plan-old"}, {"plan-old"}),
        ("brick kilns -document:plan-new", {}, {"plan-old"}),
        ("brick kilns", {"status": []}, {"plan-new"}),
        ("brick kilns", {"type": "plan"}, {"plan-new"}),
    ],
)
def test_who_names_a_status_or_a_document_asks_for_it(
    search: Search, query: str, filters: dict[str, Any], expected: set[str]
) -> None:
    answer = ask(search, query, filters=filters)
    assert {result.document for result in answer.results if result.related} == expected
    assert bool(answer.left_out) == (expected == {"plan-new"})


def test_the_field_goes_on_counting_it(search: Search) -> None:
    answer = ask(search, "committee")
    assert answer.facets["status"] == {"in force": 1, "superseded": 1}
    assert ask(search, "committee", filters={"status": "superseded"}).total == 1
    assert "2006" not in {str(year) for year in answer.facets["year"]}


@pytest.mark.parametrize("chosen", [{}, {"type": "plan"}, {"four_p": ["policy"]}, {"status": "superseded"}])
@pytest.mark.parametrize("superseded", [True, False])
def test_every_count_is_what_choosing_it_gives(search: Search, chosen: dict[str, Any], superseded: bool) -> None:
    answer = ask(search, "committee shelters kilns", filters=chosen, superseded=superseded)
    for name in FACETS:
        for value, count in answer.facets[name].items():
            choice = (value, value) if name == "year" else [value]
            found = ask(search, "committee shelters kilns", filters={**chosen, name: choice}, superseded=superseded)
            assert found.total == count, (name, value)


def test_a_document_that_is_only_known_is_left_out_alike(search: Search) -> None:
    answer = ask(search, "prakas on shelters")
    assert [record.identifier for record in answer.known] == ["known-e"]
    assert [record.identifier for record in answer.left_out_titles] == ["known-f"]
    whole = ask(search, "prakas on shelters", superseded=True)
    assert [record.identifier for record in whole.known] == ["known-e", "known-f"]
    assert whole.left_out_titles == ()
    assert [record.identifier for record in ask(search, "status:superseded").known] == ["known-f"]
    assert ask(search, "").known == ()


def test_one_that_the_query_names_is_told_of(search: Search) -> None:
    assert [record.identifier for record in ask(search, "old plan of action").left_out_titles] == ["plan-old"]
    assert ask(search, "old plan of action type:law").left_out_titles == ()
    assert ask(search, "deceit").left_out_titles == ()


def test_its_citation_says_what_stands_in_its_place(search: Search) -> None:
    best = ask(search, "brick kilns status:superseded").results[0]
    assert [record.identifier for record in best.successors] == ["plan-new"]
    assert best.citation == (
        "Office. Old plan of action (2006), Article 2, p. 2 (PDF p. 2) (superseded by New plan, 2011)."
    )
    withdrawn = ask(search, "name status:withdrawn").results[0]
    assert withdrawn.citation.endswith("p. 1 (PDF p. 1) (withdrawn).")
    assert all("superseded" not in result.citation for result in ask(search, "brick kilns").results)


def test_the_command_line_says_it_and_shows_it(folder: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["kilns", "--index", str(folder), "--mode", "lexical", *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert json.loads(run("--json"))["left_out"] == 1
    assert "1 more passage in superseded or withdrawn documents: --superseded shows" in " ".join(run().split())
    whole = json.loads(run("--json", "--superseded"))
    assert (whole["left_out"], {result["document"] for result in whole["results"]} >= {"plan-old"}) == (0, True)
