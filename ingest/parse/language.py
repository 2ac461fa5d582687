"""Which language most of a file's words are in, told by its script."""

from collections.abc import Iterable


def language_of(texts: Iterable[str]) -> str:
    """
    The language of a file.

    :param texts: its pages' texts.
    :returns: "km" where Khmer letters prevail, "en" for Latin ones, "und" where there are no letters.
    """
    khmer = latin = 0
    for text in texts:
        khmer += sum("\u1780" <= c <= "\u17ff" for c in text)
        latin += sum(c.isalpha() and c < "\u0250" for c in text)
    if not khmer and not latin:
        return "und"
    return "km" if khmer > latin else "en"
