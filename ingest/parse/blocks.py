"""Lines that belong together: what a page is made of before it is text."""

import re
from dataclasses import dataclass, field

from corpus.page import BlockKind
from ingest.parse.pdf_lines import Line

BULLET = re.compile(r"^\s*([•●○◦▪■□‣⁃∙·–—*☒⊗➢►✓\ue000-\uf8ff-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[).])\s", re.IGNORECASE)


@dataclass(slots=True)
class LineBlock:
    """
    Lines that belong together.

    :param lines: in reading order.
    :param kind: what they are.
    :param level: of a heading; 1 is the highest.
    :param rows: of a table: its rows from the top, each the cells from the left.
    """

    lines: list[Line]
    kind: BlockKind = "text"
    level: int = 0
    rows: list[list["LineBlock"]] = field(default_factory=list)

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

    def beside(self, other: "LineBlock") -> bool:
        """Whether both stand at one height, side by side."""
        overlap = min(self.y1, other.y1) - max(self.y0, other.y0)
        return overlap > 0.5 * min(self.y1 - self.y0, other.y1 - other.y0) and (
            self.x1 <= other.x0 + 1 or other.x1 <= self.x0 + 1
        )
