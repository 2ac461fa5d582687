"""The words that give each P away, counted in a text."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from corpus.record import FOUR_P, FourP

FILE = Path(__file__).parent / "cues.yaml"
WEIGHTS = (3, 2, 1)
# How many counts a text has: three weights of each P, and whether it speaks of smuggling only.
WIDTH = len(FOUR_P) * len(WEIGHTS) + 1
# More of the same say no more: in a long passage some weak cue always stands.
_MOST, _APART = 4, 4.0


class _Cues(NamedTuple):
    passed_over: re.Pattern[str]
    apart: re.Pattern[str]
    unless: re.Pattern[str]
    of: dict[FourP, dict[int, re.Pattern[str]]]


@lru_cache
def _cues() -> _Cues:
    held: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return _Cues(
        _any_of(held["passed_over"]),
        _any_of(held["apart"]["terms"]),
        _any_of(held["apart"]["unless"]),
        {p: {weight: _any_of(held[p][weight]) for weight in WEIGHTS} for p in FOUR_P},
    )


def _any_of(cues: list[str]) -> re.Pattern[str]:
    """Beginnings of words, the longest first, over any space or line end."""
    longest_first = sorted(cues, key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(r"\s+".join(map(re.escape, cue.split())) for cue in longest_first) + ")", re.IGNORECASE
    )


def cue_counts(text: str) -> list[float]:
    """
    How many different cues of each weight stand in a text, for each P.

    ```python
    from ingest.four_p.cues import cue_counts

    cue_counts("The police arrested a recruiter.")
    ```

    :param text: a passage.
    :returns: `WIDTH` numbers: for each P the strong, the middling and the weak, then a mark for a text that speaks of
        smuggling or illegal migration and of no exploitation.
    """
    cues = _cues()
    text = cues.passed_over.sub(" ", text)
    counts = [
        float(min(len({cue.casefold() for cue in cues.of[p][weight].findall(text)}), _MOST))
        for p in FOUR_P
        for weight in WEIGHTS
    ]
    apart = bool(cues.apart.search(text)) and not cues.unless.search(text)
    return [*counts, _APART * apart]
