"""Words as the full-text index sees them."""

import re

# A Khmer orthographic syllable: a base, then any of its marks and subscripts (U+17D2 and the sign after it).
# Khmer is written without spaces, so its syllables are what is indexed, and a Khmer word is a phrase of them.
_KHMER_SYLLABLE = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*")
# Khmer vowels are marks and no letters to `re`, and Khmer stands beside other scripts without a space.
_KHMER = "\u1780-\u17d3\u17d7\u17dc\u17dd\u17e0-\u17e9"
_OTHER = rf"[^\W_{_KHMER}]"
_WORD = re.compile(rf"[{_KHMER}]+|{_OTHER}+(?:[\u0300-\u036f]+{_OTHER}*)*")


def searchable(text: str) -> str:
    """
    A text with its Khmer syllables set apart, so that any run of them can be found.

    :param text: any text; what is not Khmer stays as it is.
    :returns: the text to be indexed, never shown.
    """
    # SQLite ends a query at a NUL.
    text = text.replace("\u200b", " ").replace("\x00", " ")
    return _KHMER_SYLLABLE.sub(lambda syllable: f" {syllable[0]} ", text)


def is_khmer(text: str) -> bool:
    """
    Whether a text holds Khmer.

    :param text: any text.
    :returns: whether any sign of it is Khmer.
    """
    return bool(_KHMER_SYLLABLE.search(text))


def split_words(text: str) -> list[str]:
    """
    The words of a query or a text, Latin and Khmer, in order.

    :param text: any text.
    :returns: its words, as written.
    """
    return _WORD.findall(text)


def phrase(words: str) -> str:
    """
    A phrase of FTS5's query language, quoted, so that nothing in it is taken for an operator.

    :param words: the words, in order.
    :returns: the phrase; a quotation of nothing (which matches nothing) where it holds no word.
    """
    return '"' + searchable(words).replace('"', " ").strip() + '"'


def any_of(words: list[str]) -> str:
    """
    An FTS5 query for passages that hold any of the words.

    :param words: the words.
    :returns: the query; empty where there is no word.
    """
    return " OR ".join(phrase(word) for word in dict.fromkeys(words))
