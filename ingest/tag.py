"""
The four Ps of a passage, suggested from its words. A suggestion is not a fact: a person's choice always wins.

Words alone: on the labelled passages of the shared data the similarity of a passage to the nearest definition, added
to them, made no difference that 60 passages can show, and asks for the model where a list of words will do.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from haystack import Document, component

from corpus.record import FOUR_P, FourP, Record
from corpus.settings import ROOT

VOCABULARY = ROOT / "corpus" / "taxonomy" / "four_p.yaml"
SUGGESTED_FROM = 0.5
# What a term of each weight adds to the log-odds: one of weight 3 is enough, of weight 2 nearly; of weight 1 only so
# many count, for in a long passage some always stand.
_LOG_ODDS = {3: 2.6, 2: 1.6, 1: 0.5}
_MOST_WEAK, _WITHOUT_ANY, _NOT_TRAFFICKING = 4, -2.3, -3.0


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    passed_over: re.Pattern[str]
    apart: re.Pattern[str]
    unless: re.Pattern[str]
    terms: dict[FourP, dict[int, re.Pattern[str]]]


@lru_cache
def _vocabulary() -> _Vocabulary:
    held: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    return _Vocabulary(
        _any_of(held["passed_over"]),
        _any_of(held["apart"]["terms"]),
        _any_of(held["apart"]["unless"]),
        {p: {weight: _any_of(terms) for weight, terms in held[p]["terms"].items()} for p in FOUR_P},
    )


def _any_of(terms: list[str]) -> re.Pattern[str]:
    """Beginnings of words, the longest first, over any space or line end."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(r"\s+".join(map(re.escape, term.split())) for term in longest_first) + ")", re.IGNORECASE
    )


def suggest(text: str) -> dict[FourP, float]:
    """
    How likely a passage is about each P; several may hold, or none.

    ```python
    from ingest.tag import suggest

    suggest("Shelters and counselling for victims who return")["protection"]
    ```

    :param text: a passage.
    :returns: a probability for each P, 0 to 1.
    """
    vocabulary = _vocabulary()
    text = vocabulary.passed_over.sub(" ", text)
    base = _WITHOUT_ANY
    if vocabulary.apart.search(text) and not vocabulary.unless.search(text):
        base += _NOT_TRAFFICKING
    return {p: _probability(base + _log_odds(terms, text)) for p, terms in vocabulary.terms.items()}


def _log_odds(terms: dict[int, re.Pattern[str]], text: str) -> float:
    """Each term counts once, however often it stands there."""
    found = {weight: len({term.casefold() for term in pattern.findall(text)}) for weight, pattern in terms.items()}
    return sum(_LOG_ODDS[weight] * (min(many, _MOST_WEAK) if weight == 1 else many) for weight, many in found.items())


def _probability(log_odds: float) -> float:
    return round(1 / (1 + math.exp(-log_odds)), 3)


@component
class FourPTagger:
    """
    Adds the four Ps to passages: the record's confirmed ones, else what their words suggest.

    ```python
    from haystack import Document
    from ingest.tag import FourPTagger

    FourPTagger().run([Document(content="Police were trained.")], record)["documents"][0].meta["four_p"]
    ```
    """

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document], record: Record) -> dict[str, list[Document]]:
        """
        Tag passages.

        Of a record with confirmed tags a passage gets those its own words suggest, and all where they suggest none.

        :param documents: the passages; their metadata is added to.
        :param record: the document's record.
        :returns: {"documents": the passages}.
        """
        for document in documents:
            suggested = suggest(document.content or "")
            likely = [p for p in FOUR_P if suggested[p] >= SUGGESTED_FROM]
            confirmed = [p for p in record.four_p if p in likely] or list(record.four_p)
            document.meta["four_p"] = confirmed if record.four_p else likely
            document.meta["four_p_confirmed"] = bool(record.four_p)
            document.meta["four_p_suggested"] = suggested
        return {"documents": documents}
