"""A draft: a document on its way, its fields as far as they are filled in, its files as far as they are read."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from corpus.passage_tags import PassageTags
from corpus.record import TextKind

# Publishing: taken for a publication that is under way, and not to be changed meanwhile.
Stage = Literal["draft", "in review", "publishing", "published", "discarded"]
FileState = Literal["waiting", "reading", "ready", "refused"]
_TAGS = TypeAdapter(tuple[PassageTags, ...])


@dataclass(frozen=True, slots=True)
class DraftFile:
    """
    A file of a draft.

    :param number: its number at the desk.
    :param name: what it was called where it came from.
    :param path: what it is called in the record.
    :param language: BCP 47.
    :param text: official text or digest.
    :param sha256: of the bytes that would be published.
    :param brought: of the bytes that were brought; another where something was redacted.
    :param size: in bytes.
    :param state: waiting to be read, being read, ready, or refused.
    :param said: why it was refused, or what has to be told of it.
    :param done: pages read so far.
    :param pages: pages in all, 0 while not known.
    :param inferred: what was inferred from it, as `ingest.inferred.Inferred` fields.
    :param alike: documents it is likely a duplicate of, as `ingest.duplicates.Duplicate` fields.
    """

    number: int
    name: str
    path: str
    language: str
    text: TextKind
    sha256: str
    brought: str
    size: int
    state: FileState
    said: str
    done: int
    pages: int
    inferred: tuple[dict[str, Any], ...]
    alike: tuple[dict[str, Any], ...]

    @property
    def redacted(self) -> bool:
        """Whether what would be published is not what was brought."""
        return self.sha256 != self.brought


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A document on its way.

    :param number: its number at the desk.
    :param changes: the identifier of the published record that it changes; empty for a new document.
    :param base: the state of that document when the draft was begun.
    :param stage: draft, in review, publishing, published or discarded.
    :param version: counted up at each change; a change must name the one it is of.
    :param fields: the record's fields, by the names of `record.yaml`, without its files; need not be valid yet.
    :param found: the fields as the draft found them.
    :param tags: what a person said of single passages.
    :param begun_by: the account that began it.
    :param begun_at: when.
    :param saved_by: who changed it last.
    :param saved_at: when.
    :param sent_by: who sent it for review; empty before.
    :param note: why it was sent back.
    :param files: its files.
    """

    number: int
    changes: str
    base: str
    stage: Stage
    version: int
    fields: dict[str, Any]
    found: dict[str, Any]
    tags: tuple[PassageTags, ...]
    begun_by: str
    begun_at: str
    saved_by: str
    saved_at: str
    sent_by: str
    note: str
    files: tuple[DraftFile, ...]

    @property
    def title(self) -> str:
        """Its title, else the name of its first file."""
        return self.fields.get("title") or (self.files[0].name if self.files else "Untitled")

    @property
    def open(self) -> bool:
        """Whether it can still be worked on."""
        return self.stage in {"draft", "in review"}

    @property
    def read(self) -> bool:
        """Whether all its files are read, or refused."""
        return all(file.state in {"ready", "refused"} for file in self.files)


def draft_from_rows(row: sqlite3.Row, files: list[sqlite3.Row]) -> Draft:
    """
    A draft as the desk's file holds it.

    :param row: of the table `drafts`.
    :param files: its rows of `draft_files`, in order.
    :returns: the draft.
    """
    fields = {key: row[key] for key in row.keys() if key not in {"fields", "found", "tags"}}  # noqa: SIM118 - a row iterates over values
    return Draft(
        **fields,
        fields=json.loads(row["fields"]),
        found=json.loads(row["found"]),
        tags=_TAGS.validate_json(row["tags"]),
        files=tuple(file_from_row(file) for file in files),
    )


def file_from_row(row: sqlite3.Row) -> DraftFile:
    """
    A draft's file as the desk's file holds it.

    :param row: of the table `draft_files`.
    :returns: the file.
    """
    fields = {key: row[key] for key in row.keys() if key not in {"draft", "beat", "inferred", "alike"}}  # noqa: SIM118
    return DraftFile(**fields, inferred=tuple(json.loads(row["inferred"])), alike=tuple(json.loads(row["alike"])))


def tags_json(tags: tuple[PassageTags, ...]) -> str:
    """
    Passage tags as the desk's file holds them.

    :param tags: the tags.
    :returns: JSON.
    """
    return _TAGS.dump_json(tags).decode()
