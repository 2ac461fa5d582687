"""Reading pictures of pages with tesseract, where it is installed."""

import io
import os
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

import pypdfium2 as pdfium
from PIL import Image

from ingest.parse.ocr_lines import OcrText, read_table
from ingest.parse.quality import KHMER

T = TypeVar("T")
_PAGE_TIMEOUT_S = 180
# Some scans call a pixel a point; no page is drawn larger than this many inches.
_LONGEST_SIDE_IN = 14.0
# Measured on twelve pages of the Khmer constitution (letters wrong, of a hundred): khm alone and the page as one block
# 5, eng+khm as one block 7, khm in one column 8, eng+khm with tesseract's own division of the page 29.
_KHMER_ALONE = ("khm", "6")
_OWN_DIVISION = "3"
_MOSTLY = 0.6
# Below this confidence the picture may stand on its side.
_UNSURE = 35.0


class Picture(NamedTuple):
    """
    A page to be read.

    :param page: its number, for whoever asked.
    :param image: the page as drawn, in grey.
    :param is_khmer: whether its text layer tells that it is in Khmer.
    """

    page: int
    image: Image.Image
    is_khmer: bool = False


@lru_cache
def installed_languages() -> frozenset[str]:
    """
    The languages tesseract can read on this machine.

    :returns: their codes; none where tesseract is not installed.
    """
    if shutil.which("tesseract") is None:
        return frozenset()
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=60)
    return frozenset(listed.stdout.splitlines()[1:])


def missing_languages(wanted: str) -> list[str]:
    """
    The languages that are asked for and not installed.

    :param wanted: codes joined by +, as in "eng+khm".
    :returns: their codes.
    """
    return [code for code in wanted.split("+") if code not in installed_languages()]


def draw(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    """
    Draw a page for reading.

    :param page: a page of pdfium's.
    :param dpi: dots per inch.
    :returns: the picture, in grey.
    """
    inches = max(page.get_size()) / 72
    scale = dpi / 72 * min(1.0, _LONGEST_SIDE_IN / max(inches, 0.1))
    return page.render(scale=scale, grayscale=True).to_pil()


def read_pictures(
    pictures: Iterable[Picture], languages: str, dpi: int, seconds: float
) -> Iterator[tuple[int, OcrText | None]]:
    """
    Read pages, as many at once as the machine has processors.

    :param pictures: of the pages; each is drawn only when its turn comes.
    :param languages: codes joined by +; those not installed are left out.
    :param dpi: dots per inch they are drawn at.
    :param seconds: no page is begun after so many.
    :returns: each page's number and what was read; None where tesseract failed, or no time was left.
    """
    codes = [code for code in languages.split("+") if code in installed_languages()]
    if not codes:
        return
    jobs = ((picture.page, partial(read_picture, picture, codes, dpi)) for picture in pictures)
    yield from at_once(jobs, seconds)


def at_once(jobs: Iterable[tuple[int, Callable[[], T]]], seconds: float) -> Iterator[tuple[int, T]]:
    """
    Do pages, as many at once as the machine has processors, and hand them on in order.

    :param jobs: each page's number and what is to be done; the next is asked for only when its turn comes.
    :param seconds: no page is begun after so many.
    :returns: each page's number and what came of it.
    """
    until = time.monotonic() + seconds
    workers = os.cpu_count() or 1
    waiting: deque[tuple[int, Future[T]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for page, job in jobs:
            if time.monotonic() > until:
                break
            waiting.append((page, pool.submit(job)))
            if len(waiting) > workers:
                done, outcome = waiting.popleft()
                yield done, outcome.result()
        for done, outcome in waiting:
            yield done, outcome.result()


def read_picture(picture: Picture, codes: list[str], dpi: int) -> OcrText | None:
    """
    Read one page: a Khmer one as Khmer alone and as one block, others with tesseract's own division into columns.

    :param picture: of the page.
    :param codes: languages that are installed.
    :param dpi: dots per inch it is drawn at.
    :returns: what was read; None where tesseract failed or ran out of time.
    """
    can_khmer = _KHMER_ALONE[0] in codes
    if picture.is_khmer and can_khmer:
        return _tesseract(picture.image, *_KHMER_ALONE, dpi)
    read = _tesseract(picture.image, "+".join(codes), _OWN_DIVISION, dpi)
    if read is not None and read.confidence < _UNSURE and "osd" in installed_languages():
        read = _turned(picture.image, "+".join(codes), dpi, read)
    if read is not None and can_khmer and not read.has_columns and _share_khmer(read) > _MOSTLY:
        alone = _tesseract(picture.image, *_KHMER_ALONE, dpi)
        if alone is not None and alone.letters > 0.8 * read.letters:
            return alone
    return read


def _share_khmer(read: OcrText) -> float:
    text = " ".join(part.text for part in read.parts)
    return len(KHMER.findall(text)) / max(sum(not c.isspace() for c in text), 1)


def _turned(image: Image.Image, languages: str, dpi: int, read: OcrText) -> OcrText:
    """The page set upright, if tesseract finds that it lies and reads it better then."""
    told = run_tesseract(image, ["--psm", "0"], dpi) or ""
    turn = next((line.split(":")[1] for line in told.splitlines() if line.startswith("Rotate:")), "0")
    if turn.strip() in ("", "0"):
        return read
    upright = _tesseract(image.rotate(-int(turn), expand=True), languages, _OWN_DIVISION, dpi)
    return upright if upright is not None and upright.confidence > read.confidence else read


def _tesseract(image: Image.Image, languages: str, division: str, dpi: int) -> OcrText | None:
    table = run_tesseract(image, ["-l", languages, "--psm", division, "tsv"], dpi)
    return None if table is None else read_table(table)


def run_tesseract(image: Image.Image, options: list[str], dpi: int) -> str | None:
    """
    Run tesseract on a picture.

    :param image: the picture.
    :param options: of its command line.
    :param dpi: dots per inch of the picture.
    :returns: what it printed; None where it failed or ran out of time.
    """
    data = io.BytesIO()
    image.save(data, format="PNG", dpi=(dpi, dpi))
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", *options],
            input=data.getvalue(),
            capture_output=True,
            timeout=_PAGE_TIMEOUT_S,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "replace")
