"""A document bears what a person confirmed and what enough of its passages suggest, each with the terms above it."""

from haystack import Document

from corpus.record import Record
from ingest.document_tags import DocumentTagger


def _tags(record: Record, *meta: dict[str, object]) -> dict[str, dict[str, list[str]]]:
    documents = [Document(id=str(n), content="x", meta=dict(each)) for n, each in enumerate(meta)]
    tagged = DocumentTagger().run(documents, record)["documents"]
    assert all(document.meta["document_tags"] == tagged[0].meta["document_tags"] for document in tagged)
    return tagged[0].meta["document_tags"]


def test_confirmed_and_suggested_are_told_apart() -> None:
    record = Record(
        identifier="r", title="R", four_p=("policy",), tags={"exploitation": ("child-sexual-exploitation",)}
    )
    tags = _tags(
        record,
        {"four_p": ["policy"], "four_p_suggested": {"policy": 0.9}, "sector": ["fisheries"]},
        {"four_p": ["protection"], "four_p_suggested": {"protection": 0.8}, "exploitation": ["sexual-exploitation"]},
    )
    assert tags == {
        "confirmed": {"four_p": ["policy"], "exploitation": ["sexual-exploitation", "child-sexual-exploitation"]},
        "suggested": {"four_p": ["protection"], "sector": ["fisheries"]},
    }


def test_a_passing_word_of_a_long_document_is_no_suggestion() -> None:
    passages = [{"sector": ["fisheries"] if n == 7 else ["construction"] if n < 4 else []} for n in range(30)]
    assert _tags(Record(identifier="r", title="R"), *passages)["suggested"] == {"sector": ["construction"]}


def test_what_a_passage_has_only_from_its_document_is_no_suggestion() -> None:
    passage = {"four_p": ["policy"], "four_p_suggested": {"policy": 0.1}}
    assert _tags(Record(identifier="r", title="R"), passage)["suggested"] == {}
