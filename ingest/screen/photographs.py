"""Pages with a photograph: faces are not looked for, but a person is asked to look."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from corpus.settings import ROOT, settings
from ingest.parse.child import end_child
from ingest.parse.sniff import sniff
from ingest.screen.finding import Finding

Box = tuple[float, float, float, float]

_WHY = "a page with a photograph: look at it yourself, for faces and places"
# A photograph takes some room, and a picture that fills the page is the scan of one.
_LEAST_SHARE, _MOST_SHARE = 0.03, 0.75
_LEAST_PIXELS = 120
# Of a picture made small: a photograph has many shades, and few of its pixels are of the colour most used; a logo,
# a map or a drawing has large even parts.
_SMALL = (48, 48)
_FEWEST_SHADES = 40
_MOST_EVEN = 0.35
_MOST_PICTURES = 40


def photographs(path: Path) -> list[Finding]:
    """
    The first photograph of each page of a PDF.

    :param path: the file.
    :returns: a finding for each page that has one, with where it stands; none where the file is no PDF.
    """
    if sniff(path) != "pdf":
        return []
    found: list[Finding] = []
    with pypdfium2.PdfDocument(path) as document:
        for place in range(len(document)):
            page = document[place]
            if box := _largest(page):
                found.append(_finding(place, box))
            page.close()
    return found


def photographs_in_process(path: Path) -> list[Finding]:
    """
    The same in a child process, under the settings' limits on time and memory.

    :param path: the file.
    :returns: as above; none where looking at it ran over a limit or broke off.
    """
    limits = settings()
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ingest.screen",
            str(limits.parse_memory_mb),
            str(limits.parse_timeout_s),
            str(path.resolve()),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = child.communicate(timeout=limits.parse_timeout_s)
    except subprocess.TimeoutExpired:
        return []
    finally:
        end_child(child)
    return from_json(printed) if child.returncode == 0 else []


def from_json(printed: str) -> list[Finding]:
    """
    What the child printed, as findings again.

    :param printed: a list of pages and boxes.
    :returns: the findings.
    """
    boxes: list[tuple[int, list[float]]] = json.loads(printed)
    return [_finding(page, (left, top, right, bottom)) for page, (left, top, right, bottom) in boxes]


def _finding(page: int, box: Box) -> Finding:
    return Finding("photograph", page, 0, 0, "", 0.3, _WHY, box)


def _largest(page: Any) -> Box | None:
    """Where the largest photograph of a page stands."""
    width, height = page.get_size()
    boxes: list[Box] = []
    pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    for picture, _ in zip(pictures, range(_MOST_PICTURES), strict=False):
        x, y, to_x, to_y = picture.get_bounds()
        box = (x / width, 1 - to_y / height, to_x / width, 1 - y / height)
        if _LEAST_SHARE <= _share(box) <= _MOST_SHARE and _is_photograph(picture):
            left, top, right, bottom = (round(min(1.0, max(0.0, side)), 4) for side in box)
            boxes.append((left, top, right, bottom))
    return max(boxes, key=_share, default=None)


def _share(box: Box) -> float:
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
