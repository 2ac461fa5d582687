"""Faces on a PDF's pages, in photographs and in scans: sought with OpenCV's cascades (Viola and Jones, 2001)."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2

from ingest.screen.finding import Box, Finding
from ingest.screen.pictures.photographs import LEAST_SHARE, picture_boxes, share

if TYPE_CHECKING:
    import cv2

_WHY = "a face"
_CONFIDENCE = 0.6
# Dots of the longer side: a face of a hand's breadth on a page has a hundred then, and one of a group some thirty.
_LONGER_SIDE = 1400
_LEAST_DOTS = 28
_STEP = 1.1
# So many neighbouring hits make a face; with these no word of the shared scans is taken for one (tests). That for
# profiles is the less sure.
_CASCADES = (("haarcascade_frontalface_alt2.xml", 6), ("haarcascade_profileface.xml", 8))
# A cascade marks eyes, nose and mouth; hair and chin tell too.
_MARGIN = 0.2
_MOST_ON_A_PAGE = 60


def find_faces(document: pypdfium2.PdfDocument) -> Iterator[Finding]:
    """
    Faces on the pages that have a picture of some size.

    ```python
    with pypdfium2.PdfDocument("report.pdf") as document:
        boxes = [found.box for found in find_faces(document)]
    ```

    :param document: the PDF, opened.
    :returns: a finding for each, with where it stands, a little more than the face.
    """
    for place in range(len(document)):
        page = document[place]
        if any(share(box) >= LEAST_SHARE for box, _ in picture_boxes(page)):
            picture = page.render(scale=_LONGER_SIDE / max(page.get_size()), grayscale=True).to_numpy()
            for box in face_boxes(np.ascontiguousarray(picture.reshape(picture.shape[:2])))[:_MOST_ON_A_PAGE]:
                yield Finding("face", place, 0, 0, "", _CONFIDENCE, _WHY, box)
        page.close()


def face_boxes(picture: "np.ndarray[Any, np.dtype[np.uint8]]") -> list[Box]:
    """
    Where faces stand in a picture.

    :param picture: its shades, height by width, 0 to 255.
    :returns: left, top, right, bottom as shares of the picture, the largest first.
    """
    height, width = picture.shape
    found: list[tuple[int, int, int, int]] = []
    for name, neighbours in _CASCADES:
        for x, y, wide, high in _cascade(name).detectMultiScale(
            picture, _STEP, neighbours, minSize=(_LEAST_DOTS, _LEAST_DOTS)
        ):
            middle = (int(x) + int(wide) / 2, int(y) + int(high) / 2)
            if not any(a <= middle[0] <= a + w and b <= middle[1] <= b + h for a, b, w, h in found):
                found.append((int(x), int(y), int(wide), int(high)))
    found.sort(key=lambda face: -face[2] * face[3])
    return [_box(face, width, height) for face in found]


@lru_cache
def _cascade(name: str) -> "cv2.CascadeClassifier":
    # Here, so that who only searches does not load it.
    import cv2

    cv2.setNumThreads(1)
    return cv2.CascadeClassifier(str(Path(cv2.__file__).with_name("data") / name))


def _box(face: tuple[int, int, int, int], width: int, height: int) -> Box:
    x, y, wide, high = face
    left, right = x - wide * _MARGIN, x + wide * (1 + _MARGIN)
    top, bottom = y - high * _MARGIN, y + high * (1 + _MARGIN)
    return (
        round(max(0.0, left / width), 4),
        round(max(0.0, top / height), 4),
        round(min(1.0, right / width), 4),
        round(min(1.0, bottom / height), 4),
    )
