"""Tables of a PDF page: found by the rules drawn in them, or by parts that stand side by side row after row."""

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.parse.blocks import LineBlock
from ingest.parse.paragraphs import paragraphs
from ingest.parse.pdf_lines import Line
from ingest.parse.rules import Rule, Rules

_SHORTEST_RULE = 40.0
# A row between two rules is at most this high, in points, unless rules up its height part its cells too.
_HIGHEST_ROW = 240.0
# Rules this near in height are one; this near in width they are pieces of one.
_ONE_HEIGHT = 2.5
_NEAR = 12.0
# Two columns of so many lines are two columns of text, whatever rules stand over and under them.
_MOST_LINES = 28
_FEWEST_ROWS = 2
_FEWEST_CELLS = 4
# Where no rules say so, parts of more words are paragraphs in columns.
_MOST_WORDS = 16


class Region(NamedTuple):
    """
    Where a ruled table stands, in points.

    :param x0: left edge.
    :param x1: right edge.
    :param y0: lower edge.
    :param y1: upper edge.
    """

    x0: float
    x1: float
    y0: float
    y1: float

    def holds(self, line: Line) -> bool:
        """Whether a line of text stands in it."""
        x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
        return self.x0 - 3 <= x <= self.x1 + 3 and self.y0 <= y <= self.y1


def ruled_tables(lines: list[Line], rules: Rules) -> list[tuple[LineBlock, set[int]]]:
    """
    The tables that rules show.

    :param lines: of the page.
    :param rules: of the page.
    :returns: each table, and which of the lines (by their number) it is made of.
    """
    found: list[tuple[LineBlock, set[int]]] = []
    for region in _regions(lines, rules):
        inside = {i for i, line in enumerate(lines) if region.holds(line)}
        rows = _ruled_rows([lines[i] for i in sorted(inside)], rules, region)
        if len(rows) >= _FEWEST_ROWS and sum(map(len, rows)) >= _FEWEST_CELLS:
            table = LineBlock([line for row in rows for cell in row for line in cell.lines], "table", rows=rows)
            found.append((table, inside))
    return found


def _regions(lines: list[Line], rules: Rules) -> list[Region]:
    """Where rule follows rule down the page with cells side by side between them."""
    regions: list[Region] = []
    for stack in _stacks([rule for rule in rules.across if rule.high - rule.low >= _SHORTEST_RULE], rules.up):
        run: list[Rule] = []
        kinds: list[str] = []
        for upper, lower in [*pairwise(stack), (None, None)]:
            kind = _between(upper, lower, lines, rules.up) if upper and lower else "text"
            if upper and lower and kind != "text" and (run or kind == "cells"):
                run = [*(run or [upper]), lower]
                kinds.append(kind)
                continue
            while kinds and kinds[-1] == "empty":
                kinds.pop()
                run.pop()
            if kinds.count("cells") >= _FEWEST_ROWS:
                x0, x1 = min(rule.low for rule in run), max(rule.high for rule in run)
                regions.append(Region(x0, x1, run[-1].at, run[0].at))
            run, kinds = [], []
    return regions


def _between(upper: Rule, lower: Rule, lines: list[Line], up: tuple[Rule, ...]) -> str:
    """What stands between two rules of one stack, of which one may run on to the left over a cell of many rows."""
    shared = Region(max(upper.low, lower.low), min(upper.high, lower.high), lower.at, upper.at)
    whole = Region(min(upper.low, lower.low), max(upper.high, lower.high), lower.at, upper.at)
    kind = _row_kind([line for line in lines if shared.holds(line)], shared, up)
    if kind == "cell" and shared != whole:
        return _row_kind([line for line in lines if whole.holds(line)], whole, up)
    return kind


def _stacks(across: list[Rule], up: tuple[Rule, ...]) -> list[list[Rule]]:
    """Rules that lie one under the other, near enough to be of one table; at each height the longest."""
    stacks: list[list[Rule]] = []
    for rule in across:
        for stack in stacks:
            last = stack[-1]
            shared = min(last.high, rule.high) - max(last.low, rule.low)
            tall = any(r.low <= rule.at + 3 and r.high >= last.at - 3 and rule.covers(r.at) for r in up)
            if last.at - rule.at <= _ONE_HEIGHT:
                if shared >= 0 or rule.low - last.high < _NEAR:
                    stack[-1] = Rule(last.at, min(last.low, rule.low), max(last.high, rule.high))
                    break
            elif shared > 0.5 * min(rule.high - rule.low, last.high - last.low) and (
                tall or last.at - rule.at < _HIGHEST_ROW
            ):
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return stacks


def _row_kind(lines: list[Line], row: Region, up: tuple[Rule, ...]) -> str:
    """What stands between two rules: "cells" side by side, one later "cell", nothing ("empty"), or running "text"."""
    if not lines:
        return "empty"
    middle = (row.y0 + row.y1) / 2
    parting = [r.at for r in up if r.covers(middle) and row.x0 + 6 < r.at < row.x1 - 6]
    if any(any(line.x1 <= at + 2 for line in lines) and any(line.x0 >= at - 2 for line in lines) for at in parting):
        return "cells"
    if len(lines) <= _MOST_LINES and max(line.x0 for line in lines) > min(line.x1 for line in lines) + 6:
        return "cells"
    in_later_column = min(line.x0 for line in lines) > row.x0 + 0.12 * (row.x1 - row.x0)
    framed = any(r.covers(middle) and row.x0 - 6 < r.at < row.x1 + 6 for r in up)
    return "cell" if parting or in_later_column or (framed and len(lines) <= 2) else "text"


def _ruled_rows(lines: list[Line], rules: Rules, region: Region) -> list[list[LineBlock]]:
    """Lines under the same rule are a row; of these, those between the same rules up the page are a cell."""
    ups = [r for r in rules.up if region.x0 + 6 < r.at < region.x1 - 6]
    rows: dict[float, list[tuple[int, LineBlock]]] = {}
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
        above = min((r.at for r in rules.across if r.at > y and r.covers(x)), default=region.y1)
        above = next((at for at in rows if abs(at - above) <= _ONE_HEIGHT), above)
        column = sum(r.at < x for r in ups if r.covers(y))
        row = rows.setdefault(above, [])
        cell = next((cell for at, cell in row if at == column and _goes_on(cell, line)), None)
        if cell is None:
            row.append((column, LineBlock([line])))
        else:
            cell.lines.append(line)
    return [sorted((cell for _, cell in rows[at]), key=lambda cell: cell.x0) for at in sorted(rows, reverse=True)]


def _goes_on(cell: LineBlock, line: Line) -> bool:
    last = cell.lines[-1]
    if line.beside(last):
        return -0.2 * last.size <= line.x0 - last.x1 < 0.5 * last.size
    return min(cell.x1, line.x1) - max(cell.x0, line.x0) > 0.5 and line.y0 < last.y0


def _rows(cells: list[LineBlock]) -> list[list[LineBlock]]:
    """Cells that begin at one height are a row."""
    rows: list[list[LineBlock]] = []
    for cell in cells:
        if rows and cell.x0 > rows[-1][-1].x0 and _one_row(rows[-1][-1], cell):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _one_row(before: LineBlock, cell: LineBlock) -> bool:
    return before.beside(cell) or abs(before.y1 - cell.y1) < 0.7 * cell.size


def unruled_tables(blocks: list[LineBlock]) -> list[LineBlock]:
    """
    Parts that stand side by side, row after row, made into one table each.

    :param blocks: of a page, in reading order.
    :returns: the same words, tables as one block each.
    """
    result: list[LineBlock] = []
    run: list[LineBlock] = []

    def end_run() -> None:
        if len(run) >= _FEWEST_CELLS and _rows_change(run) and median(cell.words for cell in run) <= _MOST_WORDS:
            rows = _rows(run)
            result.append(LineBlock([line for row in rows for cell in row for line in cell.lines], "table", rows=rows))
        else:
            result.extend(run)
        run.clear()

    for i, block in enumerate(blocks):
        near = blocks[max(0, i - 3) : i] + blocks[i + 1 : i + 4]
        if block.kind != "table" and any(other.kind != "table" and block.beside(other) for other in near):
            run.append(block)
        else:
            end_run()
            result.append(block)
    end_run()
    return result


def _rows_change(run: list[LineBlock]) -> bool:
    """A table goes from left to right again and again; two columns of text do so once."""
    return sum(after.x0 > before.x1 - 1 for before, after in pairwise(run)) >= _FEWEST_ROWS


def cell_paragraphs(cell: LineBlock) -> list[list[Line]]:
    """
    A cell's paragraphs.

    :param cell: of a table.
    :returns: the lines of each.
    """
    return [block.lines for block in paragraphs(cell.lines, ())]
