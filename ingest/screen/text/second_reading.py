"""A page read a second time: broken lines joined, spaces, misread letters and digits, and capitals put right."""

import re

from ingest.screen.lists.words import is_listed_name
from ingest.screen.text.letters import CAPITAL

_TOKEN = re.compile(r"(?<![\w@/_])[A-Za-z0-9]{2,20}(?![\w@_])")
_TO_LETTERS = str.maketrans("015", "ols")
_TO_CAPITALS = str.maketrans("015", "OIS")
_TO_DIGITS = str.maketrans("OolISB", "001158")
# A name in capitals: one word alone is an acronym sooner, and so are two that no list knows.
_CAPITALS = re.compile(rf"(?<![\w.])(?!(?:UN|UK|US|EU)\b)[{CAPITAL}]{{2,}}(?:[ ]{{1,2}}[{CAPITAL}]{{2,}}){{1,3}}(?!\w)")
_SPACE = re.compile(r"(?<=[a-z])-[ ]*\n[ ]*(?=[a-z])|(?<![ \u00a0])[ \u00a0]{2}(?![ \u00a0])|[ \u00a0]*\n[ \u00a0]*")
_WRAPPED = 40
# A line of Khmer holds fewer letters: their marks stand above and below.
_WRAPPED_IN_KHMER = 24
# Where a line begins so, it is one of a list, a table, a form.
_NEW_LINE = re.compile(r"[-•*▪●|#]|\(?\w{1,3}[.)]\s|[^\n]{0,30}(?:\t|\||: )|\n")


def second_reading(text: str) -> tuple[str, list[int]]:
    """
    The page's words as they would run in a book.

    ```python
    second_reading("Her daughter srey  oun")[0]  # "Her daughter srey oun"
    ```

    :param text: the page's text.
    :returns: the words, and for each character its place in the text.
    """
    read = _TOKEN.sub(lambda token: _put_right(token.group()), text)
    read = _CAPITALS.sub(lambda name: _as_a_title(name.group()), read)
    words: list[str] = []
    places: list[int] = []
    at = 0
    for space in [*_SPACE.finditer(read), None]:
        start, end = (space.start(), space.end()) if space else (len(read), len(read))
        words.append(read[at:start])
        places.extend(range(at, start))
        if space and (joined := _between(read, start, end)):
            words.append(joined)
            places.extend(range(start, start + len(joined)))
        at = end
    return "".join(words), places


def _between(read: str, start: int, end: int) -> str:
    """One space where the words go on, none within a word, and the end of the line where they do not."""
    if read[start] == "-":
        return ""
    if "\n" not in read[start:end]:
        return " "
    line = start - (read.rfind("\n", 0, start) + 1)
    begins = _NEW_LINE.match(read, end) is not None
    number = read[start - 1 : start].isdigit() and read[end : end + 1].isdigit() and not begins
    ended = read[start - 1 : start] in ".:;!?។"
    least = _WRAPPED_IN_KHMER if "\u1780" <= read[start - 1 : start] <= "\u17d3" else _WRAPPED
    return " " if number or (line >= least and not (begins or ended)) else "\n"


def _as_a_title(name: str) -> str:
    titled = name.title()
    return titled if len(titled) == len(name) and any(map(is_listed_name, name.split())) else name


def _put_right(token: str) -> str:
    letters, digits = sum(c.isalpha() for c in token), sum(c.isdigit() for c in token)
    if letters > digits > 0 and not set(token) & set("2346789"):
        return token.translate(_TO_CAPITALS if token.upper() == token else _TO_LETTERS)
    if digits >= letters > 0 and set(re.sub(r"\d", "", token)) <= set("OolISB"):
        return token.translate(_TO_DIGITS)
    return token
