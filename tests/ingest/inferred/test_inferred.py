"""What a file says of itself, each thing with the place it was read in."""

import time
from pathlib import Path
from typing import Any

import pytest

from corpus.page import Block, Page, ParsedFile
from corpus.record import load_record
from ingest.inferred import Inferred, infer_fields
from ingest.parse import parse_file
from tests.conftest import REPOSITORY

SUB_DECREE = """Kingdom of Cambodia
Nation Religion King
Ministry of Labour and Vocational Training
Sub-Decree
on
the Management of Sending Workers Abroad
Having seen the Constitution promulgated on 24 September 1993;
Having seen Royal Kram No. NS/RKM/0397/01 dated 13 March 1997 on the Labour Law;
Article 1
This sub-decree governs the sending of workers abroad."""
MOU_END = """Article 9
This Memorandum enters into force on the day of its signature.
DONE at Siem Reap on the 31st day of May 2003 in English.
For the Royal Government of the Kingdom of Cambodia
For the Government of the Kingdom of Thailand"""


def parsed(*texts: str, title: str = "", heading: str = "", language: str = "en", date: str = "") -> ParsedFile:
    pages = tuple(
        Page(number, str(number), text, (Block(0, len(heading), "heading"),) if heading and number == 1 else ())
        for number, text in enumerate(texts, start=1)
    )
    return ParsedFile(pages, title=title, language=language, date=date)


def best(found: list[Inferred], field: str) -> Inferred:
    return next(each for each in found if each.field == field)


def values(found: list[Inferred], field: str) -> list[Any]:
    return [each.value for each in found if each.field == field]


def test_each_finding_names_its_words_and_its_page() -> None:
    found = infer_fields(parsed("Cover\npicture", MOU_END, title="Memorandum with Thailand of many words"), "x.pdf")
    for each in found:
        assert each.where
        if each.page is not None:
            plain = " ".join(("Cover\npicture", MOU_END)[each.page].split())
            assert each.words.rstrip("…") in plain, each
    date = best(found, "date")
    assert (date.value, date.page) == ("2003-05-31", 1)
    assert date.where == "“DONE at Siem Reap on the 31st day of May 2003” on p. 2"


def test_where_the_title_was_read_is_told() -> None:
    long = "A Study of Brick Kilns in Cambodia"
    heading = best(infer_fields(parsed(f"{long}\nwords", title=long), "a.pdf"), "title")
    assert (heading.where, heading.page) == ("the heading on p. 1", 0)
    own = best(infer_fields(parsed("words", title=long), "a.pdf"), "title")
    assert (own.where, own.page) == ("the PDF's own title", None)
    bare = best(infer_fields(parsed("", title=""), "a-report.pdf"), "title")
    assert (bare.value, bare.where) == ("a-report", "the file's name")


def test_a_title_set_in_lines_is_joined() -> None:
    found = infer_fields(parsed(SUB_DECREE), "document.pdf")
    assert best(found, "title").value == "Sub-Decree on the Management of Sending Workers Abroad"
    assert best(found, "type").value == "sub-decree"


def test_a_preamble_dates_other_instruments() -> None:
    assert values(infer_fields(parsed(SUB_DECREE), "document.pdf"), "date") == []


def test_a_law_that_approves_a_convention_is_a_law() -> None:
    title = "Law Approving the Convention against Trafficking"
    assert values(infer_fields(parsed("words", title=title), "x.pdf"), "type")[:2] == ["law", "treaty"]


def test_law_enforcement_is_no_law() -> None:
    found = infer_fields(parsed("words", title="Report on law enforcement in the provinces"), "x.pdf")
    assert "law" not in values(found, "type")


def test_promulgation_counts_before_adoption_and_both_are_offered() -> None:
    text = "This law was adopted on January 10, 1997 and promulgated on March 13, 1997.\nPhnom Penh, March 13, 1997"
    found = infer_fields(parsed(text, title="The Labour Law of Cambodia"), "x.txt")
    assert values(found, "date") == ["1997-03-13", "1997-01-10"]


def test_the_year_of_the_title_tells_which_date_is_its_own() -> None:
    text = "The law of 1996 was promulgated on 29 February 1996. It was adopted on 15 June 2008."
    found = infer_fields(parsed(text, title="Report on the implementation in 2008"), "x.txt")
    assert values(found, "date")[0] == "2008-06-15"


def test_the_month_on_the_title_page() -> None:
    found = infer_fields(parsed("Ethics Guide for Research\nBangkok, September 2008\nwords"), "x.pdf")
    assert (best(found, "date").value, best(found, "date").where) == ("2008-09", "the line of the title page on p. 1")


def test_khmer_dates_types_and_bodies() -> None:
    text = "ក្រសួងយុត្តិធម៌\nអនុក្រឹត្យ\nស្តីពី\nការគ្រប់គ្រង\nធ្វើនៅភ្នំពេញ ថ្ងៃទី១៥ ខែកុម្ភៈ ឆ្នាំ២០០៨"
    found = infer_fields(parsed(text, language="km"), "x.pdf")
    assert best(found, "title").value == "អនុក្រឹត្យ ស្តីពី ការគ្រប់គ្រង"
    assert best(found, "type").value == "sub-decree"
    assert best(found, "date").value == "2008-02-15"
    assert best(found, "publisher").value == "Ministry of Justice"
    assert best(found, "language").value == ("km",)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Published by UNICEF, Phnom Penh, 2011", "United Nations Children's Fund"),
        ("© 2016 Terre des Hommes. All rights reserved", "Terre des Hommes"),
        ("© 2016 This work is licensed to all", ""),
        ("© 2016 Terre des Hommes", "Terre des Hommes"),
        ("Photo © Terre des Hommes", ""),
        ("who works in the commit", ""),
        ("figures published by UNESCO, 2022", ""),
    ],
)
def test_imprints(line: str, publisher: str) -> None:
    found = infer_fields(parsed(f"Long text before it.\n{line}\n"), "x.pdf")
    named = [each.value for each in found if each.field == "publisher" and each.where.startswith("the imprint")]
    assert named == ([publisher] if publisher else [])


def test_signatures_name_the_makers() -> None:
    found = infer_fields(parsed("Memorandum", MOU_END), "x.pdf")
    assert [each.value for each in found if each.where.startswith("the signatures")] == [
        ("Royal Government of Cambodia",),
        ("Royal Government of Thailand",),
    ]


def test_a_series_names_its_publisher() -> None:
    found = infer_fields(parsed("words", title="2021 Findings on the Worst Forms of Child Labor: Thailand"), "x.pdf")
    assert best(found, "publisher").value == "US Department of Labor"
    assert best(found, "spatial").value == ("TH",)


def test_two_languages_are_both_told() -> None:
    found = infer_fields(parsed("ច្បាប់ស្តីពីការងារ", "Law on labour", language="km"), "x.pdf")
    assert best(found, "language").value == ("km", "en")


def test_nothing_read_is_nothing_inferred_but_the_name() -> None:
    found = infer_fields(ParsedFile((Page(1, "1", "", reading="not at all"),), language="und"), "scan0001.pdf")
    assert [(each.field, each.value) for each in found] == [("title", "scan0001")]


def test_other_names() -> None:
    text = "Coordinated Initiative (COMMIT)\nAlso known as: The Process; Mekong Process"
    found = infer_fields(parsed(text, title="Coordinated Initiative of Ministers (COMMIT)"), "x.pdf")
    assert set(values(found, "alternative")) == {("COMMIT",), ("The Process",), ("Mekong Process",)}


@pytest.mark.parametrize(
    "text",
    [
        "12 July 2014 " * 20_000,
        'referred to as "' * 20_000,
        "UNICEF " * 50_000,
        "\n" * 200_000 + "for the",
        "១២ ខែ" * 50_000,
    ],
    ids=["dates", "quotation marks", "bodies", "lines", "khmer"],
)
def test_no_page_or_title_makes_it_hang(text: str) -> None:
    began = time.perf_counter()
    infer_fields(parsed(text, text, title=text), "x.pdf")
    # A second at most on a slow machine; without limits more than a minute.
    assert time.perf_counter() - began < 10


def test_most_bundled_digests_are_told_right() -> None:
    """Of 100 files 96 dates, 83 types and 88 creators were right at first: a fall below says that a rule broke."""
    right = {"title": 0, "type": 0, "date": 0, "creator": 0}
    count = 0
    for card in sorted((REPOSITORY / "corpus" / "documents").glob("[l-m]*/*/record.yaml")):
        record = load_record(card)
        for file in record.files:
            path = card.parent / file.path
            if not path.exists() or file.language != "en":
                continue
            count += 1
            found = infer_fields(parse_file(path, ocr_languages="none"), path.name)
            right["title"] += best(found, "title").value == record.title
            right["type"] += best(found, "type").value == record.type
            right["date"] += best(found, "date").value == record.date
            named = [one for each in values(found, "creator")[:2] for one in each]
            right["creator"] += any(name in whole for name in named for whole in record.creator)
    assert count >= 15
    assert {field for field, number in right.items() if number < 0.8 * count} == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kh-labour-law-1997-en.txt", {"title": "The Labor Law of Cambodia", "type": "law", "date": "1997-03-13"}),
        ("kh-constitution-en.txt", {"title": "The Constitution", "type": "law", "date": "1993-09-21"}),
        ("km-constitution-clean.md", {"type": "law", "date": "1993-09-24", "language": ("km",)}),
        ("national-research-agenda-2025.pdf", {"title": "National Research Agenda", "type": "plan", "date": "2025"}),
        ("un-joint-framework-cambodia.txt", {"type": "framework", "publisher": "United Nations", "spatial": ("KH",)}),
        (
            "wfcl-2021-burma.pdf",
            {"type": "report", "date": "2021", "publisher": "US Department of Labor", "spatial": ("MM",)},
        ),
    ],
)
def test_real_documents(shared_data: Path, name: str, expected: dict[str, Any]) -> None:
    found = infer_fields(parse_file(shared_data / "documents" / name, ocr_languages="none"), name)
    assert {field: best(found, field).value for field in expected} == expected
