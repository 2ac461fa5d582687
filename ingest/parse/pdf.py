"""
PDF: text by pdfium, page labels, title and outline by pypdf, pages that do not read by OCR.

pdfium rather than pypdf reads the text: it gives each letter's box, without which columns, tables, running heads and
broken words cannot be told, and with all that done here it is still as quick as pypdf's plain text.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium

from corpus.page import Block, Page, ParsedFile
from ingest.parse import ocr
from ingest.parse.blocks import LineBlock
from ingest.parse.errors import UnreadableFile
from ingest.parse.headings import set_heading_levels
from ingest.parse.hyphens import words_of
from ingest.parse.language import language_of
from ingest.parse.layout import body_size, page_blocks, to_part
from ingest.parse.ocr_lines import OcrText
from ingest.parse.page_look import covered_by_pictures, is_blank
from ingest.parse.page_numbers import Numeral, in_sequence
from ingest.parse.page_text import assemble
from ingest.parse.pdf_facts import Facts, read_facts
from ingest.parse.pdf_lines import Sheet, read_sheet
from ingest.parse.quality import Judgement, judge
from ingest.parse.rules import Rules
from ingest.parse.running_heads import take_out_running_heads

# Where a picture covers this share of a page and the text layer holds fewer letters, its words are in the picture.
_PICTURE = 0.5
_FEW_LETTERS = 100
_BLANK = Judgement("not at all", "blank page")


@dataclass(slots=True)
class _Draft:
    """A page by its text layer, before OCR is asked."""

    index: int
    label: str | None
    text: str
    blocks: tuple[Block, ...]
    judgement: Judgement
    needs_ocr: bool

    def page(self) -> Page:
        reading, reason = self.judgement
        if reading == "not at all":
            return Page(self.index + 1, self.label, "", (), reading, "nothing", reason)
        return Page(self.index + 1, self.label, self.text, self.blocks, reading, "text layer", reason)


def parse_pdf(
    path: Path,
    *,
    ocr_languages: str,
    ocr_dpi: int,
    ocr_seconds: float,
    max_pages: int,
    on_page: Callable[[int, int], None] | None = None,
) -> ParsedFile:
    """
    Read a PDF.

    :param path: the file.
    :param ocr_languages: languages for tesseract, joined by +.
    :param ocr_dpi: dots per inch a page is drawn at for OCR.
    :param ocr_seconds: no page is sent to OCR after so many.
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
    facts = read_facts(path)
    drafts, blocks = _drafts(document, facts)
    pages = {draft.index: draft.page() for draft in drafts if not draft.needs_ocr}
    told = on_page or (lambda done, of: None)
    for done in range(1, len(pages) + 1):
        told(done, len(document))
    waiting = {draft.index: draft for draft in drafts if draft.needs_ocr}
    pictures = _pictures(document, waiting.values(), ocr_dpi)
    numbers: list[list[Numeral]] = [[] for _ in drafts]
    for index, read in ocr.read_pictures(pictures, ocr_languages, ocr_dpi, ocr_seconds):
        pages[index] = _better(waiting.pop(index), read)
        if read and read.number:
            numbers[index].append(Numeral(read.number, 0.0))
        told(len(pages), len(document))
    for index, draft in waiting.items():
        draft.judgement = Judgement(
            draft.judgement.reading, f"{draft.judgement.reason}: {_what_is_missing(ocr_languages)}"
        )
        pages[index] = draft.page()
        told(len(pages), len(document))
    for index, number in enumerate(in_sequence(numbers)):
        if number and not pages[index].label:
            pages[index] = replace(pages[index], label=number)
    document.close()
    readable = [blocks[draft.index] for draft in drafts if draft.judgement.reading == "well"]
    return ParsedFile(
        pages=tuple(pages[index] for index in sorted(pages)),
        outline=facts.outline,
        title=facts.title or _largest_heading(readable[:2]),
        language=language_of(page.text for page in pages.values()),
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


def _drafts(document: pdfium.PdfDocument, facts: Facts) -> tuple[list[_Draft], list[list[LineBlock]]]:
    """All pages by their text layer, and the blocks they are made of."""
    sheets = [_sheet(document, index) for index in range(len(document))]
    raw = ["\n".join(line.text for line in sheet.lines) for sheet in sheets]
    fonts = [frozenset(line.font for line in sheet.lines) for sheet in sheets]
    labels = facts.labels_with(take_out_running_heads(sheets))
    lines = [line for sheet in sheets for line in sheet.lines]
    body = body_size(lines)
    words = words_of(line.text for line in lines)
    blocks = [page_blocks(sheet, body) for sheet in sheets]
    set_heading_levels(blocks)
    # In a document of pictures, a page with a few words may hold more; in one of text it is a cover.
    is_text = sum(len(text) > _FEW_LETTERS for text in raw) > len(raw) / 2
    drafts: list[_Draft] = []
    for index, page_of_blocks in enumerate(blocks):
        text, spans = assemble(to_part(block, words) for block in page_of_blocks)
        judgement, needs_ocr = _judge(document, index, text, raw[index], fonts[index], is_text)
        drafts.append(_Draft(index, labels[index], text, spans, judgement, needs_ocr))
    _distrust_short_ones(drafts)
    return drafts, blocks


def _distrust_short_ones(drafts: list[_Draft]) -> None:
    """Where most pages of a file do not read, a few words on another are of the same making."""
    long = [draft.judgement for draft in drafts if len(draft.text) >= _FEW_LETTERS]
    unread = [judgement for judgement in long if judgement.reading != "well"]
    if len(unread) * 2 <= len(long):
        return
    for draft in drafts:
        if draft.text and draft.judgement.reading == "well" and len(draft.text) < _FEW_LETTERS:
            draft.judgement, draft.needs_ocr = unread[0], True


def _sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    try:
        return read_sheet(document[index])
    except pdfium.PdfiumError:
        return Sheet([], [], Rules(), 1.0)


def _judge(
    document: pdfium.PdfDocument, index: int, text: str, raw: str, fonts: frozenset[str], is_text: bool
) -> tuple[Judgement, bool]:
    """How well a page reads by its text layer, and whether OCR should be asked."""
    letters = sum(c.isalpha() for c in text)
    if letters >= _FEW_LETTERS:
        judgement = judge(raw, fonts)
        return judgement, judgement.reading != "well"
    try:
        page = document[index]
        is_picture = not (is_text and letters) and covered_by_pictures(page) > _PICTURE
        blank = not letters and is_blank(page)
    except pdfium.PdfiumError:
        return Judgement("not at all", "this page is damaged"), False
    if blank:
        return _BLANK, False
    judgement = judge(text, fonts, is_picture=is_picture)
    if judgement.reading == "well" and is_picture:
        return Judgement("poorly", "a picture fills this page, and may hold more words"), True
    return judgement, judgement.reading != "well"


def _pictures(document: pdfium.PdfDocument, drafts: Iterable[_Draft], dpi: int) -> Iterator[ocr.Picture]:
    for draft in list(drafts):
        yield ocr.Picture(draft.index, ocr.draw(document[draft.index], dpi), draft.judgement.is_khmer)


def _better(draft: _Draft, read: OcrText | None) -> Page:
    """The page by its text layer or by OCR, whichever reads better."""
    if read is None:
        draft.judgement = Judgement(draft.judgement.reading, f"{draft.judgement.reason}: tesseract could not read it")
        return draft.page()
    text, blocks = assemble(read.parts)
    judgement = _judge_ocr(text, read)
    letters = sum(c.isalpha() for c in draft.text)
    if draft.judgement.reading == "poorly" and not draft.judgement.is_khmer:
        # A few words over a picture stand, unless there is much more to read in it.
        if judgement.reading == "not at all" or read.letters < 3 * letters:
            draft.judgement = Judgement("well")
            return draft.page()
    elif not (judgement.better_than(draft.judgement) or (draft.judgement.is_khmer and judgement.reading == "poorly")):
        draft.judgement = Judgement(draft.judgement.reading, f"{draft.judgement.reason}: tesseract found none either")
        return draft.page()
    return Page(draft.index + 1, draft.label, text, blocks, judgement.reading, "ocr", judgement.reason)


def _judge_ocr(text: str, read: OcrText) -> Judgement:
    judgement = judge(text)
    if judgement.reading == "not at all":
        return Judgement("not at all", "nothing on this page could be read")
    if judgement.reading == "well" and read.read_well:
        return judgement
    return Judgement("poorly", f"read from the picture, with a confidence of {read.confidence:.0f} of 100")


def _what_is_missing(languages: str) -> str:
    if not ocr.installed_languages():
        return "install tesseract"
    if len(missing := ocr.missing_languages(languages)) == len(languages.split("+")):
        return f"install tesseract's language data for {', '.join(missing)}"
    return "no time was left to read it: raise CLEARINGHOUSE_PARSE_TIMEOUT_S"


def _largest_heading(pages: list[list[LineBlock]]) -> str:
    headings = [block for blocks in pages for block in blocks if block.kind == "heading"]
    if not headings:
        return ""
    largest = max(headings, key=lambda block: block.size)
    return " ".join(line.text for line in largest.lines).strip()
