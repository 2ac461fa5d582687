"""The whole way in, as one Haystack pipeline: read, split, tag, embed, write."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from haystack import Document, Pipeline, component

from corpus.page import ParsedFile
from corpus.record import Record, RecordFile
from index import FileState, PassageStore, embedding_key
from index.encoder import Encoder
from ingest.parse import UnreadableFile
from ingest.parse.process import parse_in_process
from ingest.records import Refusal, Source, file_hash, infer_record
from ingest.split import split
from ingest.tag import FourPTagger

OnPage = Callable[[str, int, int], None]


@component
class FileReader:
    """
    Reads a document's files, each in a limited process of its own; one that cannot be read stops no other.

    :param on_page: told (path, pages done, pages in all).
    """

    def __init__(self, on_page: OnPage | None = None) -> None:
        self._on_page = on_page

    @component.output_types(record=Record, files=list[FileState], refusals=list[Refusal])
    def run(self, source: Source) -> dict[str, Any]:
        """
        Read a document.

        :param source: the document.
        :returns: its record (inferred for a loose file), the state of its files, and what was refused.
        """
        record, files, refusals = source.record, [], []
        for path, file in zip(source.paths, source.record.files, strict=True):
            full = source.folder / file.path
            if not full.is_file():
                refusals.append(
                    Refusal(path, "the record lists it and it is not there: add it, or take it off the record")
                )
                continue
            digest = file_hash(full)
            try:
                parsed = parse_in_process(full, self._told(path))
            except UnreadableFile as error:
                refusals.append(Refusal(path, str(error)))
                files.append(FileState(path, digest, refused=str(error)))
                continue
            if source.loose:
                record = infer_record(source, parsed)
            files.append(FileState(path, digest, parsed))
        return {"record": record, "files": files, "refusals": refusals}

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
    def run(self, record: Record, files: list[FileState]) -> dict[str, list[Document]]:
        """
        Split a document's files.

        :param record: its record.
        :param files: its files, with what was read of them.
        :returns: {"documents": the passages, file by file}.
        """
        by_path = {_of(file, files): file for file in record.files}
        passages = [
            passage
            for state in files
            if state.parsed and (file := by_path.get(state.path))
            for passage in split(state.parsed, record, file, state.path, self._encoder)
        ]
        return {"documents": passages}


def _of(file: RecordFile, files: list[FileState]) -> str:
    return next((state.path for state in files if f"/{state.path}".endswith(f"/{file.path}")), file.path)


@component
class CachedEmbedder:
    """
    Embeds passages, each text once in the index's life. The model is loaded when there is first something to embed.

    :param store: which keeps the embeddings made before.
    :param encoder: makes the others.
    """

    def __init__(self, store: PassageStore, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._embedder: Any = None

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
        if new:
            if self._embedder is None:
                self._embedder = self._encoder.document_embedder()
                self._embedder.warm_up()
            embedded = self._embedder.run(documents=list(new.values()))["documents"]
            known |= {key: document.embedding for key, document in zip(new, embedded, strict=True)}
        return {"documents": [replace(d, embedding=known[key]) for key, d in zip(keys, documents, strict=True)]}


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


def ingestion_pipeline(store: PassageStore, encoder: Encoder, on_page: OnPage | None = None) -> Pipeline:
    """
    The pipeline that takes one document all the way in.

    ```python
    pipeline = ingestion_pipeline(store, load_encoder())
    pipeline.run({"read": {"source": source}, "write": {"fingerprint": "…"}})
    ```

    :param store: the index to write to.
    :param encoder: the encoder the index is made by.
    :param on_page: told (path, pages done, pages in all) while a PDF is read.
    :returns: the pipeline; give `read.source` and `write.fingerprint`.
    """
    pipeline = Pipeline()
    pipeline.add_component("read", FileReader(on_page))
    pipeline.add_component("split", PassageSplitter(encoder))
    pipeline.add_component("tag", FourPTagger())
    pipeline.add_component("embed", CachedEmbedder(store, encoder))
    pipeline.add_component("write", DocumentWriter(store))
    for receiver in ("split", "tag", "write"):
        pipeline.connect("read.record", f"{receiver}.record")
    pipeline.connect("read.files", "split.files")
    pipeline.connect("read.files", "write.files")
    pipeline.connect("split.documents", "tag.documents")
    pipeline.connect("tag.documents", "embed.documents")
    pipeline.connect("embed.documents", "write.documents")
    return pipeline


def read_well(parsed: ParsedFile) -> dict[str, int]:
    """
    Count a file's pages by how well they were read.

    :param parsed: the file.
    :returns: {"well": …, "poorly": …, "not at all": …}.
    """
    counts = {"well": 0, "poorly": 0, "not at all": 0}
    for page in parsed.pages:
        counts[page.reading] += 1
    return counts
