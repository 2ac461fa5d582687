"""The four Ps of a passage, suggested from its meaning and its words. A suggestion is not a fact: a person's wins."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from haystack import Document, component

from corpus.record import FOUR_P, FourP, Record
from index.encoder import Encoder
from ingest.four_p import embedder, four_p_model

SUGGESTED_FROM = 0.5


def suggest(texts: list[str], encoder: Encoder) -> list[dict[FourP, float]]:
    """
    How likely texts are about each P; several may hold, or none.

    ```python
    from index.encoder import load_encoder
    from ingest.tag import suggest

    suggest(["Shelters and counselling for victims who return"], load_encoder())[0]["protection"]
    ```

    :param texts: passages.
    :param encoder: what they are embedded with.
    :returns: for each text a probability for each P, 0 to 1.
    """
    return _named(four_p_model(encoder).probabilities(texts, embedder(encoder)(texts)))


def likely(probabilities: Mapping[FourP, float]) -> list[FourP]:
    """
    The Ps that are suggested.

    :param probabilities: of one passage; of a P that is not among them nothing is known.
    :returns: those more likely than not.
    """
    return [p for p in FOUR_P if probabilities.get(p, 0.0) >= SUGGESTED_FROM]


def _named(probabilities: np.ndarray) -> list[dict[FourP, float]]:
    return [{p: round(float(value), 3) for p, value in zip(FOUR_P, row, strict=True)} for row in probabilities]


@component
class FourPTagger:
    """
    Adds the four Ps to embedded passages, and which of them a person confirmed of the document.

    A passage gets the Ps that are likely of itself. Where none is, it gets those confirmed of its document, for a
    filter must find the document by them. What is confirmed is told in `meta["confirmed"]` as `four_p/protection`.

    ```python
    FourPTagger(load_encoder()).run(embedded, record)["documents"][0].meta["four_p"]
    ```

    :param encoder: what the passages were embedded with.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document], record: Record) -> dict[str, list[Document]]:
        """
        Tag passages.

        :param documents: the passages, embedded.
        :param record: the document's record.
        :returns: {"documents": the passages, with their Ps}.
        """
        if not documents:
            return {"documents": []}
        texts = [document.content or "" for document in documents]
        embeddings = np.array([document.embedding for document in documents])
        named = _named(four_p_model(self._encoder).probabilities(texts, embeddings))
        return {"documents": [_tagged(d, suggested, record) for d, suggested in zip(documents, named, strict=True)]}


def _tagged(document: Document, suggested: dict[FourP, float], record: Record) -> Document:
    four_p = likely(suggested) or list(record.four_p)
    confirmed = [*document.meta.get("confirmed", []), *(f"four_p/{p}" for p in four_p if p in record.four_p)]
    meta = {**document.meta, "four_p": four_p, "four_p_suggested": suggested, "confirmed": confirmed}
    return replace(document, meta=meta)
