"""Seconds to read a PDF's text: ours, with boxes, columns and headings, beside pypdf's plain text."""

import time
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from ingest.parse import parse_file


def measure(file: Path) -> dict[str, Any]:
    """
    Read a PDF both ways, without OCR.

    :param file: a PDF.
    :returns: pages and seconds of each.
    """
    started = time.perf_counter()
    parsed = parse_file(file, ocr_languages="")
    ours = time.perf_counter() - started
    started = time.perf_counter()
    letters = sum(len(page.extract_text()) for page in PdfReader(file).pages)
    theirs = time.perf_counter() - started
    return {
        "pages": len(parsed.pages),
        "letters": sum(len(page.text) for page in parsed.pages),
        "seconds": round(ours, 2),
        "pypdf_letters": letters,
        "pypdf_seconds": round(theirs, 2),
    }
