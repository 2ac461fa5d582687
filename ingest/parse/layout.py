"""Reading order, paragraphs, headings and tables of a PDF page, from its lines."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.page import BlockKind
from ingest.parse.page_text import Part
from ingest.parse.pdf_lines import Line

# Lines of one paragraph are set at most this many line heights apart, from foot to head.
_LEADING = 0.55
_BULLET = re.compile(r"^\s*([•●○◦▪■□‣⁃∙·–—*☒⊗➢►✓-]|\(?[a-z0-9ivx]{1,4}[).])\s", re.IGNORECASE)
# A figure's labels ("Services 17.8%") and what goes on are no headings.
_NO_HEADING = re.compile(r"[,;]$|%|^\d+\.\d+\s+[A-Z].*\.")
_SENTENCE_END = re.compile(r"[.:;!?។៕”\"')\]]\s*$")
_SOFT_HYPHEN = "\u00ad"
_MOST_HEADING_WORDS = 18
_FEWEST_CELLS = 4


@dataclass(slots=True)
class LineBlock:
    """
    Lines that belong together.

    :param lines: from top to bottom.
    :param kind: what they are.
    :param level: of a heading.
    :param rows: of a table, the cells of each row as indices into `lines`' groups.
    """

    lines: list[Line]
    kind: BlockKind = "text"
    level: int = 0
    cells: list["LineBlock"] = field(default_factory=list)

    @property
    def x0(self) -> float:
        """Left edge in points."""
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        """Right edge in points."""
        return max(line.x1 for line in self.lines)

    @property
    def y0(self) -> float:
        """Lower edge in points from the page's foot."""
        return min(line.y0 for line in self.lines)

    @property
    def y1(self) -> float:
        """Upper edge in points from the page's foot."""
        return max(line.y1 for line in self.lines)

    @property
    def size(self) -> float:
        """Height of its first line's letters in points."""
        return self.lines[0].size

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(line.text.split()) for line in self.lines)


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


def page_blocks(lines: list[Line], body: float) -> list[LineBlock]:
    """
    The blocks of a page in reading order.

    The order the file writes them in is kept where it runs down the page, for it is the author's own, cells of
    tables and columns included; where it does not, the page's geometry decides.

    :param lines: of one page, without running heads.
    :param body: letter size of the document's body text, in points.
    :returns: headings, paragraphs, list items, tables and notes.
    """
    blocks = _paragraphs(lines)
    if _out_of_order(blocks):
        blocks = _by_geometry(blocks)
    for block in blocks:
        block.kind = _kind(block, body)
    return _with_tables(blocks)


def _paragraphs(lines: list[Line]) -> list[LineBlock]:
    blocks: list[LineBlock] = []
    for line in lines:
        if blocks and _continues(blocks[-1], line):
            blocks[-1].lines.append(line)
        else:
            blocks.append(LineBlock([line]))
    return blocks


def _continues(block: LineBlock, line: Line) -> bool:
    last = block.lines[-1]
    gap = last.y0 - line.y1
    if line.beside(last):
        # A superscript or a run in another font, set close to the words before it.
        return 0 <= line.x0 - last.x1 < 0.5 * last.size
    return (
        line.above(last)
        and -0.6 * last.size < gap < _LEADING * last.size
        and last.y0 > line.y0
        and abs(line.size - last.size) < 0.12 * last.size
        and line.bold == last.bold
        and not (_BULLET.match(line.text) and last.text.count("(") <= last.text.count(")"))
        and not (_ends_early(block, last) and _SENTENCE_END.search(last.text))
    )


def _ends_early(block: LineBlock, last: Line) -> bool:
    """Whether a line stops well before the paragraph's right edge, as a paragraph's last line does."""
    return len(block.lines) > 1 and last.x1 < block.x1 - 0.15 * (block.x1 - block.x0)


def _out_of_order(blocks: list[LineBlock]) -> bool:
    """Whether the file jumps back up a column it has written already."""
    jumps = sum(
        after.y0 > before.y1 and min(after.x1, before.x1) - max(after.x0, before.x0) > 0.5 * (after.x1 - after.x0)
        for before, after in pairwise(blocks)
    )
    return jumps > max(1, len(blocks) // 12)


def _by_geometry(blocks: list[LineBlock]) -> list[LineBlock]:
    """Above a gutter, left of it, right of it, below it: the way a page of columns is read."""
    if len(blocks) < 2:
        return blocks
    best: tuple[int, list[LineBlock], list[LineBlock], float, float] | None = None
    for x in sorted({block.x1 + 1 for block in blocks}):
        for top, foot in _free_of_crossing(blocks, x):
            inside = [block for block in blocks if foot <= block.y0 and block.y1 <= top]
            left = [block for block in inside if block.x1 <= x]
            right = [block for block in inside if block.x0 >= x]
            lines = min(sum(len(b.lines) for b in left), sum(len(b.lines) for b in right))
            if lines >= 4 and len(left) + len(right) == len(inside) and (best is None or lines > best[0]):
                best = lines, left, right, top, foot
    if best is None:
        return sorted(blocks, key=lambda block: (-block.y1, block.x0))
    _, left, right, top, foot = best
    above = [block for block in blocks if block.y0 >= top]
    below = [block for block in blocks if block.y1 <= foot]
    rest = [block for block in blocks if not any(block is b for part in (above, left, right, below) for b in part)]
    return _by_geometry(above) + _by_geometry(left) + _by_geometry(right) + _by_geometry(below + rest)


def _free_of_crossing(blocks: list[LineBlock], x: float) -> list[tuple[float, float]]:
    """The stretches of the page's height in which nothing crosses a line at x."""
    crossing = sorted((block for block in blocks if block.x0 < x < block.x1), key=lambda block: -block.y1)
    edges = [float("inf"), *(edge for block in crossing for edge in (block.y0, block.y1)), float("-inf")]
    edges = [edges[0], *(e for block in crossing for e in (block.y1, block.y0)), edges[-1]]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i] > edges[i + 1]]


def _kind(block: LineBlock, body: float) -> BlockKind:
    text = " ".join(line.text for line in block.lines).strip()
    if block.words <= _MOST_HEADING_WORDS and re.match(r"[\W\d_]*[^\W\d_a-z]", text) and not _NO_HEADING.search(text):
        larger = block.size > 1.08 * body and not (text.endswith(".") and block.words > 5)
        bold = all(line.bold for line in block.lines) and not text.endswith(".")
        capitals = text.upper() == text and text.lower() != text and len(text) > 3
        if larger or bold or (capitals and block.size >= body):
            return "heading"
    if block.size < 0.9 * body and re.match(r"^[\d*†‡¹²³⁴-⁹]{1,3}\.?\s?\S", text) and block.y1 < 200:
        return "note"
    return "list" if _BULLET.match(text) else "text"


def _with_tables(blocks: list[LineBlock]) -> list[LineBlock]:
    """Blocks that stand side by side, row by row, are the cells of one table."""
    result: list[LineBlock] = []
    run: list[LineBlock] = []

    def end_run() -> None:
        if len(run) >= _FEWEST_CELLS and _rows_change(run):
            result.append(LineBlock([line for cell in run for line in cell.lines], "table", cells=list(run)))
        else:
            result.extend(run)
        run.clear()

    for i, block in enumerate(blocks):
        near = blocks[max(0, i - 3) : i] + blocks[i + 1 : i + 4]
        if any(_side_by_side(block, other) for other in near):
            run.append(block)
        else:
            end_run()
            result.append(block)
    end_run()
    return result


def _side_by_side(block: LineBlock, other: LineBlock) -> bool:
    overlap = min(block.y1, other.y1) - max(block.y0, other.y0)
    return overlap > 0.5 * min(block.y1 - block.y0, other.y1 - other.y0) and (
        block.x1 <= other.x0 + 1 or other.x1 <= block.x0 + 1
    )


def _rows_change(run: list[LineBlock]) -> bool:
    """A table goes from left to right again and again; two columns of text do so once."""
    steps = sum(after.x0 > before.x1 - 1 for before, after in pairwise(run))
    return steps >= 2


def heading_levels(pages: list[list[LineBlock]]) -> None:
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


def to_part(block: LineBlock, hyphenated: frozenset[str]) -> Part:
    """
    The words of a block: lines of a paragraph joined, rows of a table on lines of their own.

    :param block: the block.
    :param hyphenated: words the document writes with a hyphen, which keep it at a line's end.
    :returns: a part of the page's text.
    """
    if block.kind != "table":
        return Part(join_lines([line.text for line in block.lines], hyphenated), block.kind, block.level)
    text = ""
    for before, cell in zip([None, *block.cells], block.cells, strict=False):
        if before is not None:
            text += "\t" if _side_by_side(before, cell) and cell.x0 > before.x0 else "\n"
        text += join_lines([line.text for line in cell.lines], hyphenated)
    return Part(text, "table")


def join_lines(lines: list[str], hyphenated: frozenset[str]) -> str:
    """
    The lines of a paragraph as one, with words broken at a line's end made whole.

    :param lines: as they are set; U+00AD at the end of one is a hyphen.
    :param hyphenated: words the document writes with a hyphen elsewhere.
    :returns: the text.
    """
    text = ""
    for line in (line.strip() for line in lines):
        if re.search(r"\w[\u00ad-]$", text) and re.match(r"[^\W_]", line):
            # pdfium calls every hyphen at a line's end soft, also that of "Anti-Cybercrime".
            keeps = _keeps_hyphen(text[:-1] + "-", line, hyphenated)
            text = text[:-1] + ("-" if keeps else "") + line
        else:
            text = f"{text.replace(_SOFT_HYPHEN, '-')} {line}" if text else line
    return text.replace(_SOFT_HYPHEN, "")


def _keeps_hyphen(before: str, after: str, hyphenated: frozenset[str]) -> bool:
    first = re.split(r"[\s(]", before)[-1]
    if "/" in first or "@" in first or first[-2:-1].isdigit():
        return True
    second = re.split(r"[\s,.;:)]", after)[0]
    return (first + second).casefold() in hyphenated or not second[:1].islower() or first[:-1].isupper()


def hyphenated_words(lines: Iterable[Line]) -> frozenset[str]:
    """
    The words a document writes with a hyphen inside a line, where nothing forced it.

    :param lines: all its lines.
    :returns: the words, folded to small letters.
    """
    inside = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)+\b")
    return frozenset(word.casefold() for line in lines for word in inside.findall(line.text))
