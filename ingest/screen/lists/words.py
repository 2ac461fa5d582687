"""The lists the detectors go by: cue phrases, names, places, ordinary words: data, in YAML."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corpus.vocabulary import vocabularies

_HERE = Path(__file__).parent
# Short and common as words or as parts of titles: alone they are no sign of a name.
_WEAK = 3


def _load(name: str) -> dict[str, Any]:
    # The C loader where there is one: the lists are long.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((_HERE / name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe
    return data


@lru_cache
def cue(name: str) -> str:
    """
    A list of cue phrases as one part of a regular expression.

    :param name: of the list in `cues.yaml`.
    :returns: `(?:…|…)`, the longest first, without word boundaries.
    """
    phrases = sorted(_load("cues.yaml")[name], key=len, reverse=True)
    return "(?:" + "|".join(phrase.replace(" ?", r"\s*").replace(" ", r"\s+") for phrase in phrases) + ")"


@lru_cache
def cue_pattern(name: str) -> re.Pattern[str]:
    """
    A list of cue phrases, to search a text with.

    :param name: of the list in `cues.yaml`.
    :returns: the pattern; its phrases are whole words, whatever their case; Khmer words may stand inside others.
    """
    return re.compile(rf"(?<![A-Za-z]){cue(name)}(?![A-Za-z])", re.IGNORECASE)


@lru_cache
def names() -> frozenset[str]:
    """
    Romanised and Western names.

    :returns: them, in small letters.
    """
    lists = _load("names.yaml")
    return frozenset(
        word.lower()
        for key in ("khmer", "vietnamese", "thai", "lao", "burmese", "other")
        for word in lists[key].split()
        if len(word) > 1
    )


@lru_cache
def _prefixed() -> re.Pattern[str]:
    prefixes = sorted(set(_load("names.yaml")["prefixes"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(prefixes)})[a-z]{{2,7}}", re.IGNORECASE)


@lru_cache
def khmer_names() -> frozenset[str]:
    """
    Names in Khmer script.

    :returns: them.
    """
    return frozenset(_load("names.yaml")["khmer_script"].split())


@lru_cache
def public_figures() -> frozenset[str]:
    """
    Persons of public life.

    :returns: their names, in small letters.
    """
    return frozenset(name.lower() for name in _load("names.yaml")["public_figures"])


@lru_cache
def ordinary_words() -> frozenset[str]:
    """
    English words that are no names.

    :returns: them, in small letters.
    """
    return frozenset(str(_load("ordinary_words.yaml")["words"]).split())


@lru_cache
def place_words() -> frozenset[str]:
    """
    Words of places and peoples.

    :returns: them, in small letters.
    """
    lists = _load("places.yaml")
    return frozenset(word.lower() for word in lists["places"].split())


@lru_cache
def body_words() -> frozenset[str]:
    """
    Words in the names of bodies, papers, peoples and events.

    :returns: them, in small letters.
    """
    return frozenset(word.lower() for word in _load("places.yaml")["bodies"].split())


def is_of_a_body(words: str) -> bool:
    """
    Whether a body, a law or an event is named in some words.

    :param words: the words.
    :returns: whether one of them, with a capital, is of a body's name.
    """
    return any(word.lower() in body_words() for word in re.findall(r"[A-Z][a-z]+", words))


@lru_cache
def place_words_in_names() -> frozenset[str]:
    """
    Words of places that are names of persons besides.

    :returns: them, in small letters.
    """
    return frozenset(word.lower() for word in _load("places.yaml")["also_names"].split())


@lru_cache
def provinces() -> tuple[str, ...]:
    """
    Cambodia's provinces as they are written.

    :returns: all their labels, Latin and Khmer, the longest first.
    """
    labels = {"Kompong Thom", "Preah Sihanouk", "Takéo"}
    for term in vocabularies()["province"].terms:
        labels |= {*term.prefLabel.values(), *(label for several in term.altLabel.values() for label in several)}
    return tuple(sorted(labels, key=len, reverse=True))


def is_listed_name(word: str) -> bool:
    """
    Whether a word is a name, by the lists or by how Khmer given names are put together.

    :param word: one word, in any case.
    :returns: whether it is.
    """
    small = word.lower().strip("'’.-")
    if "-" in small:
        parts = small.split("-")
        return all(map(is_listed_name, parts)) or (parts[0] in names() and len(parts[0]) > _WEAK)
    return (
        small in names()
        or _plain(small) in names()
        or (_prefixed().fullmatch(small) is not None and small not in ordinary_words() and small not in place_words())
    )


def _plain(word: str) -> str:
    """Without the marks of Vietnamese and French, which a scan loses: Hạnh is Hanh."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_telling_name(word: str) -> bool:
    """
    Whether a word is a name and hardly anything else, so that it can be told even where written small.

    :param word: one word.
    :returns: whether it is.
    """
    small = word.lower()
    return len(small) > _WEAK and is_listed_name(small) and small not in ordinary_words() and small not in place_words()
