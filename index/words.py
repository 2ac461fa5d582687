"""Words as the full-text index sees them."""

import re

# A Khmer orthographic syllable: a base, then any of its marks and subscripts (U+17D2 and the sign after it).
# Khmer is written without spaces, so its syllables are what is indexed, and a Khmer word is a phrase of them.
_KHMER_SYLLABLE = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[\u1780-\u17ff]+")
_KHMER = re.compile("[\u1780-\u17ff]+")


def searchable(text: str) -> str:
    """
    A text with its Khmer syllables set apart, so that any run of them can be found.

    :param text: any text; what is not Khmer stays as it is.
    :returns: the text to be indexed, never shown.
    """
    # SQLite ends a query at a NUL.
    text = text.replace("\u200b", " ").replace("\x00", " ")
    return _KHMER_SYLLABLE.sub(lambda syllable: f" {syllable[0]} ", text)


def split_words(text: str) -> list[str]:
    """
    The words of a query or a text, Latin and Khmer, in order.

    :param text: any text.
    :returns: its words, as written.
    """
    return [word for run in _WORD.findall(text) for word in _scripts_apart(run)]


def _scripts_apart(run: str) -> list[str]:
    return [part for part in re.split(f"({_KHMER.pattern})", run) if part]


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
