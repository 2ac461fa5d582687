"""Counting a coverage table by the address of its page."""

import numpy as np

from search.answer import Mode
from search.coverage import Coverage, count_coverage
from views.address import CoverageAddress
from views.engine import Engine


def about(engine: Engine, topic: str) -> np.ndarray | None:
    """
    The passages about a topic: by words alone until the model is there.

    :param engine: the engine.
    :param topic: in the query language; empty for all that is held.
    :returns: passage numbers; None for all.
    :raises search.QueryError: where the topic cannot be understood.
    """
    if not topic:
        return None
    mode: Mode = "hybrid" if engine.knows_meaning else "lexical"
    return engine.search.about(topic, mode)


def count(engine: Engine, address: CoverageAddress, among: np.ndarray | None, topic: str) -> Coverage:
    """
    The table of an address.

    :param engine: the engine.
    :param address: its rows, its columns, and whether suggestions count.
    :param among: the passages about the topic; None for all.
    :param topic: the topic.
    :returns: the table.
    """
    return count_coverage(
        engine.search.store,
        address.rows,
        address.columns,
        among=among,
        confirmed_only=address.confirmed,
        topic=topic,
    )
