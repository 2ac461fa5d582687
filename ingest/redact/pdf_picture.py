"""The picture of a page with black boxes over what goes: painted into the dots, so that nothing is beneath them."""

import io
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFont

from ingest.redact.pdf_words import Points

_DPI = 200
# Some scans call a dot a point; no page is drawn larger than this many inches.
_LONGEST_SIDE_IN = 14.0
_QUALITY = 80
# What may stand out of a letter's own box, of its height.
_PAD = 0.08
_SMALLEST_MARK = 9
# JPEG and a scanner tint grey dots by less.
_COLOURED = 24


class Blot(NamedTuple):
    """
    A box to be painted black.

    :param box: in the page's own points.
    :param turn: quarter turns of the line it covers, so that the mark in it reads the same way.
    :param pad: how much wider than its box it is painted, of the box's height.
    """

    box: Points
    turn: int = 0
    pad: float = _PAD


class Picture(NamedTuple):
    """A page as a JPEG."""

    data: bytes
    width: int
    height: int
    is_grey: bool


def paint(page: pdfium.PdfPage, blots: Sequence[Blot], mark: str) -> Picture:
    """
    Draw a page, and paint what goes black.

    :param page: a page of pdfium's; left unturned.
    :param blots: where it goes black.
    :param mark: set in white in each box it fits in; empty sets none.
    :returns: the picture, the page's own edges its edges, not turned.
    """
    page.set_rotation(0)
    left, bottom, right, top = page.get_bbox()
    width, height = max(right - left, 0.1), max(top - bottom, 0.1)
    scale = _DPI / 72 * min(1.0, _LONGEST_SIDE_IN * 72 / max(width, height))
    image = page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
    if _is_grey(image):
        image = image.convert("L")
    across, up = image.width / width, image.height / height
    draw = ImageDraw.Draw(image)
    black = 0 if image.mode == "L" else (0, 0, 0)
    places = []
    for blot in blots:
        x0, y0, x1, y1 = blot.box
        pad = blot.pad * min(x1 - x0, y1 - y0)
        place = (
            int((x0 - pad - left) * across),
            int((top - y1 - pad) * up),
            int((x1 + pad - left) * across) + 1,
            int((top - y0 + pad) * up) + 1,
        )
        draw.rectangle(place, fill=black)
        places.append((place, blot.turn))
    # After all are black: a mark would be cut by the next box.
    for place, turn in places:
        if mark:
            _write(image, place, turn, mark)
    out = io.BytesIO()
    image.save(out, format="JPEG", quality=_QUALITY, optimize=True)
    return Picture(out.getvalue(), image.width, image.height, image.mode == "L")


def _is_grey(image: Image.Image) -> bool:
    small = image.resize((max(image.width // 4, 1), max(image.height // 4, 1)), Image.Resampling.BOX)
    red, green, blue = small.split()
    apart = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(red, blue))
    return not any(apart.histogram()[_COLOURED:])


def _write(image: Image.Image, place: tuple[int, int, int, int], turn: int, mark: str) -> None:
    across, up = place[2] - place[0], place[3] - place[1]
    if turn % 2:
        across, up = up, across
    size: float = min(0.6 * up, 60.0)
    font = ImageFont.load_default(max(size, 1.0))
    if font.getlength(mark) > 0.92 * across:
        size *= 0.92 * across / font.getlength(mark)
        font = ImageFont.load_default(max(size, 1.0))
    if size < _SMALLEST_MARK:
        return
    label = Image.new("L", (across, up), 0)
    ImageDraw.Draw(label).text((across / 2, up / 2), mark, fill=255, font=font, anchor="mm")
    label = label.rotate(90 * turn, expand=True)
    image.paste(255 if image.mode == "L" else (255, 255, 255), place[:2], mask=label)
