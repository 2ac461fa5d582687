"""Documents of the clearinghouse: a record, its files and pages, and the passages cut from them."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from haystack import Document

from corpus.page import Block, OutlineEntry, Page, ParsedFile
from corpus.record import Record
from index import passages
from index.model import ModelStamp
from index.records import RecordReads


@dataclass(frozen=True, slots=True)
class FileState:
    """
    What became of one file of a record.

    :param path: relative to the corpus folder.
    :param sha256: of its bytes.
    :param parsed: what was read of it; None where it was refused, and in what `files()` gives.
    :param refused: why it could not be read, empty where it was.
    """

    path: str
    sha256: str
    parsed: ParsedFile | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """
    A document as the index is to hold it.

    :param record: its record.
    :param files: its files, with what was read of them.
    :param passages: its passages, with their embeddings.
    :param fingerprint: what it was made of; `document_fingerprints` gives it back.
    """

    record: Record
    files: tuple[FileState, ...]
    passages: tuple[Document, ...]
    fingerprint: str


class DocumentReads(RecordReads):
    """Reading documents whole: records, files, pages, outlines, passages in order."""

    def files(self, identifier: str) -> list[FileState]:
        """
        The files of a document.

        :param identifier: the document's.
        :returns: their states, without what was read of them.
        """
        rows = self._of_document("SELECT path, sha256, refused FROM files", identifier, "ORDER BY path")
        return [FileState(row["path"], row["sha256"], refused=row["refused"]) for row in rows]

    def holders(self, sha256: str) -> list[tuple[str, str]]:
        """
        Where a file of the same bytes is held.

        :param sha256: of the bytes.
        :returns: (identifier, path) of each that the audience may see.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT identifier, path FROM files WHERE sha256 = ? "
                f"AND identifier IN (SELECT identifier FROM records WHERE {sql}) ORDER BY identifier, path",
                [sha256, *parameters],
            )
            return [(row["identifier"], row["path"]) for row in rows]

    def pages(self, identifier: str, path: str) -> list[Page]:
        """
        The pages of a file, in order.

        :param identifier: the document's.
        :param path: the file's, relative to the corpus folder.
        :returns: the pages; none where there is no such file that the audience may see.
        """
        rows = self._of_document("SELECT * FROM pages", identifier, "AND path = ? ORDER BY ordinal", [path])
        return [_page(row) for row in rows]

    def page(self, identifier: str, path: str, number: int | None) -> Page | None:
        """
        One page of a file.

        :param identifier: the document's.
        :param path: the file's, relative to the corpus folder.
        :param number: the page's, counted from 1; None for a format without pages.
        :returns: the page, None where there is none that the audience may see.
        """
        rows = self._of_document(
            "SELECT * FROM pages", identifier, "AND path = ? AND number IS ? ORDER BY ordinal LIMIT 1", [path, number]
        )
        return _page(rows[0]) if rows else None

    def outline(self, identifier: str, path: str) -> tuple[OutlineEntry, ...]:
        """
        A file's own table of contents.

        :param identifier: the document's.
        :param path: the file's, relative to the corpus folder.
        :returns: its lines, none where the file has none.
        """
        rows = self._of_document("SELECT outline FROM files", identifier, "AND path = ?", [path])
        return tuple(OutlineEntry(**entry) for row in rows for entry in json.loads(row["outline"]))

    def passages(self, identifier: str) -> list[Document]:
        """
        The passages of a document, in its own order, without embeddings.

        :param identifier: the document's.
        :returns: the passages.
        """
        sql, parameters = self._visible(None)
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {passages.COLUMNS} FROM passages WHERE document = ? AND {sql} ORDER BY number",
                [identifier, *parameters],
            )
            return [passages.from_row(row, embedding=False) for row in rows]

    def _of_document(
        self, select: str, identifier: str, rest: str, parameters: list[Any] | None = None
    ) -> list[sqlite3.Row]:
        sql, audiences = self._audience_sql()
        statement = (
            f"{select} WHERE identifier IN (SELECT identifier FROM records WHERE identifier = ? AND {sql}) {rest}"
        )
        with self._database.reading() as connection:
            return connection.execute(statement, [identifier, *audiences, *(parameters or [])]).fetchall()


class DocumentWrites(DocumentReads, ModelStamp):
    """Publishing documents whole: each change is one transaction."""

    def replace_document(
        self, record: Record, files: Iterable[FileState], documents: Iterable[Document], fingerprint: str
    ) -> None:
        """
        Put a document in the place of what the index held of it: all of it or, on an error, nothing.

        :param record: its record.
        :param files: its files, with what was read of them.
        :param documents: its passages, with their embeddings.
        :param fingerprint: what it was made of; `document_fingerprints` gives it back.
        """
        self.change_documents([PreparedDocument(record, tuple(files), tuple(documents), fingerprint)])

    def change_documents(
        self, put: Iterable[PreparedDocument], take_away: Iterable[str] = (), publication: str = ""
    ) -> None:
        """
        Put several documents in and take others away: all of it or, on an error, nothing.

        :param put: the documents, each in the place of what the index held of it.
        :param take_away: identifiers.
        :param publication: a sign of this change, which `last_publication` gives back; empty leaves the last one.
        """
        self._may_write()
        with self._database.writing() as connection:
            for identifier in take_away:
                self._remove(connection, identifier)
            for document in put:
                self._put(connection, document)
            if publication:
                connection.execute("INSERT OR REPLACE INTO info (key, value) VALUES ('publication', ?)", (publication,))

    def last_publication(self) -> str:
        """
        The sign of the last change that had one.

        :returns: as `change_documents` was given it; empty where there was none.
        """
        self._may_write()
        return self._database.get("publication")

    def _put(self, connection: sqlite3.Connection, prepared: PreparedDocument) -> None:
        record = prepared.record
        self._remove(connection, record.identifier)
        connection.execute(
            "INSERT INTO records (identifier, audience, fingerprint, record) VALUES (?, ?, ?, ?)",
            (record.identifier, record.audience, prepared.fingerprint, record.model_dump_json(by_alias=True)),
        )
        for file in prepared.files:
            _insert_file(connection, record.identifier, file)
        self._check_embeddings(connection, list(prepared.passages))
        for passage in prepared.passages:
            passages.insert(connection, passage)
            if passage.embedding is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO embeddings (key, embedding) VALUES (?, ?)",
                    (passages.embedding_key(passage), passages.pack(passage.embedding)),
                )

    def remove_document(self, identifier: str) -> bool:
        """
        Take a document away: record, files, pages and passages.

        :param identifier: the document's.
        :returns: whether there was one.
        """
        self._may_write()
        with self._database.writing() as connection:
            return self._remove(connection, identifier)

    def document_fingerprints(self) -> dict[str, str]:
        """
        What each document was made of, to see which has changed.

        :returns: {identifier: fingerprint}.
        """
        sql, parameters = self._audience_sql()
        with self._database.reading() as connection:
            return dict(
                connection.execute(f"SELECT identifier, fingerprint FROM records WHERE {sql}", parameters).fetchall()
            )

    def cached_embeddings(self, keys: Iterable[str]) -> dict[str, list[float]]:
        """
        Embeddings made before, by `embedding_key`.

        :param keys: of the passages to embed.
        :returns: those that are known.
        """
        self._may_write()
        found: dict[str, list[float]] = {}
        with self._database.reading() as connection:
            for key in keys:
                row = connection.execute("SELECT embedding FROM embeddings WHERE key = ?", (key,)).fetchone()
                if row:
                    found[key] = passages.unpack(row["embedding"]).tolist()
        return found

    @staticmethod
    def _remove(connection: sqlite3.Connection, identifier: str) -> bool:
        rows = connection.execute(
            f"SELECT {passages.COLUMNS} FROM passages WHERE document = ?", (identifier,)
        ).fetchall()
        for row in rows:
            # The vector goes with its words: what was taken away may not be guessed at from it.
            key = passages.embedding_key(passages.from_row(row, embedding=False))
            connection.execute("DELETE FROM embeddings WHERE key = ?", (key,))
            passages.delete(connection, row["number"])
        return connection.execute("DELETE FROM records WHERE identifier = ?", (identifier,)).rowcount > 0


def _insert_file(connection: sqlite3.Connection, identifier: str, file: FileState) -> None:
    parsed = file.parsed or ParsedFile(pages=())
    connection.execute(
        "INSERT INTO files (identifier, path, sha256, refused, title, language, date, outline) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            identifier,
            file.path,
            file.sha256,
            file.refused,
            parsed.title,
            parsed.language,
            parsed.date,
            json.dumps([asdict(entry) for entry in parsed.outline], ensure_ascii=False),
        ),
    )
    connection.executemany(
        "INSERT INTO pages (identifier, path, ordinal, number, label, text, blocks, reading, read_by, note) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                identifier,
                file.path,
                ordinal,
                page.number,
                page.label,
                page.text,
                json.dumps([[block.start, block.end, block.kind, block.level] for block in page.blocks]),
                page.reading,
                page.read_by,
                page.note,
            )
            for ordinal, page in enumerate(parsed.pages)
        ],
    )


def _page(row: sqlite3.Row) -> Page:
    return Page(
        number=row["number"],
        label=row["label"],
        text=row["text"],
        blocks=tuple(Block(*block) for block in json.loads(row["blocks"])),
        reading=row["reading"],
        read_by=row["read_by"],
        note=row["note"],
    )
