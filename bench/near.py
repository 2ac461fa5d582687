"""How near is near: the similarity of passages that answer a question, and of passages of another field."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from bench.answers import QUESTIONS
from bench.field import answers_question
from bench.retrieval import collection_index
from index import PassageStore
from index.encoder import load_encoder
from search.fuse import NEAR


def measure(index: Path, beir: Path) -> dict[str, Any]:
    """
    Ask the questions of the field of their own collection, and of another field's.

    :param index: the folder of the index of the bundled collection.
    :param beir: a folder in BEIR's layout, of another field.
    :returns: the share of answering passages that are near, each question by its nearest, and one in how many passages
        of the other field is.
    """
    encoder = load_encoder()
    embedder = encoder.text_embedder()
    embedder.warm_up()
    lines = (QUESTIONS / "field.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [question for question in map(json.loads, lines) if question["answers"]]
    answering, elsewhere = [], []
    with (
        PassageStore(index, encoder.dimension, encoder.name, encoder.revision) as store,
        PassageStore(collection_index(beir, encoder), encoder.dimension, encoder.name, encoder.revision) as other,
    ):
        for question in asked:
            embedding = embedder.run(text=question["question"])["embedding"]
            documents = [place["document"] for place in question["answers"]]
            only = {"field": "meta.document", "operator": "in", "value": documents}
            found = store.embedding_retrieval(embedding, only, top_k=10_000)
            right = [p.score or 0.0 for p in found if answers_question(p.meta, question["answers"])]
            answering.append(max(right))
            elsewhere.append(other.meaning_scores(embedding).values)
    far = np.concatenate(elsewhere)
    return {
        "near_from": NEAR,
        "answering_near": round(float(np.mean(np.array(answering) >= NEAR)), 3),
        "of_another_field_one_in": round(1 / max(float((far >= NEAR).mean()), 1e-9)),
        "passages_of_another_field": len(elsewhere[0]),
    }
