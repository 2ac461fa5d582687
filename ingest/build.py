"""Bringing an index up to date with a corpus folder: only what changed is read again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.page import Page
from index import PassageStore
from index.encoder import Encoder
from ingest.parse.ocr import installed_languages
from ingest.pipeline import OnPage, ingestion_pipeline, read_well
from ingest.records import Refusal, Source, file_hash, find_sources, fingerprint

OnDocument = Callable[[str, int, int], None]


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
    """

    documents: int = 0
    passages: int = 0
    read: int = 0
    unchanged: int = 0
    removed: int = 0
    pages: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    unread_pages: list[Refusal] = field(default_factory=list)


def build(
    corpus: Path,
    store: PassageStore,
    encoder: Encoder,
    on_document: OnDocument | None = None,
    on_page: OnPage | None = None,
) -> BuildReport:
    """
    Bring an index up to date.

    Each document is published in one transaction; a build that is broken off goes on where it stopped.

    :param corpus: the folder of records and files.
    :param store: the index, opened with the encoder's name and dimension.
    :param encoder: the encoder.
    :param on_document: told (identifier, documents done, documents in all) before each is read.
    :param on_page: told (path, pages done, pages in all) while a PDF is read.
    :returns: what was done.
    :raises NotADirectoryError: where there is no such folder.
    """
    if not corpus.is_dir():
        raise NotADirectoryError(f"There is no folder {corpus}: name one with --corpus.")
    report = BuildReport()
    sources, report.refused = find_sources(corpus)
    known = store.document_fingerprints()
    reader = "\n".join([encoder.name, encoder.revision, *sorted(installed_languages())])
    pipeline = ingestion_pipeline(store, encoder, on_page)
    seen_bytes: dict[str, str] = {}
    kept: set[str] = set()
    for done, source in enumerate(sources):
        hashes = [file_hash(source.folder / f.path) for f in source.record.files if (source.folder / f.path).is_file()]
        if source.loose and (twin := seen_bytes.setdefault(hashes[0], source.paths[0])) != source.paths[0]:
            report.refused.append(Refusal(source.paths[0], f"it has the same bytes as {twin}, which was taken"))
            continue
        kept.add(source.record.identifier)
        made_of = fingerprint(source, hashes, reader)
        if known.get(source.record.identifier) == made_of:
            report.unchanged += 1
            report.refused += [Refusal(f.path, f.refused) for f in store.files(source.record.identifier) if f.refused]
            continue
        if on_document:
            on_document(source.record.identifier, done, len(sources))
        _read(pipeline, source, made_of, report)
    for identifier in known.keys() - kept:
        report.removed += store.remove_document(identifier)
    if report.read or report.removed or not known:
        store.finish_build(str(corpus.resolve()))
    facts = store.info()
    report.documents, report.passages, report.pages = facts["documents"], facts["passages"], facts["pages_read"]
    return report


def _read(pipeline: Any, source: Source, made_of: str, report: BuildReport) -> None:
    try:
        done = pipeline.run(
            {"read": {"source": source}, "write": {"fingerprint": made_of}}, include_outputs_from={"read"}
        )
    except OSError as error:
        report.refused.append(Refusal(source.record.identifier, f"it could not be read from the disk: {error}"))
        return
    report.read += 1
    report.refused += done["read"]["refusals"]
    for state in done["read"]["files"]:
        if state.parsed and read_well(state.parsed)["not at all"]:
            report.unread_pages += _unread(state.path, state.parsed.pages)


def _unread(path: str, pages: tuple[Page, ...]) -> list[Refusal]:
    """One line a reason, with the pages it holds for; blank pages are nobody's loss."""
    by_reason: dict[str, list[str]] = {}
    for page in pages:
        if page.reading == "not at all" and page.note != "blank page":
            by_reason.setdefault(page.note, []).append(str(page.number))
    return [Refusal(f"{path}, page {', '.join(numbers)}", reason) for reason, numbers in by_reason.items()]
