"""The four Ps by several methods, on passages that other people labelled."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from corpus.record import FOUR_P
from corpus.vocabulary import vocabularies
from index.encoder import load_encoder
from ingest.four_p import embedder, four_p_model
from ingest.four_p.cues import cue_counts
from ingest.four_p.model import read_examples

_BINS = 10


def measure(labels: Path) -> dict[str, Any]:
    """
    Learn each method from our own examples and hold it against labelled passages.

    :param labels: JSON lines of {"text", "labels"}.
    :returns: for each method the F1 of each P, their mean, and the expected calibration error over all four, in ten
        bins of equal width (Naeini, Cooper and Hauskrecht 2015).
    """
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [row["text"] for row in rows]
    truth = np.array([[p in row["labels"] for p in FOUR_P] for row in rows])
    examples = read_examples()
    learnt_from = [example.text for example in examples]
    wanted = np.array([[p in example.labels for p in FOUR_P] for example in examples])
    embed = embedder(load_encoder())
    ours, theirs = embed(learnt_from), embed(texts)
    definitions = embed([term.definition for term in vocabularies()["four_p"].terms])
    vectorizer = TfidfVectorizer(sublinear_tf=True, min_df=3).fit(learnt_from)
    inputs = {
        "cues": (_cues(learnt_from), _cues(texts)),
        "nearest definition": (5 * ours @ definitions.T, 5 * theirs @ definitions.T),
        "words": (4 * vectorizer.transform(learnt_from).toarray(), 4 * vectorizer.transform(texts).toarray()),
        "embeddings": (4 * ours, 4 * theirs),
    }
    found = {name: _learnt(known, wanted, asked) for name, (known, asked) in inputs.items()}
    found["all three, as shipped"] = four_p_model(load_encoder()).probabilities(texts, theirs)
    return {"passages": len(rows), "learnt from": len(examples)} | {
        name: _scores(truth, probabilities) for name, probabilities in found.items()
    }


def _cues(texts: list[str]) -> np.ndarray:
    return np.array([cue_counts(text) for text in texts])


def _learnt(known: np.ndarray, wanted: np.ndarray, asked: np.ndarray) -> np.ndarray:
    models = [LogisticRegression(max_iter=5000).fit(known, wanted[:, n]) for n in range(len(FOUR_P))]
    return np.stack([model.predict_proba(asked)[:, 1] for model in models], axis=1)


def _scores(truth: np.ndarray, probabilities: np.ndarray) -> dict[str, float]:
    each = f1_score(truth, probabilities >= 0.5, average=None)
    scores = {p: round(float(score), 3) for p, score in zip(FOUR_P, each, strict=True)}
    return scores | {
        "macro_f1": round(float(each.mean()), 3),
        "ece": round(_calibration_error(truth, probabilities), 3),
    }


def _calibration_error(truth: np.ndarray, probabilities: np.ndarray) -> float:
    right, said = truth.ravel().astype(float), probabilities.ravel()
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    return float(
        sum((bins == b).mean() * abs(right[bins == b].mean() - said[bins == b].mean()) for b in np.unique(bins))
    )
