"""From pages to passages: where the document itself divides, one page and one article each, fitting the encoder."""

import hashlib
import re
from collections.abc import Iterator

from haystack import Document

from corpus.page import ParsedFile
from corpus.record import Record, RecordFile
from index.encoder import Encoder
from ingest.sections import Atom, Section, sections

_MOST_CONTEXT_HEADINGS = 3
_MOST_HEADING_LETTERS = 90
_MOST_TITLE_LETTERS = 140
# A full stop, a semicolon or the Khmer khan, and the space after it.
# Words found in a list of sources or of contents are no answer by themselves: the search puts these behind.
_APPARATUS = re.compile(
    r"^\W*(?:[\dIVX]+\.?\s*)?(contents|references|bibliography|works cited|endnotes|sources)\W*$", re.IGNORECASE
)
# A full stop, a semicolon or the Khmer khan, and the space after it.
# Words found in a list of sources are no answer by themselves; the search puts these last among equals.
_REFERENCES = re.compile(
    r"^\W*(?:[\dIVX]+\.?\s*)?(references|bibliography|works cited|endnotes|sources)\W*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.;:!?។])[\"”’)]*\s+")


def split(parsed: ParsedFile, record: Record, file: RecordFile, path: str, encoder: Encoder) -> list[Document]:
    """
    Cut a file into passages.

    ```python
    passages = split(parsed, record, record.files[0], "law/law-2008/en.pdf", load_encoder())
    passages[0].meta["locator"], passages[0].meta["pdf_page"]
    ```

    :param parsed: what was read of the file.
    :param record: the document's record.
    :param file: which of its files.
    :param path: of the file, relative to the corpus folder.
    :param encoder: its window is the most a passage may fill, title and headings included.
    :returns: the passages in order; each is exactly `page.text[start:end]` of one page.
    """
    about = _about(record, file, path)
    passages: list[Document] = []
    for section in sections(parsed.pages):
        headings = [heading.title for heading in section.path if heading.title != record.title]
        context = _context(record.title, headings)
        for start, end in _spans(section, context, encoder):
            content = section.page.text[start:end]
            ordinal = len(passages)
            digest = hashlib.sha256(content.encode()).hexdigest()[:8]
            meta = {
                **about,
                "pdf_page": section.page.number,
                "page_label": section.page.label,
                "heading": headings[-1] if headings else "",
                "heading_path": headings,
                "apparatus": any(_APPARATUS.match(heading) for heading in headings),
                "locator": section.locator or _place(section, ordinal),
                "ordinal": ordinal,
                "start": start,
                "end": end,
                "context": context,
                "reading": section.page.reading,
                "read_by": section.page.read_by,
            }
            passages.append(
                Document(id=f"{record.identifier}/{file.path}/{ordinal}-{digest}", content=content, meta=meta)
            )
    return passages


def _about(record: Record, file: RecordFile, path: str) -> dict[str, object]:
    """What every passage of a file says of its document."""
    return {
        "document": record.identifier,
        "title": record.title,
        "alternative": list(record.alternative),
        "type": record.type,
        "date": record.date,
        "year": record.year,
        "creator": list(record.creator),
        "publisher": record.publisher,
        "language": file.language,
        "spatial": list(record.spatial),
        "source": record.source,
        "status": record.status,
        "audience": record.audience,
        "text_kind": file.text,
        "inferred": record.inferred,
        "file": file.path,
        "path": path,
    }


def _context(title: str, headings: list[str]) -> str:
    under = " › ".join(heading[:_MOST_HEADING_LETTERS] for heading in headings[-_MOST_CONTEXT_HEADINGS:])
    return f"{title[:_MOST_TITLE_LETTERS]} — {under}" if under else title[:_MOST_TITLE_LETTERS]


def _place(section: Section, ordinal: int) -> str:
    page = section.page.label or section.page.number
    return f"p. {page}" if page is not None else f"paragraph {ordinal + 1}"


def _spans(section: Section, context: str, encoder: Encoder) -> Iterator[tuple[int, int]]:
    """As few stretches as fit the window, parted between paragraphs, then rows, then sentences, then words."""
    text = section.page.text
    room = encoder.window - encoder.count_tokens(context)
    pieces = [piece for atom in section.atoms for piece in _fitting(text, atom, room, encoder)]
    pieces = [piece for piece in pieces if re.search(r"\w", text[piece[0] : piece[1]])]
    while pieces:
        start, end = pieces.pop(0)
        while pieces and _fits(text[start : pieces[0][1]], room, encoder):
            end = pieces.pop(0)[1]
        yield start, end


def _fits(text: str, room: int, encoder: Encoder) -> bool:
    # No token is longer than its letters: a short text fits without being measured.
    return len(text) < room or encoder.count_tokens(text) <= room


def _fitting(text: str, atom: Atom, room: int, encoder: Encoder) -> list[tuple[int, int]]:
    if _fits(text[atom.start : atom.end], room, encoder):
        return [(atom.start, atom.end)]
    sentences = _cut(text, atom.start, atom.end, _SENTENCE_END)
    if len(sentences) == 1:
        sentences = _cut_in_half(text, atom.start, atom.end)
    return [span for start, end in sentences for span in _fitting(text, Atom(start, end, atom.kind), room, encoder)]


def _cut(text: str, start: int, end: int, between: re.Pattern[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for gap in between.finditer(text, start, end):
        spans.append((start, gap.start() + len(gap[0].rstrip())))
        start = gap.end()
    return [*spans, (start, end)] if start < end else spans


def _cut_in_half(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """At the space nearest the middle, or in the middle of a text without one, as Khmer often is."""
    middle = (start + end) // 2
    space = min(
        (gap.start() for gap in re.finditer(r"\s", text[start:end])),
        key=lambda at: abs(start + at - middle),
        default=None,
    )
    if space in (None, 0):
        return [(start, middle), (middle, end)]
    at = start + space
    return [(start, at), (at + 1, end)]
