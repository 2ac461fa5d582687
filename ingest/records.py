"""A corpus folder as records and files: described ones by their card, loose ones by what they say of themselves."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.page import ParsedFile
from corpus.record import DocumentType, Record, RecordError, RecordFile, load_record
from ingest.parse import READABLE

CARD = "record.yaml"
# Changed whenever reading or splitting would come out differently: every document is then read again.
READER_VERSION = "3"
_FIRST_LETTERS = 1500
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
    """

    record: Record
    folder: Path
    paths: tuple[str, ...]
    loose: bool = False


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
    described = {card.parent for card in corpus.rglob(CARD)}
    for folder in sorted(described):
        try:
            record = load_record(folder / CARD)
        except RecordError as error:
            refusals.append(Refusal((folder / CARD).relative_to(corpus).as_posix(), str(error)))
            continue
        paths = [(folder / file.path).relative_to(corpus).as_posix() for file in record.files]
        sources.append(Source(record, folder, tuple(paths)))
    for path in sorted(corpus.rglob("*")):
        if _is_loose(path, corpus, described):
            relative = path.relative_to(corpus).as_posix()
            record = Record(
                identifier=_slug(relative), title=path.stem, files=(RecordFile(path=path.name),), inferred=True
            )
            sources.append(Source(record, path.parent, (relative,), loose=True))
    return _once_each(sources, refusals)


def _is_loose(path: Path, corpus: Path, described: set[Path]) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(corpus).parts)
    in_record = any(parent in described for parent in path.parents)
    return path.is_file() and path.suffix.lower() in READABLE and not hidden and not in_record


def _once_each(sources: list[Source], refusals: list[Refusal]) -> tuple[list[Source], list[Refusal]]:
    kept: dict[str, Source] = {}
    for source in sources:
        other = kept.setdefault(source.record.identifier, source)
        if other is not source:
            where = source.paths[0] if source.paths else source.record.identifier
            reason = f"the identifier {source.record.identifier!r} is taken by {other.folder.name}: give it another"
            refusals.append(Refusal(where, reason))
    return list(kept.values()), refusals


def _slug(relative: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", relative.rsplit(".", 1)[0].lower()).strip("-")
    return name or "document-" + hashlib.sha256(relative.encode()).hexdigest()[:8]


def file_hash(path: Path) -> str:
    """
    The hash of a file's bytes.

    :param path: the file.
    :returns: SHA-256 in hexadecimal.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(source: Source, hashes: Iterator[str] | list[str], reader: str) -> str:
    """
    What a document's passages are made of; they are made again only when it changes.

    :param source: the document.
    :param hashes: of its files, in order.
    :param reader: what reads it: the reader's version, the encoder, the OCR languages there are.
    :returns: a hash.
    """
    made_of = "\n".join([READER_VERSION, reader, source.record.model_dump_json(by_alias=True), *source.paths, *hashes])
    return hashlib.sha256(made_of.encode()).hexdigest()


def infer_record(source: Source, parsed: ParsedFile) -> Record:
    """
    Describe a loose file by what it says of itself; the record is marked inferred.

    :param source: the file.
    :param parsed: what was read of it.
    :returns: its record.
    """
    first = next((page.text for page in parsed.pages if page.text), "")[:_FIRST_LETTERS]
    title = parsed.title.strip() or source.record.title
    language = parsed.language if parsed.language != "und" else "en"
    return source.record.model_copy(
        update={
            "title": title,
            "type": _infer_type(title) or _infer_type(first) or "other",
            "date": parsed.date or _infer_year(title),
            "language": (language,),
            "files": tuple(file.model_copy(update={"language": language}) for file in source.record.files),
        }
    )


def _infer_type(words: str) -> DocumentType | None:
    return next((type_ for type_, pattern in _TYPE_WORDS if re.search(pattern, words, re.IGNORECASE)), None)


def _infer_year(title: str) -> str:
    """The year a title names, where it names only one."""
    years = set(re.findall(r"\b(19\d{2}|20\d{2})\b", title))
    return years.pop() if len(years) == 1 else ""
