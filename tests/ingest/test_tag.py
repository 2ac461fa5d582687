"""The four Ps are suggested from words, and a person's choice wins."""

import json
from pathlib import Path

import pytest
from haystack import Document

from corpus.record import FOUR_P, Record
from ingest.tag import SUGGESTED_FROM, FourPTagger, suggest


def labels(text: str) -> set[str]:
    return {p for p, probability in suggest(text).items() if probability >= SUGGESTED_FROM}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Awareness campaigns reached villages where people leave for work without papers.", {"prevention"}),
        ("Shelters gave counselling to victims, and traced their families before they returned.", {"protection"}),
        ("Police arrested a recruiter; the court convicted and sentenced him.", {"prosecution"}),
        ("The ministries adopted a national plan and a steering committee monitors it.", {"policy"}),
        ("Penal Code: the law must be amended so that it criminally prohibits the sale.", {"prosecution", "policy"}),
        ("The rice harvest was good, and the roads were dry.", set()),
        ("", set()),
    ],
)
def test_suggestions(text: str, expected: set[str]) -> None:
    assert labels(text) == expected


def test_smuggling_is_told_apart() -> None:
    smuggling = "Smugglers were arrested at the border by the police."
    assert labels(smuggling) == set()
    assert labels(f"{smuggling} They were traffickers, and exploited women.") == {"prosecution"}


def test_a_term_counts_once_and_over_line_ends() -> None:
    assert suggest("police " * 50) == suggest("police")
    assert suggest("plan of\naction") == suggest("plan of action")


def test_probabilities_are_probabilities() -> None:
    for text in ("", "police", "shelter court plan awareness " * 40):
        assert set(suggest(text)) == set(FOUR_P)
        assert all(0 <= probability <= 1 for probability in suggest(text).values())


def test_confirmed_tags_win() -> None:
    texts = ["Police arrested him.", "A shelter took her in.", "The rice harvest was good."]
    record = Record(identifier="law-2008", title="Law", four_p=("prosecution", "policy"))
    tagged = FourPTagger().run([Document(content=text) for text in texts], record)["documents"]
    assert [document.meta["four_p"] for document in tagged] == [
        ["prosecution"],
        ["prosecution", "policy"],
        ["prosecution", "policy"],
    ]
    assert all(document.meta["four_p_confirmed"] for document in tagged)
    assert tagged[1].meta["four_p_suggested"]["protection"] >= SUGGESTED_FROM


def test_without_confirmed_tags_suggestions_stand_as_such() -> None:
    record = Record(identifier="report", title="Report")
    (tagged,) = FourPTagger().run([Document(content="Police arrested him.")], record)["documents"]
    assert (tagged.meta["four_p"], tagged.meta["four_p_confirmed"]) == (["prosecution"], False)


def test_on_labelled_passages(shared_data: Path) -> None:
    lines = (shared_data / "four_p" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    scores = []
    for p in FOUR_P:
        pairs = [(p in row["labels"], p in labels(row["text"])) for row in rows]
        hits = sum(wanted and found for wanted, found in pairs)
        scores.append(2 * hits / sum(wanted + found for wanted, found in pairs))
    assert sum(scores) / 4 > 0.82
