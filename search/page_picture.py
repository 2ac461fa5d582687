"""The picture of a page with the quoted words boxed."""

import ctypes
import io
import threading
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

# pdfium may not be called from two threads at once.
_ONE_AT_A_TIME = threading.Lock()
_MOST_PIXELS = 4000
_FILL, _EDGE = (240, 228, 66, 80), (0, 114, 178, 255)


class Box(NamedTuple):
    """A rectangle on the picture, in pixels from its upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class PagePicture(NamedTuple):
    """
    A page as it looks.

    :param png: the picture, the boxes drawn on it.
    :param width: in pixels.
    :param height: in pixels.
    :param boxes: one a line of the quoted words; none where they were not found on the page.
    """

    png: bytes
    width: int
    height: int
    boxes: tuple[Box, ...]


def page_picture(file: Path, number: int, quote: str = "", scale: float = 1.5) -> PagePicture:
    """
    Draw a page.

    :param file: a PDF.
    :param number: the page, counted from 1.
    :param quote: words to be boxed.
    :param scale: pixels a point; 1.5 is 108 dots an inch. A page of more than 4,000 pixels a side is drawn smaller.
    :returns: the picture.
    :raises IndexError: where the file has no such page.
    """
    with _ONE_AT_A_TIME, pdfium.PdfDocument(file) as document:
        if not 1 <= number <= len(document):
            raise IndexError(f"{file.name} has {len(document)} pages, and no page {number}")
        page = document[number - 1]
        # A poster set as one page is drawn smaller, for a picture of it would fill the memory.
        scale = min(scale, _MOST_PIXELS / max(page.get_size()))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        boxes = _boxes(page, quote, picture.size) if quote else ()
    if boxes:
        picture = _boxed(picture, boxes)
    png = io.BytesIO()
    picture.save(png, format="PNG")
    return PagePicture(png.getvalue(), picture.width, picture.height, boxes)


def _boxes(page: pdfium.PdfPage, quote: str, size: tuple[int, int]) -> tuple[Box, ...]:
    """The quote's letters and digits are looked for in the page's, for breaks and hyphens may differ."""
    textpage = page.get_textpage()
    letters: list[str] = []
    indices: list[int] = []
    for index in range(textpage.count_chars()):
        for letter in _letters(chr(pdfium.raw.FPDFText_GetUnicode(textpage, index))):
            letters.append(letter)
            indices.append(index)
    boxes = []
    for start, end in _runs("".join(letters), _letters(quote)):
        first, last = indices[start], indices[end - 1]
        for i in range(textpage.count_rects(first, last - first + 1)):
            left, bottom, right, top = textpage.get_rect(i)
            (x0, y0), (x1, y1) = (_on_picture(page, size, *corner) for corner in ((left, top), (right, bottom)))
            boxes.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return tuple(_one_a_line(boxes))


def _letters(text: str) -> str:
    """Letters and digits in one form: a ligature is its letters, a capital the small letter."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def _on_picture(page: pdfium.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    """A point of the page in pixels, as the page is turned and cropped."""
    at_x, at_y = ctypes.c_int(), ctypes.c_int()
    pdfium.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, at_x, at_y)
    return at_x.value, at_y.value


def _one_a_line(boxes: list[Box]) -> list[Box]:
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last and box.y0 < (last.y0 + last.y1) / 2 < box.y1 and box.x0 - last.x1 < 2 * (last.y1 - last.y0):
            merged[-1] = Box(min(last.x0, box.x0), min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            merged.append(box)
    return merged


def _runs(on_page: str, wanted: str) -> list[tuple[int, int]]:
    """The quote as a whole, or as the stretches of it that stand together, as in the cells of a table."""
    at = on_page.find(wanted) if wanted else -1
    if at >= 0:
        return [(at, at + len(wanted))]
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(wanted):
        length = next((n for n in (120, 60, 30, 15) if on_page.find(wanted[start : start + n]) >= 0), 0)
        if not length:
            start += 5
            continue
        at = on_page.find(wanted[start : start + length])
        end = min(length, len(wanted) - start)
        while start + end < len(wanted) and at + end < len(on_page) and on_page[at + end] == wanted[start + end]:
            end += 1
        runs.append((at, at + end))
        start += end
    return runs


def _boxed(picture: Image.Image, boxes: tuple[Box, ...]) -> Image.Image:
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for box in boxes:
        draw.rectangle((box.x0 - 2, box.y0 - 1, box.x1 + 2, box.y1 + 1), fill=_FILL)
    left = min(box.x0 for box in boxes) - 5
    right = max(box.x1 for box in boxes) + 5
    top, foot = min(box.y0 for box in boxes) - 4, max(box.y1 for box in boxes) + 4
    draw.rectangle((left, top, right, foot), outline=_EDGE, width=2)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
