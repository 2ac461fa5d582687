"""The four Ps of a passage, suggested from its words. A suggestion is not a fact: a person's choice always wins."""

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
# A score of 2 (one telling term, or two weak ones) is more likely than not: see FINDINGS, "Four Ps".
_WEIGHT, _BIAS = 1.1, -1.9


@dataclass(frozen=True, slots=True)
class _Terms:
    pattern: re.Pattern[str]
    weight: int


@lru_cache
def _terms() -> dict[FourP, tuple[_Terms, ...]]:
    vocabulary: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    return {
        p: tuple(
            _Terms(re.compile(r"\b(" + "|".join(re.escape(term) for term in terms) + ")", re.IGNORECASE), int(weight))
            for weight, terms in vocabulary[p]["terms"].items()
        )
        for p in FOUR_P
    }


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
    return {p: _probability(sum(_score(terms, text) for terms in groups)) for p, groups in _terms().items()}


def _score(terms: _Terms, text: str) -> float:
    """Each term counts once, however often it stands there."""
    return terms.weight * len({match.casefold() for match in terms.pattern.findall(text)})


def _probability(score: float) -> float:
    return round(1 / (1 + math.exp(-(_WEIGHT * score + _BIAS))), 3)


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
