"""What kind a part of a page is, and how high a heading stands, by how it is set."""

import re

from corpus.page import BlockKind
from ingest.parse.blocks import BULLET, LineBlock

_MOST_HEADING_WORDS = 18
# A figure's labels ("Services 17.8%") and what goes on are no headings.
_NO_HEADING = re.compile(r"[,;]$|%|^\d+\.\d+\s+[A-Z].*\.")
_NOTE = re.compile(r"^[\d*†‡¹²³⁴-⁹]{1,3}[.)]?\s?\S")
# Notes stand in the lower part of a page.
_NOTES_BELOW = 0.35


def kind_of(block: LineBlock, body: float, height: float) -> BlockKind:
    """
    What a part of a page is.

    :param block: its lines.
    :param body: letter size of the document's body text, in points.
    :param height: of the page, in points.
    :returns: its kind; tables are told elsewhere.
    """
    text = " ".join(line.text for line in block.lines).strip()
    if block.words <= _MOST_HEADING_WORDS and re.match(r"[\W\d_]*[^\W\d_a-z]", text) and not _NO_HEADING.search(text):
        larger = block.size > 1.08 * body and not (text.endswith(".") and block.words > 5)
        bold = all(line.bold for line in block.lines) and not text.endswith(".")
        capitals = text.upper() == text and text.lower() != text and len(text) > 3
        if larger or bold or (capitals and block.size >= body):
            return "heading"
    if block.size < 0.9 * body and _NOTE.match(text) and block.y0 < _NOTES_BELOW * height:
        return "note"
    return "list" if BULLET.match(text) else "text"


def set_heading_levels(pages: list[list[LineBlock]]) -> None:
    """
    Give headings levels over a whole document: the larger the letters, the higher; capitals and bold before plain.

    :param pages: the blocks of each page; their levels are set.
    """
    headings = [block for blocks in pages for block in blocks if block.kind == "heading"]
    styles = sorted({_style(block) for block in headings}, reverse=True)
    for block in headings:
        block.level = min(styles.index(_style(block)) + 1, 6)


def _style(block: LineBlock) -> tuple[float, bool, bool]:
    text = block.lines[0].text
    return round(block.size), text.upper() == text, block.lines[0].bold
