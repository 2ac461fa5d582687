"""What a filter costs: 5 of 100,000 passages, beside the same search without one."""

import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from haystack import Document

from index import PassageStore

_DIMENSION = 384
_ROUNDS = 21
_BATCH = 10_000
_TYPES = ("law", "treaty", "report", "study", "plan")


def measure(passages: int = 100_000, matching: int = 5, seed: int = 0) -> dict[str, Any]:
    """
    Fill a store with random vectors, and search it with and without a narrow filter.

    :param passages: how many passages.
    :param matching: how many of them the filter lets through.
    :param seed: of the random numbers.
    :returns: passages returned under the filter, median milliseconds of each search, seconds to fill the store.
    """
    random = np.random.default_rng(seed)
    rare = set(random.choice(passages, matching, replace=False).tolist())
    query = random.normal(size=_DIMENSION).tolist()
    narrow = {"field": "meta.topic", "operator": "==", "value": "rare"}
    with tempfile.TemporaryDirectory() as folder, PassageStore(folder, _DIMENSION) as store:
        started = time.perf_counter()
        for first in range(0, passages, _BATCH):
            store.write_documents(_documents(random, range(first, min(first + _BATCH, passages)), rare))
        filled = time.perf_counter() - started
        started = time.perf_counter()
        store.embedding_retrieval(query)
        opened = time.perf_counter() - started
        found = store.embedding_retrieval(query, narrow, top_k=10)
        return {
            "passages": passages,
            "matching": matching,
            "returned_under_filter": len(found),
            "all_of_them_right": all(d.meta["topic"] == "rare" for d in found),
            "filtered_ms": _median_ms(lambda: store.embedding_retrieval(query, narrow)),
            "unfiltered_ms": _median_ms(lambda: store.embedding_retrieval(query)),
            "words_filtered_ms": _median_ms(lambda: store.bm25_retrieval("passage", narrow)),
            "facets_ms": _median_ms(lambda: store.count_by(fields=["type", "year", "topic"])),
            "fill_s": round(filled, 1),
            "first_search_s": round(opened, 2),
        }


def _documents(random: np.random.Generator, numbers: range, rare: set[int]) -> list[Document]:
    vectors = random.normal(size=(len(numbers), _DIMENSION)).astype(np.float32)
    return [
        Document(
            id=str(number),
            content=f"passage {number} of {random.integers(1000)}",
            meta={
                "topic": "rare" if number in rare else "common",
                "type": _TYPES[number % len(_TYPES)],
                "year": 1990 + number % 30,
            },
            embedding=vector.tolist(),
        )
        for number, vector in zip(numbers, vectors, strict=True)
    ]


def _median_ms(search: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        search()
        times.append((time.perf_counter() - started) * 1000)
    return round(float(np.median(times)), 2)
