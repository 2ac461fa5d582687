"""Our own pages with identifiers marked in them: invented persons, in the manner of real reports."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"\[\[(?P<kind>[a-z ]+)\|(?P<words>[^\]]*(?:\][^\]]+)*?)\]\]")
FILE = Path(__file__).with_name("pages.txt")


class Planted(NamedTuple):
    """An identifier in a page: its kind and its span."""

    kind: str
    start: int
    end: int


class Sheet(NamedTuple):
    """A page: its name, its text without the marks, and what is planted in it."""

    name: str
    text: str
    planted: tuple[Planted, ...]


def sheets() -> Iterator[Sheet]:
    """
    The pages.

    :returns: each page of the file.
    """
    for page in FILE.read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, marked = page.partition("\n")
        text, planted, ends = "", [], 0
        for mark in _MARK.finditer(marked):
            text += marked[ends : mark.start()]
            planted.append(Planted(mark["kind"], len(text), len(text) + len(mark["words"])))
            text += mark["words"]
            ends = mark.end()
        yield Sheet(name, text + marked[ends:], tuple(planted))
