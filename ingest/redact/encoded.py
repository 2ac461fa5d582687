"""Words behind an encoding (%53ok, &#83;ok, \\u0053ok) and where they stand in the text as it is written."""

import html
import re
from typing import NamedTuple

from ingest.redact.words import Span, Wanted

_ENCODED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<entity>&(?:\#[0-9]{1,8}|\#[xX][0-9A-Fa-f]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|\\u\{?(?P<u>[0-9A-Fa-f]{4,6})\}?|\\x(?P<x>[0-9A-Fa-f]{2})"
)
# An encoding within an encoding is real (a link in a feed in a page); deeper than this is nobody's.
_MOST_DEEP = 3


class Decoded(NamedTuple):
    """
    A text without its encodings.

    :param text: as a program reads it.
    :param places: for each character, where what stands for it begins and ends in the text as written.
    """

    text: str
    places: list[tuple[int, int]]


def decoded(text: str) -> Decoded:
    """
    Decode percent signs, HTML's entities and JavaScript's escapes, once.

    :param text: as written.
    :returns: as read, with the places.
    """
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    end = 0
    for token in _ENCODED.finditer(text):
        chars += text[end : token.start()]
        places += ((i, i + 1) for i in range(end, token.start()))
        for char, start, stop in _read(token):
            chars.append(char)
            places.append((start, stop))
        end = token.end()
    chars += text[end:]
    places += ((i, i + 1) for i in range(end, len(text)))
    return Decoded("".join(chars), places)


def _read(token: re.Match[str]) -> list[tuple[str, int, int]]:
    if token["percent"]:
        data = bytes.fromhex(token["percent"].replace("%", ""))
        try:
            text, width = data.decode(), 0
        except UnicodeDecodeError:
            text, width = data.decode("latin-1"), 1
        found, at = [], token.start()
        for char in text:
            length = 3 * (width or len(char.encode()))
            found.append((char, at, at + length))
            at += length
        return found
    if token["entity"]:
        text = html.unescape(token["entity"])
    else:
        code = int(token["u"] or token["x"], 16)
        text = chr(code) if code <= 0x10FFFF else token[0]
    return [(char, *token.span()) for char in text]


def find_encoded(wanted: Wanted, text: str) -> list[Span]:
    """
    Where words stand in a text, also behind encodings.

    :param wanted: the words.
    :param text: as written.
    :returns: the places in the text as written.
    """
    found = set(wanted.find(text))
    read = text
    places = [(i, i + 1) for i in range(len(text))]
    for _ in range(_MOST_DEEP):
        if not any(sign in read for sign in "%&\\"):
            break
        step = decoded(read)
        if step.text == read:
            break
        places = [(places[start][0], places[end - 1][1]) for start, end in step.places]
        read = step.text
        found |= {Span(places[span.start][0], places[span.end - 1][1], span.words) for span in wanted.find(read)}
    return sorted(found)
