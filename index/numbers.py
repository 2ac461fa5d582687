"""Passage numbers, handed over by SQLite as one text: many times quicker than row by row."""

import numpy as np


def numbers_of(listed: str | None) -> np.ndarray:
    """
    What SQL's `group_concat` made of numbers.

    :param listed: the numbers, with commas between them; None for none.
    :returns: the numbers, of shape (n,).
    """
    return np.fromstring(listed, dtype=np.int64, sep=",") if listed else np.empty(0, dtype=np.int64)
