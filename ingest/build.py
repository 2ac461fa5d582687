"""Bringing an index up to date with a corpus folder: only what changed is read again."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from haystack.core.errors import PipelineRuntimeError

from corpus.page import Page
from corpus.passage_tags import PASSAGES
from corpus.settings import settings
from index import PassageStore, PreparedDocument
from index.encoder import Encoder
from ingest.confirmed_tags import lapsed
from ingest.four_p import model as four_p
from ingest.parse.ocr import installed_languages
from ingest.pipeline import ingestion_pipeline
from ingest.records import Refusal, Source, file_hash, find_sources, fingerprint
from ingest.refused import RefusedFiles

_LAPSED_SHOWN = 5


class Told:
    """Who is told how far a build is; this one keeps it to itself."""

    def document(self, identifier: str, done: int, of: int) -> None:
        """
        A document is about to be read.

        :param identifier: its identifier.
        :param done: documents read before it.
        :param of: documents to be read in this build.
        """

    def page(self, path: str, done: int, of: int) -> None:
        """
        A page of a PDF was read.

        :param path: the file's.
        :param done: pages read.
        :param of: pages in all.
        """

    def passage(self, done: int, of: int) -> None:
        """
        Passages were embedded.

        :param done: how many of the document's.
        :param of: how many have to be.
        """


@dataclass(slots=True)
class BuildReport:
    """
    What a build did.

    :param documents: documents in the index now.
    :param passages: passages in the index now.
    :param read: documents read in this build.
    :param unchanged: documents that were up to date.
    :param removed: documents that left the corpus, and now the index.
    :param pages: pages in the index, by how well they were read.
    :param refused: files and records that were not taken, and why.
    :param unread_pages: pages nothing could be read of in this build, and why.
    :param known: documents in the index that are known and not held.
    """

    documents: int = 0
    passages: int = 0
    read: int = 0
    unchanged: int = 0
    removed: int = 0
    pages: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    unread_pages: list[Refusal] = field(default_factory=list)
    known: int = 0


def build(corpus: Path, store: PassageStore, encoder: Encoder, told: Told | None = None) -> BuildReport:
    """
    Bring an index up to date.

    Each document is published in one transaction; a build that is broken off goes on where it stopped.

    ```python
    encoder = load_encoder()
    with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
        report = build(Path("corpus/documents"), store, encoder)
    ```

    :param corpus: the folder of records and files.
    :param store: the index, opened with the encoder's name and dimension.
    :param encoder: the encoder.
    :param told: whom to tell how far it is.
    :returns: what was done.
    :raises NotADirectoryError: where there is no such folder.
    """
    if not corpus.is_dir():
        raise NotADirectoryError(f"There is no folder {corpus}: name one with --corpus.")
    build_ = _Build(corpus, store, encoder, told or Told())
    try:
        return build_.run()
    finally:
        build_.refused.save()


class _Build:
    def __init__(self, corpus: Path, store: PassageStore, encoder: Encoder, told: Told) -> None:
        self.corpus, self.store, self.encoder, self.told = corpus, store, encoder, told
        self.refused = RefusedFiles(store.path)
        self.report = BuildReport()
        self.known = store.document_fingerprints()
        self.reader, self.maker = reads_by(), makes_by(encoder)
        self.pipeline: Any = None

    def run(self) -> BuildReport:
        report = self.report
        sources, report.refused = find_sources(self.corpus)
        changed = self._changed(sources)
        # Documents that are known and not held have nothing to read: they come in together.
        known = [PreparedDocument(source.record, (), (), made_of) for source, made_of in changed if not source.paths]
        if known:
            self.store.change_documents(known)
        changed = [(source, made_of) for source, made_of in changed if source.paths]
        for done, (source, made_of) in enumerate(changed):
            self.told.document(source.record.identifier, done, len(changed))
            self._read(source, made_of)
        for identifier in self.known.keys() - {source.record.identifier for source in sources}:
            report.removed += self.store.remove_document(identifier)
        if report.read or report.removed or not self.known:
            self.store.finish_build(str(self.corpus.resolve()))
        for source in sources:
            report.refused += self._lapsed(source)
        facts = self.store.info()
        report.documents, report.passages, report.pages = facts["documents"], facts["passages"], facts["pages_read"]
        report.known = facts["known"]
        return report

    def _changed(self, sources: list[Source]) -> list[tuple[Source, str]]:
        """What is to be read, with its fingerprint; copies are struck off the list of sources."""
        changed: list[tuple[Source, str]] = []
        taken: dict[str, str] = {}
        for source in list(sources):
            hashes = [_hash(source.folder / file.path) for file in source.record.files]
            if source.loose and hashes[0] in taken:
                reason = f"it has the same bytes as {taken[hashes[0]]}, which was taken"
                self.report.refused.append(Refusal(source.paths[0], reason))
                sources.remove(source)
                continue
            taken.update({digest: path for digest, path in zip(hashes, source.paths, strict=True) if digest})
            made_of = fingerprint(source, hashes, self.reader, self.maker)
            identifier = source.record.identifier
            if self.known.get(identifier) == made_of:
                self.report.unchanged += 1
                self.report.refused += [Refusal(f.path, f.refused) for f in self.store.files(identifier) if f.refused]
            elif identifier not in self.known and (reason := self.refused.reason(made_of)):
                self.report.refused.append(Refusal(source.paths[0], reason))
            else:
                changed.append((source, made_of))
        return changed

    def _read(self, source: Source, made_of: str) -> None:
        if self.pipeline is None:
            self.pipeline = ingestion_pipeline(self.store, self.encoder, self.told.page, self.told.passage)
        try:
            done = self.pipeline.run(
                {
                    "read": {"source": source, "fingerprint": made_of},
                    "split": {"source": source},
                    "write": {"fingerprint": made_of},
                },
                include_outputs_from={"read"},
            )
        except PipelineRuntimeError as error:
            # What is wrong with one document stops no other; without the model or the index there is no going on.
            if error.component_name in ("embed", "write") and error.__cause__:
                raise error.__cause__ from error
            reason = f"it could not be taken in ({type(error.__cause__).__name__}: {error.__cause__}): please report it"
            self.report.refused.append(Refusal(source.record.identifier, reason))
            return
        self.report.read += any(state.parsed for state in done["read"]["files"])
        self.report.refused += done["read"]["refusals"]
        for state in done["read"]["files"]:
            if state.parsed:
                self.report.unread_pages += _unread(state.path, state.parsed.pages)
            elif source.loose:
                self.refused.add(made_of, state.refused)

    def _lapsed(self, source: Source) -> list[Refusal]:
        """One line where a person tagged passages whose words are not there any more."""
        if not source.passage_tags:
            return []
        gone = lapsed(source.passage_tags, self.store.passages(source.record.identifier))
        if not gone:
            return []
        count = (
            "a passage with confirmed tags is" if len(gone) == 1 else f"{len(gone)} passages with confirmed tags are"
        )
        which = ", ".join(f"“{said.words}…” ({said.file})" for said in gone[:_LAPSED_SHOWN])
        more = ", …" if len(gone) > _LAPSED_SHOWN else ""
        reason = f"{count} not in the file any more: {which}{more}; tag them anew, or strike them out"
        return [Refusal((source.folder / PASSAGES).relative_to(self.corpus).as_posix(), reason)]


def reads_by() -> str:
    """
    All that decides how a file reads, besides the file.

    :returns: what `ingest.records.fingerprint` takes as the reader.
    """
    limits = settings()
    reads = (limits.ocr_languages, limits.ocr_dpi, limits.parse_timeout_s, limits.parse_memory_mb)
    most = (limits.max_file_mb, limits.max_pages)
    return "\n".join(map(str, (*sorted(installed_languages()), *reads, *most)))


def makes_by(encoder: Encoder) -> str:
    """
    All that decides what passages are made of what was read.

    :param encoder: the encoder.
    :returns: what `ingest.records.fingerprint` takes as the maker.
    """
    return "\n".join(
        (four_p.made_of(encoder), *(file_hash(file) for file in sorted(settings().taxonomy_dir.glob("*.yaml"))))
    )


def _hash(file: Path) -> str:
    try:
        return file_hash(file)
    except OSError:
        return ""


def _unread(path: str, pages: tuple[Page, ...]) -> list[Refusal]:
    """One line a reason, with the pages it holds for; blank pages are nobody's loss."""
    by_reason: dict[str, list[str]] = {}
    for page in pages:
        if page.reading == "not at all" and page.note != "blank page":
            by_reason.setdefault(page.note, []).append(str(page.number))
    return [Refusal(f"{path}, page {', '.join(numbers)}", reason) for reason, numbers in by_reason.items()]
