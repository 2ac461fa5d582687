"""PDFs drawn for tests."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]


def make_pdf(path: Path, pages: Sequence[Draw], prepare: Draw = lambda canvas: None) -> Path:
    """Write a PDF whose pages are drawn by functions."""
    canvas = Canvas(str(path), pagesize=A4)
    prepare(canvas)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(
    canvas: Canvas,
    texts: Sequence[str],
    *,
    x: float = 72,
    top: float = 700,
    size: float = 11,
    font: str = "Helvetica",
) -> None:
    """Set lines one under the other."""
    canvas.setFont(font, size)
    for number, text in enumerate(texts):
        canvas.drawString(x, top - number * size * 1.25, text)
