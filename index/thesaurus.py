"""The names of the vocabularies' terms, found in a text by the stems that the full-text index goes by."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from corpus.vocabulary import Term, Vocabulary, vocabularies, while_unchanged
from index.stems import stems
from index.words import split_words

# "WHO" is a body and "who" is not: what is written in capitals counts in capitals only.
_CAPITALS = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Za-z]+$")
# The four Ps are read by the tagger of their own, which looks at more than names.
_NOT_BY_NAME = ("four_p",)

Token = tuple[str, str]


class Mention(NamedTuple):
    """
    A term that a text names.

    :param scheme: the term's vocabulary.
    :param term: the term.
    :param first: place of the name's first word among the text's words.
    :param last: place of its last.
    :param by_name: False where only a hidden label stands there.
    """

    scheme: str
    term: Term
    first: int
    last: int
    by_name: bool


class _Name(NamedTuple):
    tokens: tuple[str, ...]
    scheme: str
    term: Term
    by_name: bool


class Thesaurus:
    """
    Finds the terms that a text names: a passage's tags, and what else a query could have said.

    ```python
    from index.thesaurus import thesaurus

    [mention.term.id for mention in thesaurus().mentions("work on a fishing boat")]  # ["fisheries"]
    ```

    :param vocabularies: {scheme: vocabulary}.
    """

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        for scheme, vocabulary in vocabularies.items():
            if scheme not in _NOT_BY_NAME:
                for term in vocabulary.terms:
                    if term.status == "current":
                        self._learn(scheme, term)
        for names in self._by_first.values():
            names.sort(key=lambda name: (-len(name.tokens), not name.by_name))

    def _learn(self, scheme: str, term: Term) -> None:
        hidden = (word for words in term.hiddenLabel.values() for word in words)
        for by_name, labels in ((True, term.names), (False, hidden)):
            for label in labels:
                tokens = tuple(key for key, _ in _tokens(label))
                self._by_first.setdefault(tokens[0], []).append(_Name(tokens, scheme, term, by_name))

    def mentions(self, text: str) -> list[Mention]:
        """
        The terms a text names, the longest name first where two of one vocabulary overlap.

        :param text: any text.
        :returns: the mentions, in order.
        """
        tokens = _tokens(text)
        found: list[Mention] = []
        reached: dict[str, int] = {}
        for first in range(len(tokens)):
            for name in self._names_at(tokens, first):
                if reached.get(name.scheme, -1) < first:
                    last = first + len(name.tokens) - 1
                    reached[name.scheme] = last
                    found.append(Mention(name.scheme, name.term, first, last, name.by_name))
        return _without_parts_of_bodies(found)

    def _names_at(self, tokens: list[Token], first: int) -> Iterator[_Name]:
        for key in dict.fromkeys(tokens[first]):
            for name in self._by_first.get(key, ()):
                here = tokens[first : first + len(name.tokens)]
                if len(here) == len(name.tokens) and all(w in t for w, t in zip(name.tokens, here, strict=True)):
                    yield name


def _without_parts_of_bodies(found: list[Mention]) -> list[Mention]:
    """The Ministry of Women's Affairs is a ministry: its name says nothing of women."""
    bodies = [mention for mention in found if mention.scheme == "body" and mention.last > mention.first]
    return [m for m in found if m.scheme == "body" or not any(b.first <= m.first and m.last <= b.last for b in bodies)]


def _tokens(text: str) -> list[Token]:
    """Each word as a name must have it, and by its stem; of a Khmer run, which has no spaces, each syllable."""
    return [
        (word if len(stemmed) == 1 and _CAPITALS.match(word) else stem, stem)
        for word in split_words(text)
        for stemmed in (_stems(word),)
        for stem in stemmed
    ]


@lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    return stems(word) or (word,)


@while_unchanged
def thesaurus() -> Thesaurus:
    """
    The thesaurus of our vocabularies, made once a process and anew when they change.

    :returns: the thesaurus.
    """
    return Thesaurus(vocabularies())
