"""Passages: each one stretch of one page under one heading, fitting the encoder, together every word."""

import re
from functools import cache
from pathlib import Path

import pytest
from haystack import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.page import Page, ParsedFile
from corpus.record import Record, RecordFile
from index.encoder import load_encoder
from ingest.parse import parse_file
from ingest.parse.page_text import Part, assemble
from ingest.split import split

ENCODER = load_encoder()
FILE = RecordFile(path="en.pdf")
RECORD = Record(identifier="law-2008", title="Law on Suppression", date="2008-02-15", type="law", files=(FILE,))
SENTENCE = "Whoever recruits a person by deception for profit shall be punished with imprisonment. "


def _parsed(*pages: list[Part]) -> ParsedFile:
    made = []
    for number, parts in enumerate(pages, start=1):
        text, blocks = assemble(parts)
        made.append(Page(number, f"A-{number}", text, blocks))
    return ParsedFile(tuple(made))


def _split(parsed: ParsedFile, record: Record = RECORD) -> list[Document]:
    return split(parsed, record, FILE, "law/law-2008/en.pdf", ENCODER)


def _locators(passages: list[Document]) -> list[str]:
    return [passage.meta["locator"] for passage in passages]


def assert_sound(parsed: ParsedFile, passages: list[Document]) -> None:
    """What holds of the passages of every file."""
    pages = {page.number: page for page in parsed.pages}
    order = [page.number for page in parsed.pages]
    places = []
    covered = {page.number: bytearray(len(page.text)) for page in parsed.pages}
    for ordinal, passage in enumerate(passages):
        meta, content = passage.meta, passage.content or ""
        page = pages[meta["pdf_page"]]
        start, end = meta["start"], meta["end"]
        assert content == page.text[start:end]
        assert re.search(r"\w", content)
        assert meta["ordinal"] == ordinal
        assert meta["locator"]
        assert meta["page_label"] == page.label
        # Counted as it is embedded: context and content, joined.
        assert ENCODER.count_tokens(f"{meta['context']}\n{content}") <= ENCODER.window
        assert not any(covered[page.number][start:end]), "passages do not overlap"
        covered[page.number][start:end] = b"\x01" * (end - start)
        places.append((order.index(page.number), start))
    assert places == sorted(places)
    assert len({passage.id for passage in passages}) == len(passages)
    for page in parsed.pages:
        left = [c for c, seen in zip(page.text, covered[page.number], strict=True) if not seen]
        assert not any(c.isalnum() for c in left), f"words of page {page.number} are in no passage"


def test_a_law() -> None:
    parsed = _parsed(
        [
            Part("LAW ON SUPPRESSION", "heading", 1),
            Part("Chapter 1", "heading", 2),
            Part("General Provisions", "heading", 3),
            Part(
                "Article 1\nThis law suppresses trafficking.\nArticle 2. The law applies in all the Kingdom,\nArticle 4"
                " of the Penal Code notwithstanding."
            ),
            Part("Article 3", "heading", 4),
            Part("A minor is a person under eighteen. Article 1 applies."),
        ],
        [
            Part("A second paragraph of the third article on the next page."),
            Part("Article 12 of this law shall apply."),
        ],
    )
    passages = _split(parsed)
    assert_sound(parsed, passages)
    articles = [(p.meta["locator"], p.meta["pdf_page"]) for p in passages if p.meta["locator"].startswith("Article")]
    assert articles == [("Article 1", 1), ("Article 2", 1), ("Article 3", 1), ("Article 3", 2)]
    last = passages[-1]
    assert (last.content or "").endswith("Article 12 of this law shall apply.")
    assert last.meta["heading"] == "Article 3"
    assert last.meta["heading_path"][-1] == "Article 3"
    assert last.meta["context"].startswith("Law on Suppression — ")
    assert (last.meta["page_label"], last.meta["path"]) == ("A-2", "law/law-2008/en.pdf")


def test_an_agreement_with_annexes() -> None:
    body = SENTENCE * 3
    parsed = _parsed(
        [
            Part("MEMORANDUM OF UNDERSTANDING", "heading", 1),
            Part("Article I\nPurpose", "heading", 2),
            Part(body),
            Part("Annex 1: Guidelines for Reception", "heading", 1),
            Part("Article 1", "heading", 2),
            Part(body),
            Part("Annex 2", "heading", 1),
            Part(body),
        ]
    )
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert _locators(passages) == ["Article I", "Annex 1, Article 1", "Annex 2"]


def test_a_line_broken_before_a_cross_reference_heads_nothing() -> None:
    law = (
        "Article 82\nMembers shall take the oath contained in\nAnnex 5.\nArticle 83\nSessions are held under\nArticle 9"
    )
    parsed = _parsed([Part(law)])
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert _locators(passages) == ["Article 82", "Article 83"]


def test_components_of_a_plan() -> None:
    parsed = _parsed(
        [
            Part("2. Prevention", "heading", 2),
            Part(SENTENCE),
            Part("2.3 Labour Protection", "heading", 3),
            Part(SENTENCE),
            Part("2.3.1 Safe Migration", "heading", 4),
            Part(SENTENCE),
            Part("2.4 Awareness", "heading", 3),
            Part(SENTENCE),
        ]
    )
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert _locators(passages)[1:] == ["2.3 Labour Protection", "2.3.1 Safe Migration", "2.4 Awareness"]
    assert passages[2].meta["heading_path"][-2:] == ["2.3 Labour Protection", "2.3.1 Safe Migration"]
    assert "2.3.1 Safe Migration" not in passages[3].meta["heading_path"]


def test_a_caption_heads_its_table_only() -> None:
    parsed = _parsed(
        [
            Part("Findings", "heading", 1),
            Part(SENTENCE * 2),
            Part("Table 1. Victims by Province", "heading", 2),
            Part("Koh Kong\t120\nPoipet\t310", "table"),
            Part(SENTENCE * 3),
        ],
        [Part(SENTENCE)],
    )
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert _locators(passages) == ["Findings", "Table 1. Victims by Province", "Findings", "Findings"]
    assert "Koh Kong\t120\nPoipet\t310" in (passages[1].content or "")


def test_a_contents_page_heads_nothing() -> None:
    entries = [Part(f"Article {n} {'.' * 30} {n + 3}") for n in range(1, 9)]
    parsed = _parsed([Part("Contents", "heading", 1), *entries], [Part("Article 1"), Part("Slavery is forbidden.")])
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert [(passage.meta["locator"], passage.meta["pdf_page"]) for passage in (passages[0], *passages[-2:])] == [
        ("Contents", 1),
        ("Contents", 1),
        ("Article 1", 2),
    ]


def test_a_place_without_headings_is_named_by_its_page() -> None:
    assert _locators(_split(_parsed([Part(SENTENCE)], [Part(SENTENCE)]))) == ["p. A-1", "p. A-2"]
    text, blocks = assemble([Part(SENTENCE)])
    assert _locators(_split(ParsedFile((Page(None, None, text, blocks),)))) == ["paragraph 1"]


def test_what_is_too_long_is_cut_between_sentences() -> None:
    parsed = _parsed([Part("Article 1", "heading"), Part(SENTENCE * 60)])
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert len(passages) > 2
    assert set(_locators(passages)) == {"Article 1"}
    assert all((passage.content or "").endswith("imprisonment.") for passage in passages)


def test_rows_of_a_table_stay_whole() -> None:
    rows = [f"Province {n}\t{n * 7} victims were counted by the police\t{n} cases" for n in range(120)]
    parsed = _parsed([Part("\n".join(rows), "table")])
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert [line for passage in passages for line in (passage.content or "").split("\n")] == rows


@pytest.mark.parametrize("text", ["ក" * 3000, "x" * 3000, "ក្រម " * 900, "a-b" * 900, "7 " * 1500])
def test_text_without_sentences(text: str) -> None:
    parsed = _parsed([Part(text)])
    assert_sound(parsed, _split(parsed))


def test_a_long_title_and_long_headings_leave_room() -> None:
    record = RECORD.model_copy(update={"title": "Agreement on Cooperation " * 40})
    headings = [Part(f"{n}. {'ច្បាប់ស្តីពី' * 30}", "heading", n) for n in range(1, 5)]
    parsed = _parsed([*headings, Part(SENTENCE * 10)])
    assert_sound(parsed, _split(parsed, record))


def test_ids_are_stable_and_change_with_the_words() -> None:
    one = _split(_parsed([Part("Article 1"), Part("Slavery is forbidden.")]))
    assert [p.id for p in one] == [p.id for p in _split(_parsed([Part("Article 1"), Part("Slavery is forbidden.")]))]
    assert re.fullmatch(r"law-2008/en\.pdf/0-[0-9a-f]{8}", one[0].id)
    assert one[0].id != _split(_parsed([Part("Article 1"), Part("Slavery is allowed.")]))[0].id


def test_what_a_passage_says_of_its_document() -> None:
    record = RECORD.model_copy(update={"audience": "partners", "spatial": ("KH",), "creator": ("Ministry of Justice",)})
    (passage,) = _split(_parsed([Part(SENTENCE)]), record)
    about = {key: passage.meta[key] for key in ("document", "audience", "spatial", "creator", "year", "date", "type")}
    assert about == {
        "document": "law-2008",
        "audience": "partners",
        "spatial": ["KH"],
        "creator": ["Ministry of Justice"],
        "year": 2008,
        "date": "2008-02-15",
        "type": "law",
    }


def test_nothing_gives_nothing() -> None:
    assert _split(ParsedFile(())) == []
    assert _split(_parsed([], [Part("– * –")])) == []


words = st.sampled_from(
    [
        "law",
        "Article 3",
        "victims",
        "Annex 2",
        "shall",
        "ច្បាប់",
        "2.1 Scope",
        "1997",
        "—",
        "Table 4",
        "…",
        "x" * 90,
        "ក" * 60,
    ]
)
lines = st.lists(words, min_size=1, max_size=12).map(" ".join)
sentences = st.builds(
    lambda line, times, end: (line + end) * times, lines, st.integers(1, 30), st.sampled_from([". ", " ", "។"])
)


def test_signs_without_a_word_fill_the_window_too() -> None:
    parsed = _parsed([Part(f"Article 3\n\n{'law ' * 60}"), Part(": " * 90), Part("law " * 110)])
    passages = _split(parsed)
    assert_sound(parsed, passages)
    assert len(passages) > 1


parts = st.builds(
    Part,
    st.one_of(lines, sentences, st.lists(lines, max_size=6).map("\n".join), st.text(max_size=60)),
    st.sampled_from(["heading", "text", "list", "table", "note"]),
    st.integers(0, 6),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(parts, max_size=7), max_size=4))
def test_of_any_text_every_word_is_in_one_passage(pages: list[list[Part]]) -> None:
    parsed = _parsed(*pages)
    assert_sound(parsed, _split(parsed))


@cache
def _real(path: Path) -> tuple[ParsedFile, list[Document]]:
    parsed = parse_file(path, ocr_languages="none")
    return parsed, _split(parsed)


@pytest.mark.parametrize(
    "name",
    [
        "kh-constitution-en.txt",
        "kh-labour-law-1997-en.txt",
        "km-constitution-clean.md",
        "national-research-agenda-2025.pdf",
        "un-joint-framework-cambodia.txt",
        "wfcl-2021-burma.pdf",
        "wfcl-2021-cambodia.pdf",
    ],
)
def test_real_documents(shared_data: Path, name: str) -> None:
    assert_sound(*_real(shared_data / "documents" / name))


@pytest.mark.parametrize("name", ["kh-constitution-en.txt", "kh-labour-law-1997-en.txt"])
def test_every_article_of_a_real_law_is_found_once_in_order(shared_data: Path, name: str) -> None:
    parsed, passages = _real(shared_data / "documents" / name)
    heads = re.findall(r"^\s*Article (\d+)\s*[.:]?\s*$", parsed.pages[0].text, re.MULTILINE)
    assert len(heads) > 50
    locators = list(dict.fromkeys(_locators(passages)))
    articles = [locator for locator in locators if locator.startswith("Article ")]
    missing = [f"Article {number}" for number in heads if f"Article {number}" not in articles]
    assert not missing
    numbers = [int(re.findall(r"\d+", article)[0]) for article in articles]
    assert numbers == sorted(numbers), "a cross-reference was taken for a heading"
