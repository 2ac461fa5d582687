"""Whether two titles name one work: editions differ in years, numbers and spelling, works in their words."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

# Words in which the titles of two editions may differ.
_LIGHT = frozenset(
    (  # noqa: SIM905
        "a an and for in of on the to by no nos number vol volume part edition edn version revised updated reprint "
        "draft final new first second third fourth fifth sixth i ii iii iv v vi vii viii ix x english khmer "
        "translation unofficial official text full kingdom royal nation country year january february march april may "
        "june july august september october november december"
    ).split()
)
# The kinds of works: "Law of 2008" and "Law of 2009" share the kind, and name no subject that they might share.
_KINDS = frozenset(
    (  # noqa: SIM905
        "law kram rkm nkr ns anukret decree sub subdecree prakas convention treaty protocol declaration agreement act "
        "recommendation general report observations concluding resolution memorandum understanding mou plan ilo un "
        "ga res c r"
    ).split()
)
# A law's title may leave its country out; the chapters of a report on two countries are two works.
_HOME = frozenset({"cambodia", "cambodian"})
_OF_A_COUNTRY = frozenset({"law", "code", "constitution", "act"})
# The number that a work goes by: "Convention No. 182", "C182", "45/13". Years, volumes and parts are of editions.
_NUMBERED = re.compile(
    r"\b(?:nos?|number|convention|recommendation|resolution|decree|prakas)\.? (\d{1,3}\b)|\b[cr](\d{2,3})\b"
)
# "labour" and "labor" are 91 alike, "prevention" and "protection" 70.
_SPELLING = 85
# What is less alike by letters has a word more or less; those are looked at word by word.
_WORTH_A_LOOK = 75


def same_work(one: str, other: str) -> bool:
    """
    Whether two titles name one work.

    ```python
    same_work("Labor Law of Cambodia (1997)", "The Labour Law")  # True
    same_work("2021 Findings: Thailand", "2021 Findings: Cambodia")  # False
    ```

    :param one: a title.
    :param other: another, in the same language.
    :returns: whether they differ only in numbers, words of editions, and spelling.
    """
    if _plain(one) == _plain(other):
        return bool(_plain(one))
    if _numbers(one) and _numbers(other) and not _numbers(one) & _numbers(other):
        return False
    first, second = _heavy(one), _heavy(other)
    if _OF_A_COUNTRY & first & second:
        first, second = first - _HOME, second - _HOME
    if not (first - _KINDS and second - _KINDS):
        return False
    return _covered(first, second) and _covered(second, first)


def titles_like(title: str, held: Iterable[tuple[str, str]]) -> set[str]:
    """
    The documents that have a title of one work with this one.

    :param title: the title.
    :param held: (identifier, title) of all documents; one has as many titles as it has names.
    :returns: their identifiers.
    """
    named = list(held)
    alike = process.extract(
        _plain(title),
        [_plain(other) for _, other in named],
        scorer=fuzz.token_set_ratio,
        score_cutoff=_WORTH_A_LOOK,
        limit=None,
    )
    return {named[at][0] for _, _, at in alike if same_work(title, named[at][1])}


def _plain(title: str) -> str:
    kept = unicodedata.normalize("NFKC", title).casefold().replace("\u200b", "")
    spaced = " ".join(re.sub(r"[^\w\u1780-\u17d3]+|_", " ", kept).split())
    # Where Khmer has spaces is the typist's choice.
    return re.sub("(?<=[\u1780-\u17d3]) (?=[\u1780-\u17d3])", "", spaced)


def _heavy(title: str) -> set[str]:
    words = _plain(title).split()
    return {word for word in words if word not in _LIGHT and not any(sign.isdigit() for sign in word)}


def _numbers(title: str) -> set[str]:
    return {number for found in _NUMBERED.findall(_plain(title)) for number in found if number}


def _covered(words: set[str], others: set[str]) -> bool:
    return all(any(fuzz.ratio(word, other) >= _SPELLING for other in others) for word in words)
