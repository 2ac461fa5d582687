"""The collection itself: each record loads, stands where it says, and agrees with the records it names."""

from pathlib import Path

import pytest

from corpus.digests import stale
from corpus.record import Record, load_record

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
CARDS = sorted(DOCUMENTS.rglob("record.yaml"))
INVERSES = (("replaces", "is_replaced_by"), ("amends", "is_amended_by"), ("implements", "is_implemented_by"))
each_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.parent.name)


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return {record.identifier: record for record in map(load_record, CARDS)}


@each_card
def test_record_stands_in_the_folder_of_its_type_and_identifier(card: Path) -> None:
    record = load_record(card)
    assert (record.type, record.identifier) == card.relative_to(DOCUMENTS).parts[:2]


@each_card
def test_files_exist(card: Path) -> None:
    record = load_record(card)
    assert record.files
    assert [file.path for file in record.files if not (card.parent / file.path).is_file()] == []


@each_card
def test_relations_point_to_records_with_the_inverse(card: Path, records: dict[str, Record]) -> None:
    record = load_record(card)
    directions = [*INVERSES, *((back, there) for there, back in INVERSES), ("related", "related")]
    named = [(there, back, other) for there, back in directions for other in getattr(record, there)]
    assert record.identifier not in [other for _, _, other in named]
    assert [(there, other) for there, _, other in named if other not in records] == []
    assert [
        f"{other} lacks {back}: {record.identifier}"
        for _, back, other in named
        if record.identifier not in getattr(records[other], back)
    ] == []


@each_card
def test_digest_says_that_it_is_one_and_what_it_was_checked_against(card: Path) -> None:
    record = load_record(card)
    digests = [file for file in record.files if file.text == "digest"]
    for file in digests:
        text = card.parent / (file.path if file.path.endswith(".md") else "source.md")
        lines = text.read_text(encoding="utf-8").splitlines()
        assert lines[0] == f"# {record.title}"
        assert lines[2] == "Digest prepared by the clearinghouse in its own words. It is not the official text."
    assert not digests or record.checked


@each_card
def test_no_file_is_stale(card: Path) -> None:
    assert stale(card.parent) == []


def test_collection_is_whole(records: dict[str, Record]) -> None:
    assert len(records) == len(CARDS) >= 12
    formats = {Path(file.path).suffix for record in records.values() for file in record.files}
    assert formats >= {".pdf", ".docx", ".html", ".md"}
