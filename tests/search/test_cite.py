"""Citations name the place, in every format; what reads the formats reads ours."""

import csv
import io
import json
from typing import Any

import bibtexparser
import rispy
from haystack import Document

from corpus.settings import settings
from search import Search
from search.cite import Citation, as_bibtex, as_csl_json, as_csv, as_ris


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
    assert "Digest, not the official text" in cited(text_kind="digest").csl_json()["note"]


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


def test_csl_json_is_read_back() -> None:
    item = json.loads(as_csl_json([cited()]))[0]
    assert item["type"] == "legislation"
    assert item["issued"] == {"date-parts": [[2008, 2, 15]]}
    assert (item["section"], item["locator"], item["label"]) == ("Article 8", "xii", "page")


def test_a_table_runs_no_formula(search: Search) -> None:
    results = search.run("debt", mode="lexical").results
    object.__setattr__(results[0].passage, "content", '=HYPERLINK("http://example.org")')
    rows = list(csv.DictReader(io.StringIO(as_csv(results))))
    assert rows[0]["text"].startswith("'=HYPERLINK")
    assert rows[0]["citation"] == results[0].citation
