"""Files that hold a name wherever a file can hold one."""

import io
import zipfile
from pathlib import Path

import docx
import pypdf
from pypdf.annotations import FreeText, Text
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.parse.pdfs import lines, make_pdf

NAME = "Sok Sophea"
OTHERS = ["The hotline of the ministry answered the call", "and sent two officers to the border at Poipet"]
SECOND = ["Article 8 punishes unlawful removal with a", "purpose of exploitation, and its attempt as the act"]
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc xmlns="d"><creator>{NAME}</creator></dc></x:xmpmeta>'


def story(canvas: Canvas) -> None:
    """A page on which the name stands three times: plainly, over two lines, and in other letters."""
    lines(
        canvas,
        [
            OTHERS[0],
            f"that {NAME} made on the second of May, and Sok",
            "Sophea was met at the market. The officer wrote SOK SO-",
            "PHEA once more and closed the file of the case.",
            OTHERS[1],
        ],
    )


def second(canvas: Canvas) -> None:
    """A page without the name."""
    lines(canvas, SECOND)


def make_tale(path: Path) -> Path:
    """A PDF with the name in its text, title, XMP, a bookmark, comments, an attachment, a field, an older revision."""

    def prepare(canvas: Canvas) -> None:
        canvas.setTitle(f"The case of {NAME}")
        canvas.setAuthor(NAME)
        canvas.bookmarkPage("start")
        canvas.addOutlineEntry(f"Statement of {NAME}", "start")
        canvas.bookmarkPage("findings")
        canvas.addOutlineEntry("Findings", "findings")

    def third(canvas: Canvas) -> None:
        lines(canvas, [f"An early draft named {NAME} in full here"])

    def form(canvas: Canvas) -> None:
        lines(canvas, ["The form is filled by the officer on duty"])
        canvas.acroForm.textfield(name="witness", value=NAME, x=72, y=500, width=200, height=24)
        canvas.linkURL("https://example.org/law", (72, 600, 200, 620))
        canvas.linkURL("https://example.org/sok_sophea", (72, 560, 200, 580))

    make_pdf(path, [story, second, third, form], prepare)
    writer = pypdf.PdfWriter(clone_from=path)
    writer.add_annotation(1, Text(rect=(300, 300, 320, 320), text=f"Ask {NAME} again"))
    writer.add_annotation(2, FreeText(rect=(72, 400, 300, 440), text=f"Checked with {NAME}"))
    writer.add_attachment("statement.txt", f"I, {NAME}, say".encode())
    writer.set_page_label(0, 0, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(1, 3, prefix="B-", style=PageLabelStyle.DECIMAL)
    xmp = DecodedStreamObject()
    xmp.set_data(XMP.encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    lost = DecodedStreamObject()
    lost.set_data(f"{NAME} stands where nothing points to".encode())
    writer._add_object(lost.flate_encode())
    first = io.BytesIO()
    writer.write(first)
    first.seek(0)
    # The draft's third page is taken back by a newer revision; the older one stays in the file.
    update = pypdf.PdfWriter(first, incremental=True)
    newer = DecodedStreamObject()
    newer.set_data(b"BT /F1 11 Tf 72 700 Td (The third page was written anew, and names no one) Tj ET")
    update.pages[2][NameObject("/Contents")] = update._add_object(newer)
    update.write(path)
    return path


def make_hidden(path: Path) -> Path:
    """A PDF whose second page holds the name unseen: in the alternate text of marked content."""
    make_pdf(path, [story, second])
    writer = pypdf.PdfWriter(clone_from=path)
    page = writer.pages[1]
    content = DecodedStreamObject()
    data = page.get_contents().get_data()  # type: ignore[union-attr]
    content.set_data(b"/Span << /Alt <FEFF0053006F006B00200053006F0070006800650061> >> BDC " + data + b" EMC")
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    writer.write(path)
    return path


def make_docx(path: Path) -> Path:
    """A DOCX with the name over runs, in a table, header, comment, core properties, custom XML, a link, struck out."""
    document = docx.Document()
    paragraph = document.add_paragraph("The statement of Sok So")
    paragraph.add_run("phea").bold = True
    paragraph.add_run(" was taken at Poipet.")
    document.add_paragraph("The law of 2008 protects witnesses.")
    document.add_table(1, 2).cell(0, 1).text = f"{NAME}, 012 345 678"
    document.sections[0].header.paragraphs[0].text = f"File {NAME}"
    commented = document.add_paragraph("A remark stands here.")
    document.add_comment(commented.runs, text=f"Ask {NAME}", author=NAME)
    document.add_comment(commented.runs, text="Check the date", author="Editor")
    document.core_properties.title = f"Case of {NAME}"
    document.core_properties.author = NAME
    document.part.relate_to(
        "https://example.org/%53ok-Sophea",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    document.save(str(path))
    struck = (
        '<w:p><w:del w:id="90" w:author="Editor"><w:r><w:delText>Sok Sophea said</w:delText></w:r></w:del>'
        '<w:r><w:t>Nothing more was said.</w:t></w:r></w:p><w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-'
        'com:vml" alt="Portrait of Sok Sophea"><v:textbox><w:txbxContent><w:p><w:r><w:t>Box: Sok</w:t></w:r><w:r>'
        "<w:tab/><w:t>Sophea.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"<w:sectPr", struck.encode() + b"<w:sectPr", 1)
    parts["customXml/item1.xml"] = f"<case><{NAME.replace(' ', '')}/></case>".encode()
    parts["docProps/thumbnail.jpeg"] = f"JPEG {NAME}".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = f"packed by {NAME}".encode()
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Case of {NAME}</title>
<meta name="author" content="{NAME}"><script>var who = "S\\u006fk Sophea";</script>
<script type="application/ld+json">{{"name": "{NAME}"}}</script><style>.a {{ content: "{NAME}" }}</style></head>
<body><!-- ask {NAME} --><h1>The case</h1><p>The statement of <b>Sok</b> So<i>phea</i> was taken at Poipet.</p>
<p title="{NAME}">The law of 2008 &amp; its articles protect witnesses: 1 &lt; 2.</p>
<p>Sok&nbsp;S&#111;phea, and Sok&NewLine;Sophea.</p><table><tr><td>Sok</td><td>Sophea</td></tr></table>
<a href="https://example.org/%53ok%20Sophea">her page</a> <img alt="Sokha stays" src="a.png">
<div data-x='{{"name": "Sok Sophea"}}'>Sokha is another.</div></body></html>"""

MARKDOWN = f"""---
title: Case of {NAME}
---
# The case of {NAME}

The statement of **Sok** _Sophea_ was taken [here](https://example.org/sok%20sophea). Sok
Sophea left. Sokha stayed.
"""


def make_layered(path: Path) -> Path:
    """A PDF whose second page has a hidden layer, named for a person, with a black bar on it."""
    make_pdf(path, [story, second])
    writer = pypdf.PdfWriter(clone_from=path)
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(f"Of {NAME}")})
    )
    page = writer.pages[1]
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L0"): layer})
    content = DecodedStreamObject()
    data = page.get_contents().get_data()  # type: ignore[union-attr]
    content.set_data(data + b" /OC /L0 BDC 0 g 100 100 400 300 re f EMC")
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    state = DictionaryObject({NameObject("/OFF"): ArrayObject([layer]), NameObject("/Order"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): state}
    )
    writer.write(path)
    return path
