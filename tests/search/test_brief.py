"""A brief: what is chosen is quoted, noted and listed, in both files, and nobody reads in it what they may not see."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from haystack import Document
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image
from pypdf import PdfReader

from corpus.record import Record
from corpus.settings import settings
from index import PassageStore
from search.bibliography import STYLES, Reference, apa, chicago, un
from search.brief import GONE, Brief, Composed, Item, compose
from search.brief_docx import as_docx
from search.brief_pdf import as_pdf
from search.cite import Citation

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RECORDS = (
    Record(
        identifier="law-a",
        title="Law <A> & more",
        type="law",
        date="2008-02-15",
        creator=("National Assembly",),
        publisher="Official Gazette",
        source="https://example.org/a",
    ),
    Record(identifier="report-b", title="Report on kilns", type="report", publisher="Labour Institute"),
    Record(identifier="secret-d", title="Xylophone dossier", type="report", audience="restricted"),
)
DECEIT = "Whoever recruits\na person by <b>deceit</b> shall be punished:"
PASSAGES = (
    # document, locator, page, text, kind
    ("law-a", "Article 8", 3, f"{DECEIT}\n(a) by prison;\n(b) by fine.", "official"),
    ("law-a", "Article 9", 4, "No child can consent.", "official"),
    ("report-b", "2.2 Brick kilns", 13, "Families in kilns inherit debt.\n\nឥណទាន ជំពាក់", "digest"),
    ("secret-d", "1", 1, "Informants named the traffickers of the marimba.", "official"),
)
FIELDS = {
    "title": "Law A",
    "date": "2008-02-15",
    "type": "law",
    "creator": ["Assembly", "Senate"],
    "publisher": "Gazette",
    "source": "https://example.org/a",
}

texts = some.text(max_size=30).map(lambda text: Brief.read({"item": [f"t:{text}"]})).filter(lambda brief: brief.items)
items = some.lists(texts.map(lambda brief: brief.items[0]) | some.just(Item("passage", "law-a-0"))).map(tuple)


@pytest.fixture
def keeper(tmp_path: Path) -> PassageStore:
    store = PassageStore(tmp_path, embedding_dim=2)
    for record in RECORDS:
        passages = [
            Document(
                id=f"{document}-{ordinal}",
                content=text,
                meta={
                    "document": document,
                    "title": record.title,
                    "date": record.date,
                    "type": record.type,
                    "creator": list(record.creator),
                    "publisher": record.publisher,
                    "audience": record.audience,
                    "text_kind": kind,
                    "locator": locator,
                    "pdf_page": page,
                    "path": f"{document}.pdf",
                },
                embedding=[1.0, 0.0],
            )
            for ordinal, (document, locator, page, text, kind) in enumerate(PASSAGES)
            if document == record.identifier
        ]
        store.replace_document(record, [], passages, "made")
    store.finish_build("corpus")
    return store


@pytest.fixture
def store(keeper: PassageStore) -> PassageStore:
    return keeper.for_audience("public")


@pytest.fixture
def composed(store: PassageStore) -> Composed:
    return compose(brief("t:First <i>my</i> words.\nThen others.", "p:report-b-2", "p:law-a-0", "p:law-a-1"), store)


def brief(*pieces: str, title: str = "Deceit & debt", style: str = "apa") -> Brief:
    return Brief.read({"title": [title], "style": [style], "item": list(pieces)})


def part(file: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own file


def docx_notes(file: bytes) -> dict[str, str]:
    return {
        note.attrib[f"{W}id"]: "".join(note.itertext()).strip()
        for note in part(file, "word/footnotes.xml")
        if f"{W}type" not in note.attrib
    }


def pdf_pages(file: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(file)).pages]


@given(some.builds(Brief, some.sampled_from(["", "A title"]), items, some.sampled_from(STYLES)))
def test_a_brief_comes_back_from_its_address(brief: Brief) -> None:
    assert Brief.read(brief.params()) == brief


def test_what_makes_no_sense_in_an_address_is_passed_over() -> None:
    nonsense = {"style": ["mla"], "item": ["", "x:y", "t:", "p:  ", "t:\x00", "words", "t:a: b"], "q": ["debt"]}
    assert Brief.read(nonsense) == Brief(items=(Item("words", "a: b"),))


def test_items_are_put_in_moved_and_taken_out() -> None:
    ab = brief("p:a", "p:b")
    assert ab.added(Item("passage", "a")) == ab
    assert ab.added(Item("words", "w"), before=1) == brief("p:a", "t:w", "p:b")
    assert ab.moved(0, 1) == ab.moved(1, -1) == brief("p:b", "p:a")
    assert ab.moved(0, -1) == ab.moved(1, 5) == ab
    assert ab.removed(0) == brief("p:b")
    twice = brief("p:a", "p:b", "p:a")
    assert twice.moved(2, -1) == brief("p:a", "p:a", "p:b")


def test_notes_are_citations_numbered_in_order(composed: Composed, store: PassageStore) -> None:
    assert [block.note for block in composed.blocks] == [0, 1, 2, 3]
    passages = [block.passage for block in composed.blocks if block.passage]
    assert [passage.id for passage in passages] == ["report-b-2", "law-a-0", "law-a-1"]
    assert list(composed.notes) == [Citation(passage).text() for passage in passages]
    assert "Article 8, PDF p. 3" in composed.notes[1]


def test_a_quote_is_the_exact_words_and_a_digest_says_that_it_is_one(composed: Composed) -> None:
    own, digest, law, _ = composed.blocks
    assert own.paragraphs == ("First <i>my</i> words.", "Then others.") and not own.label
    assert law.paragraphs == (
        "“Whoever recruits a person by <b>deceit</b> shall be punished:",
        "(a) by prison;",
        "(b) by fine.”",
    )
    assert not law.label and "Digest" in digest.label and settings().owner in digest.label


def test_each_document_is_listed_once_and_a_digest_as_such(composed: Composed) -> None:
    report, law = (reference.text for reference in composed.references)
    assert (
        law == "National Assembly. (2008, February 15). Law <A> & more [Law]. Official Gazette. https://example.org/a"
    )
    assert report.startswith("Labour Institute. (n.d.). Report on kilns [Report]. [Cited from a digest by ")


@pytest.mark.parametrize(
    ("entry", "whole", "without_authors", "bare"),
    [
        (
            apa,
            "Assembly, & Senate. (2008, February 15). Law A [Law]. Gazette. https://example.org/a",
            "Gazette. (2008, February 15). Law A [Law]. https://example.org/a",
            "Law A. (n.d.).",
        ),
        (
            chicago,
            "Assembly and Senate. Law A. Gazette, February 15, 2008. https://example.org/a.",
            "Gazette. Law A. Gazette, February 15, 2008. https://example.org/a.",
            "Law A. n.d.",
        ),
        (
            un,
            "Assembly and Senate (2008). Law A. 15 February. Gazette. Available at https://example.org/a.",
            "Gazette (2008). Law A. 15 February. Available at https://example.org/a.",
            "Law A (n.d.).",
        ),
    ],
)
def test_each_style_writes_what_is_known(
    entry: Callable[[dict[str, Any]], Reference], whole: str, without_authors: str, bare: str
) -> None:
    assert entry(FIELDS).text == whole
    assert entry(FIELDS | {"creator": []}).text == without_authors
    assert entry({"title": "Law A"}).text == bare
    assert entry(FIELDS).title == "Law A"


@pytest.mark.parametrize(
    ("date", "apas", "chicagos"), [("2008", "2008", "2008"), ("2008-02", "2008, February", "February 2008")]
)
def test_a_date_is_as_exact_as_it_is_known(date: str, apas: str, chicagos: str) -> None:
    assert f"({apas})." in apa(FIELDS | {"date": date}).text
    assert f"Gazette, {chicagos}." in chicago(FIELDS | {"date": date}).text
    assert "(2008)." in un(FIELDS | {"date": date}).text


def test_the_last_line_tells_the_state_of_the_collection(composed: Composed, store: PassageStore) -> None:
    assert re.search(r"on \d{1,2} [A-Z]\w+ \d{4}: ", composed.state)
    info = store.info()
    assert f"{info['documents']} documents, 3 passages, revision {info['revision']}." in composed.state


def test_the_docx_has_footnotes_that_word_knows(composed: Composed) -> None:
    file = as_docx(composed)
    document = docx.Document(io.BytesIO(file))
    assert document.core_properties.title == "Deceit & debt"
    assert [part.partname for part in document.part.package.iter_parts() if "footnotes" in part.partname] == [
        "/word/footnotes.xml"
    ]
    (related,) = (each for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.FOOTNOTES)
    assert related.target_part.content_type.endswith("wordprocessingml.footnotes+xml")
    notes = docx_notes(file)
    assert list(notes.values()) == list(composed.notes)
    body = part(file, "word/document.xml")
    assert [mark.attrib[f"{W}id"] for mark in body.iter(f"{W}footnoteReference")] == list(notes) == ["1", "2", "3"]


def test_the_docx_is_whole_khmer_too(composed: Composed) -> None:
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(as_docx(composed))).paragraphs]
    assert words[:3] == ["Deceit & debt", "First <i>my</i> words.", "Then others."]
    assert f"{composed.blocks[1].label}\n“Families in kilns inherit debt." in words
    assert "ឥណទាន ជំពាក់”" in words
    assert "“Whoever recruits a person by <b>deceit</b> shall be punished:" in words
    assert words[-4:] == ["Bibliography", *(one.text for one in composed.references), composed.state]


def test_the_pdf_has_its_notes_on_the_page_that_cites(composed: Composed) -> None:
    page = pdf_pages(as_pdf(composed))[0]
    assert "Deceit & debt" in page and "First <i>my</i> words. Then others." in page
    assert "by <b>deceit</b> shall be punished: (a) by prison; (b) by fine.”" in page
    places = [page.index(note) for note in composed.notes]
    assert places == sorted(places)
    assert composed.references[1].text in page and composed.state in page
    assert page.endswith(" 1")


def test_notes_stay_with_their_marks_over_many_pages(store: PassageStore) -> None:
    own = "t:" + "Much was said of it. " * 60
    pieces = [piece for _ in range(12) for piece in (own, "p:law-a-0", "t:A short line.", "p:law-a-1")]
    composed = compose(brief(*pieces), store)
    pages = pdf_pages(as_pdf(composed))
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f" {number}")
        marks = set(re.findall(r"(?:fine|consent)\.”(\d+)", page.replace("” ", "”")))
        notes = set(re.findall(r"(\d+) National Assembly\. Law <A>", page))
        assert marks == notes
    cited = "".join(pages)
    assert all(f"{number} National Assembly. Law <A>" in cited for number in range(1, 25))


def test_the_pdf_says_that_it_has_no_khmer(composed: Composed, store: PassageStore) -> None:
    said = "The fonts of this PDF lack"
    page = pdf_pages(as_pdf(composed))[0]
    assert said in page and "[…]”" in page
    assert said not in pdf_pages(as_pdf(compose(brief("p:law-a-0"), store)))[0]


def test_what_the_audience_may_not_see_is_in_neither_file(keeper: PassageStore, store: PassageStore) -> None:
    chosen = brief("p:secret-d-3", "p:no-such", "p:law-a-0")
    composed = compose(chosen, store)
    assert [block.paragraphs for block in composed.blocks[:2]] == [(GONE,), (GONE,)]
    assert len(composed.notes) == len(composed.references) == 1
    with zipfile.ZipFile(io.BytesIO(as_docx(composed))) as archive:
        told = b"\n".join(archive.read(name) for name in archive.namelist())
    reader = PdfReader(io.BytesIO(as_pdf(composed)))
    told += f"{reader.metadata} {pdf_pages(as_pdf(composed))}".encode()
    for name in (b"marimba", b"Xylophone", b"secret-d", b"no-such"):
        assert name not in told
    assert told.count(GONE.encode()) == 4
    assert "marimba" in compose(chosen, keeper).blocks[0].paragraphs[0]


def test_signs_that_no_file_can_hold_break_none(store: PassageStore) -> None:
    odd = Brief("\x00a\x0b", (Item("words", "\x00"), Item("words", "a\x08b\ud800 </para> &nbsp; ﬁve \u2011 ●")))
    composed = compose(odd, store)
    assert docx.Document(io.BytesIO(as_docx(composed))).paragraphs[2].text == "a b  </para> &nbsp; ﬁve \u2011 ●"
    # pypdf reads the code that the PDF has for a bullet as it is.
    assert "a b </para> &nbsp; five - •" in pdf_pages(as_pdf(composed))[0].replace("\x7f", "•")


def test_an_empty_brief_makes_both_files(store: PassageStore) -> None:
    composed = compose(Brief(), store)
    file = as_docx(composed)
    assert docx.Document(io.BytesIO(file)).paragraphs[0].text == "Brief"
    assert "Brief" in pdf_pages(as_pdf(composed))[0]


def test_a_table_stands_as_a_picture_with_its_caption_in_both_files(tmp_path: Path) -> None:
    store = PassageStore(tmp_path, 4)
    out = io.BytesIO()
    Image.new("RGB", (800, 300), "white").save(out, "PNG")
    brief = Brief.read({"item": ["c:rows=sector&q=debt"]})
    assert Brief.read(brief.params()) == brief
    composed = compose(brief, store, lambda query: (f"Table of {query}", out.getvalue))
    with zipfile.ZipFile(io.BytesIO(as_docx(composed))) as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
    document = docx.Document(io.BytesIO(as_docx(composed)))
    assert any("Table of rows=sector" in paragraph.text for paragraph in document.paragraphs)
    page = PdfReader(io.BytesIO(as_pdf(composed))).pages[0]
    assert len(page.images) == 1 and "Table of rows=sector" in page.extract_text()
    assert compose(brief, store).blocks[0].gone
