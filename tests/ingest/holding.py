"""A small index that holds documents as they were read, for tests that ask what is held."""

import hashlib
from pathlib import Path

from haystack import Document

from corpus.page import Page, ParsedFile
from corpus.record import Record, RecordFile, TextKind
from index import FileState, PassageStore

WIDTH, SIGNS = 4, 1200


def open_store(folder: Path) -> PassageStore:
    return PassageStore(folder, embedding_dim=WIDTH)


def file_of(text: str, *more: str) -> ParsedFile:
    return ParsedFile(tuple(Page(number, str(number), page) for number, page in enumerate((text, *more), start=1)))


def hold(
    store: PassageStore,
    record: Record,
    parsed: ParsedFile | None = None,
    sha256: str = "0" * 64,
    kind: TextKind = "official",
) -> str:
    """Put a document of one file into a store, in passages of about a page; give the file's path."""
    path = f"{record.type}/{record.identifier}/file"
    if parsed is None:
        store.replace_document(record, [], [], "made")
        return ""
    record = record.model_copy(
        update={"files": (RecordFile(path="file", language=record.language[0], text=kind),)},
    )
    pieces = [
        page.text[at : at + SIGNS]
        for page in parsed.pages
        for at in range(0, len(page.text), SIGNS)
        if page.text.strip()
    ]
    passages = [
        Document(
            id=f"{record.identifier}/{number}",
            content=piece,
            embedding=[byte / 255 for byte in hashlib.sha256(piece.encode()).digest()[:WIDTH]],
            meta={"document": record.identifier, "audience": record.audience, "context": record.title, "path": path},
        )
        for number, piece in enumerate(pieces)
    ]
    store.replace_document(record, [FileState(path, sha256, parsed)], passages, "made")
    return path
