"""The words in a page's picture with their places, read by tesseract."""

import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image

from ingest.parse import ocr
from ingest.parse.quality import KHMER
from ingest.redact.model import Box
from ingest.redact.pdf_words import Letter, Points, Run

# Below this confidence the picture may stand on its side.
_UNSURE = 35.0
# Above it the words may stand in the file as its text; below, the picture is better read anew than believed.
_WELL_READ = 75.0
_DIVISIONS = {"all": "3", "khm": "6"}


class Reading(NamedTuple):
    """
    What was read of a page.

    :param runs: its lines.
    :param confidence: the mean of its letters, 0 to 100.
    :param also: its lines as read another way, to look for words in.
    """

    runs: list[Run]
    confidence: float
    also: list[Run]

    @property
    def read_well(self) -> bool:
        """Whether to believe it letter for letter."""
        return self.confidence >= _WELL_READ


class _Word(NamedTuple):
    line: tuple[str, ...]
    text: str
    box: tuple[int, int, int, int]
    confidence: float


class _Sheet(NamedTuple):
    """A picture, and how it lies on the page: what it takes to bring a box back."""

    image: Image.Image
    bbox: Points
    turned: int


def read_pages(
    document: pdfium.PdfDocument, indexes: Iterable[int], languages: str, dpi: int, seconds: float
) -> Iterator[tuple[int, Reading | None]]:
    """
    Read pages, as many at once as the machine has processors.

    :param document: the PDF.
    :param indexes: of the pages, from 0.
    :param languages: codes joined by +; those not installed are left out.
    :param dpi: dots per inch they are drawn at.
    :param seconds: no page is begun after so many.
    :returns: each page and what was read; None where tesseract failed. Those no time was left for do not come.
    """
    codes = [code for code in languages.split("+") if code in ocr.installed_languages()]
    jobs = ((index, partial(_read, _sheet_of(document[index], dpi), codes, dpi)) for index in indexes)
    yield from ocr.at_once(jobs, seconds)


def _sheet_of(page: pdfium.PdfPage, dpi: int) -> _Sheet:
    return _Sheet(ocr.draw(page, dpi), page.get_bbox(), page.get_rotation() // 90)


def _read(sheet: _Sheet, codes: list[str], dpi: int) -> Reading | None:
    words = _words(sheet.image, "+".join(codes), _DIVISIONS["all"], dpi)
    if words is None:
        return None
    if _confidence(words) < _UNSURE and "osd" in ocr.installed_languages():
        sheet, words = _upright(sheet, words, "+".join(codes), dpi)
    also: list[_Word] = []
    if "khm" in codes and any(KHMER.search(word.text) for word in words):
        also = _words(sheet.image, "khm", _DIVISIONS["khm"], dpi) or []
    return Reading(_runs(words, sheet), _confidence(words), _runs(also, sheet))


def _upright(sheet: _Sheet, words: list[_Word], languages: str, dpi: int) -> tuple[_Sheet, list[_Word]]:
    told = ocr.run_tesseract(sheet.image, ["--psm", "0"], dpi) or ""
    turn = next((line.split(":")[1].strip() for line in told.splitlines() if line.startswith("Rotate:")), "0")
    if turn not in ("90", "180", "270"):
        return sheet, words
    turned = _Sheet(sheet.image.rotate(-int(turn), expand=True), sheet.bbox, sheet.turned + int(turn) // 90)
    better = _words(turned.image, languages, _DIVISIONS["all"], dpi)
    return (turned, better) if better and _confidence(better) > _confidence(words) else (sheet, words)


def _words(image: Image.Image, languages: str, division: str, dpi: int) -> list[_Word] | None:
    table = ocr.run_tesseract(image, ["-l", languages, "--psm", division, "tsv"], dpi)
    if table is None:
        return None
    words = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] == "5" and text:
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = row["block_num"], row["par_num"], row["line_num"]
            words.append(_Word(line, text, (left, top, left + width, top + height), float(row["conf"])))
    return words


def _confidence(words: list[_Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _runs(words: list[_Word], sheet: _Sheet) -> list[Run]:
    """Lines as high as most are; each letter an equal share of its word, and inked as the whole word is."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    if not lines:
        return []
    height = median(max(word.box[3] - word.box[1] for word in line) for line in lines.values())
    return [_run(line, height, sheet) for line in lines.values()]


def _run(line: list[_Word], height: float, sheet: _Sheet) -> Run:
    middle = median((word.box[1] + word.box[3]) / 2 for word in line)
    run: Run = []
    for word in line:
        left, top, right, bottom = word.box
        inked = _back(sheet, (left, top, right, bottom))
        step = (right - left) / len(word.text)
        if run:
            run.append(run[-1]._replace(sign=" "))
        for number, sign in enumerate(word.text):
            at = left + number * step
            box = _back(sheet, (at, middle - height / 2, at + step, middle + height / 2))
            run.append(Letter(sign, box, inked, sheet.turned % 4, False))
    return run


def _back(sheet: _Sheet, dots: tuple[float, float, float, float]) -> Points:
    width, height = sheet.image.size
    shares = dots[0] / width, dots[1] / height, dots[2] / width, dots[3] / height
    return to_points(shares, sheet.bbox, sheet.turned)


def to_points(box: Box, bbox: Points, turned: int) -> Points:
    """
    A box on a page as it is shown, in the page's own points.

    :param box: left, top, right, bottom as shares of what is shown.
    :param bbox: the page's edges in its own points.
    :param turned: quarter turns, with the clock, by which the page is turned to be shown.
    :returns: left, lower, right and upper edge.
    """
    for _ in range(turned % 4):
        left, top, right, bottom = box
        box = top, 1 - right, bottom, 1 - left
    x0, y0, x1, y1 = bbox
    width, height = x1 - x0, y1 - y0
    return x0 + box[0] * width, y1 - box[3] * height, x0 + box[2] * width, y1 - box[1] * height
