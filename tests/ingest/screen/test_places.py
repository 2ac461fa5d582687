"""Where people live and shelters stand, in a hundred ways of telling: found nearly whole, by one finding."""

import time
import unicodedata
from pathlib import Path

import pytest

from ingest.screen import screen_text
from ingest.screen.finding import LONGEST

_LINES = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").splitlines()
# The share of the letters that a curator must be shown: what the benchmark of the screen asks too.
_ENOUGH = 0.8


def letters(text: str) -> int:
    return sum(sign.isalnum() or unicodedata.category(sign).startswith("M") for sign in text)


@pytest.mark.parametrize("line", _LINES)
def test_a_place_is_found_by_one_finding(line: str) -> None:
    language, marked = line.split(" ", maxsplit=1)
    before, rest = marked.split("[[")
    place, after = rest.split("]]")
    text, start, end = before + place + after, len(before), len(before + place)
    findings = screen_text(text, language)
    covered = [letters(text[max(start, each.start) : min(end, each.end)]) for each in findings if each.start < end]
    assert max(covered, default=0) >= _ENOUGH * letters(place), findings
    assert all(len(each.words) <= LONGEST for each in findings)


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Labour stands opposite the old market, on Street 3, behind the post office.",
        "The shops near the bridge were closed, and the road behind the school was paved in 2012.",
        "Kilns stand along the river north of the city; the factory road leads to the port.",
        "Training took place in a hotel beside the river in Siem Reap, and at a restaurant near the market.",
        "P.O. Box 833, Phnom Penh: the Secretariat of the National Committee",
        "ក្រសួងមហាផ្ទៃ បានសាងសង់ផ្លូវ និងស្ពាន ក្នុងខេត្តកំពត",
    ],
)
def test_places_of_no_person_are_none(text: str) -> None:
    assert screen_text(text) == []


def test_the_end_of_a_clause_is_the_end_of_the_place() -> None:
    text = "She lives in the hut behind the mill, next to the canal, and works for a broker in the evening."
    words = [found.words for found in screen_text(text)]
    assert any(each.endswith("next to the canal") for each in words), words


def test_a_box_of_a_shelter_is_found_and_one_of_an_office_is_not() -> None:
    assert [found.kind for found in screen_text("Letters to the shelter: P.O. Box 2118")] == ["shelter location"]
    assert screen_text("Embassy, P.O. Box 21, Phnom Penh") == []


def test_a_column_is_known_by_where_its_cells_stand() -> None:
    text = (
        "No  Name and surname      Sex   Village/commune/district        Remarks\n"
        "1   Tuy Raksmey           F     Phum Kouk, Kh. Thma             needs school\n"
        "2   Dam Rithy                   Osmach                          with no. 1\n"
    )
    found = [(each.kind, each.words) for each in screen_text(text)]
    # "Village/commune/district" is a column of places, and a row with no sex told is read no less than a full one.
    assert ("address", "Phum Kouk, Kh. Thma") in found
    assert ("address", "Osmach") in found


@pytest.mark.parametrize("words", ["the house beside ", "Ph. Kh. ", "the last ", "ផ្ទះជិត", "12 rue ", "x Villa "])
def test_words_of_place_without_end_take_no_long_time(words: str) -> None:
    started = time.monotonic()
    screen_text(words * (20_000 // len(words)))
    # A page of 20,000 letters, ten printed ones, takes a second or two; a pattern that goes astray takes minutes.
    assert time.monotonic() - started < 20
