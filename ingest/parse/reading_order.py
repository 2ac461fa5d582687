"""The order in which the parts of a page are read."""

from itertools import pairwise

from ingest.parse.blocks import LineBlock

# A page of more parts is a form or a drawing, and read line by line.
_MOST_BLOCKS = 300
_FEWEST_LINES_IN_COLUMN = 4


def in_reading_order(blocks: list[LineBlock]) -> list[LineBlock]:
    """
    Put a page's parts in reading order.

    The order the file writes them in is kept where it runs down the page, for it is the author's own, columns
    included. A few parts that come late (a caption, a figure's labels) are put where they stand; where much is out of
    order, the page's geometry decides.

    :param blocks: in the order the file writes them.
    :returns: the same blocks, in the order they are read.
    """
    jumps = sum(_jumps_back(before, after) for before, after in pairwise(blocks))
    if jumps > max(3, len(blocks) // 8):
        return _by_geometry(blocks)
    return _with_late_ones_in_place(blocks)


def _jumps_back(before: LineBlock, after: LineBlock) -> bool:
    """Whether the file goes back up a column it has written already."""
    return after.y0 > before.y1 - 1 and _shared_width(before, after) > 0.5 * min(
        after.x1 - after.x0, before.x1 - before.x0
    )


def _shared_width(one: LineBlock, other: LineBlock) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _with_late_ones_in_place(blocks: list[LineBlock]) -> list[LineBlock]:
    """What stands over a part that came before it goes before that part."""
    placed: list[LineBlock] = []
    for block in blocks:
        below = next(
            (i for i, other in enumerate(placed) if block.y0 >= other.y1 - 2 and _shared_width(block, other) > 1), None
        )
        placed.insert(len(placed) if below is None else below, block)
    return placed


def _by_geometry(blocks: list[LineBlock]) -> list[LineBlock]:
    """Above a gutter, left of it, right of it, below it: the way a page of columns is read."""
    if len(blocks) < 2:
        return blocks
    best: tuple[int, list[LineBlock], list[LineBlock], float, float] | None = None
    gutters = sorted({round(block.x1) + 1 for block in blocks}) if len(blocks) <= _MOST_BLOCKS else []
    for x in gutters:
        for top, foot in _free_of_crossing(blocks, x):
            inside = [block for block in blocks if foot <= block.y0 and block.y1 <= top]
            left = [block for block in inside if block.x1 <= x]
            right = [block for block in inside if block.x0 >= x]
            lines = min(sum(len(b.lines) for b in left), sum(len(b.lines) for b in right))
            whole = len(left) + len(right) == len(inside)
            if lines >= _FEWEST_LINES_IN_COLUMN and whole and (best is None or lines > best[0]):
                best = lines, left, right, top, foot
    if best is None:
        return _row_by_row(blocks)
    _, left, right, top, foot = best
    above = [block for block in blocks if block.y0 >= top]
    taken = {id(block) for part in (above, left, right) for block in part}
    rest = [block for block in blocks if id(block) not in taken]
    return _by_geometry(above) + _by_geometry(left) + _by_geometry(right) + _by_geometry(rest)


def _row_by_row(blocks: list[LineBlock]) -> list[LineBlock]:
    """From top to bottom, and what stands at one height from left to right."""
    rows: list[list[LineBlock]] = []
    for block in sorted(blocks, key=lambda block: -block.y1):
        if rows and block.y1 > (rows[-1][0].y0 + rows[-1][0].y1) / 2 and len(rows[-1][0].lines) == 1:
            rows[-1].append(block)
        else:
            rows.append([block])
    return [block for row in rows for block in sorted(row, key=lambda block: block.x0)]


def _free_of_crossing(blocks: list[LineBlock], x: float) -> list[tuple[float, float]]:
    """The stretches of the page's height in which nothing crosses a line at x."""
    crossing = sorted((block for block in blocks if block.x0 < x < block.x1), key=lambda block: -block.y1)
    edges = [float("inf"), *(edge for block in crossing for edge in (block.y1, block.y0)), float("-inf")]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i] > edges[i + 1]]
