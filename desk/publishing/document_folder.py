"""A document's folder in the corpus: where it is, what it holds now, and copies of it to go back to."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from corpus.passage_tags import PASSAGES, PassageTags, read_passage_tags
from corpus.record import Record, load_record
from desk.publishing.file_changes import sync_folder
from ingest.records import CARD, file_hash


@dataclass(frozen=True, slots=True)
class DocumentFolder:
    """
    A document as its folder holds it.

    :param path: the folder, which need not be there.
    :param record: its record; None where there is none.
    :param passage_tags: what a person said of single passages.
    """

    path: Path
    record: Record | None
    passage_tags: tuple[PassageTags, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """{path: SHA-256} of the files that its record names and that are there."""
        named = self.record.files if self.record else ()
        return {file.path: file_hash(self.path / file.path) for file in named if (self.path / file.path).is_file()}

    @property
    def state(self) -> str:
        """A hash of all of it: two folders of the same state hold the same. Empty where there is no record."""
        if self.record is None:
            return ""
        texts = [(self.path / name).read_bytes() for name in (CARD, PASSAGES) if (self.path / name).is_file()]
        return hashlib.sha256(b"\n".join(texts) + repr(sorted(self.files.items())).encode()).hexdigest()

    def free_name(self, wanted: str) -> str:
        """
        A name that no file of the folder has: the bytes behind a name that was served never change.

        :param wanted: as in "en.pdf".
        :returns: the same, or one with a number, as in "en-2.pdf".
        """
        stem, suffix = Path(wanted).stem, Path(wanted).suffix
        tried, number = wanted, 1
        while (self.path / tried).exists():
            number += 1
            tried = f"{stem}-{number}{suffix}"
        return tried

    def copy_to(self, target: Path) -> None:
        """
        Keep what is there: record, tags and the files that the record names.

        :param target: a folder that is not there yet.
        """
        target.mkdir(parents=True)
        for name in (CARD, PASSAGES, *self.files):
            source, copy = self.path / name, target / name
            if not source.is_file():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            if name in (CARD, PASSAGES):
                shutil.copy2(source, copy)
            else:
                link_or_copy(source, copy)
        sync_folder(target)


def document_folder(corpus: Path, identifier: str, type_: str = "") -> DocumentFolder:
    """
    Find a document's folder.

    ```python
    document_folder(Path("corpus/documents"), "crc-1989").record.title
    ```

    :param corpus: the folder of documents.
    :param identifier: the document's.
    :param type_: of a new one, whose folder is not there yet.
    :returns: the folder and what it holds.
    :raises corpus.record.RecordError: where its record cannot be read.
    """
    places = (f"*/{identifier}/{CARD}", f"{identifier}/{CARD}")
    found = next((path for place in places for path in corpus.glob(place)), None)
    return read_folder(found.parent) if found else DocumentFolder(corpus / (type_ or "other") / identifier, None)


def read_folder(path: Path) -> DocumentFolder:
    """
    What a folder holds.

    :param path: the folder.
    :returns: it, with its record and tags.
    :raises corpus.record.RecordError: where its record cannot be read.
    """
    record = load_record(path / CARD) if (path / CARD).is_file() else None
    return DocumentFolder(path, record, read_passage_tags(path) if record else ())


def link_or_copy(source: Path, copy: Path) -> None:
    """
    Give a file a second place. It was put in place by renaming and is never written into, so a second name is enough.

    :param source: the file.
    :param copy: the other place, where nothing is yet.
    """
    try:
        os.link(source, copy)
    except OSError:
        shutil.copy2(source, copy)
