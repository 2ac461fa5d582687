"""From the lines of a PDF page to the parts of its text: paragraphs, headings, lists, tables and notes in order."""

from collections import Counter
from collections.abc import Iterable

from ingest.parse.blocks import LineBlock
from ingest.parse.headings import kind_of
from ingest.parse.hyphens import Words, join_lines
from ingest.parse.page_text import Part
from ingest.parse.paragraphs import paragraphs
from ingest.parse.pdf_lines import Line, Sheet
from ingest.parse.reading_order import in_reading_order
from ingest.parse.tables import cell_paragraphs, ruled_tables, unruled_tables


def body_size(lines: Iterable[Line]) -> float:
    """
    The letter size most of a document is set in.

    :param lines: all its lines.
    :returns: the size in points; 0 of a document without text.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def page_blocks(sheet: Sheet, body: float) -> list[LineBlock]:
    """
    The blocks of a page in reading order.

    :param sheet: the page, without running heads.
    :param body: letter size of the document's body text, in points.
    :returns: headings, paragraphs, list items, tables and notes; what is set sideways comes last.
    """
    blocks = in_reading_order(_blocks(sheet)) + paragraphs(sheet.aside, ())
    for block in blocks:
        if block.kind != "table":
            block.kind = kind_of(block, body, sheet.height)
    return unruled_tables(blocks)


def _blocks(sheet: Sheet) -> list[LineBlock]:
    """Ruled tables where their first line stands, and paragraphs of what is between."""
    tables = ruled_tables(sheet.lines, sheet.rules)
    blocks: list[LineBlock] = []
    between: list[Line] = []
    for number, line in enumerate(sheet.lines):
        table = next((table for table in tables if number in table[1]), None)
        if table is None:
            between.append(line)
        elif number == min(table[1]):
            blocks += [*paragraphs(between, sheet.rules.across), table[0]]
            between = []
    return blocks + paragraphs(between, sheet.rules.across)


def to_part(block: LineBlock, words: Words) -> Part:
    """
    The words of a block: lines of a paragraph joined, rows of a table on lines of their own, a tab between cells.

    :param block: the block.
    :param words: of the whole document, for words broken at a line's end.
    :returns: a part of the page's text.
    """
    if block.kind != "table":
        return Part(join_lines([line.text for line in block.lines], words), block.kind, block.level)
    rows = ("\t".join(_cell_text(cell, words) for cell in row) for row in block.rows)
    return Part("\n".join(rows), "table")


def _cell_text(cell: LineBlock, words: Words) -> str:
    return " ".join(join_lines([line.text for line in lines], words) for lines in cell_paragraphs(cell))
