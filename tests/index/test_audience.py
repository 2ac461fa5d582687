"""No audience sees anything of what is not meant for it, by any way of asking, and none can write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from haystack import Document

from corpus.settings import Audience
from index import PassageStore
from index.audience import ORDER
from tests.index.samples import WIDTH, publish, vector

# Each document has words, values and years that no other has.
WORDS = {"public": "shelters", "partners": "informants", "restricted": "victimology"}
YEARS = {"public": 2008, "partners": 2001, "restricted": 2020}


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PassageStore]:
    with PassageStore(tmp_path_factory.mktemp("index"), embedding_dim=WIDTH) as store:
        for audience in ORDER:
            texts = [f"Report on {WORDS[audience]}", f"More {WORDS[audience]}"]
            publish(store, f"law-{audience}", texts, audience=audience, year=YEARS[audience])
        yield store


@pytest.fixture(params=ORDER)
def audience(request: pytest.FixtureRequest) -> Audience:
    name: Audience = request.param
    return name


@pytest.fixture
def view(keeper: PassageStore, audience: Audience) -> PassageStore:
    return keeper.for_audience(audience)


@pytest.fixture
def seen(audience: Audience) -> tuple[Audience, ...]:
    return ORDER[: ORDER.index(audience) + 1]


def _of(documents: list[Document]) -> set[str]:
    return {str(document.meta["audience"]) for document in documents}


def test_passages_found(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    wanted = set(seen)
    assert _of(view.filter_documents()) == wanted
    assert _of(view.filter_documents({"field": "meta.year", "operator": ">", "value": 0})) == wanted
    assert _of(view.bm25_retrieval("report", top_k=99)) == wanted
    for hidden_or_not, word in WORDS.items():
        assert _of(view.bm25_retrieval(word)) == wanted & {hidden_or_not}
        assert _of(view.filter_documents({"field": "content", "operator": "matches", "value": word})) == (
            wanted & {hidden_or_not}
        )
        nearest = view.embedding_retrieval(vector(f"Report on {word}"), top_k=1)[0]
        assert str(nearest.meta["audience"]) in seen
        assert ((nearest.score or 0) > 0.99999) == (hidden_or_not in seen)
    assert _of(view.embedding_retrieval(vector("any"), top_k=99)) == wanted


def test_a_filter_cannot_ask_for_more(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    for trick in (
        {"operator": "NOT", "conditions": [{"field": "meta.audience", "operator": "==", "value": "public"}]},
        {"field": "meta.audience", "operator": "in", "value": list(ORDER)},
        {"operator": "OR", "conditions": [{"field": "id", "operator": "!=", "value": "x"}]},
        {"field": "meta.audience) OR (1", "operator": "!=", "value": "') OR 1 --"},
    ):
        assert _of(view.filter_documents(trick)) <= set(seen)


def test_counts(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    everything: dict[str, Any] = {"field": "meta.year", "operator": ">", "value": 0}
    assert view.count_documents() == 2 * len(seen)
    assert view.count_documents_by_filter(everything) == 2 * len(seen)
    assert view.count_unique_metadata_by_filter(everything, ["year", "meta.audience"]) == {
        "year": len(seen),
        "meta.audience": len(seen),
    }
    assert view.count_by(fields=["meta.audience", "year"]) == {
        "meta.audience": dict.fromkeys(seen, 2),
        "year": {YEARS[one]: 2 for one in seen},
    }
    every_number = np.arange(1, 100)
    assert set(view.count_by(fields=["four_p"], numbers=every_number)["four_p"]) == {"prevention", *seen}


def test_fields_and_values(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    years = [YEARS[one] for one in seen]
    assert view.get_metadata_field_min_max("meta.year") == {"min": min(years), "max": max(years)}
    assert view.get_metadata_field_unique_values("meta.year") == (sorted(years), len(years))
    assert view.get_metadata_field_unique_values("four_p", search_term="r", size=None)[0] == sorted(
        {"prevention", *(one for one in seen if "r" in one)}
    )
    fields = view.get_metadata_fields_info()
    assert {f"only_{one}" for one in ORDER if f"only_{one}" in fields} == {f"only_{one}" for one in seen}


def test_scores_and_numbers(keeper: PassageStore, view: PassageStore, seen: tuple[Audience, ...]) -> None:
    visible = {n for n in keeper.numbers().tolist() if _of(keeper.by_number([n])) <= set(seen)}
    assert set(view.numbers().tolist()) == visible
    assert set(view.meaning_scores(vector("any")).numbers.tolist()) == visible
    assert set(view.word_scores("report more").numbers.tolist()) == visible
    assert _of(view.by_number(keeper.numbers())) == set(seen)
    assert len(view.holding("report", keeper.numbers())) == len(seen)


def test_words(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    assert view.vocabulary() == {
        "report": len(seen),
        "on": len(seen),
        "more": len(seen),
        **{WORDS[one]: 2 for one in seen},
    }


def test_documents(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    assert {record.audience for record in view.records()} == set(seen)
    assert set(view.document_fingerprints()) == {f"law-{one}" for one in seen}
    for one in ORDER:
        identifier, path = f"law-{one}", f"law-{one}/en.txt"
        answers: list[Any] = [
            view.record(identifier),
            view.files(identifier),
            view.pages(identifier, path),
            view.page(identifier, path, 1),
            view.outline(identifier, path),
            view.passages(identifier),
        ]
        assert [bool(answer) for answer in answers] == [one in seen] * len(answers)


def test_info(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    info = view.info()
    assert (info["passages"], info["documents"], info["pages"]) == (2 * len(seen), len(seen), 2 * len(seen))
    assert info["pages_read"] == {"well": 2 * len(seen)}


async def test_asynchronous_names_hide_as_well(view: PassageStore, seen: tuple[Audience, ...]) -> None:
    assert await view.count_documents_async() == 2 * len(seen)
    assert _of(await view.filter_documents_async()) == set(seen)
    assert _of(await view.bm25_retrieval_async("report")) == set(seen)
    assert _of(await view.embedding_retrieval_async(vector("any"))) == set(seen)
    with pytest.raises(PermissionError):
        await view.delete_all_documents_async()


WRITES: dict[str, Callable[[PassageStore], object]] = {
    "write_documents": lambda view: view.write_documents([Document(content="x")]),
    "delete_documents": lambda view: view.delete_documents(["law-public/1"]),
    "delete_all_documents": lambda view: view.delete_all_documents(),
    "delete_by_filter": lambda view: view.delete_by_filter({}),
    "update_by_filter": lambda view: view.update_by_filter({}, {"audience": "public"}),
    "replace_document": lambda view: publish(view, "law-new", ["x"]),
    "change_documents": lambda view: view.change_documents([], ["law-public"]),
    "last_publication": lambda view: view.last_publication(),
    "remove_document": lambda view: view.remove_document("law-public"),
    "finish_build": lambda view: view.finish_build(),
    "rebuild_vectors": lambda view: view.rebuild_vectors(),
    "forget_deleted": lambda view: view.forget_deleted(),
    "backup": lambda view: view.backup(Path("nowhere")),
    "save_vectors": lambda view: view.save_vectors(),
    "empty": lambda view: view.empty(),
    "take_over": lambda view: view.take_over(Path("nowhere")),
    "cached_embeddings": lambda view: view.cached_embeddings(["x"]),
    "snapshot": lambda view: view.snapshot().__enter__(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_view_cannot_write(keeper: PassageStore, view: PassageStore, write: Callable[[PassageStore], object]) -> None:
    revision = keeper.revision()
    with pytest.raises(PermissionError, match="may only read"):
        write(view)
    assert keeper.revision() == revision


def test_a_view_can_be_narrowed_and_not_widened(keeper: PassageStore) -> None:
    view = keeper.for_audience("partners")
    assert _of(view.for_audience("public").filter_documents()) == {"public"}
    assert view.for_audience("partners").count_documents() == 4
    with pytest.raises(PermissionError, match="'restricted' sees more"):
        view.for_audience("restricted")


def test_there_is_no_other_audience(keeper: PassageStore, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one of public, partners, restricted"):
        PassageStore(tmp_path, audience="everyone")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one of public, partners, restricted"):
        keeper.for_audience("everyone")  # type: ignore[arg-type]


def test_a_word_nobody_knows_is_shown_to_no_one(tmp_path: Path) -> None:
    with PassageStore(tmp_path, embedding_dim=WIDTH) as keeper:
        keeper.write_documents([Document(id="a", content="secret", meta={"audience": "Public "})])
        assert keeper.count_documents() == 1
        assert [keeper.for_audience(one).count_documents() for one in ORDER] == [0, 0, 0]


def test_a_store_opened_for_an_audience_is_a_view(keeper: PassageStore) -> None:
    with PassageStore(keeper.path, embedding_dim=WIDTH, audience="public") as store:
        assert _of(store.filter_documents()) == {"public"}
        assert PassageStore.from_dict(store.to_dict()).count_documents() == 2
        with pytest.raises(PermissionError):
            store.delete_all_documents()


def test_a_change_of_audience_hides_at_once(tmp_path: Path) -> None:
    with PassageStore(tmp_path, embedding_dim=WIDTH) as keeper:
        view = keeper.for_audience("public")
        publish(keeper, "law", ["shelters"])
        assert view.bm25_retrieval("shelters") and view.embedding_retrieval(vector("shelters"))
        publish(keeper, "law", ["shelters"], audience="restricted")
        assert view.bm25_retrieval("shelters") == view.embedding_retrieval(vector("shelters")) == view.records() == []
        assert view.vocabulary() == view.count_by(fields=["year"])["year"] == {}
