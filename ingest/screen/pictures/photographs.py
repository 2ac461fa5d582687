"""Pages with a photograph: what it shows no program tells, so a person is asked to look."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from ingest.screen.finding import Box, Finding

_WHY = "a page with a photograph: look at it yourself, for faces and places"
_CONFIDENCE = 0.3
# A photograph takes some room, and a picture that fills the page is the scan of one.
LEAST_SHARE = 0.03
_MOST_SHARE = 0.75
_LEAST_PIXELS = 120
# Of a picture made small: a photograph has many shades, and few of its pixels are of the colour most used; a logo,
# a map or a drawing has large even parts.
_SMALL = (48, 48)
_FEWEST_SHADES = 40
_MOST_EVEN = 0.35
_MOST_PICTURES = 40


def find_photographs(document: pypdfium2.PdfDocument) -> Iterator[Finding]:
    """
    The largest photograph of each page.

    :param document: the PDF, opened.
    :returns: a finding for each page that has one, with where it stands.
    """
    for place in range(len(document)):
        page = document[place]
        boxes = [
            box
            for box, picture in picture_boxes(page)
            if LEAST_SHARE <= share(box) <= _MOST_SHARE and _is_photograph(picture)
        ]
        if boxes:
            yield Finding("photograph", place, 0, 0, "", _CONFIDENCE, _WHY, max(boxes, key=share))
        page.close()


def picture_boxes(page: Any) -> Iterator[tuple[Box, Any]]:
    """
    The pictures of a page, the first of them where there are very many.

    :param page: of pypdfium2.
    :returns: where each stands, as shares of the page, and itself.
    """
    width, height = page.get_size()
    pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    for picture, _ in zip(pictures, range(_MOST_PICTURES), strict=False):
        x, y, to_x, to_y = picture.get_bounds()
        sides = (x / width, 1 - to_y / height, to_x / width, 1 - y / height)
        left, top, right, bottom = (round(min(1.0, max(0.0, side)), 4) for side in sides)
        yield (left, top, right, bottom), picture


def share(box: Box) -> float:
    """
    How much of the page a box takes.

    :param box: left, top, right, bottom as shares of the page.
    :returns: 0 to 1.
    """
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_photograph(picture: Any) -> bool:
    try:
        if min(picture.get_px_size()) < _LEAST_PIXELS:
            return False
        image = picture.get_bitmap().to_pil().convert("RGB").resize(_SMALL)
    except Exception:  # A picture that cannot be drawn shows no one.
        return False
    pixels = _SMALL[0] * _SMALL[1]
    # Coarse steps: the noise of compression is neither shade nor colour.
    shades = image.convert("L").point(lambda value: value & 0xFC).getcolors(pixels) or []
    colours = image.point(lambda value: value & 0xF0).getcolors(pixels) or []
    return len(shades) >= _FEWEST_SHADES and max(count for count, _ in colours) < _MOST_EVEN * pixels
