"""A small index of our own words, written without the model: its vectors are bags of words."""

import hashlib
from pathlib import Path
from typing import Any, Self

import pytest
from haystack import Document, component

from corpus.record import Record
from index import PassageStore
from index.encoder import Encoder, load_encoder
from index.stems import stems
from search import Search

PASSAGES = [
    # document, type, year, four_p, locator, page, words
    ("law-a", "law", 2008, ["prosecution"], "Article 8", 3, "Whoever recruits a person by deceit shall be imprisoned."),
    ("law-a", "law", 2008, ["prosecution"], "Article 9", 3, "A child cannot consent to being sold or recruited."),
    ("law-a", "law", 2008, ["protection"], "Article 44", 9, "Courts protect the identity of trafficking victims."),
    ("report-b", "report", 2015, ["prevention"], "2.1 Fishing", 12, "Men on fishing boats are held by debt bondage."),
    (
        "report-b",
        "report",
        2015,
        ["prevention", "policy"],
        "2.2 Brick kilns",
        13,
        "Families in brick kilns inherit debt.",
    ),
    ("report-b", "report", 2015, ["protection"], "3 Shelters", 14, "Shelters for men returning from boats are few."),
    (
        "plan-c",
        "plan",
        2006,
        ["policy"],
        "Article 44",
        2,
        "The committee coordinates ministries and reports each year.",
    ),
    ("secret-d", "report", 2020, ["policy"], "1", 1, "Xylophone informants named the traffickers."),
]


def bag_of_words(text: str, dimension: int) -> list[float]:
    """A vector that tells texts apart by their words: one place a stem, found by its hash."""
    vector = [0.0] * dimension
    for stem in stems(text):
        vector[int.from_bytes(hashlib.sha256(stem.encode()).digest()[:4], "big") % dimension] += 1.0
    length = sum(value * value for value in vector) ** 0.5
    return [value / length for value in vector] if length else vector


@component
class BagOfWords:
    """Embeds in no time, where a test is not about what the real encoder knows."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        return {"embedding": bag_of_words(text, self.dimension)}


class BagOfWordsEncoder(Encoder):
    """The encoder of the settings in name, so that it opens the same indexes; a bag of words in fact."""

    __slots__ = ()

    @classmethod
    def make(cls) -> Self:
        real = load_encoder()
        return cls(real.name, real.revision, real.location, real.dimension, real.window)

    def text_embedder(self) -> BagOfWords:  # type: ignore[override]
        return BagOfWords(self.dimension)


def passage(row: tuple[str, str, int, list[str], str, int, str], ordinal: int, dimension: int) -> Document:
    document, type_, year, four_p, locator, page, words = row
    meta = {
        "document": document,
        "title": f"The {document}",
        "type": type_,
        "date": str(year),
        "year": year,
        "creator": ["Office"],
        "four_p": four_p,
        "locator": locator,
        "pdf_page": page,
        "page_label": str(page - 2) if page > 2 else None,
        "path": f"{document}.pdf",
        "language": "en",
        "status": "in force",
        "text_kind": "digest" if document == "plan-c" else "official",
        "spatial": ["KH"],
        "audience": "restricted" if document == "secret-d" else "public",
        "ordinal": ordinal,
        "context": f"The {document} — {locator}",
        "apparatus": False,
    }
    return Document(id=f"{document}-{ordinal}", content=words, meta=meta, embedding=bag_of_words(words, dimension))


@pytest.fixture(scope="session")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    encoder = load_encoder()
    with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
        for document in dict.fromkeys(row[0] for row in PASSAGES):
            rows = [(i, row) for i, row in enumerate(PASSAGES) if row[0] == document]
            first = passage(rows[0][1], 0, encoder.dimension).meta
            record = Record(identifier=document, title=first["title"], type=first["type"], audience=first["audience"])
            store.replace_document(record, [], [passage(row, i, encoder.dimension) for i, row in rows], "made")
        store.finish_build("corpus")
    return folder


@pytest.fixture
def search(index_dir: Path) -> Search:
    return Search(index_dir, audience="public", encoder=BagOfWordsEncoder.make())
