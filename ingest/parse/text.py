"""Plain text: paragraphs parted by blank lines; pages only where form feeds part them."""

import re
from pathlib import Path

from corpus.page import BlockKind, Page, ParsedFile
from ingest.parse.blocks import BULLET
from ingest.parse.errors import UnreadableFile
from ingest.parse.language import language_of
from ingest.parse.page_text import Part, assemble

_NOTE = re.compile(r"^[¹²³⁴-⁹]")
# What stands over the titles of Cambodian documents, and is none.
_MOTTO = re.compile(
    r"^(?:kingdom of cambodia|nation,? religion,? king|ព្រះរាជាណាចក្រកម្ពុជា|ជាតិ សាសនា ព្រះមហាក្សត្រ)\W*$", re.IGNORECASE
)
_FEWEST_NUMBERS = 3
_MOST_TITLE_LETTERS = 200


def parse_text(path: Path) -> ParsedFile:
    """
    Read a plain text file.

    :param path: the file, in UTF-8, UTF-16 with its mark, or Windows-1252.
    :returns: a page for each form feed's worth, or one page without a number.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    source = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    sheets = source.split("\f") if "\f" in source.strip("\f\n") else [source]
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        text, blocks = assemble(_parts(sheet))
        pages.append(Page(number if len(sheets) > 1 else None, None, text, blocks, "well", "markup"))
    if not any(page.text for page in pages):
        raise UnreadableFile("there is nothing to read in it")
    return ParsedFile(tuple(pages), title=_title(pages), language=language_of(page.text for page in pages))


def decode(data: bytes, declared: str = "") -> str:
    """
    Bytes as text, by the first encoding that fits.

    :param data: of the file.
    :param declared: the encoding the file names itself, if it does.
    :returns: the text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", declared, "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _parts(sheet: str) -> list[Part]:
    """A paragraph a blank line; its lines stay lines, for a law's articles often follow without one."""
    paragraphs = [paragraph.strip() for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", sheet)]
    numbers = _page_numbers(paragraphs)
    return [Part(paragraph, _kind(paragraph)) for i, paragraph in enumerate(paragraphs) if i not in numbers]


def _page_numbers(paragraphs: list[str]) -> set[int]:
    """Which paragraphs are page numbers of a printed document, left in its text: lone numbers that count on."""
    chain: list[tuple[int, int]] = []
    for i, paragraph in enumerate(paragraphs):
        if re.fullmatch(r"\d{1,4}", paragraph):
            value = int(paragraph)
            if (not chain and value <= 3) or (chain and 0 < value - chain[-1][1] <= 3):
                chain.append((i, value))
    return {i for i, _ in chain} if len(chain) >= _FEWEST_NUMBERS else set()


def _kind(paragraph: str) -> BlockKind:
    if _NOTE.match(paragraph):
        return "note"
    return "list" if all(BULLET.match(f"{line} ") for line in paragraph.split("\n")) else "text"


def _title(pages: list[Page]) -> str:
    """The first line that says more than a motto does."""
    lines = [line.strip(" #*_") for page in pages for line in page.text[:2000].split("\n") if line.strip(" #*_")][:8]
    named = [line for line in lines if not _MOTTO.match(line)]
    return (named or lines or [""])[0][:_MOST_TITLE_LETTERS]
