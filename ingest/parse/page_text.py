"""Putting a page's text together from its parts, keeping where each part stands."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from corpus.page import Block, BlockKind

GAP = "\n\n"


class Part(NamedTuple):
    """
    A heading, paragraph, list item, table or note before it has a place in a page's text.

    :param text: its words.
    :param kind: what it is.
    :param level: of a heading, 1 the highest.
    """

    text: str
    kind: BlockKind = "text"
    level: int = 0


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """
    One text of many parts, with a blank line between.

    :param parts: in reading order; those without a word are left out.
    :returns: the text in Unicode NFC, and the blocks with their offsets in it.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for part in parts:
        text = clean(part.text)
        if not text:
            continue
        blocks.append(Block(start, start + len(text), part.kind, part.level))
        texts.append(text)
        start += len(text) + len(GAP)
    return GAP.join(texts), tuple(blocks)


def clean(text: str) -> str:
    """
    A text without what no reader sees: control signs, byte-order marks, spaces at line ends.

    :param text: as it was read.
    :returns: the text in Unicode NFC; lines are kept, runs of spaces become one, tabs stay.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    visible = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Co", "Cn", "Cs"))
    lines = (" ".join(line.replace("\ufeff", "").split(" ")).strip() for line in visible.split("\n"))
    return "\n".join(_single_spaced(line) for line in lines).strip()


def _single_spaced(line: str) -> str:
    while "  " in line:
        line = line.replace("  ", " ")
    return line
