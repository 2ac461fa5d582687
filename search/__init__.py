"""The way out: a question becomes an answer of cited passages."""

import corpus  # noqa: F401 - telemetry is turned off before Haystack is loaded
from search.answer import Answer, Result
from search.engine import Search
from search.query import QueryError

__all__ = ["Answer", "QueryError", "Result", "Search"]
