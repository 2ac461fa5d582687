"""PDFs with planted personal data: a report that holds it wherever a PDF can, and a page that is only a picture."""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

AUTHOR = "Vuth Sarin"
NAME = "Khun Sreypov"
BORN = "9 February 2005"
PHONE = "092 447 103"
ADDRESS = "house 18, Phum Tuol Ampil, Sangkat Svay Por"
OTHER_NAME = "Ros Makara"
IDENTITY = "061 773 402"
SHELTER = "the green gate behind Wat Kandal, opposite the ice factory"
EMAIL = "sreypov.k2005@yahoo.com"
PLANTED = (NAME, BORN, PHONE, ADDRESS, OTHER_NAME, IDENTITY, SHELTER, EMAIL)

_WIDTH, _HEIGHT = A4
_MARGIN = 72
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=26, spaceAfter=14)
_HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=10, spaceAfter=6)
_WORDS = ParagraphStyle("words", fontName="Times-Roman", fontSize=11, leading=15, spaceAfter=8)
_NOTE_SIZE = 8
# What flatbed scanners are set to for text, and enough for tesseract.
_DOTS_AN_INCH = 200


class _Bookmark(Flowable):
    """A line in the PDF's outline that leads to where it stands."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def draw(self) -> None:
        self.canv.bookmarkPage(self.words)
        self.canv.addOutlineEntry(self.words, self.words)


def make_report(path: Path) -> list[str]:
    """
    Write a report of four pages with eight planted identifiers, the same bytes each time.

    They stand in a paragraph, a table and a footnote; the name stands in a bookmark and in the document information
    too, the phone number in an annotation. `AUTHOR` is in the document information only.

    ```python
    words = make_report(tmp_path / "report.pdf")
    ```

    :param path: of the PDF.
    :returns: the words of the identifiers.
    """
    template = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        title="Coming home: reintegration in the north-west",
        author=AUTHOR,
        subject=f"With the case of {NAME}",
        invariant=1,
    )
    template.build(_story(), onFirstPage=_furnish, onLaterPages=_furnish)
    return list(PLANTED)


def make_scan(path: Path, text: str) -> None:
    """
    Write a PDF of one page that is a picture of a text and has no text layer, the same bytes each time.

    :param path: of the PDF.
    :param text: in Latin letters, for the fonts of every PDF have no others; long lines are broken.
    """
    typed = BytesIO()
    canvas = Canvas(typed, pagesize=A4, invariant=1)
    lines = [part for line in text.split("\n") for part in simpleSplit(line, "Times-Roman", 13, _WIDTH - 2 * _MARGIN)]
    for number, line in enumerate(lines):
        canvas.setFont("Times-Roman", 13)
        canvas.drawString(_MARGIN, _HEIGHT - _MARGIN - number * 20, line)
    canvas.showPage()
    canvas.save()
    with pdfium.PdfDocument(typed.getvalue()) as document:
        picture = document[0].render(scale=_DOTS_AN_INCH / 72, grayscale=True).to_pil()
    scanned = Canvas(str(path), pagesize=A4, invariant=1)
    scanned.drawImage(ImageReader(picture), 0, 0, _WIDTH, _HEIGHT)
    scanned.showPage()
    scanned.save()


def _story() -> list[Flowable]:
    return [
        _Bookmark("Summary"),
        Paragraph("Coming home: reintegration in the north-west", _TITLE),
        Paragraph("Summary", _HEADING),
        Paragraph(
            "In 2019 the programme met 133 women and men who had come back from Thailand and Malaysia, 58 of them "
            "under 18. Two thirds were in work or at school a year later. The Law on Suppression of Human Trafficking "
            "and Sexual Exploitation of 2008 and the minimum standards of the Ministry of Social Affairs, Veterans and "
            "Youth Rehabilitation guided the work.",
            _WORDS,
        ),
        Paragraph(
            "Anyone in need of help can call the child helpline 1280 or the police hotline 1288, free of charge.",
            _WORDS,
        ),
        PageBreak(),
        _Bookmark(f"The case of {NAME}"),
        Paragraph("What coming home means", _HEADING),
        Paragraph(
            f"{NAME}, born on {BORN}, was fourteen when a neighbour took her across the border. She worked in a "
            "karaoke bar for eleven months and was never paid. The anti-trafficking police found her in February.",
            _WORDS,
        ),
        Paragraph(f"She lives with her aunt at {ADDRESS}.", _WORDS),
        Paragraph(f"The social worker reaches her at {PHONE}.", _WORDS),
        Paragraph(
            "Under Article 8 of the Law the consent of a minor is irrelevant. The court heard her by video link.",
            _WORDS,
        ),
        PageBreak(),
        _Bookmark("Who was assisted"),
        Paragraph("Who was assisted", _HEADING),
        Paragraph("The table shows the last three cases that were closed in the year.", _WORDS),
        Spacer(0, 6),
        Table(
            [
                ["Case", "Name", "Identity card", "Province", "Outcome"],
                ["41", OTHER_NAME, IDENTITY, "Battambang", "motorcycle repair"],
                ["42", "withheld", "none", "Pailin", "school, grade 7"],
                ["43", "withheld", "none", "Kampot", "foster family"],
            ],
            style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Times-Roman", 10)],
        ),
        PageBreak(),
        _Bookmark("Safe places"),
        Paragraph("Safe places", _HEADING),
        Paragraph(
            "The programme works with three residential centres. Two met 80 per cent of the standards in 2019.", _WORDS
        ),
        Paragraph(f"The shelter for girls is {SHELTER}.", _WORDS),
        Paragraph("A budget of US$ 48,200 was spent; the audit had no remarks.<super>1</super>", _WORDS),
    ]


def _furnish(canvas: Canvas, template: SimpleDocTemplate) -> None:
    """What stands outside the running text: page number, the annotation, the footnote."""
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(_WIDTH / 2, 40, str(template.page))
    if template.page == 2:
        canvas.textAnnotation(f"Do not print: call {PHONE} first", Rect=[450, 700, 470, 720])
    if template.page == 4:
        canvas.line(_MARGIN, 90, _MARGIN + 120, 90)
        canvas.setFont("Times-Roman", _NOTE_SIZE)
        canvas.drawString(_MARGIN, 78, f"1  Her own account of the year can be asked for at {EMAIL}.")
