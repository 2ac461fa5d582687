"""What else a query could have said: the other names of the terms it names, from the vocabularies."""

from collections.abc import Collection
from typing import NamedTuple

from corpus.vocabulary import Term
from index.stems import stems
from index.thesaurus import thesaurus
from index.words import is_khmer, split_words

# The elements of the definition are words of everyday ("transfer", "means"); their other names would find anything.
_NOT_ADDED = ("definition",)


class Expansion(NamedTuple):
    """
    Names that a query did not use, of a term that it did.

    :param scheme: the term's vocabulary.
    :param term: the term.
    :param names: the names that are looked for too.
    """

    scheme: str
    term: Term
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is called in an address: `scheme/id`."""
        return f"{self.scheme}/{self.term.id}"


def expansions(query: str, without: Collection[str] = ()) -> list[Expansion]:
    """
    The names to look for beside the words of a query.

    ```python
    from search.expand import expansions

    expansions("fishing boats")[0].names  # ("Fisheries sector", "fishing vessels", …)
    ```

    :param query: the words of a query.
    :param without: the terms whose names are not wanted, as `scheme/id`.
    :returns: an expansion a term, in the order the query names them; none twice in other words.
    """
    asked = stems(" ".join(split_words(query)))
    taken, found = {asked}, []
    for mention in thesaurus().mentions(query):
        added = Expansion(mention.scheme, mention.term, tuple(_unasked(mention.term, asked, taken)))
        if added.names and mention.by_name and mention.scheme not in _NOT_ADDED and added.key not in without:
            found.append(added)
    return found


def _unasked(term: Term, asked: tuple[str, ...], taken: set[tuple[str, ...]]) -> list[str]:
    """The names of a term that were not asked for, those in the script of the query first."""
    names = []
    khmer = any(is_khmer(word) for word in asked)
    for name in sorted(term.names, key=lambda name: is_khmer(name) != khmer):
        stemmed = stems(name)
        if stemmed not in taken and not _holds(asked, stemmed):
            taken.add(stemmed)
            names.append(name)
    return names


def _holds(words: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(words[at : at + len(run)] == run for at in range(len(words) - len(run) + 1))
