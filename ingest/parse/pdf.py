"""
PDF: text with its pages by pdfium, page labels and outline by pypdf.

pdfium rather than pypdf reads the text: it gives each letter's box, without which columns, tables, running heads and
broken words cannot be told, and it is quicker (`python -m bench ingest` measures both).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
from pypdf.errors import PyPdfError

from corpus.page import OutlineEntry, Page, ParsedFile
from ingest.parse import ocr
from ingest.parse.blocks import LineBlock
from ingest.parse.errors import UnreadableFile
from ingest.parse.headings import set_heading_levels
from ingest.parse.hyphens import words_of
from ingest.parse.language import language_of
from ingest.parse.layout import body_size, page_blocks, to_part
from ingest.parse.page_text import Part, assemble
from ingest.parse.pdf_lines import Sheet, read_sheet
from ingest.parse.quality import Judgement, judge
from ingest.parse.rules import Rules
from ingest.parse.running_heads import take_out_running_heads

_NO_TITLE = ("microsoft word", "untitled", "slide 1", "powerpoint")


def parse_pdf(
    path: Path, *, ocr_languages: str, ocr_dpi: int, max_pages: int, on_page: Callable[[int, int], None] | None = None
) -> ParsedFile:
    """
    Read a PDF.

    :param path: the file.
    :param ocr_languages: languages for tesseract, joined by +.
    :param ocr_dpi: dots per inch a page is drawn at for OCR.
    :param max_pages: a file of more is refused.
    :param on_page: told (pages done, pages in all) after each.
    :returns: all its pages, with labels, blocks and how well each was read, and the outline.
    :raises UnreadableFile: where it is encrypted, damaged or too long.
    """
    document = _open(path)
    if len(document) > max_pages:
        raise UnreadableFile(
            f"{len(document)} pages, and {max_pages} are allowed: split it, or raise CLEARINGHOUSE_MAX_PAGES"
        )
    sheets = [_sheet(document, number) for number in range(len(document))]
    fonts = [frozenset(line.font for line in sheet.lines) for sheet in sheets]
    printed = take_out_running_heads(sheets)
    lines = [line for sheet in sheets for line in sheet.lines]
    body = body_size(lines)
    words = words_of(line.text for line in lines)
    blocks = [page_blocks(sheet, body) for sheet in sheets]
    set_heading_levels(blocks)
    facts = _Facts(path)
    read: list[Page] = []
    for i, page_of_blocks in enumerate(blocks):
        parts = [to_part(block, words) for block in page_of_blocks]
        label = facts.labels[i] if facts.labels and i < len(facts.labels) else printed[i]
        read.append(_page(document, i, label, parts, fonts[i], ocr_languages, ocr_dpi))
        if on_page:
            on_page(i + 1, len(document))
    document.close()
    return ParsedFile(
        pages=tuple(read),
        outline=facts.outline,
        title=facts.title or _largest_heading(blocks),
        language=language_of(page.text for page in read),
    )


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(path)
        len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("it is encrypted: save a copy without a password and add that") from error
        raise UnreadableFile("it is damaged or cut short: open it in a reader, save it anew and add that") from error
    if not len(document):
        raise UnreadableFile("it has no pages: it is damaged or empty")
    return document


def _sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    try:
        return read_sheet(document[number])
    except pdfium.PdfiumError:
        return Sheet([], [], Rules(), 1.0)


def _page(
    document: pdfium.PdfDocument,
    index: int,
    label: str | None,
    parts: list[Part],
    fonts: frozenset[str],
    ocr_languages: str,
    ocr_dpi: int,
) -> Page:
    """The page by its text layer, or by OCR where that reads better."""
    text, blocks = assemble(parts)
    judgement = judge(text, fonts)
    if judgement.reading == "well":
        return Page(index + 1, label, text, blocks)
    page = document[index]
    if judgement.reason.startswith("no text") and _is_blank(page):
        return Page(index + 1, label, text, blocks, "not at all", "nothing", "blank page")
    by_ocr = ocr.read_page(page, ocr_languages, ocr_dpi)
    if by_ocr:
        ocr_text, ocr_blocks = assemble(by_ocr.parts)
        ocr_judgement = _judge_ocr(ocr_text, by_ocr)
        if ocr_judgement.better_than(judgement) or (
            ocr_judgement.reading != "not at all" and "Khmer" in judgement.reason
        ):
            return Page(index + 1, label, ocr_text, ocr_blocks, ocr_judgement.reading, "ocr", ocr_judgement.reason)
    note = judgement.reason if by_ocr else f"{judgement.reason}: {_what_to_install(ocr_languages)}"
    if judgement.reading == "not at all":
        return Page(index + 1, label, "", (), "not at all", "nothing", note)
    return Page(index + 1, label, text, blocks, judgement.reading, "text layer", note)


def _judge_ocr(text: str, by_ocr: ocr.OcrText) -> Judgement:
    judgement = judge(text)
    if judgement.reading == "not at all":
        return Judgement("not at all", "nothing on this page could be read")
    if judgement.reading == "well" and by_ocr.read_well:
        return judgement
    return Judgement("poorly", f"read from the picture, with a confidence of {by_ocr.confidence:.0f} of 100")


def _what_to_install(languages: str) -> str:
    if not ocr.installed_languages():
        return "install tesseract"
    missing = ocr.missing_languages(languages)
    return f"install tesseract's language data for {', '.join(missing)}" if missing else "tesseract could not read it"


def _is_blank(page: pdfium.PdfPage) -> bool:
    low, high = page.render(scale=0.25, grayscale=True).to_pil().getextrema()
    return high - low < 16


class _Facts:
    """Title, page labels and outline, as far as pypdf can read them; a damaged part is as one that is not there."""

    def __init__(self, path: Path) -> None:
        self.labels: list[str] = []
        self.outline: tuple[OutlineEntry, ...] = ()
        self.title = ""
        try:
            reader = pypdf.PdfReader(path)
            if "/PageLabels" in reader.root_object:
                self.labels = reader.page_labels
            self.outline = tuple(_outline(reader, reader.outline, 1))
            title = (reader.metadata.title or "").strip() if reader.metadata else ""
            self.title = "" if title.lower().startswith(_NO_TITLE) or not judge_title(title) else title
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return


def judge_title(title: str) -> bool:
    """
    Whether a PDF's own title is one: words, and not a file name or question marks.

    :param title: from the file's metadata.
    :returns: whether to believe it.
    """
    return sum(c.isalpha() for c in title) >= 5 and "?" not in title and not title.lower().endswith((".doc", ".docx"))


def _outline(reader: pypdf.PdfReader, entries: list[Any], level: int) -> list[OutlineEntry]:
    found: list[OutlineEntry] = []
    for entry in entries:
        if isinstance(entry, list):
            found += _outline(reader, entry, level + 1)
            continue
        page = reader.get_destination_page_number(entry)
        title = str(entry.title or "").strip()
        if title:
            found.append(OutlineEntry(title, level, None if page is None or page < 0 else page + 1))
    return found


def _largest_heading(pages: list[list[LineBlock]]) -> str:
    headings = [block for blocks in pages[:2] for block in blocks if block.kind == "heading"]
    if not headings:
        return ""
    largest = max(headings, key=lambda block: block.size)
    return " ".join(line.text for line in largest.lines).strip()
