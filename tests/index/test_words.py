"""Words are found as people write them, in English and in Khmer."""

from collections.abc import Iterator

import pytest
from haystack import Document

from index import PassageStore, stems, vocabulary
from index.database import SCHEMA
from index.words import searchable, split_words

TEXTS = {
    "children": "Trafficked children shall be protected.",
    "viet nam": "The Agreement with Việt Nam on eliminating trafficking in women",
    "khmer": "ច្បាប់ស្តីពីការបង្ក្រាបអំពើជួញដូរមនុស្ស",
    "spaced": "ច្បាប់\u200bស្តី\u200bពី\u200bការងារ",
    "both": "មាត្រា ៤ Article 4: អំពើជួញដូរ (trafficking)",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PassageStore]:
    with PassageStore(tmp_path_factory.mktemp("index")) as opened:
        opened.write_documents([Document(id=name, content=text) for name, text in TEXTS.items()])
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("child", set()),
        ("CHILDREN", {"children"}),
        ("protecting", {"children"}),
        ("traffic", set()),
        ("trafficking", {"children", "viet nam", "both"}),
        ("Viet Nam", {"viet nam"}),
        ("Việt Nam", {"viet nam"}),
        ("ជួញដូរ", {"khmer", "both"}),
        ("មនុស្ស", {"khmer"}),
        ("ច្បាប់", {"khmer", "spaced"}),
        ("ស្តី\u200bពី", {"khmer", "spaced"}),
        ("ដូរជួញ", set()),
        ("៤", {"both"}),
        ("4", {"both"}),
    ],
)
def test_found_by(store: PassageStore, query: str, found: set[str]) -> None:
    assert {passage.id for passage in store.bm25_retrieval(query)} == found
    matches = {"field": "content", "operator": "matches", "value": query}
    assert found >= {passage.id for passage in store.filter_documents(matches)}


def test_a_khmer_word_is_a_phrase_of_its_syllables(store: PassageStore) -> None:
    """Not any passage that holds one of them."""
    matches = {"field": "content", "operator": "matches", "value": "ការងារ"}
    assert [passage.id for passage in store.filter_documents(matches)] == ["spaced"]
    assert [passage.id for passage in store.bm25_retrieval("ការងារ")] == ["spaced"]


def test_syllables_are_set_apart_and_nothing_else() -> None:
    assert searchable("ស្តី").split() == ["ស្តី"]
    assert searchable("ច្បាប់").split() == ["ច្បា", "ប់"]
    assert searchable("Article 4, Việt Nam") == "Article 4, Việt Nam"
    assert searchable("a\x00b") == "a b"


def test_words_of_a_query() -> None:
    assert split_words("children's rights, Việt Nam 2004 (មនុស្ស)") == [
        *("children", "s", "rights", "Việt", "Nam", "2004", "មនុស្ស"),
    ]
    assert split_words("“…” — !") == []


def test_the_vocabulary_is_as_written(store: PassageStore) -> None:
    words = store.vocabulary()
    assert {"trafficking", "trafficked", "việt", "agreement"} <= words.keys()
    assert words["trafficking"] == 2
    assert "traffick" not in words, "no stem: nobody writes it"


def test_the_tokenizers_are_those_of_the_schema() -> None:
    schema = SCHEMA.read_text(encoding="utf-8")
    for tokenizer in (stems.TOKENIZER, vocabulary.TOKENIZER):
        assert schema.count(f'tokenize = "{tokenizer}"') == 1
