"""Looking for words in texts, and for texts in bytes of any kind."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.redact.encoded import find_encoded
from ingest.redact.words import Wanted, signs_of

_FEWEST_LETTERS_LOUD = 5
_FEWEST_DIGITS_LOUD = 8
_TAG = re.compile(r"<[^>]*>")
# Runs of what is printed. Of four signs at the least: shorter ones come up by chance in any picture's bytes.
_RUNS = (
    ("utf-8", re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){4,}")),
    ("utf-16-le", re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e\xa0-\xff]\x00|[\x80-\xff]\x17){4,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x09\x0a\x0d\x20-\x7e\xa0-\xff]|\x17[\x80-\xff]){4,}")),
    ("latin-1", re.compile(rb"[\x09\x0a\x0d\x20-\x7e\xa0-\xff]{4,}")),
)
_NOT_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())
_KHMER_DIGIT = re.compile(rb"\xe1\x9f[\xa0-\xa9]|\x17[\xe0-\xe9]|[\xe0-\xe9]\x17")


class Leak(NamedTuple):
    """
    Words, and where in a file they stand.

    :param words: the words.
    :param where: the place, for a person.
    :param page: from 0, where the place is a page.
    """

    words: str
    where: str
    page: int | None = None


def found_in(wanted: Wanted, text: str) -> list[str]:
    """
    Which words stand in a text, also behind encodings and tags.

    :param wanted: the words.
    :param text: the text.
    :returns: the words.
    """
    spans = find_encoded(wanted, text)
    if "<" in text:
        for between in ("", " "):
            spans += find_encoded(wanted, html.unescape(_TAG.sub(between, text)))
    return sorted({span.words for span in spans})


def loud(words: Sequence[str], vocabulary: frozenset[str] = frozenset()) -> Wanted:
    """
    The words that mean something wherever they are met, even in bytes that are no text.

    :param words: the curator's.
    :param vocabulary: words of the format's own markup, lower case: "page" stands in every PDF.
    :returns: those that are long enough not to come up by chance, and are none of the markup.
    """
    kept = []
    for word in words:
        key = signs_of(word).key
        fewest = _FEWEST_DIGITS_LOUD if key.isdigit() else _FEWEST_LETTERS_LOUD
        if len(key.encode()) >= fewest and key not in vocabulary:
            kept.append(word)
    return Wanted(kept)


def printed_in(data: bytes) -> Iterator[str]:
    """
    What can be read in bytes of any kind, as UTF-8, UTF-16 or Latin-1.

    :param data: the bytes.
    :returns: each run of signs.
    """
    for encoding, run in _RUNS:
        for found in run.finditer(data):
            yield found[0].decode(encoding, "replace")


def found_in_bytes(wanted: Wanted, data: bytes) -> list[str]:
    """
    Which words can be read in bytes of any kind.

    :param wanted: the words.
    :param data: the bytes.
    :returns: the words.
    """
    if not wanted.words or not _may_hold(wanted, data):
        return []
    return sorted({word for text in printed_in(data) for word in found_in(wanted, text)})


def _may_hold(wanted: Wanted, data: bytes) -> bool:
    """A quick look: most bytes hold nothing, and reading them sign by sign takes long."""
    bare = data.translate(None, _NOT_WORDS).lower()
    if any(key.encode() in bare for key in wanted.keys if key.isascii()):
        return True
    if any(not key.isascii() or not word.isascii() for key, word in zip(wanted.keys, wanted.written, strict=True)):
        return True
    return any(key.isdigit() for key in wanted.keys) and bool(_KHMER_DIGIT.search(data))
