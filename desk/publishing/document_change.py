"""A change of a document, and what it means for the files, the index and the trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.page import ParsedFile
from corpus.passage_tags import PASSAGES, PassageTags, dump_passage_tags
from corpus.record import Record, dump_record
from desk.database import DeskError
from desk.desk import Desk
from desk.publishing.document_folder import DocumentFolder
from desk.publishing.file_changes import FileChanges
from index import PreparedDocument
from ingest.build import makes_by, reads_by
from ingest.pipeline import preparing_pipeline
from ingest.records import CARD, Source, file_hash, fingerprint


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """
    What a document is to be.

    :param identifier: the document's.
    :param record: its record; None takes the document away.
    :param new_files: where the bytes of files are that its folder does not hold yet, by the record's paths.
    :param passage_tags: what a person said of single passages.
    :param readings: what was read of the files already, by the hash of their bytes.
    :param base: the state its folder must be of (`DocumentFolder.state`); None for whichever.
    """

    identifier: str
    record: Record | None
    new_files: Mapping[str, Path] = field(default_factory=dict)
    passage_tags: tuple[PassageTags, ...] = ()
    readings: Mapping[str, ParsedFile] = field(default_factory=dict)
    base: str | None = None


def dated(record: Record) -> Record:
    """
    A record as it is published now: with the day since when it is there, and that of its last change.

    :param record: the record.
    :returns: it, with both days.
    """
    today = datetime.now(UTC).date().isoformat()
    return record.model_copy(update={"available": record.available or today, "modified": today})


def file_changes(
    journal: Path,
    changes: Iterable[DocumentChange],
    folders: Mapping[str, DocumentFolder],
    texts: Mapping[Path, str | None],
) -> FileChanges:
    """
    What changes of documents do to files.

    :param journal: of the file changes.
    :param changes: the documents.
    :param folders: what each is now, by identifier.
    :param texts: other files and what they are to hold; None takes one away.
    :returns: the changes, not begun yet.
    """
    files = FileChanges(journal)
    for change in changes:
        folder = folders[change.identifier]
        for path, source in change.new_files.items():
            files.add(folder.path / path, source)
        kept = {file.path for file in change.record.files} if change.record else set()
        for path in folder.files.keys() - kept:
            files.drop(folder.path / path)
        if change.record is None:
            files.drop(folder.path / CARD)
        else:
            files.replace(folder.path / CARD, dump_record(change.record))
        if change.record is not None and change.passage_tags:
            files.replace(folder.path / PASSAGES, dump_passage_tags(change.passage_tags))
        else:
            files.drop(folder.path / PASSAGES)
    for file, text in texts.items():
        if text is None:
            files.drop(file)
        else:
            files.replace(file, text)
    return files


def prepared_documents(
    desk: Desk, changes: Iterable[DocumentChange], folders: Mapping[str, DocumentFolder]
) -> list[PreparedDocument]:
    """
    What the index is to hold of changed documents; their files stand in place already.

    :param desk: the desk.
    :param changes: the documents; those that are taken away are passed over.
    :param folders: where each is, by identifier.
    :returns: the documents, read, cut, tagged and embedded.
    :raises DeskError: where a file cannot be read.
    """
    prepared = []
    readings = {digest: parsed for change in changes for digest, parsed in change.readings.items()}
    pipeline = preparing_pipeline(desk.store, desk.encoder, readings=readings)
    reader, maker = reads_by(), makes_by(desk.encoder)
    for change in changes:
        if change.record is None:
            continue
        folder = folders[change.identifier].path
        paths = tuple((folder / file.path).relative_to(desk.corpus).as_posix() for file in change.record.files)
        source = Source(change.record, folder, paths, passage_tags=change.passage_tags)
        made_of = fingerprint(source, [file_hash(folder / f.path) for f in change.record.files], reader, maker)
        if not paths:
            # Known, not held: there is nothing to read.
            prepared.append(PreparedDocument(change.record, (), (), made_of))
            continue
        done = pipeline.run(
            {"read": {"source": source, "fingerprint": made_of}, "split": {"source": source}},
            include_outputs_from={"read"},
        )
        if refused := done["read"]["refusals"]:
            raise DeskError(f"{refused[0].path}: {refused[0].reason}. Nothing was published.")
        passages = tuple(done["document"]["documents"])
        prepared.append(PreparedDocument(change.record, tuple(done["read"]["files"]), passages, made_of))
    return prepared


def told_of(change: DocumentChange, folder: DocumentFolder) -> dict[str, Any]:
    """
    A change as the trail tells it.

    :param change: the change.
    :param folder: what the document was.
    :returns: identifier, before and after.
    """
    return {
        "identifier": change.identifier,
        "before": _shown(folder.record, folder.passage_tags),
        "after": _shown(change.record, change.passage_tags),
    }


def _shown(record: Record | None, tags: tuple[PassageTags, ...]) -> dict[str, Any] | None:
    """A document as the trail shows it."""
    if record is None:
        return None
    shown = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return shown | (
        {"passage_tags": [tag.model_dump(mode="json", exclude_defaults=True) for tag in tags]} if tags else {}
    )
