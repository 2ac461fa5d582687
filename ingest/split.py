"""From pages to passages: where the document itself divides, one page and one article each, fitting the encoder."""

import hashlib
import re

from haystack import Document

from corpus.page import ParsedFile
from corpus.record import Record, RecordFile
from index.encoder import Encoder
from ingest.fit import spans
from ingest.sections import Section, sections

_MOST_CONTEXT_HEADINGS = 3
_MOST_HEADING_LETTERS = 90
_MOST_TITLE_LETTERS = 140
# Of the window, the share that title and headings may take of a passage.
_MOST_CONTEXT = 0.4
# What numbers its paragraphs as clauses.
_CLAUSED = ("mou", "agreement", "declaration")
# Words found in a list of sources or of contents, or on a title page, are no answer: the search puts these behind.
_APPARATUS = re.compile(
    r"^\W*(?:[\dIVX]+\.?\s*)?(contents|references|bibliography|works cited|endnotes|sources)\W*$", re.IGNORECASE
)


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
    clauses = record.type in _CLAUSED and file.text == "official"
    # A made digest begins with the facts of its record, which the catalogue card shows too.
    front = file.text == "digest" and not file.path.endswith(".md")
    for section in sections(parsed.pages, clauses=clauses):
        headings = [heading.title for heading in section.path if heading.title != record.title]
        context = _context(record.title, headings, encoder)
        for start, end in spans(section, encoder.window - encoder.count_tokens(context), encoder):
            content = section.page.text[start:end]
            ordinal = len(passages)
            digest = hashlib.sha256(content.encode()).hexdigest()[:8]
            meta = {
                **about,
                "pdf_page": section.page.number,
                "page_label": section.page.label,
                "heading": headings[-1] if headings else "",
                "heading_path": headings,
                "apparatus": any(_APPARATUS.match(heading) for heading in headings) or (front and not headings),
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


def _context(title: str, headings: list[str], encoder: Encoder) -> str:
    """Title and headings; of long ones the beginning, of many the nearest, so that most of the window is the text's."""
    for letters, many in ((_MOST_TITLE_LETTERS, _MOST_CONTEXT_HEADINGS), (60, 2), (30, 1), (15, 1)):
        under = " › ".join(heading[: min(letters, _MOST_HEADING_LETTERS)] for heading in headings[-many:])
        context = f"{title[:letters]} — {under}" if under else title[:letters]
        if encoder.count_tokens(context) <= _MOST_CONTEXT * encoder.window:
            break
    return context


def _place(section: Section, ordinal: int) -> str:
    page = section.page.label or section.page.number
    return f"p. {page}" if page is not None else f"paragraph {ordinal + 1}"
