"""What is covered and what is not: the donor's table, its gaps, and the passages behind every cell."""

from search.coverage.bodies import BodyBehind, bodies_behind
from search.coverage.gaps import Gap, find_gaps
from search.coverage.table import DIMENSIONS, Cell, Coverage, count_coverage, dimension_filter
from search.coverage.timeline import DatedDocument, dated_documents, in_force_on

__all__ = [
    "DIMENSIONS",
    "BodyBehind",
    "Cell",
    "Coverage",
    "DatedDocument",
    "Gap",
    "bodies_behind",
    "count_coverage",
    "dated_documents",
    "dimension_filter",
    "find_gaps",
    "in_force_on",
]
