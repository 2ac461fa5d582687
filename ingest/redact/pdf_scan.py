"""Whether a page's words are in its text or in its picture."""

from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.parse.page_look import covered_by_pictures, is_blank
from ingest.parse.quality import judge
from ingest.redact.pdf_words import Run

# A picture of this share of the page may hold words; one of that share is the page.
_MAY_HOLD = 0.15
_IS_THE_PAGE = 0.5
_FEW_LETTERS = 100


class Look(NamedTuple):
    """
    What kind of page it is.

    :param reads_well: whether its text layer can be believed.
    :param is_scan: whether a picture fills it, so that its text layer is another's reading of that.
    :param may_hold_more: whether words may stand in its pictures.
    """

    reads_well: bool
    is_scan: bool
    may_hold_more: bool


def look_at(page: pdfium.PdfPage, runs: Sequence[Run]) -> Look:
    """
    Look at a page.

    :param page: a page of pdfium's.
    :param runs: of its text layer.
    :returns: what kind of page it is.
    """
    text = "\n".join("".join(letter.sign for letter in run) for run in runs)
    letters = sum(sign.isalpha() for sign in text)
    covered = covered_by_pictures(page)
    is_scan = covered > _IS_THE_PAGE
    if not letters and is_blank(page):
        return Look(True, False, False)
    reads_well = judge(text, is_picture=is_scan or letters >= _FEW_LETTERS).reading == "well"
    return Look(reads_well, is_scan, covered > _MAY_HOLD or not reads_well)
