"""The second reading: words as they would run in a book, each letter at its place."""

import pytest

from ingest.screen import screen_text
from ingest.screen.text.second_reading import second_reading


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("her daughter srey  oun", "her daughter srey oun"),
        ("She was taken over the border by uncle Hol\nSarin.", "She was taken over the border by uncle Hol Sarin."),
        ("call 012 345\n678 at night", "call 012 345 678 at night"),
        ("Sok B0rey, in the vi1lage, b. l2 May 2OO4", "Sok Borey, in the village, b. 12 May 2004"),
        ("Mr. LY MAO of UNICEF", "Mr. Ly Mao of UNICEF"),
    ],
)  # fmt: skip
def test_it_is_put_right(text: str, read: str) -> None:
    assert second_reading(text)[0] == read


@pytest.mark.parametrize(
    "text",
    [
        "Name    Age    Village\nSok    12    Prek",
        "1. Sok Dara\n2. Chan Ly",
        "Case A2 of 20 March; code 5C77; sopheap_98",
        "First paragraph of some length, longer than a half line.\n\nThe second one.",
    ],
)
def test_it_is_left(text: str) -> None:
    assert second_reading(text) == (text, list(range(len(text))))


def test_each_letter_keeps_its_place() -> None:
    text = "She was brought to the border by her uncle Hol \n Sarin  Pheak,  and sold."
    read, places = second_reading(text)
    assert len(read) == len(places)
    assert all(text[place] == letter for letter, place in zip(read, places, strict=True) if letter != " ")


def test_what_is_found_in_it_lies_on_the_page_as_it_is() -> None:
    text = "The client rang twice from her employer's house, +66 81 554 0\n973, and gave her name as Thlang  Pheaktra."
    words = [found.words for found in screen_text(text)]
    assert "Thlang  Pheaktra" in words
    assert "+66 81 554 0\n973" in words
