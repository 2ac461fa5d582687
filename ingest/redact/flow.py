"""The words of a tree of XML or HTML as one text, taken out of it across its elements."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ingest.redact.remover import Remover
from ingest.redact.words import merged


class _Slot(NamedTuple):
    """A piece of text: an element's own, or what follows it."""

    element: Any
    is_tail: bool
    start: int
    end: int


def redact_flow(root: Any, remover: Remover, is_inline: Callable[[Any], bool]) -> None:
    """
    Take words out of a tree, also where they run over several elements.

    :param root: the outermost element; comments in it are left to the caller.
    :param remover: the words.
    :param is_inline: whether an element stands within a word's line, so that nothing parts what is around it.
    """
    text, slots = _read(root, is_inline)
    spans = remover.wanted.find(text)
    remover.count(spans)
    places = merged(spans)
    for slot in slots:
        inside = [(start, end) for start, end in places if start < slot.end and end > slot.start]
        if inside:
            _write(slot, _without(text, slot, inside, remover.mark))


def _read(root: Any, is_inline: Callable[[Any], bool]) -> tuple[str, list[_Slot]]:
    pieces: list[str] = []
    slots: list[_Slot] = []
    length = 0

    def add(piece: str | None, element: Any, is_tail: bool) -> None:
        nonlocal length
        if piece:
            slots.append(_Slot(element, is_tail, length, length + len(piece)))
            pieces.append(piece)
            length += len(piece)

    def part() -> None:
        nonlocal length
        pieces.append("\n")
        length += 1

    # Not by calling itself: a hostile tree is deeper than Python's stack.
    steps: list[tuple[Any, bool]] = [(root, False)]
    while steps:
        element, is_end = steps.pop()
        is_element = isinstance(element.tag, str)
        if is_element and not is_inline(element):
            part()
        if is_end or not is_element:
            if element is not root:
                add(element.tail, element, True)
            continue
        add(element.text, element, False)
        steps.append((element, True))
        steps += ((child, False) for child in reversed(element))
    return "".join(pieces), slots


def _without(text: str, slot: _Slot, places: list[tuple[int, int]], mark: str) -> str:
    """The mark stands where a place begins; what goes on from another element just goes."""
    kept, end = [], slot.start
    for start, stop in places:
        kept.append(text[end : max(start, slot.start)])
        if start >= slot.start:
            kept.append(mark)
        end = min(stop, slot.end)
    return "".join([*kept, text[end : slot.end]])


def _write(slot: _Slot, text: str) -> None:
    if slot.is_tail:
        slot.element.tail = text
    else:
        slot.element.text = text
