"""The four Ps are suggested from meaning and words, and what a person confirmed is told apart and never lost."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from haystack import Document

from corpus.record import FOUR_P, Record
from index.encoder import load_encoder
from ingest.four_p.cues import WIDTH, cue_counts
from ingest.four_p.model import EXAMPLES, WEIGHTS, FourPModel, made_of, read_examples
from ingest.tag import FourPTagger, likely, suggest

ENCODER = load_encoder()
needs_model = pytest.mark.model


@cache
def labels(text: str) -> frozenset[str]:
    return frozenset(likely(suggest([text], ENCODER)[0]))


@needs_model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Awareness campaigns reached villages where people leave for work without papers.", {"prevention"}),
        ("Shelters gave counselling to victims, and traced their families before they returned.", {"protection"}),
        ("Police arrested a recruiter; the court convicted and sentenced him.", {"prosecution"}),
        ("The ministries adopted a national plan and a steering committee monitors it.", {"policy"}),
        ("Penal Code: the law must be amended so that it criminally prohibits the sale.", {"prosecution", "policy"}),
        ("The rice harvest was good, and the roads were dry.", set()),
    ],
)
def test_suggestions(text: str, expected: set[str]) -> None:
    assert labels(text) == expected


@needs_model
def test_smuggling_and_irregular_migration_are_told_apart() -> None:
    assert labels("Smugglers were arrested at the border by the police for illegal border crossing.") == set()
    assert "prosecution" in labels("Traffickers who exploited women were arrested by the police and convicted.")


@needs_model
def test_probabilities_are_probabilities() -> None:
    for probabilities in suggest(["", "police", "shelter court plan awareness " * 40], ENCODER):
        assert set(probabilities) == set(FOUR_P)
        assert all(0 <= probability <= 1 for probability in probabilities.values())


@needs_model
def test_on_labelled_passages(shared_data: Path) -> None:
    lines = (shared_data / "four_p" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    found = [set(likely(probabilities)) for probabilities in suggest([row["text"] for row in rows], ENCODER)]
    scores = []
    for p in FOUR_P:
        pairs = [(p in row["labels"], p in suggested) for row, suggested in zip(rows, found, strict=True)]
        hits = sum(wanted and given for wanted, given in pairs)
        scores.append(2 * hits / sum(wanted + given for wanted, given in pairs))
    # The project's goal; two readers reach 0.93 with each other.
    assert sum(scores) / 4 >= 0.80
    assert min(scores) >= 0.72


def test_a_cue_counts_once_and_over_line_ends() -> None:
    assert cue_counts("police " * 50) == cue_counts("police")
    assert cue_counts("plan of\naction") == cue_counts("plan of action") != cue_counts("a plan, and action")
    assert len(cue_counts("")) == WIDTH and not any(cue_counts(""))


def test_the_examples_are_whole_and_the_weights_are_learnt_from_them() -> None:
    examples = read_examples()
    assert len(examples) >= 1000
    assert len({example.text for example in examples}) == len(examples)
    assert all(example.labels <= set(FOUR_P) for example in examples)
    assert json.loads(WEIGHTS.read_text(encoding="utf-8"))["made_of"] == made_of(ENCODER), (
        f"{EXAMPLES.name}, the cues or the encoder have changed: run `python -m ingest.four_p`"
    )


def _embedded(*texts: str) -> list[Document]:
    return [Document(content=text, embedding=[0.0] * ENCODER.dimension) for text in texts]


def _sure_of(monkeypatch: pytest.MonkeyPatch, *rows: list[float]) -> None:
    """A model whose probabilities the test chooses: what is tested is what is made of them."""
    monkeypatch.setattr("ingest.tag.four_p_model", lambda encoder: _Fixed(np.array(rows)))


class _Fixed(FourPModel):
    def __new__(cls, rows: np.ndarray) -> "_Fixed":
        return super().__new__(cls, rows, np.zeros(4), (), np.zeros(0))

    def probabilities(self, texts: list[str], embeddings: np.ndarray) -> np.ndarray:
        return self.weights[: len(texts)]


def test_what_is_confirmed_of_the_document_is_told_apart_and_found(monkeypatch: pytest.MonkeyPatch) -> None:
    _sure_of(monkeypatch, [0.1, 0.1, 0.9, 0.1], [0.1, 0.9, 0.1, 0.1], [0.1, 0.1, 0.1, 0.1])
    record = Record(identifier="law-2008", title="Law", four_p=("prosecution", "policy"))
    tagged = FourPTagger(ENCODER).run(_embedded("Arrests.", "A shelter.", "Rice."), record)["documents"]
    assert [(document.meta["four_p"], document.meta["confirmed"]) for document in tagged] == [
        (["prosecution"], ["four_p/prosecution"]),
        (["protection"], []),
        (["prosecution", "policy"], ["four_p/prosecution", "four_p/policy"]),
    ]
    assert tagged[1].meta["four_p_suggested"]["protection"] == 0.9


def test_without_confirmed_tags_suggestions_stand_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    _sure_of(monkeypatch, [0.1, 0.1, 0.9, 0.1])
    (tagged,) = FourPTagger(ENCODER).run(_embedded("Arrests."), Record(identifier="r", title="R"))["documents"]
    assert (tagged.meta["four_p"], tagged.meta["confirmed"]) == (["prosecution"], [])
