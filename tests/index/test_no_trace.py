"""A restricted document leaves no trace in the store: the public reads the same as though it had never been there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from haystack import Document

from index import PassageStore
from index.verify import verify
from tests.index.test_audience import WRITES
from tests.search.conftest import bag_of_words
from tests.worlds import HIDDEN_IDS, HIDDEN_WORDS, hidden, make, public

WORDS = ("shelters debt", "committee", "imprisoned child", *HIDDEN_WORDS, "thailand xylophone debt")
FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"field": "meta.year", "operator": ">=", "value": 2008},
    {"field": "meta.creator", "operator": "contains", "value": "Secret service"},
    {"field": "meta.document", "operator": "in", "value": [*HIDDEN_IDS, "law-a"]},
    {"operator": "NOT", "conditions": [{"field": "meta.audience", "operator": "==", "value": "public"}]},
    {"field": "words", "operator": "matches", "value": "xylophone"},
    {"field": "id", "operator": "==", "value": "aaa-dossier/1"},
)
IDENTIFIERS = [record.identifier for record, _ in [*public(told=True), *hidden()]]
PATHS = {
    record.identifier: f"{record.type}/{record.identifier}/en.txt" for record, _ in [*public(told=True), *hidden()]
}
FIELDS = [
    *("document", "type", "year", "creator", "four_p", "status", "language", "spatial", "sector", "province"),
    *("document_tags.suggested.sector", "document_tags.confirmed.sector", "audience", "only_restricted", "date"),
]
EVERY_NUMBER = np.arange(100)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PassageStore, PassageStore]]:
    """The public's view of the collection with the hidden documents, and of that without."""
    stores = [
        PassageStore(make(tmp_path_factory.mktemp("index"), with_hidden=with_hidden)) for with_hidden in (True, False)
    ]
    yield stores[0].for_audience("public"), stores[1].for_audience("public")
    for store in stores:
        store.close()


def _passages(found: list[Document]) -> list[tuple[Any, ...]]:
    # FAISS sums in another order where it passes by some vectors: the last digits of a score may differ.
    return [(p.id, p.content, p.meta, None if p.score is None else round(p.score, 4)) for p in found]


def _ids(view: PassageStore, numbers: Any) -> list[str]:
    """Passage numbers are counted over all documents: they differ, and no page shows them."""
    return [passage.id for passage in view.by_number(numbers)]


def _scores(view: PassageStore, scores: Any) -> dict[str, float]:
    return dict(zip(_ids(view, scores.numbers), np.round(scores.values, 4).tolist(), strict=True))


def _vector(words: str, view: PassageStore) -> list[float]:
    return bag_of_words(words, view.info()["embedding_dim"])


def _facts(view: PassageStore) -> dict[str, Any]:
    # The revision counts every change, and the day is that of the last one: who is told neither cannot tell that an
    # answer is still good. Both say that something was changed, not what.
    return {name: value for name, value in view.info().items() if name not in ("revision", "built_at")}


def _column(view: PassageStore, field: str) -> tuple[list[Any], list[tuple[str, Any]]]:
    column = view.column(field)
    held = [column.values[code] for code in column.codes]
    return column.values, list(zip(_ids(view, column.passages), held, strict=True))


# How each public method that reads is asked.
READS: dict[str, Callable[[PassageStore], Any]] = {
    "audiences": lambda view: view.audiences,
    "bm25_retrieval": lambda view: [_passages(view.bm25_retrieval(w, f, 99)) for w in WORDS for f in FILTERS],
    "by_date": lambda view: [_ids(view, view.by_date(view.numbers(), newest_first=way)) for way in (True, False)],
    "by_number": lambda view: _passages(view.by_number(EVERY_NUMBER)),
    "column": lambda view: [_column(view, field) for field in FIELDS],
    "count_by": lambda view: [
        *(view.count_by(f, FIELDS) for f in FILTERS),
        view.count_by(None, FIELDS, numbers=EVERY_NUMBER),
    ],
    "count_documents": lambda view: view.count_documents(),
    "count_documents_by_filter": lambda view: [view.count_documents_by_filter(f) for f in FILTERS],
    "count_unique_metadata_by_filter": lambda view: [view.count_unique_metadata_by_filter(f, FIELDS) for f in FILTERS],
    "document_fingerprints": lambda view: view.document_fingerprints(),
    "embedding_retrieval": lambda view: [
        _passages(view.embedding_retrieval(_vector(w, view), f, 99)) for w in WORDS for f in FILTERS
    ],
    "files": lambda view: [view.files(each) for each in IDENTIFIERS],
    "filter_documents": lambda view: [_passages(view.filter_documents(f)) for f in FILTERS],
    "get_metadata_field_min_max": lambda view: [view.get_metadata_field_min_max(field) for field in ("year", "date")],
    "get_metadata_field_unique_values": lambda view: [
        view.get_metadata_field_unique_values(field, size=None, filters=f) for field in FIELDS for f in FILTERS
    ],
    "get_metadata_fields_info": lambda view: view.get_metadata_fields_info(),
    "holding": lambda view: [sorted(_ids(view, view.holding(w, EVERY_NUMBER))) for w in ("shelters", *HIDDEN_WORDS)],
    "holders": lambda view: view.holders("0" * 64),
    "info": _facts,
    "meaning_scores": lambda view: [_scores(view, view.meaning_scores(_vector(w, view))) for w in WORDS],
    "numbers": lambda view: [_ids(view, view.numbers(f)) for f in FILTERS],
    "outline": lambda view: [view.outline(each, PATHS[each]) for each in IDENTIFIERS],
    "page": lambda view: [view.page(each, PATHS[each], 1) for each in IDENTIFIERS],
    "pages": lambda view: [view.pages(each, PATHS[each]) for each in IDENTIFIERS],
    "passages": lambda view: [_passages(view.passages(each)) for each in IDENTIFIERS],
    "record": lambda view: [view.record(each) for each in IDENTIFIERS],
    "records": lambda view: view.records(),
    "relations": lambda view: [view.relations(each) for each in IDENTIFIERS],
    "vocabulary": lambda view: list(view.vocabulary().items()),
    "word_scores": lambda view: [
        _scores(view, view.word_scores(w, f, added=[["shelters", "xylophone"]])) for w in WORDS for f in FILTERS
    ],
}
# What opens, closes and writes, and what gives no more than the address it was opened at.
OTHERS = {"close", "for_audience", "from_dict", "to_dict", "reading", "revision"}


def test_every_way_of_reading_is_held_against_its_like() -> None:
    names = {name for name in dir(PassageStore) if not name.startswith("_") and not name.endswith("_async")}
    assert names == READS.keys() | WRITES.keys() | OTHERS


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_the_public_reads_the_same(
    views: tuple[PassageStore, PassageStore], read: Callable[[PassageStore], Any]
) -> None:
    with_hidden, without = views
    assert read(with_hidden) == read(without)


def test_the_hidden_documents_are_there(tmp_path: Path) -> None:
    """Else the two would be the same for no reason."""
    with PassageStore(make(tmp_path, with_hidden=True)) as keeper:
        assert {record.identifier for record in keeper.records()} >= set(HIDDEN_IDS)
        assert all(keeper.bm25_retrieval(word) for word in HIDDEN_WORDS)
        assert keeper.record("law-a").related == ("aaa-dossier", "not-held")  # type: ignore[union-attr]
        assert keeper.relations("law-a").is_replaced_by == ("aaa-dossier",)
        assert keeper.for_audience("partners").record("zzz-list") is not None
        assert verify(keeper) == []


def test_numbers_that_were_guessed_are_of_no_date(views: tuple[PassageStore, PassageStore]) -> None:
    view = views[0]
    seen = set(view.numbers().tolist())
    ordered = view.by_date(EVERY_NUMBER, newest_first=True).tolist()
    assert set(ordered[: len(seen)]) == seen
    assert ordered[len(seen) :] == [number for number in EVERY_NUMBER.tolist() if number not in seen]


def test_only_the_keeper_may_have_the_index_checked(views: tuple[PassageStore, PassageStore]) -> None:
    said = []
    for view in views:
        with pytest.raises(PermissionError) as refused:
            verify(view)
        said.append(str(refused.value))
    assert said[0] == said[1]
