"""Citations name the place, in every format; what reads the formats reads ours."""

import csv
import io
import json
from typing import Any

import bibtexparser
import pytest
import rispy
from haystack import Document

from corpus.record import Record
from corpus.settings import settings
from search import Result, Search
from search.answer import Why
from search.cite import Citation, as_bibtex, as_csl_json, as_csv, as_ris

# Of csl-data.json, the schema of CSL-JSON, which allows no other.
CSL_VARIABLES = {"id", "type", "title", "author", "publisher", "language", "URL", "genre", "issued"}
CSL_VARIABLES |= {"section", "page", "locator", "note"}


def cited(**meta: Any) -> Citation:
    about = {
        "document": "law-a",
        "title": "Law on A & B_2",
        "type": "law",
        "date": "2008-02-15",
        "creator": ["Assembly"],
    }
    place = {"locator": "Article 8", "pdf_page": 12, "page_label": "xii", "path": "law-a/en.pdf", "ordinal": 4}
    return Citation(Document(content="Exact {words} & 50%.", meta=about | place | {"text_kind": "official"} | meta))


def test_the_line_names_document_place_and_both_pages() -> None:
    assert cited().text() == "Assembly. Law on A & B_2 (2008-02-15), Article 8, p. xii (PDF p. 12)."


def test_a_page_is_never_guessed() -> None:
    assert cited(page_label=None).page() == "PDF p. 12"
    assert cited(pdf_page=None, page_label=None).page() == "page not known"
    assert cited(pdf_page=None, page_label=None, path="a.html").page() == "no pages"
    assert "p." not in cited(pdf_page=None, page_label=None, path="a.html").text().split("Article 8")[1]


def test_a_digest_is_never_taken_for_the_instrument() -> None:
    assert cited(text_kind="digest").text().endswith(f"[Digest by {settings().owner}; not the official text.]")
    item = cited(text_kind="digest").csl_json()
    assert "Digest, not the official text" in item["note"]
    assert item["title"] == f"[Digest by {settings().owner} of:] Law on A & B_2"
    assert item["type"] == "report"
    assert item["author"] == [{"literal": settings().owner}]
    entry = rispy.loads(as_ris([cited(text_kind="digest")]))[0]
    assert entry["type_of_reference"] == "RPRT" and entry["title"].startswith("[Digest by")


def test_what_stands_no_longer_says_so_and_by_what() -> None:
    by = (Record(identifier="b", title="Law B", date="2015-01-02"), Record(identifier="c", title="Law C"))
    one, other = cited(status="superseded"), cited(status="withdrawn")
    assert one.text().endswith("p. xii (PDF p. 12) (superseded).")
    assert Citation(one.of, by).text().endswith("p. xii (PDF p. 12) (superseded by Law B, 2015 and Law C).")
    assert other.text().endswith("(withdrawn).")
    assert Citation(other.of, by[1:]).text().endswith("(withdrawn, replaced by Law C).")
    assert Citation(Record(identifier="a", title="A", status="superseded"), by[1:]).text() == "A (superseded by Law C)."
    assert cited(status="completed").text() == cited().text()
    assert Citation(one.of, by[:1]).csl_json()["note"].endswith("; superseded by Law B, 2015")
    digest = cited(status="superseded", text_kind="digest").text()
    assert digest.endswith(f"(superseded). [Digest by {settings().owner}; not the official text.]")
    result = Result(1, 1.0, one.of, "", Why(), successors=by[:1])
    assert "superseded by Law B, 2015" in rispy.loads(as_ris([result]))[0]["notes"][0]


def test_ris_is_read_back() -> None:
    entry = rispy.loads(as_ris([cited()]))[0]
    assert (entry["title"], entry["year"], entry["start_page"]) == ("Law on A & B_2", "2008", "xii")
    assert "Article 8; p. xii (PDF p. 12)" in entry["notes"]
    assert as_ris([cited()]).startswith("TY  - ")


def test_bibtex_is_read_back_and_nothing_in_it_is_run_by_tex() -> None:
    text = as_bibtex([cited()])
    entry = bibtexparser.parse_string(text).entries[0]
    assert entry["note"] == "Article 8; p. xii (PDF p. 12)"
    assert entry["title"] == r"Law on A \& B\_2"
    assert entry["annote"] == r"Exact \{words\} \& 50\%."


@pytest.mark.parametrize("name", ["A {brace} & Co", "100% \\\\ body", "Office\nof TY  - LAW", "ក្រសួង"])
def test_no_name_breaks_a_format(name: str) -> None:
    source = "https://example.org/a{b}c?x=1&y=%20"
    citation = cited(creator=[name, "Other"], title=name, source=source)
    entries = bibtexparser.parse_string(as_bibtex([citation, cited(ordinal=5)]))
    assert [entry.key for entry in entries.entries] == ["law-a-4", "law-a-5"] and not entries.failed_blocks
    assert entries.entries[0]["url"] == "https://example.org/a%7Bb%7Dc?x=1&y=%20"
    read = rispy.loads(as_ris([citation, cited(ordinal=5)]))
    assert [entry["title"] for entry in read] == [" ".join(name.split()), "Law on A & B_2"]
    assert read[0]["authors"] == [" ".join(name.split()), "Other"]


def test_csl_json_is_read_back() -> None:
    item = json.loads(as_csl_json([cited()]))[0]
    assert item["type"] == "legislation"
    assert item["issued"] == {"date-parts": [[2008, 2, 15]]}
    assert (item["section"], item["locator"], item["page"]) == ("Article 8", "xii", "xii")
    assert set(item) <= CSL_VARIABLES


def test_a_table_runs_no_formula(search: Search) -> None:
    results = search.run("debt", mode="lexical").results
    object.__setattr__(results[0].passage, "content", '=HYPERLINK("http://example.org")')
    rows = list(csv.DictReader(io.StringIO(as_csv(results))))
    assert rows[0]["text"].startswith("'=HYPERLINK")
    assert rows[0]["citation"] == results[0].citation


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\n=1", "\uff1d1"])
def test_every_sign_that_begins_a_formula_is_disarmed(words: str) -> None:
    result = Result(1, 1.0, Document(content=words, meta={"title": words, "four_p": [words]}), "c", Why())
    row = next(csv.DictReader(io.StringIO(as_csv([result]))))
    assert {row[name][0] for name in ("text", "title", "four_p")} == {"'"}


def test_what_is_folded_is_exported_too() -> None:
    twin = Result(1, 0.9, Document(content="b", meta={"document": "b", "ordinal": 1}), "b", Why())
    best = Result(1, 1.0, Document(content="a", meta={"document": "a", "ordinal": 1}), "a", Why(), folded=(twin,))
    assert [row["document"] for row in csv.DictReader(io.StringIO(as_csv([best])))] == ["a", "b"]
    assert [item["id"] for item in json.loads(as_csl_json([best]))] == ["a-1", "b-1"]
