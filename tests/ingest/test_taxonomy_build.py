"""After a change to the vocabularies a build gives documents and passages the tags that follow from it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.passage_tags import PASSAGES, PassageTags, dump_passage_tags, read_passage_tags
from corpus.record import dump_record, load_record
from corpus.taxonomy_change import TaxonomyChange
from corpus.taxonomy_work import merge, rename, retire
from corpus.vocabulary import vocabulary_changed
from index import PassageStore
from index.encoder import load_encoder
from index.thesaurus import thesaurus
from ingest.build import build
from search.coverage import count_coverage
from search.query import chosen

pytestmark = pytest.mark.model

RECORD = """identifier: report
title: Report
tags:
  sector: [seafood-processing]
files:
- path: en.txt
"""
TEXT = "Article 1\nShrimp peeling is done at night.\n\nArticle 2\nThe owners of karaoke bars kept their papers."


@pytest.fixture
def documents(own_taxonomy: Path) -> Path:
    folder = own_taxonomy.parent / "documents"
    (folder / "report").mkdir(parents=True)
    (folder / "report" / "record.yaml").write_text(RECORD)
    (folder / "report" / "en.txt").write_text(TEXT)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    encoder = load_encoder()
    with PassageStore(tmp_path / "index", encoder.dimension, encoder.name, encoder.revision) as opened:
        yield opened


def apply_to_folder(change: TaxonomyChange, documents: Path) -> None:
    for path, text in change.files.items():
        path.write_text(text, encoding="utf-8")
    for identifier, record in change.records.items():
        (documents / identifier / "record.yaml").write_text(dump_record(record), encoding="utf-8")
    for identifier, tags in change.passage_tags.items():
        (documents / identifier / PASSAGES).write_text(dump_passage_tags(tags), encoding="utf-8")
    vocabulary_changed()


def _sectors(documents: Path, store: PassageStore) -> list[list[str]]:
    assert build(documents, store, load_encoder()).refused == []
    return [passage.meta["sector"] for passage in store.passages("report")]


def test_tags_follow(documents: Path, store: PassageStore) -> None:
    assert _sectors(documents, store) == [["seafood-processing"], ["entertainment"]]
    second = store.passages("report")[1]
    said = PassageTags.of(
        second.content or "", "en.txt", None, confirmed={"sector": ["tourism"]}, struck={"sector": ["entertainment"]}
    )
    (documents / "report" / PASSAGES).write_text(dump_passage_tags([said]), encoding="utf-8")
    assert _sectors(documents, store) == [["seafood-processing"], ["tourism"]]

    def held() -> dict[str, Any]:
        folder = documents / "report"
        return {
            "records": {"report": load_record(folder / "record.yaml")},
            "passage_tags": {"report": read_passage_tags(folder)},
        }

    apply_to_folder(merge("sector", "seafood-processing", "fisheries", **held()), documents)
    apply_to_folder(merge("sector", "tourism", "street-work", **held()), documents)
    assert _sectors(documents, store) == [["fisheries"], ["street-work"]]
    passage = store.passages("report")[0]
    assert passage.meta["confirmed"] == ["sector/fisheries"]
    assert passage.meta["document_tags"]["confirmed"] == {"sector": ["fisheries"]}
    assert [found.id for found in store.filter_documents(chosen("sector", "seafood-processing"))] == [passage.id]

    apply_to_folder(rename("sector", "entertainment", "Night life", **held()), documents)
    assert [mention.term.id for mention in thesaurus().mentions("night life")] == ["entertainment"]


def test_a_retired_term_stays_on_what_bears_it_only(documents: Path, store: PassageStore) -> None:
    bare: dict[str, Any] = {"records": {}, "passage_tags": {}}
    apply_to_folder(retire("sector", "seafood-processing", **bare), documents)
    apply_to_folder(retire("sector", "entertainment", **bare), documents)
    # The record's own tag is given to its passages as before; what only words suggested is gone.
    assert _sectors(documents, store) == [["seafood-processing"], ["seafood-processing"]]
    table = count_coverage(store, "sector", "type")
    assert table.row_documents == {"seafood-processing": 1}
    assert "seafood-processing" in table.row_values and "entertainment" not in table.row_values


def test_a_record_that_was_not_rewritten_means_the_successor(documents: Path, store: PassageStore) -> None:
    change = merge("sector", "seafood-processing", "fisheries", records={}, passage_tags={})
    apply_to_folder(change, documents)
    assert _sectors(documents, store)[0] == ["fisheries"]
    assert count_coverage(store, "sector", "type", confirmed_only=True).row_documents == {"fisheries": 1}
