"""Small documents to publish in tests."""

import hashlib
from collections.abc import Sequence

from haystack import Document

from corpus.page import Block, OutlineEntry, Page, ParsedFile
from corpus.record import Record, RecordFile
from corpus.settings import Audience
from index import FileState, PassageStore

WIDTH = 4


def vector(text: str) -> list[float]:
    """A vector of its own for every text."""
    return [byte / 255 - 0.5 for byte in hashlib.sha256(text.encode()).digest()[:WIDTH]]


def publish(
    store: PassageStore, identifier: str, texts: Sequence[str], *, audience: Audience = "public", year: int = 2008
) -> list[Document]:
    """Put a document of one page a text, and one passage a page, into a store; give its passages."""
    record = Record(
        identifier=identifier,
        title=f"Title of {identifier}",
        date=str(year),
        audience=audience,
        files=(RecordFile(path="en.txt"),),
    )
    path = f"{identifier}/en.txt"
    pages = tuple(
        Page(number, str(number), text, (Block(0, len(text), "text"),)) for number, text in enumerate(texts, start=1)
    )
    passages = [
        Document(
            id=f"{identifier}/{page.number}",
            content=page.text,
            embedding=vector(page.text),
            meta={
                "document": identifier,
                "title": record.title,
                "audience": audience,
                "year": year,
                "date": record.date,
                "four_p": ["prevention", audience],
                f"only_{audience}": True,
                "path": path,
                "pdf_page": page.number,
                "start": 0,
                "end": len(page.text),
                "context": record.title,
            },
        )
        for page in pages
    ]
    parsed = ParsedFile(pages, (OutlineEntry("Article 1", 1, 1),))
    store.replace_document(record, [FileState(path, "0" * 64, parsed)], passages, fingerprint=f"of {texts}")
    return passages
