"""Where words are found in a text, and where they are not."""

import pytest

from ingest.redact.encoded import find_encoded
from ingest.redact.remover import Remover
from ingest.redact.words import MARK, Wanted


def found(words: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span in Wanted([words]).find(text)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Sok Sophea", "Ms. SOK  SOPHEA left", ["SOK  SOPHEA"]),
        ("Sok Sophea", "Sok So-\nphea left", ["Sok So-\nphea"]),
        ("Sok Sophea", "Sok So\u00adphea and S o k S o p h e a", ["Sok So\u00adphea", "S o k S o p h e a"]),
        ("Sok Sophea", "/people/sok_sophea.html", ["sok_sophea"]),
        ("Sok", "Sokha met Sok, and Besok met him", ["Sok"]),
        ("José", "Jose and JOSE\u0301 and josé", ["Jose", "JOSE\u0301", "josé"]),
        ("office", "the o\ufb03ce", ["o\ufb03ce"]),
        ("012 345 678", "012345678, 012-345-678 and (012) 345.678", ["012345678", "012-345-678", "012) 345.678"]),
        ("012 345 678", "០១២ ៣៤៥ ៦៧៨", ["០១២ ៣៤៥ ៦៧៨"]),
        ("១២៣៤៥៦", "no. 123-456/A", ["123-456"]),
        ("012 345 678", "+855 12 345 678 or +855 (0)12 345 678", ["855 12 345 678", "855 (0)12 345 678"]),
        ("+855 12 345 678", "012345678", ["012345678"]),
        ("012 345 678", "9012345678 and 0123456789", []),
        ("012345678", "call 012345678² now", ["012345678"]),
        ("15", "15 men, 1.5 million, 1 5, 150", ["15"]),
        ("House 15", "house-15 and house 1 5", ["house-15"]),
        ("សុខ", "លោកសុខជាមេភូមិ", ["សុខ"]),
        ("សុខ សុភា", "សុខ\u200bសុភា", ["សុខ\u200bសុភា"]),
        ("Sok", "សុខ(Sok)ឈ្មោះSokជា", ["Sok", "Sok"]),
    ],
)
def test_found(words: str, text: str, expected: list[str]) -> None:
    assert found(words, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "%53ok%20Sophea",
        "S&#111;k&nbsp;Soph&#x65;a",
        "S\\u006fk Sophea",
        "\\x53ok Sophea",
        "%2553ok Sophea",
        "Sok&amp;#32;Sophea",
    ],
)
def test_found_behind_encodings(text: str) -> None:
    (place, *_) = find_encoded(Wanted(["Sok Sophea"]), f"<{text}>")
    assert (place.start, place.end) == (1, len(text) + 1)


def test_taken_out_and_counted() -> None:
    remover = Remover(Wanted(["Sok", "Sok Sophea", "nobody"]))
    assert remover.clean("Sok Sophea met Sok.") == f"{MARK} met {MARK}."
    assert remover.occurrences == {"Sok": 2, "Sok Sophea": 1, "nobody": 0}


def test_the_mark_is_another_where_it_holds_the_words() -> None:
    assert Remover(Wanted(["redacted"])).clean("what was redacted") == "what was ■■■"
