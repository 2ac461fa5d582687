"""The words with which each language says where a house stands, as patterns."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_SPACED = {"en", "fr", "vi"}
_SCRIPTS = {"km": "\u1780-\u17d3", "th": "\u0e01-\u0e4e"}
_SENTENCE = r"[.!?](?=\s|$)|"
_STOP = r"[;()\[\]|\t។៕\"]|\n\s*\n|\n(?=\s*(?:[-•*▪●]|\w{1,3}[.)])\s)|[ ]{3,}"


class WhereWords(NamedTuple):
    """
    One language's patterns.

    :param letters: what shows that the language may be written on a page at all.
    :param position: words of position and of the way there.
    :param thing: what stands there; in English and French with its article.
    :param dwells: that someone is there.
    :param shelter: that a protected place is spoken of.
    :param ends: where a place ends.
    :param rest: the rest of the last word or clause.
    """

    letters: re.Pattern[str]
    position: re.Pattern[str]
    thing: re.Pattern[str]
    dwells: re.Pattern[str]
    shelter: re.Pattern[str]
    ends: re.Pattern[str]
    rest: re.Pattern[str]


_LETTERS = {
    "en": r"[A-Za-z]{3}",
    "fr": r"\b(?:le|la|les|des|une|dans|est)\b",
    "vi": r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự]",
    "km": r"[\u1780-\u17d3]{4}",
    "th": r"[\u0e01-\u0e4e]{4}",
}
_ARTICLE = {
    "en": r"(?:\b(?:the|a|an|her|his|their|our|my|your)\s+"
    r"(?:(?!(?:in|at|to|on|of|by|from|is|was|and|near|who|with|behind|live[sd]?|stay\w*)\b)[\w'-]+\s+){0,3}?)?",
    "fr": r"(?:(?:\b(?:le|la|les|un|une|des|sa|son|leur|notre)\s+|\bl')(?:[\w-]+\s+)?)?",
}


@lru_cache
def where_words(language: str) -> WhereWords:
    """
    The patterns of a language.

    :param language: `en`, `km`, `fr`, `vi` or `th`.
    :returns: them.
    """
    lists = _lists()[language]
    spaced = language in _SPACED
    rest = r"[^,;:.()\n\"]{0,40}" if spaced else rf"[{_SCRIPTS[language]}\u200b\d]{{0,60}}"
    return WhereWords(
        letters=re.compile(_LETTERS[language], re.IGNORECASE),
        position=_pattern(lists["position"], spaced),
        thing=_pattern(lists["thing"], spaced, _ARTICLE.get(language, "")),
        dwells=_pattern(lists["dwells"], spaced),
        shelter=_pattern(lists["shelter"], spaced),
        ends=re.compile(
            f"{_SENTENCE if spaced else ''}{_STOP}|{_pattern(lists['ends'], spaced).pattern}", re.IGNORECASE
        ),
        rest=re.compile(rest),
    )


@lru_cache
def languages() -> tuple[str, ...]:
    """
    The languages whose words are known.

    :returns: their codes.
    """
    return tuple(_lists())


@lru_cache
def _lists() -> dict[str, dict[str, list[str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = Path(__file__).with_name("where.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - safe
    return data


def _pattern(phrases: list[str], spaced: bool, before: str = "") -> re.Pattern[str]:
    spread = (phrase.replace(" ", r"\s+").replace(r"\s+?", r"\s*") for phrase in phrases)
    either = "|".join(sorted(spread, key=len, reverse=True))
    # What ends in an apostrophe or “d” of “près de” goes on without a space.
    words = rf"{before}(?<![^\W_])(?:{either})(?:(?<=\s)|(?<=\sd)|(?![^\W\d_]))" if spaced else f"(?:{either})"
    return re.compile(words, re.IGNORECASE)
