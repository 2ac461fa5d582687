"""A restricted document leaves no trace in an answer: the public is told the same as though it had never been there."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from search import Search
from search.__main__ import app
from search.answer import Answer, Mode
from search.brief import Brief, compose
from search.cite import as_bibtex, as_csl_json, as_csv, as_ris
from search.coverage import DIMENSIONS, bodies_behind, count_coverage, dated_documents, find_gaps, in_force_on
from search.coverage.__main__ import app as coverage_app
from search.standing import cite, successors
from search.tags import document_tags
from tests.search.conftest import BagOfWordsEncoder
from tests.worlds import HIDDEN_IDS, make

MODES: tuple[Mode, ...] = ("lexical", "hybrid", "dense")
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {}),
    ("debt bondage shelters", {}),
    ("shelters for victims in Thailand", {}),
    ("xylophone", {}),
    ("quagmire velociraptor", {}),
    ("xylophnoe quagmrie shelteers", {}),
    ('"debt bondage" -xylophone', {}),
    ("dossier on shelters", {}),
    ("list of velociraptor shelters", {}),
    ("Article 1 of the dossier", {}),
    ("article:2", {}),
    ("document:aaa-dossier", {}),
    ("-document:mid-memo debt", {}),
    ("status:draft", {}),
    ("year:2020..", {}),
    ('creator:"Secret service"', {}),
    ("language:my", {}),
    ("province:KH-12 debt", {}),
    ("debt", {"document": list(HIDDEN_IDS)}),
    ("debt", {"type": ["study", "mou", "statistics"]}),
    ("shelters", {"year": (1999, 2024)}),
    ("", {"spatial": ["MM"]}),
    ("", {"tagged": ["sector/fisheries"]}),
    ("", {"confirmed": ["sector/fisheries"]}),
    ("law-a", {"status": ["superseded", "draft"]}),
    ("nonsense:xylophone", {}),
    ("sector:xylophone", {}),
)
TOPICS = ("", "debt bondage", "shelters on fishing boats", "xylophone", "document:aaa-dossier")
Worlds = tuple[Search, Search]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The index with the hidden documents, and the one without."""
    return tuple(make(tmp_path_factory.mktemp("index"), with_hidden=hides) for hides in (True, False))  # type: ignore[return-value]


@pytest.fixture(scope="module")
def worlds(folders: tuple[Path, Path]) -> Worlds:
    with_hidden, without = (Search(each, audience="public", encoder=BagOfWordsEncoder.make()) for each in folders)
    return with_hidden, without


def _told(answer: Answer) -> dict[str, Any]:
    """All of an answer but how long it took and of which revision, which is the number of all changes."""
    told: dict[str, Any] = answer.to_json()
    del told["took_ms"], told["revision"]
    told["passages"] = [
        (one.passage.id, one.passage.meta, round(one.score, 4), one.why.terms, one.successors, one.related)
        for result in answer.results
        for one in (result, *result.folded)
    ]
    for result in told["results"]:
        result["score"] = round(result["score"], 3)
        similarity = result["why"]["similarity"]
        result["why"]["similarity"] = similarity if similarity is None else round(similarity, 2)
    return told


def _alike(worlds: Worlds, read: Callable[[Search], Any]) -> None:
    with_hidden, without = worlds
    assert read(with_hidden) == read(without)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("query", "filters"), ASKED)
def test_the_public_is_answered_the_same(worlds: Worlds, query: str, filters: dict[str, Any], mode: Mode) -> None:
    """BM25, the spread of the scores and the nearest passage are all taken of what the public sees: scores agree."""
    for more in ({}, {"superseded": True}, {"sort": "newest"}, {"only_about": True}, {"top": 3, "offset": 3}):
        _alike(worlds, lambda search, more=more: _told(search.run(query, filters=filters, mode=mode, **more)))


@pytest.mark.parametrize("write", [as_ris, as_bibtex, as_csl_json, as_csv])
def test_what_is_taken_away_is_the_same(worlds: Worlds, write: Callable[[Any], str]) -> None:
    def exported(search: Search) -> str:
        return write(search.run("shelters debt", mode="lexical", top=None, superseded=True).results)

    _alike(worlds, exported)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_coverage_is_the_same(worlds: Worlds, topic: str) -> None:
    def covered(search: Search) -> list[Any]:
        among = search.about(topic, "lexical") if topic else None
        found: list[Any] = []
        for rows, columns in zip(DIMENSIONS, DIMENSIONS[1:] + DIMENSIONS[:1], strict=True):
            for confirmed in (True, False):
                table = count_coverage(search.store, rows, columns, among=among, confirmed_only=confirmed, topic=topic)
                found += [{**asdict(table), "revision": 0}, find_gaps(table)]
        return found

    _alike(worlds, covered)


@pytest.mark.parametrize("topic", TOPICS)
def test_time_and_bodies_are_the_same(worlds: Worlds, topic: str) -> None:
    def told(search: Search) -> list[Any]:
        among = search.about(topic, "lexical") if topic else None
        behind = bodies_behind(search.store, among)
        return [
            dated_documents(search.store, among),
            *(in_force_on(search.store.records(), day) for day in ("2000-01-01", "2009", "2022-12-31")),
            [(b.body, b.documents, b.confirmed, b.passage and b.passage.id) for b in behind],
        ]

    _alike(worlds, told)


def test_each_document_is_told_of_the_same(worlds: Worlds) -> None:
    def told(search: Search) -> list[Any]:
        store = search.store
        return [
            (document_tags(store, record), successors(store, record), cite(store, record).text())
            for record in store.records()
        ]

    _alike(worlds, told)


def test_a_brief_that_names_a_hidden_passage_is_the_same_as_one_that_names_none(worlds: Worlds) -> None:
    def composed(search: Search, passage: str) -> Any:
        brief = compose(Brief.read({"item": ["p:plan-old/1", f"p:{passage}", "p:law-a/2"]}), search.store)
        # The state of the collection says its revision, which is the number of all changes.
        return brief.blocks, brief.notes, brief.references, brief.state.partition("revision")[0].partition(":")[2]

    _alike(worlds, lambda search: composed(search, "aaa-dossier/1"))
    assert composed(worlds[0], "aaa-dossier/1") == composed(worlds[0], "no-such/1")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (app, ["xylophone shelters", "--mode", "lexical"]),
        (app, ["velociraptr", "--mode", "lexical"]),
        (app, ["document:aaa-dossier", "--mode", "lexical"]),
        (coverage_app, ["--rows", "type", "--columns", "year"]),
        (coverage_app, ["--rows", "province", "--columns", "sector"]),
    ],
)
def test_the_command_line_says_the_same(folders: tuple[Path, Path], command: Any, arguments: list[str]) -> None:
    def said(folder: Path) -> list[Any]:
        done = [CliRunner().invoke(command, [*arguments, *json_, "--index", str(folder)]) for json_ in ([], ["--json"])]
        assert all(each.exit_code == 0 for each in done), done[0].output
        facts = json.loads(done[1].stdout)
        told = {name: value for name, value in facts.items() if name not in ("took_ms", "revision")}
        # The first line says how many milliseconds it took.
        return [done[0].stdout.splitlines()[1:], told]

    assert said(folders[0]) == said(folders[1])


def test_who_may_see_them_is_told_otherwise(folders: tuple[Path, Path], worlds: Worlds) -> None:
    """Else the answers would be the same for no reason."""
    allowed = Search(folders[0], audience="restricted", encoder=BagOfWordsEncoder.make())
    for query in ("xylophone", "shelters for victims in Thailand", "year:2020..", "province:KH-12 debt"):
        answers = [_told(search.run(query, mode="lexical")) for search in (allowed, worlds[1])]
        assert answers[0] != answers[1], query
    assert allowed.run("xylophnoe", mode="lexical").suggestion == "xylophone"
    assert [r.identifier for r in successors(allowed.store, allowed.store.record("plan-old"))] == [  # type: ignore[arg-type]
        "mid-memo",
        "plan-new",
    ]
