"""What a person confirmed of a document and what its passages suggest are told apart."""

from pathlib import Path

from haystack import Document

from corpus.record import Record
from index import PassageStore
from search.tags import document_tags


def test_confirmed_and_suggested(tmp_path: Path) -> None:
    record = Record(identifier="r", title="R", four_p=("policy",), tags={"sector": ("fisheries",)})
    tags = {"suggested": {"four_p": ["protection"], "sector": ["construction"], "province": ["KH-1"]}}
    meta = [
        {"four_p": ["policy"], "sector": ["fisheries", "construction"], "document_tags": tags},
        {"four_p": ["protection", "policy"], "sector": ["construction"], "province": ["KH-1"], "document_tags": tags},
    ]
    passages = [
        Document(id=f"r/{n}", content=f"Passage {n}", meta={"document": "r", "audience": "public", **each})
        for n, each in enumerate(meta)
    ]
    store = PassageStore(tmp_path, 4)
    store.replace_document(record, [], passages, "")
    assert [tuple(tags) for tags in document_tags(store, record)] == [
        ("four_p", ("policy",), (("protection", 1),)),
        ("sector", ("fisheries",), (("construction", 2),)),
        ("province", (), (("KH-1", 1),)),
    ]
