"""What is written is what is read: passages with all they carry, and documents with their pages."""

import json
from pathlib import Path
from typing import Any

import pytest
from haystack import Document, Pipeline
from haystack.components.writers import DocumentWriter
from haystack.dataclasses import ByteStream, SparseEmbedding
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy

from index import PassageStore, embedding_key
from index.verify import verify
from tests.index.samples import WIDTH, publish, vector

PASSAGES = {
    "plain": Document(content="No one shall be held in slavery."),
    "nothing": Document(id="nothing"),
    "nested": Document(content="x", meta={"a": {"b": {"c": [1, 2.5, None, True, "ក"]}}, "none": None, "": "empty"}),
    "double": Document(content="x", embedding=[0.1, 1e-300, -2.0, 3.3]),
    "single": Document(content="x", embedding=[0.5, -0.25, 2.0, 0.0]),
    "blob": Document(blob=ByteStream(b"\x00\xff", meta={"page": 3}, mime_type="application/pdf")),
    "sparse": Document(content="x", sparse_embedding=SparseEmbedding([1, 5], [0.5, 0.25])),
    "score": Document(content="x", score=0.75),
    "huge": Document(content="x", meta={"huge": 10**400, "small": -(10**400)}),
    "odd columns": Document(content="x", meta={"document": ["a"], "audience": 5}),
    "signs": Document(content="a\x00b\u200bc\r\n “ ' \" %", meta={"'; DROP TABLE passages; --": "'"}),
}


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    return PassageStore(tmp_path / "index", WIDTH)


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES.keys())
def test_a_passage_comes_back_as_it_was(store: PassageStore, passage: Document) -> None:
    store.write_documents([passage])
    with PassageStore(store.path) as reopened:
        assert reopened.filter_documents() == [passage]
        assert verify(reopened) == []


@pytest.mark.parametrize("meta", [{"day": object()}, {"set": {1}}, {"bytes": b"x"}, {"no number": float("nan")}])
def test_what_json_has_no_word_for_is_refused(store: PassageStore, meta: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Passage p: its metadata"):
        store.write_documents([Document(id="before", content="x"), Document(id="p", meta=meta)])
    assert store.count_documents() == 0


def test_a_column_of_documents_does_not_answer_for_what_is_no_text(store: PassageStore) -> None:
    store.write_documents([PASSAGES["odd columns"], Document(id="b", meta={"document": "a"})])
    for operator, value, found in (("==", ["a"], 1), ("==", "a", 1), ("==", None, 0), ("in", ["a", ["a"]], 2)):
        filters = {"field": "document", "operator": operator, "value": value}
        assert store.count_documents_by_filter(filters) == found, filters


def test_policies(store: PassageStore) -> None:
    first, second = Document(id="a", content="first"), Document(id="a", content="second")
    store.write_documents([first])
    with pytest.raises(DuplicateDocumentError):
        store.write_documents([Document(id="b", content="x"), second], DuplicatePolicy.FAIL)
    assert store.filter_documents() == [first], "all or none"
    assert store.write_documents([second], DuplicatePolicy.SKIP) == 0
    assert store.filter_documents() == [first]
    assert store.write_documents([second], DuplicatePolicy.OVERWRITE) == 1
    assert store.filter_documents() == [second]
    assert store.bm25_retrieval("first") == []
    assert verify(store) == []


def test_a_change_of_metadata_is_found_at_once(store: PassageStore) -> None:
    publish(store, "law", ["slavery"], year=2008)
    nearest = store.embedding_retrieval(vector("slavery"))
    assert store.update_by_filter({"field": "document", "operator": "==", "value": "law"}, {"year": 2010}) == 1
    for year, found in ((2008, 0), (2010, 1)):
        assert store.count_documents_by_filter({"field": "meta.year", "operator": "==", "value": year}) == found
    assert store.count_by(fields=["year"]) == {"year": {2010: 1}}
    assert store.embedding_retrieval(vector("slavery"))[0].score == nearest[0].score
    store.update_by_filter({}, {"context": "Law on bondage"})
    assert store.bm25_retrieval("bondage")
    assert verify(store) == []


def test_a_document_is_put_in_the_place_of_the_old(store: PassageStore) -> None:
    publish(store, "law", ["slavery", "bondage"])
    publish(store, "other", ["peonage"])
    revision = store.revision()
    publish(store, "law", ["freedom"])
    assert store.revision() == revision + 1
    assert [page.text for page in store.pages("law", "law/en.txt")] == ["freedom"]
    assert [passage.content for passage in store.passages("law")] == ["freedom"]
    assert store.bm25_retrieval("slavery") == []
    assert store.document_fingerprints() == {"law": "of ['freedom']", "other": "of ['peonage']"}
    assert verify(store) == []


def test_nothing_is_embedded_twice_and_nothing_outlives_its_document(store: PassageStore) -> None:
    keys = [embedding_key(passage) for passage in publish(store, "law", ["slavery", "bondage"])]
    assert store.cached_embeddings([*keys, "unknown"]).keys() == set(keys)
    publish(store, "law", ["bondage"])
    assert store.cached_embeddings(keys).keys() == {keys[1]}
    assert store.remove_document("law") and not store.remove_document("law")
    assert store.cached_embeddings(keys) == {}
    assert store.count_documents() == 0


def test_a_document_that_cannot_be_written_leaves_the_old(store: PassageStore) -> None:
    publish(store, "law", ["slavery"])
    with pytest.raises(ValueError, match="4 numbers"):
        store.replace_document(
            store.records()[0], [], [Document(content="x", embedding=[1.0]), Document(content="y")], "new"
        )
    assert [passage.content for passage in store.passages("law")] == ["slavery"]
    assert store.document_fingerprints() == {"law": "of ['slavery']"}


def test_in_a_pipeline(store: PassageStore) -> None:
    pipeline = Pipeline()
    pipeline.add_component("writer", DocumentWriter(store))
    again = Pipeline.loads(pipeline.dumps(), allowed_modules=["index.store"])
    again.run({"writer": {"documents": [Document(content="slavery")]}})
    assert store.count_documents() == 1
    assert json.loads(json.dumps(store.to_dict()))["init_parameters"]["path"] == str(store.path)
