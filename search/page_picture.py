"""The picture of a page with the quoted words boxed."""

import io
import threading
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

# pdfium may not be called from two threads at once.
_ONE_AT_A_TIME = threading.Lock()
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
    :param scale: pixels a point; 1.5 is 108 dots an inch.
    :returns: the picture.
    :raises IndexError: where the file has no such page.
    """
    with _ONE_AT_A_TIME, pdfium.PdfDocument(file) as document:
        if not 1 <= number <= len(document):
            raise IndexError(f"{file.name} has {len(document)} pages, and no page {number}")
        page = document[number - 1]
        picture = page.render(scale=scale).to_pil().convert("RGB")
        boxes = _boxes(page, quote, scale) if quote else ()
    if boxes:
        picture = _boxed(picture, boxes)
    png = io.BytesIO()
    picture.save(png, format="PNG")
    return PagePicture(png.getvalue(), picture.width, picture.height, boxes)


def _boxes(page: pdfium.PdfPage, quote: str, scale: float) -> tuple[Box, ...]:
    """The quote's letters and digits are looked for in the page's, for breaks and hyphens may differ."""
    textpage = page.get_textpage()
    letters: list[str] = []
    indices: list[int] = []
    for index, sign in enumerate(textpage.get_text_range(errors="replace") if textpage.count_chars() else ""):
        if sign.isalnum():
            letters.append(sign.casefold()[:1])
            indices.append(index)
    wanted = "".join(sign.casefold()[:1] for sign in quote if sign.isalnum())
    on_page = "".join(letters)
    runs = _runs(on_page, wanted)
    height = page.get_height()
    boxes = []
    for start, end in runs:
        first, last = indices[start], indices[end - 1]
        for i in range(textpage.count_rects(first, last - first + 1)):
            left, bottom, right, top = textpage.get_rect(i)
            boxes.append(Box(left * scale, (height - top) * scale, right * scale, (height - bottom) * scale))
    return tuple(boxes)


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
