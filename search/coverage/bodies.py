"""Whom to talk to: the bodies behind what is held on a topic, each with a passage that shows it."""

from typing import NamedTuple

import numpy as np
from haystack import Document

from corpus.vocabulary import Term, vocabularies
from index import PassageStore
from search.coverage.table import count_coverage


class BodyBehind(NamedTuple):
    """
    A body and what ties it to a topic.

    :param body: its term, with its mandate.
    :param documents: that name it or that it stands behind.
    :param confirmed: of these, those whose record a person tied to it.
    :param passage: one that names it; None where only the record does.
    """

    body: Term
    documents: int
    confirmed: int
    passage: Document | None


def bodies_behind(store: PassageStore, among: np.ndarray | None = None, most: int = 12) -> list[BodyBehind]:
    """
    The bodies behind some passages.

    ```python
    bodies_behind(search.store, search.about("labour inspection"))[0].body.label
    ```

    :param store: the index, for one audience.
    :param among: passage numbers, those of a topic; None for all.
    :param most: how many bodies.
    :returns: those that most documents are tied to, the surest first.
    """
    with store.reading():
        counted = count_coverage(store, "body", "type", among=among)
        sure = count_coverage(store, "body", "type", among=among, confirmed_only=True).row_documents
        order = sorted(counted.row_documents, key=lambda body: (-sure.get(body, 0), -counted.row_documents[body], body))
        found = []
        for identifier in [body for body in order if counted.row_documents[body]][:most]:
            term = vocabularies()["body"].get(identifier)
            if term:
                passage = _naming(store, identifier, among)
                found.append(BodyBehind(term, counted.row_documents[identifier], sure.get(identifier, 0), passage))
        return found


def _naming(store: PassageStore, body: str, among: np.ndarray | None) -> Document | None:
    numbers = store.numbers({"field": "meta.body", "operator": "contains", "value": body})
    if among is not None:
        numbers = np.intersect1d(numbers, among)
    return next(iter(store.by_number(numbers[:1].tolist())), None)
