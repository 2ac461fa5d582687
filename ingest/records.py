"""A corpus folder as records and files: described ones by their card, loose ones by what they say of themselves."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from corpus.page import ParsedFile
from corpus.passage_tags import PASSAGES, PassageTags, PassageTagsError, read_passage_tags
from corpus.record import DocumentType, Record, RecordError, RecordFile, load_record
from corpus.vocabulary import unknown_terms
from ingest.parse import READABLE

CARD = "record.yaml"
# Changed whenever reading would come out differently: every file is then read again.
READER_VERSION = "5"
# Changed whenever splitting or tagging would: passages are then cut again, from the pages the index holds.
SPLITTER_VERSION = "5"
_MOST_HEADINGS, _MOST_FIRST_LINES, _FEWEST_TITLE_WORDS = 6, 8, 4
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
_TYPE_WORDS: tuple[tuple[DocumentType, str], ...] = (
    ("mou", r"memorandum of understanding|\bmou\b"),
    ("treaty", r"\b(convention|protocol|covenant|treaty)\b"),
    ("declaration", r"\bdeclaration\b"),
    ("agreement", r"\bagreement\b"),
    ("sub-decree", r"\bsub-?decree\b"),
    ("prakas", r"\bprakas\b"),
    ("law", r"\b(law|constitution|code|act)\b|ច្បាប់|រដ្ឋធម្មនុញ្ញ"),
    ("plan", r"\b(plan of action|action plan|national plan|agenda|strategy|strategic plan)\b"),
    ("framework", r"\bframework\b"),
    ("guideline", r"\b(guidelines?|standards|principles)\b"),
    ("tool", r"\b(manual|toolkit|handbook|training|form)\b"),
    ("statistics", r"\b(statistics|census|survey)\b"),
    ("study", r"\b(study|research|assessment|analysis)\b"),
    ("report", r"\b(report|findings|review|observations)\b"),
)


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
    made_of = (*(each.model_dump_json(by_alias=True) for each in said), *source.paths, *hashes)
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

    :param source: the file.
    :param parsed: what was read of it.
    :returns: its record.
    """
    title = _infer_title(source.record.title, parsed)
    language = parsed.language if parsed.language != "und" else "en"
    return source.record.model_copy(
        update={
            "title": title,
            "type": _infer_type(title, source.record.title.replace("-", " ").replace("_", " "), _headings(parsed)),
            "date": parsed.date or _infer_year(title),
            "language": (language,),
            "files": tuple(file.model_copy(update={"language": language}) for file in source.record.files),
        }
    )


def _infer_title(stem: str, parsed: ParsedFile) -> str:
    """The title it gives itself; of too short a one and the lines after it, the line its file is named by."""
    title = " ".join(parsed.title.split())
    if len(title.split()) >= _FEWEST_TITLE_WORDS:
        return title
    named = set(_slug(stem).split("-"))
    lines = [" ".join(line.split()) for page in parsed.pages[:1] for line in page.text.split("\n") if line.strip()]
    lines = [line for line in lines[:_MOST_FIRST_LINES] if len(line.split()) <= 2 * _MOST_FIRST_LINES]
    return max([title, *lines], key=lambda line: len(named & set(_slug(line).split("-")))) or stem


def _headings(parsed: ParsedFile) -> str:
    """What its first page sets as headings: a law mentioned in its text says nothing of the file."""
    first = next((page for page in parsed.pages if page.text), None)
    blocks = [block for block in first.blocks if block.kind == "heading"] if first else []
    return "\n".join(first.text[block.start : block.end] for block in blocks[:_MOST_HEADINGS]) if first else ""


def _infer_type(*words: str) -> DocumentType:
    """By the first of the words that name a type: the title before the file's name and its headings."""
    found = (type_ for text in words for type_, kind in _TYPE_WORDS if re.search(kind, text, re.IGNORECASE))
    return next(found, "other")


def _infer_year(title: str) -> str:
    """The year a title names, where it names only one."""
    years = set(re.findall(r"\b(19\d{2}|20\d{2})\b", title))
    return years.pop() if len(years) == 1 else ""
