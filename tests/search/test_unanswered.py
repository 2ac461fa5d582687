"""What nobody could answer is kept as words, and nothing that tells who asked or whom about."""

import pytest

from search import Search
from search.answer import Answer, Result, Why
from search.unanswered import unanswered
from tests.search.conftest import PASSAGES, passage


def _asked(query: str) -> str:
    return unanswered(Answer(query=query))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Compensation  FUND", "compensation fund"),
        ("compensation fund type:law year:2004..2010", "compensation fund"),
        ('compensation sector:"fishing boats" fund', "compensation fund"),
        ("compensation -sector:fisheries fund -brick", "compensation fund"),
        ("cyber-scam compounds", "cyber-scam compounds"),
        ('who saw "Sok Dara" in Poipet', "who saw in poipet"),
        ("who saw “Sok Dara” in Poipet", "who saw in poipet"),
        ("case of dara@example.org", "case of"),
        ("call +855 12 345 678 shelter", "call shelter"),
        ("plan 2006-2010", "plan 2006-2010"),
        ("សំណង\u200b ជនរងគ្រោះ", "សំណង\u200b ជនរងគ្រោះ"),
        ("", ""),
        ("type:law", ""),
        ('"debt bondage"', ""),
        ('type:law "debt bondage" -brick', ""),
        ("?", ""),
    ],
)
def test_what_is_kept(query: str, words: str) -> None:
    assert _asked(query) == words


def test_long_questions_are_cut_between_words() -> None:
    kept = _asked("shelter " * 40)
    assert 100 < len(kept) <= 120 and set(kept.split()) == {"shelter"}
    assert _asked("ក" * 300) == "ក" * 120
    assert len(_asked("a" * 120)) == 120


def test_what_was_found_or_could_not_be_read_is_not_kept() -> None:
    found = Result(1, 0.5, passage(PASSAGES[0], 0, 8), "", Why(), related=True)
    filled = Result(1, 0.0, passage(PASSAGES[0], 0, 8), "", Why(), related=False)
    assert unanswered(Answer(query="boats", results=(found,))) == ""
    assert unanswered(Answer(query="boats", total=3)) == "", "a page beyond the last shows none of them"
    assert unanswered(Answer(query="boats type:boat", error="There is no type boat")) == ""
    assert unanswered(Answer(query="boats", results=(filled,))) == "boats"


def test_of_real_answers(search: Search) -> None:
    assert unanswered(search.run("debt bondage", mode="lexical")) == ""
    assert unanswered(search.run("Zeppelin pilots type:law", mode="lexical")) == "zeppelin pilots"
    assert unanswered(search.run("xylophone", mode="lexical")) == "xylophone", "what one may not see is not found"
