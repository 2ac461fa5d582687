"""How well the right passages come first, on any collection in BEIR's layout, with our store and our fusion."""

import hashlib
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document

from index import PassageStore, embedding_key
from index.encoder import Encoder, load_encoder
from search import Search
from search.answer import Mode
from search.query import plain_question

CUT_OFF, DEPTH = 10, 100
_BATCH = 512


def measure(beir: Path, mode: Mode = "hybrid", limit: int = 0) -> dict[str, Any]:
    """
    Index a collection (once; the index is kept in the system's temporary folder) and ask its queries.

    :param beir: a folder with corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv).
    :param mode: hybrid, dense or lexical.
    :param limit: ask only so many queries; 0 asks all.
    :returns: nDCG@10 and recall@100 in percent, p50 and p95 of a query in milliseconds, and what was asked.
    """
    encoder = load_encoder()
    folder = collection_index(beir, encoder)
    search = Search(folder, audience="restricted")
    search.warm_up()
    queries = {q["_id"]: q["text"] for q in _lines(beir / "queries.jsonl")}
    judged = _qrels(beir)
    gains, recalls, times = [], [], []
    for query, relevant in list(judged.items())[: limit or None]:
        started = time.perf_counter()
        results = search.run(plain_question(queries[query]), mode=mode, top=DEPTH).results
        found = [one.passage.meta["beir"] for result in results for one in (result, *result.folded)]
        times.append((time.perf_counter() - started) * 1000)
        gains.append(ndcg(found, relevant))
        recalls.append(len(set(found[:DEPTH]) & {d for d, score in relevant.items() if score > 0}) / len(relevant))
    return {
        "collection": beir.name,
        "mode": mode,
        "queries": len(gains),
        "ndcg@10": round(100 * float(np.mean(gains)), 1),
        "recall@100": round(100 * float(np.mean(recalls)), 1),
        "p50_ms": round(float(np.percentile(times, 50)), 1),
        "p95_ms": round(float(np.percentile(times, 95)), 1),
    }


def ndcg(found: list[str], relevant: dict[str, int], cut_off: int = CUT_OFF) -> float:
    """
    Normalised discounted cumulative gain, with gains as judged (Järvelin and Kekäläinen 2002; as trec_eval's ndcg_cut).

    :param found: document ids, best first.
    :param relevant: {document id: judgement}.
    :param cut_off: how many are looked at.
    :returns: 0 to 1.
    """
    gain = sum(relevant.get(d, 0) / np.log2(rank + 2) for rank, d in enumerate(found[:cut_off]))
    ideal = sum(
        score / np.log2(rank + 2) for rank, score in enumerate(sorted(relevant.values(), reverse=True)[:cut_off])
    )
    return float(gain / ideal) if ideal else 0.0


def collection_index(beir: Path, encoder: Encoder) -> Path:
    """
    The index of a test collection, made once and kept in the folder for temporary files.

    :param beir: a folder in BEIR's layout.
    :param encoder: the encoder.
    :returns: the index's folder.
    """
    source = beir / "corpus.jsonl"
    stamp = hashlib.sha256(source.read_bytes() + encoder.name.encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"clearinghouse-bench-{beir.name}-{stamp}"
    with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
        lines = _lines(source)
        if store.count_documents() == len(lines):
            return folder
        embedder = encoder.document_embedder(progress_bar=True)
        embedder.warm_up()
        for first in range(store.count_documents(), len(lines), _BATCH):
            store.write_documents(
                embedder.run(documents=[_document(d) for d in lines[first : first + _BATCH]])["documents"]
            )
        store.finish_build(str(beir))
    return folder


def _document(line: dict[str, str]) -> Document:
    title = line.get("title") or ""
    meta = {"context": title, "title": title, "beir": line["_id"], "document": line["_id"]}
    document = Document(content=line["text"], meta=meta)
    return Document(id=f"{line['_id']}-{embedding_key(document)[:8]}", content=line["text"], meta=meta)


def _qrels(beir: Path) -> dict[str, dict[str, int]]:
    file = next(f for f in (beir / "qrels.tsv", beir / "qrels" / "test.tsv") if f.is_file())
    judged: dict[str, dict[str, int]] = {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if int(score) > 0:
            judged.setdefault(query, {})[document] = int(score)
    return judged


def _lines(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
