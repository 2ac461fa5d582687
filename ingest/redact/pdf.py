"""PDF: pages that hold what goes become pictures, their other words laid over; the rest is copied to a new file."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from ingest.parse.characters import frames
from ingest.parse.rules import page_rules
from ingest.redact.leaks_pdf import leaks_in_pdf
from ingest.redact.leaks_text import Leak
from ingest.redact.model import Box, RedactedFile, RedactionError
from ingest.redact.pdf_fresh import DrawnPage, write_fresh
from ingest.redact.pdf_kept import pages_that_hold
from ingest.redact.pdf_layer import without
from ingest.redact.pdf_picture import paint
from ingest.redact.pdf_sheet import OcrLimits, Sheet, pages_told, read_sheets
from ingest.redact.pdf_source import read_source
from ingest.redact.remover import Remover
from ingest.redact.words import Wanted


def redact_pdf(
    path: Path, wanted: Wanted, boxes: Mapping[int, Sequence[Box]], *, ocr: OcrLimits, max_pages: int
) -> tuple[bytes, RedactedFile]:
    """
    Take words and parts of pages out of a PDF.

    :param path: the file.
    :param wanted: the words.
    :param boxes: parts of pages, by the page's place from 0.
    :param ocr: how pictures of pages are read.
    :param max_pages: a file of more is refused.
    :returns: the new file's bytes, and what was done.
    :raises RedactionError: where something could not be removed.
    """
    source = read_source(path, max_pages)
    document = pdfium.PdfDocument(source.data)
    if beyond := [page + 1 for page in boxes if page >= len(document)]:
        raise RedactionError(f"a box is on page {beyond[0]}, and the file has {len(document)}")
    sheets, notes = read_sheets(document, wanted, boxes, ocr)
    holding = {sheet.index for sheet in sheets if sheet.gone or sheet.blots}
    holding |= pages_that_hold(source.data, wanted, holding)
    drawn: dict[int, DrawnPage] = {}
    while True:
        drawn |= {index: _drawn(document, sheets[index], wanted.mark) for index in holding - drawn.keys()}
        remover = Remover(wanted)
        fresh = write_fresh(source.data, drawn, source.links, remover)
        left = _leaks(fresh, wanted)
        # What one reader of PDFs sees and another does not, on a page that was to stay: that page is drawn too.
        more = {leak.page for leak in left if leak.page is not None} - holding
        if not more:
            break
        holding |= more
    document.close()
    if left:
        raise RedactionError(f"{_told(left)}: mark the place with a box on the page")
    remover.count(found for sheet in sheets for found in sheet.counted)
    if textless := [index for index in sorted(holding) if not sheets[index].may_have_text]:
        notes.append(f"{pages_told(textless)}: no text in the file any more, to be read from the picture")
    return fresh, RedactedFile(sorted(holding), remover.occurrences, notes)


def _drawn(document: pdfium.PdfDocument, sheet: Sheet, mark: str) -> DrawnPage:
    page = document[sheet.index]
    x, y = sheet.bbox[:2]
    across, up = page_rules(page, frames(page)[0])
    rules = [(x + rule.low, y + rule.at, x + rule.high, y + rule.at) for rule in across]
    rules += [(x + rule.at, y + rule.low, x + rule.at, y + rule.high) for rule in up]
    # A page that is to be read from its picture has no letters in the boxes: they would be read as the page's own.
    picture = paint(page, sheet.blots, mark if sheet.may_have_text else "")
    page.close()
    return DrawnPage(picture, without(sheet.runs, sheet.gone, mark), rules, sheet.bbox)


def _leaks(data: bytes, wanted: Wanted) -> list[Leak]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return list(leaks_in_pdf(Path(file.name), wanted))


def _told(leaks: Iterable[Leak]) -> str:
    return "; ".join(sorted({f"“{leak.words}” would still stand in {leak.where}" for leak in leaks})[:3])
