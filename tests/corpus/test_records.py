"""The collection itself: each record loads, stands where it says, and agrees with the records it names."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from corpus.digests import stale
from corpus.record import Record, load_record

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
CARDS = sorted(DOCUMENTS.rglob("record.yaml"))
INVERSES = (("replaces", "is_replaced_by"), ("amends", "is_amended_by"), ("implements", "is_implemented_by"))
KINDS_HELD = {
    ("law", "sub-decree", "prakas", "guideline"): 10,
    ("treaty", "guideline", "declaration"): 12,
    ("mou", "agreement", "declaration"): 8,
    ("plan", "framework"): 10,
    ("report", "study", "statistics"): 16,
    ("tool",): 4,
}
DIGEST_SAYS = {
    "en": "Digest prepared by the clearinghouse in its own words. It is not the official text.",
    "km": "នេះជាសេចក្តីសង្ខេបដែលមជ្ឈមណ្ឌលព័ត៌មានរៀបចំដោយពាក្យរបស់ខ្លួន ហើយមិនមែនជាអត្ថបទផ្លូវការទេ។",
}
each_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.parent.name)


def _words(title: str) -> frozenset[str]:
    """The words that tell titles apart, whatever their order: the register puts the kind and the year last."""
    return frozenset(re.findall(r"\w+", title.lower())) - {
        "the",
        "of",
        "on",
        "and",
        "to",
        "in",
        "law",
        "prakas",
        "sub",
        "decree",
    }


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return {record.identifier: record for record in map(load_record, CARDS)}


@each_card
def test_record_stands_in_the_folder_of_its_type_and_identifier(card: Path) -> None:
    record = load_record(card)
    assert (record.type, record.identifier) == card.relative_to(DOCUMENTS).parts[:2]


@each_card
def test_the_day_it_was_published_here_is_known(card: Path) -> None:
    record = load_record(card)
    assert record.available >= "2026-11-24" and (not record.modified or record.modified >= record.available)


@each_card
def test_files_exist(card: Path) -> None:
    record = load_record(card)
    assert record.files or record.note.startswith("Known, not held."), "a record without files says so"
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
        title = lines[0].removeprefix("# ")
        assert lines[2] == DIGEST_SAYS[file.language]
        if file.language == "en":
            assert title == record.title
            assert len(" ".join(lines).split()) >= 500
        else:
            # Khmer has no spaces to count words by.
            assert title in record.alternative
            assert len("".join(lines)) >= 2000
    assert record.checked
    assert not digests or record.rights.startswith("Digest © the clearinghouse, CC BY 4.0; ")
    assert not digests or record.four_p


@each_card
def test_no_file_is_stale(card: Path) -> None:
    assert stale(card.parent) == []


@each_card
def test_nothing_checked_against_is_of_this_machine(card: Path) -> None:
    text = card.read_text(encoding="utf-8")
    assert not [word for word in ("file:", "localhost", "shared/data", "venv") if word in text]


def test_collection_is_whole(records: dict[str, Record]) -> None:
    assert len(records) == len(CARDS)
    held = [record for record in records.values() if record.files]
    formats = Counter(Path(file.path).suffix for record in held for file in record.files)
    assert len(held) >= 60
    assert len(records) - len(held) >= 40
    assert formats >= Counter({".pdf": 30, ".docx": 10, ".html": 5, ".md": 5})
    by_type = Counter(record.type for record in held)
    for types, fewest in KINDS_HELD.items():
        assert sum(by_type[type_] for type_ in types) >= fewest, types
    years = [record.year for record in held if record.year]
    assert min(years) <= 1948 and max(years) >= 2024
    assert sum("km" in record.language for record in held) >= 4


@pytest.mark.parametrize(
    ("identifier", "day"),
    [
        ("un-trafficking-protocol-2000", "2000-11-15"),
        ("law-2008-trafficking", "2008-02-15"),
        ("commit-mou-2004", "2004-10-29"),
        ("mou-thailand-2003", "2003-05-31"),
        ("agreement-viet-nam-2005", "2005-10-10"),
    ],
)
def test_dates_that_everything_rests_on(identifier: str, day: str, records: dict[str, Record]) -> None:
    assert records[identifier].date == day


def test_the_law_of_1996_gave_way_to_that_of_2008(records: dict[str, Record]) -> None:
    assert records["law-1996-kidnapping-trafficking"].status == "superseded"
    assert records["law-2008-trafficking"].replaces == ("law-1996-kidnapping-trafficking",)


def test_dates_agree_with_the_public_register(shared_data: Path, records: dict[str, Record]) -> None:
    lines = (shared_data / "instruments.jsonl").read_text(encoding="utf-8").splitlines()
    register = {_words(row["title"]): row["issued_date"] for row in map(json.loads, lines) if row["issued_date"]}
    compared = []
    for record in records.values():
        names = {_words(f"{name} {record.year}") for name in (record.title, *record.alternative)}
        compared += [(record, date.fromisoformat(register[name])) for name in names if name in register]
    assert len(compared) >= 12
    # Where the two differ, the record tells why.
    told = [(record.identifier, day, f"{record.date} {record.date_note}") for record, day in compared]
    assert [(i, day) for i, day, text in told if str(day) not in text and f"{day.day} {day:%B %Y}" not in text] == []
