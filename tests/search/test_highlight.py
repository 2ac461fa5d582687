"""The words found are marked where they stand, in whatever form."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.stems import TOKENIZER
from search.highlight import found_spans, found_words
from tests.conftest import REPOSITORY


def marked(text: str, *terms: str) -> list[str]:
    return [text[start:end] for start, end in found_spans(text, list(terms))]


@pytest.mark.parametrize(
    ("text", "terms", "words"),
    [
        ("Trafficked, trafficking, traffic.", ["trafficking"], ["Trafficked", "trafficking"]),
        ("Families inherit debts; indebted ones flee.", ["debt"], ["debts"]),
        ("held in debt\nbondage", ["debt bondage"], ["debt\nbondage"]),
        ("Café owners & <b>brokers</b>", ["cafe", "broker"], ["Café", "brokers"]),
        ("ការជួញដូរមនុស្ស", ["មនុស្ស"], ["មនុស្ស"]),
        ("\x02 a \x03 broker", ["broker"], ["broker"]),
        ("nothing of it", ["broker"], []),
        ("a broker", [], []),
    ],
)
def test_marks(text: str, terms: list[str], words: list[str]) -> None:
    assert marked(text, *terms) == words


def test_words_are_named_once_as_the_text_has_them() -> None:
    text = "Debts, debts and\na Debt\nbondage"
    assert found_words(text, found_spans(text, ["debt", "debt bondage"])) == ["debts", "debt bondage"]


@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=4))
def test_no_text_and_no_words_break_it(text: str, terms: list[str]) -> None:
    spans = found_spans(text, terms)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_marks_go_by_the_stems_of_the_index() -> None:
    schema = Path(REPOSITORY / "index" / "schema.sql").read_text(encoding="utf-8")
    assert f'tokenize = "{TOKENIZER}"' in schema.split("passage_words")[1]
