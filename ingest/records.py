"""A corpus folder as records and files: described ones by their card, loose ones by what they say of themselves."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from corpus.page import ParsedFile
from corpus.passage_tags import PASSAGES, PassageTags, PassageTagsError, read_passage_tags
from corpus.record import Record, RecordError, RecordFile, load_record
from corpus.vocabulary import unknown_terms
from ingest.inferred.dates import dates_of_itself
from ingest.inferred.kinds import infer_types
from ingest.inferred.titles import infer_titles
from ingest.parse import READABLE

CARD = "record.yaml"
# Changed whenever reading would come out differently: every file is then read again.
READER_VERSION = "5"
# Changed whenever splitting or tagging would: passages are then cut again, from the pages the index holds.
SPLITTER_VERSION = "5"
# Changed whenever a loose file would be described otherwise.
DESCRIBER_VERSION = "1"
# What an office keeps beside documents and we do not read, and what makes of it something we do.
UNREAD = {
    ".doc": "save it as .docx or PDF",
    ".rtf": "save it as .docx or PDF",
    ".odt": "save it as .docx or PDF",
    ".xls": "save it as PDF",
    ".xlsx": "save it as PDF",
    ".ppt": "save it as PDF",
    ".pptx": "save it as PDF",
    ".epub": "save it as PDF",
    ".jpg": "put the pictures of its pages into one PDF",
    ".jpeg": "put the pictures of its pages into one PDF",
    ".png": "put the pictures of its pages into one PDF",
    ".tif": "put the pictures of its pages into one PDF",
    ".tiff": "put the pictures of its pages into one PDF",
    ".zip": "unpack it",
}
# As sure as the first of the headings makes it.
_SURE_TYPE = 0.5


@dataclass(frozen=True, slots=True)
class Source:
    """
    A document before it is read.

    :param record: its record; of a loose file only the identifier is known before it is read.
    :param folder: the folder its files stand in.
    :param paths: its files, relative to the corpus folder, in the record's order.
    :param loose: whether the record must be inferred.
    :param passage_tags: what a person said of the tags of its passages.
    """

    record: Record
    folder: Path
    paths: tuple[str, ...]
    loose: bool = False
    passage_tags: tuple[PassageTags, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that was not taken, and why."""

    path: str
    reason: str


def find_sources(corpus: Path) -> tuple[list[Source], list[Refusal]]:
    """
    Walk a corpus folder.

    A folder with a `record.yaml` is one document, of the files its record lists; any other readable file is a
    document by itself.

    :param corpus: the folder.
    :returns: the documents in order of their paths, and what cannot be taken.
    """
    sources: list[Source] = []
    refusals: list[Refusal] = []
    taken: dict[str, str] = {}
    seen = [path for path in sorted(corpus.rglob("*")) if not _is_hidden(path, corpus) and path.is_file()]
    described = {path.parent for path in seen if path.name == CARD}
    for folder in sorted(described):
        card = (folder / CARD).relative_to(corpus).as_posix()
        try:
            record = load_record(folder / CARD)
        except RecordError as error:
            refusals.append(Refusal(card, str(error).removeprefix(f"{folder / CARD}: ")))
            continue
        if other := taken.get(record.identifier):
            reason = f"the identifier {record.identifier!r} is that of {other} already: give it another"
            refusals.append(Refusal(card, reason))
            continue
        taken[record.identifier] = card
        if unknown := unknown_terms(record.tags):
            reason = f"it is taken in without the tags {', '.join(unknown)}, which no vocabulary has: mend or add them"
            refusals.append(Refusal(card, reason))
        paths = [(folder / file.path).relative_to(corpus).as_posix() for file in record.files]
        tags, faults = _passage_tags(folder, (folder / PASSAGES).relative_to(corpus).as_posix())
        refusals += faults
        sources.append(Source(record, folder, tuple(paths), passage_tags=tags))
    for path in seen:
        if any(parent in described for parent in path.parents):
            continue
        relative = path.relative_to(corpus).as_posix()
        if path.suffix.lower() in READABLE:
            identifier = _identifier(relative, taken)
            taken[identifier] = relative
            files = (RecordFile(path=path.name),)
            record = Record(identifier=identifier, title=path.stem, files=files, inferred=True)
            sources.append(Source(record, path.parent, (relative,), loose=True))
        elif mend := UNREAD.get(path.suffix.lower()):
            refusals.append(Refusal(relative, f"{path.suffix} is not read: {mend}"))
    return sources, refusals


def _passage_tags(folder: Path, shown: str) -> tuple[tuple[PassageTags, ...], list[Refusal]]:
    """What was said of a record's passages, and what of it cannot be taken."""
    try:
        tags = read_passage_tags(folder)
    except PassageTagsError as error:
        reason = str(error).removeprefix(f"{folder / PASSAGES}: ")
        return (), [Refusal(shown, f"the record is taken in without the tags of its passages: {reason}")]
    unknown = list(dict.fromkeys(term for each in tags for term in each.unknown))
    if not unknown:
        return tags, []
    reason = f"it is taken in without the tags {', '.join(unknown)}, which no vocabulary has: mend or add them"
    return tags, [Refusal(shown, reason)]


def _is_hidden(path: Path, corpus: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(corpus).parts)


def _identifier(relative: str, taken: Collection[str]) -> str:
    """Of the file's name; where another has that, of its extension too, and then of a hash of its path."""
    stem, extension = relative.rsplit(".", 1)
    name = _slug(stem) or "document"
    hashed = f"{name}-{hashlib.sha256(relative.encode()).hexdigest()[:8]}"
    return next(choice for choice in (name, f"{name}-{extension.lower()}", hashed) if choice not in taken)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def file_hash(path: Path) -> str:
    """
    The hash of a file's bytes.

    :param path: the file.
    :returns: SHA-256 in hexadecimal.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(source: Source, hashes: Collection[str], reader: str, maker: str) -> str:
    """
    What a document's passages are made of; they are made again only when it changes.

    :param source: the document.
    :param hashes: of its files, in order.
    :param reader: what reads the files: the OCR languages there are, the limits.
    :param maker: what makes passages of them: the encoder, the vocabulary.
    :returns: the hash of the reader and that of all the rest, joined by a hyphen.
    """
    said = (source.record, *source.passage_tags)
    describer = (DESCRIBER_VERSION,) if source.loose else ()
    made_of = (*(each.model_dump_json(by_alias=True) for each in said), *source.paths, *hashes, *describer)
    return f"{_hash(READER_VERSION, reader)}-{_hash(SPLITTER_VERSION, maker, *made_of)}"


def same_reader(one: str, other: str) -> bool:
    """
    Whether two fingerprints are of one reader, so that a file whose bytes are the same reads the same.

    :param one: a fingerprint.
    :param other: another; empty of a document that was never read.
    :returns: whether they are.
    """
    return one.partition("-")[0] == other.partition("-")[0]


def _hash(*made_of: str) -> str:
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:32]


def infer_record(source: Source, parsed: ParsedFile) -> Record:
    """
    Describe a loose file by what it says of itself; the record is marked inferred.

    Nobody looks at it, so of what `infer_fields` reads it takes the best title and what that and the headings say,
    and no date or body out of the running text.

    :param source: the file.
    :param parsed: what was read of it.
    :returns: its record.
    """
    name = Path(source.paths[0]).name
    title = infer_titles(parsed, name)[0]
    types = [each.value for each in infer_types(parsed, name, title) if each.confidence >= _SURE_TYPE]
    dates = [each.value for each in dates_of_itself(parsed, title)]
    language = parsed.language if parsed.language != "und" else "en"
    return source.record.model_copy(
        update={
            "title": title.value,
            "type": next(iter(types), "other"),
            "date": next(iter(dates), ""),
            "language": (language,),
            "files": tuple(file.model_copy(update={"language": language}) for file in source.record.files),
        }
    )
