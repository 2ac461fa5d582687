"""DOCX: headings by style, paragraphs, lists and tables in document order. A .docx has no pages of its own."""

from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from corpus.page import Page, ParsedFile
from ingest.parse.errors import UnreadableFile
from ingest.parse.language import language_of
from ingest.parse.page_text import Part, assemble


def parse_docx(path: Path) -> ParsedFile:
    """
    Read a DOCX file.

    :param path: the file.
    :returns: one page without a number: where pages break depends on the program that shows it.
    :raises UnreadableFile: where it is damaged or holds no text.
    """
    try:
        document = docx.Document(str(path))
        parts = [part for item in document.iter_inner_content() for part in _parts(item)]
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise UnreadableFile("it is damaged: open it in Word and save it anew") from error
    text, blocks = assemble(parts)
    if not text:
        raise UnreadableFile("there is nothing to read in it")
    heading = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), "")
    title = (document.core_properties.title or "").strip() or heading
    page = Page(None, None, text, blocks, "well", "markup")
    return ParsedFile((page,), title=title, language=language_of([text]))


def _parts(item: Any) -> list[Part]:
    if isinstance(item, Table):
        return [Part("\n".join("\t".join(_cells(row)) for row in item.rows), "table")]
    return [_paragraph(item)]


def _cells(row: Any) -> list[str]:
    """A merged cell is given once for each column it spans; a reader sees it once."""
    cells: list[Any] = []
    for cell in row.cells:
        if not cells or cell._tc is not cells[-1]._tc:
            cells.append(cell)
    return [" ".join(cell.text.split()) for cell in cells]


def _paragraph(paragraph: Paragraph) -> Part:
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if style == "Title":
        return Part(paragraph.text, "heading", 1)
    if style.startswith("Heading "):
        level = style.removeprefix("Heading ")
        return Part(paragraph.text, "heading", int(level) if level.isdigit() else 1)
    return Part(paragraph.text, "list" if style.startswith("List") else "text")
