"""What is covered and what is not: the donor's table, its gaps, and the passages behind every cell."""

from search.coverage.bodies import BodyBehind, bodies_behind
from search.coverage.gaps import Gap, find_gaps
from search.coverage.table import DIMENSIONS, Cell, Coverage, count_coverage, dimension_filter

__all__ = [
    "DIMENSIONS",
    "BodyBehind",
    "Cell",
    "Coverage",
    "Gap",
    "bodies_behind",
    "count_coverage",
    "dimension_filter",
    "find_gaps",
]
