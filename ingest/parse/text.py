"""Plain text: paragraphs parted by blank lines; pages only where form feeds part them."""

import re
from pathlib import Path

from corpus.page import Page, ParsedFile
from ingest.parse.errors import UnreadableFile
from ingest.parse.language import language_of
from ingest.parse.page_text import Part, assemble


def parse_text(path: Path) -> ParsedFile:
    """
    Read a plain text file.

    :param path: the file, in UTF-8, UTF-16 with its mark, or Windows-1252.
    :returns: a page for each form feed's worth, or one page without a number.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    source = decode(path.read_bytes())
    sheets = source.split("\f") if "\f" in source.strip("\f") else [source]
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        text, blocks = assemble(_parts(sheet))
        pages.append(Page(number if len(sheets) > 1 else None, None, text, blocks, "well", "markup"))
    if not any(page.text for page in pages):
        raise UnreadableFile("there is nothing to read in it")
    title = next((line.strip() for page in pages for line in page.text.split("\n") if line.strip()), "")
    return ParsedFile(tuple(pages), title=title[:200], language=language_of(page.text for page in pages))


def decode(data: bytes) -> str:
    """
    Bytes as text, by the first encoding that fits.

    :param data: of the file.
    :returns: the text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _parts(sheet: str) -> list[Part]:
    """A paragraph a blank line; its lines stay lines, for a law's articles often follow without one."""
    return [Part(paragraph) for paragraph in re.split(r"\n[ \t]*\n", sheet.replace("\r\n", "\n"))]
