"""The pages of a PDF with what goes from each: by its text layer, by what tesseract reads, by a curator's box."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.parse.ocr import installed_languages
from ingest.redact.model import Box, RedactionError
from ingest.redact.pdf_ocr import Reading, read_pages, to_points
from ingest.redact.pdf_picture import Blot
from ingest.redact.pdf_scan import Look, look_at
from ingest.redact.pdf_words import Gone, Points, Run, boxes_of, find_gone, read_runs, under
from ingest.redact.words import Span, Wanted

# A scan's text layer says only roughly where its words are: boxes are painted this much wider, of their height.
_ROUGH = 0.3
_EXACT = 0.1


class OcrLimits(NamedTuple):
    """
    How pictures of pages are read.

    :param languages: for tesseract, joined by +.
    :param dpi: dots per inch a page is drawn at.
    :param seconds: no page is begun after so many.
    """

    languages: str = "eng+khm"
    dpi: int = 300
    seconds: float = 3600


@dataclass(slots=True)
class Sheet:
    """
    A page and what goes from it.

    :param index: its place from 0.
    :param runs: its words.
    :param bbox: its edges in its own points.
    :param turn: quarter turns by which it is turned to be shown.
    :param look: what kind of page it is.
    :param gone: which letters of its words go.
    :param blots: what goes black in its picture.
    :param counted: an entry for each occurrence.
    """

    index: int
    runs: list[Run]
    bbox: Points
    turn: int
    look: Look
    gone: list[Gone] = field(default_factory=list)
    blots: list[Blot] = field(default_factory=list)
    counted: list[Span] = field(default_factory=list)
    may_have_text: bool = True

    def lose(self, found: Sequence[Gone], runs: Sequence[Run], pad: float) -> None:
        """Let occurrences go; those in places that go already are not counted again."""
        for one in found:
            boxes = boxes_of(runs, one)
            turn = next((runs[number][place].turn for number, place in sorted(one.letters)), 0)
            if runs is self.runs or not all(any(_meet(box, blot.box) for blot in self.blots) for box in boxes):
                self.counted.append(Span(0, 0, one.words))
            self.blots += [Blot(box, turn, pad) for box in boxes]
            if runs is self.runs:
                self.gone.append(one)
            else:
                self.gone += [letters for box in boxes if (letters := Gone("", under(self.runs, box))).letters]


def read_sheets(
    document: pdfium.PdfDocument, wanted: Wanted, boxes: Mapping[int, Sequence[Box]], ocr: OcrLimits
) -> tuple[list[Sheet], list[str]]:
    """
    Find what goes from every page.

    :param document: the PDF.
    :param wanted: the words.
    :param boxes: parts of pages, by the page's place from 0.
    :param ocr: how pictures of pages are read.
    :returns: the pages, and what a curator should look at.
    :raises RedactionError: where words may stand in a picture that cannot be read.
    """
    sheets = [_sheet(document, index) for index in range(len(document))]
    for sheet in sheets if wanted.words else ():
        if sheet.look.reads_well:
            sheet.lose(find_gone(sheet.runs, wanted), sheet.runs, _ROUGH if sheet.look.is_scan else _EXACT)
        else:
            # Nonsense to a reader may be sense to a search: it goes, whatever it says.
            sheet.may_have_text = False
    notes = list(_read_pictures(document, sheets, wanted, boxes, ocr)) if wanted.words else []
    for index, of_page in boxes.items():
        sheet = sheets[index]
        for box in of_page:
            place = to_points(box, sheet.bbox, sheet.turn)
            sheet.blots.append(Blot(place, sheet.turn, 0.0))
            if letters := under(sheet.runs, place):
                sheet.gone.append(Gone("", letters))
    return sheets, notes


def _sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    try:
        page = document[index]
        runs = read_runs(page)
        return Sheet(index, runs, page.get_bbox(), page.get_rotation() // 90, look_at(page, runs))
    except pdfium.PdfiumError as error:
        raise RedactionError(f"page {index + 1} is damaged: save the file anew in a reader, or without it") from error


def _read_pictures(
    document: pdfium.PdfDocument,
    sheets: Sequence[Sheet],
    wanted: Wanted,
    boxes: Mapping[int, Sequence[Box]],
    ocr: OcrLimits,
) -> Iterator[str]:
    to_read = [sheet.index for sheet in sheets if sheet.look.may_hold_more]
    readings: dict[int, Reading | None] = {}
    if set(ocr.languages.split("+")) & installed_languages():
        readings = dict(read_pages(document, to_read, ocr.languages, ocr.dpi, ocr.seconds))
    unread = [index for index in to_read if readings.get(index) is None]
    # A page with a curator's box on it has been looked at by a person.
    blind = [index for index in unread if not sheets[index].look.reads_well and index not in boxes]
    if blind:
        raise RedactionError(f"{pages_told(blind)}: the words are in a picture, and {_why_unread()}")
    if unread:
        yield f"{pages_told(unread)}: the pictures were not read for the words: look at them"
    for index in to_read:
        if (reading := readings.get(index)) is not None:
            _take_reading(sheets[index], reading, wanted)
    if read := [index for index in to_read if index not in unread]:
        yield f"{pages_told(read)}: read from the picture, where words can be misread: look at them"


def _why_unread() -> str:
    if not installed_languages():
        return "tesseract is not installed to find them: mark each place by hand with a box, without words"
    return (
        "tesseract could not read it in time: raise CLEARINGHOUSE_PARSE_TIMEOUT_S, "
        "or mark each place by hand with a box, without words"
    )


def _take_reading(sheet: Sheet, reading: Reading, wanted: Wanted) -> None:
    if not sheet.look.reads_well:
        sheet.may_have_text = reading.read_well
        sheet.runs = reading.runs if reading.read_well else []
    for runs in (reading.runs, reading.also):
        sheet.lose(find_gone(runs, wanted), runs, _EXACT)


def _meet(one: Points, other: Points) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])


def pages_told(indexes: Sequence[int]) -> str:
    """
    Pages as a person counts them.

    :param indexes: from 0, in order.
    :returns: as in "pages 2, 5".
    """
    numbers = ", ".join(str(index + 1) for index in indexes)
    return f"page{'s' if len(indexes) > 1 else ''} {numbers}"
