"""Reading pictures of pages with tesseract, where it is installed."""

import csv
import io
import os
import shutil
import subprocess
from functools import lru_cache
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.parse.page_text import Part

_PAGE_TIMEOUT_S = 180
# Mean confidence of tesseract's words, 0 to 100. Clean print comes
# out above 80; below 60 words are wrong in every line.
_WELL_READ = 75.0


class OcrText(NamedTuple):
    """
    What tesseract read of a page.

    :param parts: its paragraphs.
    :param confidence: the mean of its words, 0 to 100.
    """

    parts: list[Part]
    confidence: float

    @property
    def read_well(self) -> bool:
        """Whether it is sure enough of its words to be quoted without a warning."""
        return self.confidence >= _WELL_READ


@lru_cache
def installed_languages() -> frozenset[str]:
    """
    The languages tesseract can read on this machine.

    :returns: their codes; none where tesseract is not installed.
    """
    if shutil.which("tesseract") is None:
        return frozenset()
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return frozenset(listed.stdout.splitlines()[1:])


def missing_languages(wanted: str) -> list[str]:
    """
    The languages that are asked for and not installed.

    :param wanted: codes joined by +, as in "eng+khm".
    :returns: their codes.
    """
    return [code for code in wanted.split("+") if code not in installed_languages()]


def read_page(page: pdfium.PdfPage, languages: str, dpi: int) -> OcrText | None:
    """
    Read a page's picture.

    :param page: a page of pdfium's.
    :param languages: codes joined by +; those not installed are left out.
    :param dpi: dots per inch to draw it at.
    :returns: what was read; None where tesseract or every language is missing, or it ran out of time.
    """
    codes = [code for code in languages.split("+") if code in installed_languages()]
    if not codes:
        return None
    picture = io.BytesIO()
    page.render(scale=dpi / 72, grayscale=True).to_pil().save(picture, format="PNG", dpi=(dpi, dpi))
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "+".join(codes), "--psm", "3", "tsv"],
            input=picture.getvalue(),
            capture_output=True,
            timeout=_PAGE_TIMEOUT_S,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return _parts(done.stdout.decode("utf-8", "replace"))


def _parts(tsv: str) -> OcrText:
    paragraphs: dict[tuple[str, str], dict[str, list[str]]] = {}
    confidences: list[float] = []
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if row["level"] != "5" or not word:
            continue
        lines = paragraphs.setdefault((row["block_num"], row["par_num"]), {})
        lines.setdefault(row["line_num"], []).append(word)
        confidences.append(float(row["conf"]))
    parts = [Part(_joined([" ".join(words) for words in lines.values()])) for lines in paragraphs.values()]
    return OcrText(parts, sum(confidences) / len(confidences) if confidences else 0.0)


def _joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        breaks_word = text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()
        text = text[:-1] + line if breaks_word else f"{text} {line}".strip()
    return text
