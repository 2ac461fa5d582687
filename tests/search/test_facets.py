"""The number beside a filter is what choosing it gives, whatever is asked and chosen."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from haystack import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from index import PassageStore
from search import Search
from search.answer import Answer
from search.engine import FACETS
from tests.search.conftest import BagOfWordsEncoder, bag_of_words

WORDS = ["debt", "bondage", "fishing", "boat", "broker", "child", "court", "shelter", "police", "village"]
VALUES: dict[str, list[Any]] = {
    "type": ["law", "report", "plan"],
    "year": [2004, 2008, 2015, None],
    "four_p": ["prevention", "protection", "prosecution", "policy"],
    "status": ["in force", "draft", "superseded", "withdrawn"],
    "creator": ["Office", "Ministry of Women's Affairs", 'The "Committee"'],
}
LISTS = ("four_p", "creator")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """Two hundred passages of random words with random metadata, some with none, some hidden."""
    chance = random.Random(7)
    encoder = BagOfWordsEncoder.make()
    documents = []
    for number in range(200):
        words = " ".join(chance.choices(WORDS, k=chance.randint(1, 12)))
        meta: dict[str, Any] = {"document": f"d{number % 20}", "title": "A title", "context": "A title"}
        for name, values in VALUES.items():
            if chance.random() < 0.9:
                some = chance.sample(values, chance.randint(0, 2))
                meta[name] = some if name in LISTS else chance.choice(values)
        meta["audience"] = "restricted" if chance.random() < 0.1 else "public"
        vector = bag_of_words(words, encoder.dimension) if chance.random() < 0.95 else None
        documents.append(Document(id=str(number), content=words, meta=meta, embedding=vector))
    folder: Path = tmp_path_factory.mktemp("crowd")
    with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
        store.write_documents(documents)
    yield Search(folder, audience="public", encoder=encoder)


queries = st.lists(st.sampled_from([*WORDS, "-debt", '"fishing boat"', "type:law", "year:..2008"]), max_size=4)
choices = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from([v for v in values if v is not None]), min_size=1, max_size=2, unique=True)
        for name, values in VALUES.items()
    },
)
modes = st.sampled_from(["hybrid", "dense", "lexical"])


@settings(max_examples=40, deadline=None)
@given(words=queries, chosen=choices, mode=modes)
def test_every_count_is_what_choosing_it_gives(
    crowd: Search, words: list[str], chosen: dict[str, list[Any]], mode: Any
) -> None:
    answer = crowd.run(" ".join(words), filters=chosen, mode=mode, top=1)
    assert not answer.error
    for name in FACETS:
        for value, count in answer.facets[name].items():
            clicked = crowd.run(" ".join(words), filters={**chosen, name: [value]}, mode=mode, top=1)
            assert clicked.total == count, (name, value)


@settings(max_examples=25, deadline=None)
@given(words=queries, chosen=choices, mode=modes)
def test_the_pages_hold_what_is_counted_and_nothing_twice(
    crowd: Search, words: list[str], chosen: dict[str, list[Any]], mode: Any
) -> None:
    whole = crowd.run(" ".join(words), filters=chosen, mode=mode, top=None)
    ids = [one.passage.id for result in whole.results for one in (result, *result.folded)]
    assert len(ids) == len(set(ids)) == whole.total
    assert [result.rank for result in whole.results] == list(range(1, len(whole.results) + 1))
    paged = [
        result.passage.id
        for offset in range(0, len(whole.results), 7)
        for result in crowd.run(" ".join(words), filters=chosen, mode=mode, top=7, offset=offset).results
        if result.related
    ]
    assert paged == [result.passage.id for result in whole.results]


@settings(max_examples=25, deadline=None)
@given(words=queries, chosen=choices, mode=modes)
def test_a_short_answer_is_filled_with_what_the_filters_let_through(
    crowd: Search, words: list[str], chosen: dict[str, list[Any]], mode: Any
) -> None:
    answer: Answer = crowd.run(" ".join(words), filters=chosen, mode=mode, top=200)
    through = crowd.run(" ".join(w for w in words if ":" in w or w[0] in '-"'), filters=chosen, mode="lexical", top=1)
    shown = sum(1 + len(result.folded) for result in answer.results)
    assert shown >= answer.total
    if not any(w[0] == '"' for w in words):
        assert shown == through.total
    assert [r.related for r in answer.results] == sorted((r.related for r in answer.results), reverse=True)
