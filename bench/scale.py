"""How the store bears growth: writing, opening, searching and counting at many passages, as one audience sees them."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document

from corpus.vocabulary import vocabularies
from index import PassageStore
from search.coverage import count_coverage

FACETS = ("four_p", "type", "year", "text_kind", "status", "language", "spatial", "creator")
_DIMENSION = 384
_ROUNDS = 15
_BATCH = 10_000
_PER_DOCUMENT = 100
_WORDS_EACH = 120
_VOCABULARY = 20_000


def measure(passages: int = 100_000, seed: int = 0) -> dict[str, Any]:
    """
    Fill a store with passages of random words and vectors, and time it as the public sees it.

    One document in a hundred is restricted, so every search is made under the audience's filter.

    ```python
    from bench.scale import measure

    measure(10_000)["search_ms"]
    ```

    :param passages: how many passages.
    :param seed: of the random words and vectors.
    :returns: passages written a second, bytes a passage, and milliseconds of each way of asking: the first after
        a change, which reads its caches anew, and the median of the later ones.
    """
    random = np.random.default_rng(seed)
    query = random.normal(size=_DIMENSION).tolist()
    rare: dict[str, Any] = {"field": "meta.document", "operator": "==", "value": "law-00001"}
    broad: dict[str, Any] = {"field": "meta.type", "operator": "in", "value": ["law", "report"]}
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with PassageStore(folder, _DIMENSION) as store:
            for batch in _batches(random, passages):
                store.write_documents(batch)
            written = time.perf_counter() - started
            store.save_vectors()
        size = sum(file.stat().st_size for file in Path(folder).iterdir())
        opened = _ms(lambda: PassageStore(folder, _DIMENSION).close())
        with PassageStore(folder, _DIMENSION) as keeper:
            store = keeper.for_audience("public")
            asked: dict[str, Callable[[], object]] = {
                "search": lambda: store.embedding_retrieval(query),
                "search_rare": lambda: store.embedding_retrieval(query, rare),
                "search_broad": lambda: store.embedding_retrieval(query, broad),
                "every_cosine": lambda: store.meaning_scores(query),
                "words_rare": lambda: store.bm25_retrieval("word19000 word18000"),
                "words_common": lambda: store.bm25_retrieval("word1 word2 word3"),
                "words_under_rare": lambda: store.bm25_retrieval("word1 word2 word3", rare),
                "facets": lambda: store.count_by(fields=FACETS),
                "facets_broad": lambda: store.count_by(broad, FACETS),
                "coverage": lambda: count_coverage(store, "plan_component", "population"),
                "vocabulary": store.vocabulary,
            }
            first = {f"{name}_first_ms": _ms(ask) for name, ask in asked.items()}
            later = {f"{name}_ms": _median_ms(ask) for name, ask in asked.items() if name != "vocabulary"}
    return {
        "passages": passages,
        "written_per_s": round(passages / written),
        "bytes_per_passage": round(size / passages),
        "open_ms": opened,
        **first,
        **later,
    }


def _batches(random: np.random.Generator, passages: int) -> Iterator[list[Document]]:
    # As in a language: the commoner a word, the oftener it stands.
    words = np.array([f"word{n}" for n in range(_VOCABULARY)])
    weights = 1 / np.arange(1, _VOCABULARY + 1)
    weights /= weights.sum()
    for first in range(0, passages, _BATCH):
        numbers = range(first, min(first + _BATCH, passages))
        vectors = random.normal(size=(len(numbers), _DIMENSION)).astype(np.float32)
        texts = random.choice(words, size=(len(numbers), _WORDS_EACH), p=weights)
        yield [
            Document(id=str(number), content=" ".join(text), meta=_meta(number), embedding=vector.tolist())
            for number, text, vector in zip(numbers, texts, vectors, strict=True)
        ]


def _meta(number: int) -> dict[str, Any]:
    document, ordinal = divmod(number, _PER_DOCUMENT)
    return {
        "document": f"law-{document:05}",
        "title": f"Law number {document}",
        "type": ("law", "treaty", "report", "study", "plan")[document % 5],
        "date": f"{1990 + document % 30}-02-15",
        "year": 1990 + document % 30,
        "creator": [f"Body {document % 40}"],
        "language": "en" if document % 4 else "km",
        "spatial": ["KH", *(["TH"] if document % 3 else ["VN", "LA"])],
        "status": "in force" if document % 7 else "superseded",
        "audience": "public" if (document + 1) % 100 else "restricted",
        "text_kind": "official" if document % 6 else "digest",
        "pdf_page": ordinal // 3 + 1,
        "heading_path": [f"Chapter {ordinal // 20}", f"Article {ordinal}"],
        "locator": f"Article {ordinal}",
        "ordinal": ordinal,
        "start": 0,
        "end": 700,
        "context": f"Law number {document} — Chapter {ordinal // 20} › Article {ordinal}",
        "four_p": ["prevention", "protection", "prosecution", "policy"][ordinal % 4 :: 2],
        "four_p_suggested": {"prevention": round(ordinal / _PER_DOCUMENT, 2), "policy": 0.5},
        "reading": "well",
        "document_tags": {"confirmed": _tags(document), "suggested": _tags(document + 7)},
    }


def _tags(document: int) -> dict[str, list[str]]:
    held = vocabularies()
    terms = {scheme: [term.id for term in held[scheme].terms] for scheme in ("four_p", "population", "plan_component")}
    return {scheme: [ids[document % len(ids)], ids[document // 2 % len(ids)]] for scheme, ids in terms.items()}


def _ms(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return round((time.perf_counter() - started) * 1000, 2)


def _median_ms(ask: Callable[[], object]) -> float:
    return round(float(np.median([_ms(ask) for _ in range(_ROUNDS)])), 2)
