"""Looking for words in HTML, Markdown and plain text: as written, and as a browser reads them."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml.html import defs

from ingest.parse.text import decode
from ingest.redact.leaks_text import Leak, found_in, found_in_bytes, loud
from ingest.redact.words import Wanted

_TAG_NAME = re.compile(r"<!DOCTYPE html>|(</?)([A-Za-z][A-Za-z0-9]*)|([\s\"'])([A-Za-z-]+)(?==\s*[\"'])", re.IGNORECASE)
_NAMES = frozenset(defs.tags | defs.safe_attrs | defs.link_attrs | defs.event_attrs | {"charset", "property"})


def leaks_in_plain(path: Path, wanted: Wanted) -> Iterator[Leak]:
    """
    Where words stand in plain text or Markdown.

    :param path: the file.
    :param wanted: the words.
    :returns: each place.
    """
    data = path.read_bytes()
    yield from _in_source(decode(data), wanted)
    for words in found_in_bytes(loud(wanted.words), data):
        yield Leak(words, "the file's bytes")


def leaks_in_html(path: Path, wanted: Wanted) -> Iterator[Leak]:
    """
    Where words stand in HTML.

    :param path: the file.
    :param wanted: the words.
    :returns: each place.
    """
    data = path.read_bytes()
    yield from _in_source(_TAG_NAME.sub(_without_name, decode(data)), wanted)
    for words in found_in_bytes(loud(wanted.words, _NAMES), data):
        yield Leak(words, "the file's bytes")


def _without_name(name: re.Match[str]) -> str:
    """HTML's own names are no words of the text: `<table>` is not the word table."""
    written = name[2] or name[4]
    if written is None:
        return ""
    return (name[1] or name[3] or "") + ("" if written.lower() in _NAMES else written)


def _in_source(source: str, wanted: Wanted) -> Iterator[Leak]:
    for words in found_in(wanted, source):
        place = next((number for number, line in enumerate(source.split("\n"), 1) if found_in(wanted, line)), None)
        yield Leak(words, f"line {place}" if place else "lines that go on")
