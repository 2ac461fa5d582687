"""What a page of a PDF is to the eye: covered by pictures, or blank."""

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# Of 256 greys: what differs less is paper.
_PAPER = 16


def covered_by_pictures(page: pdfium.PdfPage) -> float:
    """
    How much of a page is pictures.

    :param page: a page of pdfium's.
    :returns: the share of its area; over 1 where pictures lie on one another.
    """
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += (right - left) * (top - bottom)
    return covered / max(width * height, 1.0)


def is_blank(page: pdfium.PdfPage) -> bool:
    """
    Whether nothing can be seen on a page.

    :param page: a page of pdfium's.
    :returns: whether it is blank.
    """
    low, high = page.render(scale=0.25, grayscale=True).to_pil().getextrema()
    return high - low < _PAPER
