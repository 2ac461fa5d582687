"""What is held already is found before it is taken in again, and what only looks alike is let by."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter

from corpus.page import Page, ParsedFile
from corpus.record import Record
from index import PassageStore
from ingest.duplicates import NEAR, Duplicate, likely_duplicates
from ingest.parse import parse_file
from ingest.records import file_hash
from ingest.shingles import shingles, words_of
from tests.conftest import REPOSITORY
from tests.ingest.holding import file_of, hold, open_store

COUNTRIES = ("burma", "cambodia", "indonesia", "philippines", "thailand")
NEW = Record(identifier="new", title="A title of its own", type="report")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    with open_store(tmp_path / "index") as opened:
        yield opened


def prose(seed: int, words: int = 600) -> str:
    """Text of made-up words: two seeds share none of their runs."""
    chance = random.Random(seed)
    made = ["".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(2, 9))) for _ in range(words // 3)]
    return " ".join(chance.choice(made) + chance.choice(["", "", "", "", ".", ","]) for _ in range(words))


def find(parsed: ParsedFile, store: PassageStore, record: Record = NEW, sha256: str = "1" * 64) -> list[Duplicate]:
    return likely_duplicates(parsed, sha256, record, store)


def held(identifier: str, title: str = "", **fields: object) -> Record:
    return Record.model_validate({"identifier": identifier, "title": title or f"About {identifier}", **fields})


def test_same_bytes(store: PassageStore) -> None:
    path = hold(store, held("a"), file_of(prose(1)), sha256="5" * 64)
    hold(store, held("b"), file_of(prose(2)), sha256="6" * 64)
    (found,) = find(file_of(prose(1)), store, sha256="5" * 64)
    assert (found.identifier, found.path, found.likeness, found.share) == ("a", path, "same bytes", 1.0)


def test_same_bytes_are_found_of_a_file_that_nothing_was_read_of(store: PassageStore) -> None:
    hold(store, held("scan"), ParsedFile((Page(1, None, "", reading="not at all"),)), sha256="5" * 64)
    (found,) = find(ParsedFile((Page(1, None, "", reading="not at all"),)), store, sha256="5" * 64)
    assert found.likeness == "same bytes"
    assert find(ParsedFile((Page(1, None, "", reading="not at all"),)), store) == []


def test_same_text_in_another_dress(store: PassageStore) -> None:
    hold(store, held("a"), file_of(prose(1)))
    dressed = prose(1).upper().replace(" ", "\n").replace(",", " ;")
    half = len(dressed) // 2
    cut = dressed.index("\n", half)
    (found,) = find(file_of(dressed[:cut], dressed[cut:]), store)
    assert (found.likeness, found.share) == ("same text", 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_a_page_more_is_near(store: PassageStore, seed: int) -> None:
    for other in range(20):
        hold(store, held(f"d{other}"), file_of(prose(100 * seed + other)))
    (more,) = find(file_of(prose(100 * seed), prose(9999, 300)), store)
    assert (more.identifier, more.likeness) == ("d0", "near text")
    assert 0.6 < more.share < 0.7
    words = prose(100 * seed).split(" ")
    (less,) = find(file_of(" ".join(words[:400])), store)
    assert (less.identifier, less.likeness) == ("d0", "near text")
    assert less.share > 0.98


def test_a_collection_that_holds_a_document_is_near(store: PassageStore) -> None:
    hold(store, held("a"), file_of(prose(1, 300)))
    (found,) = find(file_of(*(prose(seed, 600) for seed in (5, 6)), prose(1, 300), prose(7, 600)), store)
    assert found.likeness == "near text"
    assert found.share < NEAR


def test_words_read_wrongly_here_and_there_are_near(store: PassageStore) -> None:
    hold(store, held("a"), file_of(prose(1, 2000)))
    chance = random.Random(3)
    misread = [word[::-1] if chance.random() < 0.1 else word for word in prose(1, 2000).split(" ")]
    (found,) = find(file_of(" ".join(misread)), store)
    assert (found.identifier, found.likeness) == ("a", "near text")


def test_much_shared_text_of_another_date_is_another_edition(store: PassageStore) -> None:
    hold(store, held("a", date="2007"), file_of(prose(1)))
    new = file_of(prose(1) + " " + prose(2, 100))
    (found,) = find(new, store, NEW.model_copy(update={"date": "2018-06-26"}))
    assert found.likeness == "another edition"
    assert "2007" in found.why
    (found,) = find(new, store, NEW.model_copy(update={"date": "2007-03-02"}))
    assert found.likeness == "near text"


def test_a_quotation_is_no_duplicate(store: PassageStore) -> None:
    hold(store, held("a"), file_of(prose(1, 3000)))
    assert find(file_of(prose(2, 2000) + prose(1, 3000)[:600]), store) == []


def test_titles_of_one_work(store: PassageStore) -> None:
    hold(store, held("tip-2019", "Trafficking Report 2019: Cambodia", type="report", date="2019"), file_of(prose(1)))
    hold(store, held("tip-thai", "Trafficking Report 2019: Thailand", type="report", date="2019"), file_of(prose(2)))
    hold(store, held("tip-law", "Trafficking Report 2018: Cambodia", type="law"), file_of(prose(3)))
    record = held("new", "Trafficking Report 2021: Cambodia", type="report", date="2021")
    (found,) = find(file_of(prose(4)), store, record)
    assert (found.identifier, found.likeness, found.share) == ("tip-2019", "another edition", 0.0)
    assert "2019" in found.why
    assert "2021" in found.why


def test_a_digest_a_translation_and_a_record_without_file_say_what_they_are(store: PassageStore) -> None:
    hold(store, held("d", "Law on Ferries", type="law"), file_of(prose(1)), kind="digest")
    hold(store, held("k", "ច្បាប់", alternative=("Law on Ferries",), type="law", language=("km",)), file_of("ច្បាប់"))
    hold(store, held("n", "The Law on Ferries 2001", type="law"))
    found = find(file_of(prose(2)), store, held("new", "Law on Ferries", type="law"))
    why = {each.identifier: each.why for each in found}
    assert why.keys() == {"d", "k", "n"}
    assert "our digest" in why["d"]
    assert "another language (km)" in why["k"]
    assert "no file" in why["n"]


def test_text_counts_before_titles_and_each_document_once(store: PassageStore) -> None:
    hold(store, held("a", "The Report on Ferries", type="report"), file_of(prose(1)), sha256="5" * 64)
    hold(store, held("b", "The Report on Ferries 2", type="report"), file_of(prose(1)))
    hold(store, held("c", "The Report on Ferries 3", type="report"), file_of(prose(1) + prose(2, 50)))
    hold(store, held("d", "The Report on Ferries 4", type="report"), file_of(prose(3)))
    found = find(file_of(prose(1)), store, held("new", "Report on Ferries", type="report"), "5" * 64)
    assert [(each.identifier, each.likeness) for each in found] == [
        ("a", "same bytes"),
        ("b", "same text"),
        ("c", "near text"),
        ("d", "another edition"),
    ]


def test_a_file_is_no_duplicate_of_itself(store: PassageStore) -> None:
    record = held("a", "The Report on Ferries", type="report")
    path = hold(store, record, file_of(prose(1)), sha256="5" * 64)
    assert likely_duplicates(file_of(prose(1)), "5" * 64, record, store, path_of_self=path) == []
    assert len(likely_duplicates(file_of(prose(1)), "5" * 64, record, store)) == 1


def test_a_restricted_document_is_found_for_the_keeper(store: PassageStore) -> None:
    hold(store, held("a", audience="restricted"), file_of(prose(1)), sha256="5" * 64)
    assert [each.identifier for each in find(file_of(prose(1)), store)] == ["a"]
    assert store.for_audience("public").holders("5" * 64) == []


def test_thousands_of_passages_do_not_slow_it(store: PassageStore) -> None:
    for other in range(60):
        hold(store, held(f"d{other}"), file_of(prose(other, 12_000)))
    find(file_of(prose(3)), store)
    began = time.perf_counter()
    (found,) = find(file_of(prose(7, 12_000)), store)
    assert found.identifier == "d7"
    # Comparing with all 60 would take some seconds; a loaded machine is given a wide berth.
    assert time.perf_counter() - began < 3


def test_chapters_of_one_series_are_no_duplicates(shared_data: Path, store: PassageStore) -> None:
    """
    The five chapters of one yearly report share headings, tables and boilerplate, some tenth of their text, and a
    title but for the country: two countries' chapters are two documents, and none is an edition of another.
    """
    files = {country: shared_data / "documents" / f"wfcl-2021-{country}.pdf" for country in COUNTRIES}
    parsed = {country: parse_file(file, ocr_languages="none") for country, file in files.items()}
    for country in COUNTRIES:
        record = held(country, parsed[country].title, type="report", date="2021")
        assert find(parsed[country], store, record) == []
        hold(store, record, parsed[country], file_hash(files[country]))
    assert (
        max(
            len(shingles(words_of(parsed[one].pages)) & shingles(words_of(parsed[other].pages)))
            / len(shingles(words_of(parsed[one].pages)))
            for one in COUNTRIES
            for other in COUNTRIES
            if one != other
        )
        < NEAR / 2
    )
    (found,) = find(parsed["burma"], store, held("new", parsed["burma"].title), file_hash(files["burma"]))
    assert (found.identifier, found.likeness) == ("burma", "same bytes")


def test_a_law_with_articles_amended_is_near(shared_data: Path, store: PassageStore) -> None:
    parsed = parse_file(shared_data / "documents" / "kh-labour-law-1997-en.txt")
    hold(store, held("law-1997-labour", "Labour Law", type="law"), parsed)
    (page,) = parsed.pages
    articles = page.text.split("\n\n")
    amended = [f"Article {at} (new)\n{prose(at, 80)}" if at % 10 == 0 else text for at, text in enumerate(articles)]
    new = replace(parsed, pages=(replace(page, text="\n\n".join(amended)),))
    (found,) = find(new, store, held("new", "Law on amendment of some articles", type="law"))
    assert found.likeness == "near text"
    assert 0.7 < found.share < 0.95


def test_the_official_text_is_another_edition_of_our_digest(shared_data: Path, store: PassageStore) -> None:
    digest = parse_file(REPOSITORY / "corpus/documents/law/constitution-1993/en.docx")
    record = held("constitution-1993", "Constitution of the Kingdom of Cambodia", type="law", date="1993-09-21")
    hold(store, record, digest, kind="digest")
    parsed = parse_file(shared_data / "documents" / "kh-constitution-en.txt")
    (found,) = find(parsed, store, held("new", parsed.title, type="law", date="1993-09-21"))
    assert (found.identifier, found.likeness) == ("constitution-1993", "another edition")
    assert "our digest" in found.why


@pytest.mark.slow
@pytest.mark.ocr
def test_a_scan_of_a_text_that_is_held_clean(shared_data: Path, store: PassageStore, tmp_path: Path) -> None:
    clean = parse_file(shared_data / "documents" / "km-constitution-clean.md")
    hold(store, held("clean", "រដ្ឋធម្មនុញ្ញ", language=("km",)), clean)
    some_pages = PdfWriter()
    some_pages.append(shared_data / "documents" / "km-constitution.pdf", pages=(20, 26))
    some_pages.write(tmp_path / "scan.pdf")
    (found,) = find(parse_file(tmp_path / "scan.pdf", ocr_languages="khm+eng"), store)
    assert (found.identifier, found.likeness) == ("clean", "near text")
    assert found.share > NEAR
