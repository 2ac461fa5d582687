"""Fitting a section into the encoder's window: as few passages as will do, of one size, parted where one would."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from index.encoder import Encoder
from ingest.sections import Section

# A text in which words are not parted, as Khmer, can be one token and a page long: letters are held to a limit too.
_LETTERS_PER_TOKEN = 6
_ABBREVIATION = r"(?<!\bNo\.)(?<!\bArt\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bp\.)(?<!\bpp\.)(?<![A-Z]\.)"
# A sentence ends after its marks of reference: "… in brick kilns. (2,10)".
_SENTENCE_END = re.compile(rf"[.;!?។៕]{_ABBREVIATION}[\"”’')]*(?:\s*[(\[][\d,\s–-]+[)\]])*(?P<gap>\s+)")
# What a break costs, where a passage filled to the brim costs 2.
_INSIDE_PARAGRAPH, _BEFORE_LIST, _AFTER_HEADING = 0.15, 0.1, 2.0


class _Piece(NamedTuple):
    start: int
    end: int
    tokens: int
    break_after: float


def spans(section: Section, room: int, encoder: Encoder) -> Iterator[tuple[int, int]]:
    """
    Part a section into stretches that fit.

    :param section: the section.
    :param room: tokens a stretch may fill.
    :param encoder: whose tokens they are.
    :returns: offsets in the page's text, in order; between them stands nothing but space and signs.
    """
    text = section.page.text
    pieces: list[_Piece] = []
    for atom in section.atoms:
        whole = _pieces(text, atom.start, atom.end, room, encoder)
        cost = _AFTER_HEADING if atom.kind == "heading" else 0.0
        if text[: atom.end].endswith(":"):
            cost = _BEFORE_LIST
        pieces += [piece._replace(break_after=_INSIDE_PARAGRAPH) for piece in whole[:-1]]
        pieces += [whole[-1]._replace(break_after=cost)] if whole else []
    yield from _grouped(text, _with_gaps(text, pieces, encoder), room)


def _with_gaps(text: str, pieces: list[_Piece], encoder: Encoder) -> list[_Piece]:
    """Signs without a word (a row of dots) are no piece, but stand inside a passage and fill its room."""
    gaps = ["", *(text[before.end : after.start] for before, after in pairwise(pieces))]
    return [
        piece._replace(tokens=piece.tokens + encoder.count_tokens(gap)) if gap.strip() else piece
        for piece, gap in zip(pieces, gaps, strict=False)
    ]


def _pieces(text: str, start: int, end: int, room: int, encoder: Encoder) -> list[_Piece]:
    if not re.search(r"\w", text[start:end]):
        return []
    tokens = encoder.count_tokens(text[start:end])
    if tokens <= room and end - start <= room * _LETTERS_PER_TOKEN:
        return [_Piece(start, end, tokens, 0.0)]
    parts = _cut(text, start, end)
    return [piece for a, b in parts for piece in _pieces(text, a, b, room, encoder)]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    first = start
    for sentence in _SENTENCE_END.finditer(text, start, end):
        parts.append((first, sentence.start("gap")))
        first = sentence.end()
    if first < end:
        parts.append((first, end))
    return parts if len(parts) > 1 else _cut_in_half(text, start, end)


def _cut_in_half(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """At the space nearest the middle, or in the middle of a text without one, as Khmer often is."""
    middle = (start + end) // 2
    gaps = [gap.start() + start for gap in re.finditer(r"(?<=\S)\s(?=\S)", text[start:end])]
    if not gaps:
        return [(start, middle), (middle, end)]
    at = min(gaps, key=lambda gap: abs(gap - middle))
    return [(start, at), (at + 1, end)]


def _grouped(text: str, pieces: list[_Piece], room: int) -> Iterator[tuple[int, int]]:
    """The cheapest grouping: each passage costs 1 and the square of its share of the room, and each break its own."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(len(pieces)):
        candidates: list[tuple[float, int]] = []
        tokens = 0
        for first in range(last, -1, -1):
            tokens += pieces[first].tokens
            letters = pieces[last].end - pieces[first].start
            if first < last and (tokens > room or letters > room * _LETTERS_PER_TOKEN):
                break
            cost = 1 + (tokens / room) ** 2 + (pieces[last].break_after if last + 1 < len(pieces) else 0)
            candidates.append((best[first][0] + cost, first))
        best.append(min(candidates))
    end = len(pieces)
    groups: list[tuple[int, int]] = []
    while end:
        first = best[end][1]
        groups.append((pieces[first].start, pieces[end - 1].end))
        end = first
    yield from reversed(groups)
