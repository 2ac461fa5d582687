"""The whole way in, as one Haystack pipeline: read, split, name terms, embed, tag, correct by hand, write."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline, component

from corpus.page import ParsedFile
from corpus.passage_tags import PassageTags
from corpus.record import Record
from index import FileState, PassageStore, embedding_key
from index.encoder import Encoder
from ingest.confirmed_tags import ConfirmedTagger
from ingest.document_tags import DocumentTagger
from ingest.parse import UnreadableFile
from ingest.parse.process import parse_in_process
from ingest.records import Refusal, Source, file_hash, infer_record, same_reader
from ingest.split import split
from ingest.tag import FourPTagger
from ingest.terms import TermTagger

OnPage = Callable[[str, int, int], None]
OnPassage = Callable[[int, int], None]
_BATCH = 128


@component
class FileReader:
    """
    Reads a document's files, each in a limited process of its own; one that cannot be read stops no other.

    A file that has not changed is not read again: its pages are taken from the index.

    :param store: the index.
    :param on_page: told (path, pages done, pages in all).
    :param readings: what was read of files before they came into the corpus, by the hash of their bytes.
    """

    def __init__(
        self, store: PassageStore, on_page: OnPage | None = None, readings: Mapping[str, ParsedFile] | None = None
    ) -> None:
        self._store = store
        self._on_page = on_page
        self._readings = readings or {}

    @component.output_types(
        record=Record, files=list[FileState], refusals=list[Refusal], passage_tags=tuple[PassageTags, ...]
    )
    def run(self, source: Source, fingerprint: str) -> dict[str, Any]:
        """
        Read a document.

        :param source: the document.
        :param fingerprint: what it is made of now.
        :returns: its record (inferred for a loose file), the state of its files, what was refused, and what a person
            said of its passages.
        """
        record, files, refusals = source.record, [], []
        held = self._held(source, fingerprint)
        for path, file in zip(source.paths, source.record.files, strict=True):
            state = self._read(source.folder / file.path, path, held)
            if state.parsed and source.loose:
                record = infer_record(source, state.parsed)
            if state.refused:
                refusals.append(Refusal(path, state.refused))
            files.append(state)
        return {"record": record, "files": files, "refusals": refusals, "passage_tags": source.passage_tags}

    def _held(self, source: Source, fingerprint: str) -> dict[tuple[str, str], ParsedFile]:
        """What the index holds of a document's files, by path and hash, where the same reader read them."""
        identifier = source.record.identifier
        record = self._store.record(identifier)
        if record is None or not same_reader(self._store.document_fingerprints()[identifier], fingerprint):
            return {}
        languages = dict(zip(source.paths, (file.language for file in record.files), strict=False))
        held: dict[tuple[str, str], ParsedFile] = {}
        for file in self._store.files(identifier):
            if file.path in languages and not file.refused:
                pages, outline = self._store.pages(identifier, file.path), self._store.outline(identifier, file.path)
                about = (record.title, languages[file.path], record.date)
                held[file.path, file.sha256] = ParsedFile(tuple(pages), outline, *about)
        return held

    def _read(self, file: Path, path: str, held: dict[tuple[str, str], ParsedFile]) -> FileState:
        digest = ""
        try:
            digest = file_hash(file)
            if parsed := held.get((path, digest)) or self._readings.get(digest):
                return FileState(path, digest, parsed)
            return FileState(path, digest, parse_in_process(file, self._told(path)))
        except FileNotFoundError:
            return FileState(path, digest, refused="it is not there, and the record lists it: add it, or strike it out")
        except UnreadableFile as error:
            return FileState(path, digest, refused=str(error))
        except OSError as error:
            return FileState(path, digest, refused=f"the disk does not give it: {error.strerror or error}")

    def _told(self, path: str) -> Callable[[int, int], None] | None:
        on_page = self._on_page
        return None if on_page is None else lambda done, of: on_page(path, done, of)


@component
class PassageSplitter:
    """
    Cuts what was read into passages that fit the encoder.

    :param encoder: whose window they fit.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @component.output_types(documents=list[Document])
    def run(self, source: Source, record: Record, files: list[FileState]) -> dict[str, list[Document]]:
        """
        Split a document's files.

        :param source: the document, which tells which state is of which of the record's files.
        :param record: its record.
        :param files: its files in the record's order, with what was read of them.
        :returns: {"documents": the passages, file by file}.
        """
        named = dict(zip(source.paths, record.files, strict=True))
        passages = [
            passage
            for state in files
            if state.parsed
            for passage in split(state.parsed, record, named[state.path], state.path, self._encoder)
        ]
        return {"documents": passages}


@component
class CachedEmbedder:
    """
    Embeds passages, each text once in the index's life. The model is loaded when there is first something to embed.

    :param store: which keeps the embeddings made before.
    :param encoder: makes the others.
    :param on_passage: told (passages embedded, passages to embed).
    """

    def __init__(self, store: PassageStore, encoder: Encoder, on_passage: OnPassage | None = None) -> None:
        self._store = store
        self._encoder = encoder
        self._on_passage = on_passage

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """
        Embed passages.

        :param documents: the passages.
        :returns: {"documents": the same, with embeddings, in order}.
        """
        keys = [embedding_key(document) for document in documents]
        known = self._store.cached_embeddings(keys)
        new = {key: document for key, document in zip(keys, documents, strict=True) if key not in known}
        # Texts of about one length together: a batch is padded to its longest.
        waiting = sorted(new.items(), key=lambda item: len(item[1].content or ""))
        for first in range(0, len(waiting), _BATCH):
            batch = waiting[first : first + _BATCH]
            if self._on_passage:
                self._on_passage(first, len(waiting))
            embedded = _embedder(self._encoder).run(documents=[document for _, document in batch])["documents"]
            known |= {key: document.embedding for (key, _), document in zip(batch, embedded, strict=True)}
        return {"documents": [replace(d, embedding=known[key]) for key, d in zip(keys, documents, strict=True)]}


@lru_cache(maxsize=1)
def _embedder(encoder: Encoder) -> Any:
    """Loaded once a process: the desk makes a pipeline for each document that it looks at."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    embedder = encoder.document_embedder()
    embedder.warm_up()
    return embedder


@component
class DocumentWriter:
    """
    Puts a document into the index in one transaction.

    :param store: the index.
    """

    def __init__(self, store: PassageStore) -> None:
        self._store = store

    @component.output_types(passages=int)
    def run(
        self, record: Record, files: list[FileState], documents: list[Document], fingerprint: str
    ) -> dict[str, int]:
        """
        Write a document; a loose file nothing was read of is no document, and what the index held of it goes.

        :param record: its record.
        :param files: its files.
        :param documents: its passages, embedded.
        :param fingerprint: what it was made of.
        :returns: {"passages": how many were written}.
        """
        if record.inferred and not any(file.parsed for file in files):
            self._store.remove_document(record.identifier)
        else:
            self._store.replace_document(record, files, documents, fingerprint)
        return {"passages": len(documents)}


def preparing_pipeline(
    store: PassageStore,
    encoder: Encoder,
    on_page: OnPage | None = None,
    on_passage: OnPassage | None = None,
    readings: Mapping[str, ParsedFile] | None = None,
) -> Pipeline:
    """
    The pipeline that makes of one document all that the index is to hold of it, and writes nothing.

    ```python
    prepared = preparing_pipeline(store, load_encoder()).run(
        {"read": {"source": source, "fingerprint": made_of}, "split": {"source": source}},
        include_outputs_from={"read"},
    )
    prepared["document"]["documents"][0].meta["locator"]
    ```

    :param store: the index, which holds what was read and embedded before.
    :param encoder: the encoder the index is made by.
    :param on_page: told (path, pages done, pages in all) while a PDF is read.
    :param on_passage: told (passages embedded, passages to embed).
    :param readings: what was read of files already, by the hash of their bytes.
    :returns: the pipeline; its `read` gives record and files, its `document` the passages.
    """
    pipeline = Pipeline()
    pipeline.add_component("read", FileReader(store, on_page, readings))
    pipeline.add_component("split", PassageSplitter(encoder))
    pipeline.add_component("terms", TermTagger())
    pipeline.add_component("embed", CachedEmbedder(store, encoder, on_passage))
    pipeline.add_component("tag", FourPTagger(encoder))
    pipeline.add_component("confirmed", ConfirmedTagger())
    pipeline.add_component("document", DocumentTagger())
    for receiver in ("split", "terms", "tag", "document"):
        pipeline.connect("read.record", f"{receiver}.record")
    pipeline.connect("read.files", "split.files")
    pipeline.connect("split.documents", "terms.documents")
    pipeline.connect("terms.documents", "embed.documents")
    pipeline.connect("embed.documents", "tag.documents")
    pipeline.connect("tag.documents", "confirmed.documents")
    pipeline.connect("read.passage_tags", "confirmed.passage_tags")
    pipeline.connect("confirmed.documents", "document.documents")
    return pipeline


def ingestion_pipeline(
    store: PassageStore, encoder: Encoder, on_page: OnPage | None = None, on_passage: OnPassage | None = None
) -> Pipeline:
    """
    The pipeline that takes one document all the way in.

    ```python
    pipeline = ingestion_pipeline(store, load_encoder())
    source = find_sources(Path("corpus/documents"))[0][0]
    made_of = {"fingerprint": fingerprint(source, hashes, reader, maker)}
    pipeline.run({"read": {"source": source, **made_of}, "split": {"source": source}, "write": made_of})
    ```

    :param store: the index to write to.
    :param encoder: the encoder the index is made by.
    :param on_page: told (path, pages done, pages in all) while a PDF is read.
    :param on_passage: told (passages embedded, passages to embed).
    :returns: the pipeline; give it the source to read and split, and its fingerprint to read and write.
    """
    pipeline = preparing_pipeline(store, encoder, on_page, on_passage)
    pipeline.add_component("write", DocumentWriter(store))
    pipeline.connect("read.record", "write.record")
    pipeline.connect("read.files", "write.files")
    pipeline.connect("document.documents", "write.documents")
    return pipeline
