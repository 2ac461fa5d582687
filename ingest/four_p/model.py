"""How likely a passage is about each P: logistic regressions over its embedding, its words and the cues in it."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.record import FOUR_P, FourP
from index.encoder import Encoder
from ingest.four_p import cues

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

EXAMPLES = Path(__file__).parent / "examples.jsonl"
WEIGHTS = Path(__file__).parent / "weights.json"
# How much an embedding, the words and the counts of cues weigh beside each other, and how freely the weights may grow:
# chosen on passages that were not learnt from, see FINDINGS, "The four Ps".
_OF_EMBEDDING, _OF_WORDS, _OF_CUES, _C = 3.0, 2.0, 0.4, 1.0
# A word that fewer examples hold says nothing that could be learnt.
_FEWEST_EXAMPLES = 3
# Passages are embedded with title and headings in front, lines of a table to be tagged without. Each example is learnt
# from plain and under two of these, turn about, so that a title tells nothing: a law is not policy in every article.
_TITLES = (
    "Law on trafficking — Chapter II › Article 12",
    "Convention on the rights of workers — Article 7",
    "Report on child labour, 2021 — Suggested actions",
    "Constitution of the Kingdom — Article 40",
    "Memorandum of understanding between two States — Clause 4",
    "National plan of action — 2.3 Labour protection",
    "Study on debt and work — Findings",
    "Trafficking in persons report — Prosecution",
    "Guidelines for those who help — Principle 5",
    "Optional Protocol on children — Article 9",
    "Declaration of Ministers — About this text",
    "Sub-decree on recruitment — Background",
    "Observations of the Committee — Paragraph 45",
)
_FRAMES = 3

Embed = Callable[[list[str]], np.ndarray]


class Example(NamedTuple):
    """
    A passage of our own that the model learns from.

    :param text: its words.
    :param labels: the Ps it is about; none where it is about none.
    """

    text: str
    labels: frozenset[FourP]


class FourPModel(NamedTuple):
    """
    The model: a weight for each number of an embedding, each count of cues and each word, by P.

    :param weights: of shape (4, dimension + cue counts + words).
    :param intercepts: of shape (4,).
    :param words: the words it knows.
    :param rarities: their inverse document frequencies among the examples, of shape (words,).
    """

    weights: np.ndarray
    intercepts: np.ndarray
    words: tuple[str, ...]
    rarities: np.ndarray

    def probabilities(self, texts: list[str], embeddings: np.ndarray) -> np.ndarray:
        """
        How likely passages are about each P; several may hold, or none.

        :param texts: the passages, without their titles.
        :param embeddings: theirs, of shape (n, dimension).
        :returns: probabilities, of shape (n, 4), in the order of `FOUR_P`.
        """
        vectorizer = _vectorizer(vocabulary=self.words)
        vectorizer.idf_ = self.rarities
        log_odds = _inputs(texts, embeddings, vectorizer) @ self.weights.T + self.intercepts
        return 1 / (1 + np.exp(-log_odds))


def read_examples(path: Path = EXAMPLES) -> list[Example]:
    """
    Read the passages to learn from.

    :param path: lines of {"text", "labels"}.
    :returns: the examples.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Example(row["text"], frozenset(row["labels"])) for row in rows]


def train(examples: list[Example], embed: Embed) -> FourPModel:
    """
    Learn the weights.

    :param examples: passages with their labels.
    :param embed: gives the embeddings of texts, of shape (n, dimension).
    :returns: the model.
    """
    from sklearn.linear_model import LogisticRegression

    texts = [example.text for example in examples]
    vectorizer = _vectorizer(min_df=_FEWEST_EXAMPLES).fit(texts)
    embedded = [embed([_framed(text, at, frame) for at, text in enumerate(texts)]) for frame in range(_FRAMES)]
    framed = [_inputs(texts, embeddings, vectorizer) for embeddings in embedded]
    weights, intercepts = [], []
    for p in FOUR_P:
        wanted = [p in example.labels for example in examples] * _FRAMES
        learnt = LogisticRegression(C=_C / _FRAMES, max_iter=5000).fit(np.vstack(framed), wanted)
        weights.append(learnt.coef_[0])
        intercepts.append(learnt.intercept_[0])
    words = tuple(vectorizer.get_feature_names_out())
    return FourPModel(np.array(weights), np.array(intercepts), words, vectorizer.idf_)


def _framed(text: str, at: int, frame: int) -> str:
    return f"{_TITLES[(at + 5 * frame) % len(_TITLES)]}\n{text}" if frame else text


def made_of(encoder: Encoder) -> str:
    """
    What decides the weights: the encoder, the examples, the cues and this way of learning.

    :param encoder: the encoder.
    :returns: a hash.
    """
    ways = (encoder.name, encoder.revision, _OF_EMBEDDING, _OF_WORDS, _OF_CUES, _C, _FEWEST_EXAMPLES, _TITLES, _FRAMES)
    parts = (repr(ways).encode(), EXAMPLES.read_bytes(), cues.FILE.read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def save(model: FourPModel, encoder: Encoder, path: Path = WEIGHTS) -> None:
    """
    Keep a model, four digits of each weight, which is more than its examples know.

    :param model: the model.
    :param encoder: the encoder it was learnt with.
    :param path: the file.
    """
    held = {
        "made_of": made_of(encoder),
        "encoder": encoder.name,
        "intercepts": _rounded(model.intercepts),
        "weights": {p: _rounded(row) for p, row in zip(FOUR_P, model.weights, strict=True)},
        "words": model.words,
        "rarities": _rounded(model.rarities),
    }
    path.write_text(json.dumps(held) + "\n", encoding="utf-8")


def _rounded(values: np.ndarray) -> list[float]:
    return [float(f"{value:.4g}") for value in values]


@lru_cache(maxsize=2)
def four_p_model(encoder: Encoder) -> FourPModel:
    """
    The model for an encoder: the one that comes with the project, or, for another encoder, one learnt now.

    :param encoder: whose embeddings it is to read.
    :returns: the model; learning takes a minute.
    """
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if held["made_of"] == made_of(encoder):
        weights = np.array([held["weights"][p] for p in FOUR_P])
        return FourPModel(weights, np.array(held["intercepts"]), tuple(held["words"]), np.array(held["rarities"]))
    return train(read_examples(), embedder(encoder))


def embedder(encoder: Encoder) -> Embed:
    """
    Embeds texts as passages are embedded.

    :param encoder: the encoder; its model is loaded by the first call.
    :returns: a function of texts to an array of shape (n, dimension).
    """
    from haystack import Document

    documents = encoder.document_embedder()

    def embed(texts: list[str]) -> np.ndarray:
        documents.warm_up()
        # Texts of about one length together: a batch is padded to its longest.
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        made = documents.run(documents=[Document(id=str(at), content=texts[at]) for at in order])["documents"]
        found = {int(document.id): document.embedding for document in made}
        return np.array([found[at] for at in range(len(texts))]).reshape(len(texts), encoder.dimension)

    return embed


def _inputs(texts: list[str], embeddings: np.ndarray, vectorizer: "TfidfVectorizer") -> np.ndarray:
    counts = np.array([cues.cue_counts(text) for text in texts]).reshape(len(texts), cues.WIDTH)
    words = vectorizer.transform(texts).toarray()
    return np.hstack([_OF_EMBEDDING * embeddings, _OF_CUES * counts, _OF_WORDS * words])


def _vectorizer(**more: Any) -> "TfidfVectorizer":
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(sublinear_tf=True, **more)
