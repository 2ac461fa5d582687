"""The bodies that documents come from, found by their names in a text."""

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.vocabulary import vocabularies

# Bodies that publish and sign in this field and that the vocabulary, which is of who works on what, has no place for.
_ALSO = {
    "Kingdom of Cambodia": ("Kingdom of Cambodia", "ព្រះរាជាណាចក្រកម្ពុជា"),
    "United Nations": ("United Nations", "អង្គការសហប្រជាជាតិ"),
    "United Nations General Assembly": ("United Nations General Assembly", "General Assembly of the United Nations"),
    "Human Rights Committee": ("Human Rights Committee",),
    "Committee on Economic, Social and Cultural Rights": ("Committee on Economic, Social and Cultural Rights",),
    "International Labour Organization": ("International Labour Conference", "International Labour Office"),
    "ASEAN Secretariat": ("ASEAN Secretariat",),
    "Hague Conference on Private International Law": ("Hague Conference on Private International Law",),
    "INTERPOL": ("INTERPOL",),
    "International Justice Mission": ("International Justice Mission", "IJM"),
    "Friends-International": ("Friends-International", "Friends International"),
    "NEXUS Institute": ("NEXUS Institute",),
    "The Asia Foundation": ("Asia Foundation",),
    "Save the Children": ("Save the Children",),
    "European Union": ("European Union",),
    "Royal Government of Thailand": ("Royal Thai Government", "Royal Government of Thailand"),
    "Constituent Assembly": ("Constituent Assembly", "Constitutional Assembly", "សភាធម្មនុញ្ញ"),
}
_LONGEST_CAPITALS = 14


class Named(NamedTuple):
    """
    A body named in a text.

    :param body: its label in the vocabulary.
    :param start: of its name in the text.
    :param end: after it.
    """

    body: str
    start: int
    end: int


def bodies_in(text: str) -> list[Named]:
    """
    The bodies a text names.

    ```python
    bodies_in("Published by UNICEF, Phnom Penh")[0].body  # "United Nations Children's Fund"
    ```

    :param text: any text.
    :returns: them in order; of two names over one another the longer.
    """
    found: list[Named] = []
    plain = text.replace("’", "'").replace("\n", " ")
    for name, label, pattern in _patterns():
        if name not in plain.casefold():
            continue
        for match in pattern.finditer(plain):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(Named(label, match.start(), match.end()))
    return sorted(found, key=lambda each: each.start)


@lru_cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The longest name first; what is a word in small letters (WHO, COMMIT, Hagar) counts as it is written only."""
    names = {name: term.label for term in vocabularies()["body"].terms for name in term.names}
    names |= {name: label for label, several in _ALSO.items() for name in several}
    return tuple(
        (name.casefold(), names[name], re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", _case_of(name)))
        for name in sorted(names, key=lambda each: (-len(each), each))
    )


def _case_of(name: str) -> re.RegexFlag:
    one_word = " " not in name and len(name) <= _LONGEST_CAPITALS
    return re.NOFLAG if one_word else re.IGNORECASE
