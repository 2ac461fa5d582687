"""Names on a map: each on the first side of its mark where it covers nothing."""

from collections.abc import Sequence
from typing import NamedTuple

# In pixels: the width of a character on average, the height of a line, the gap between a mark and its name.
_CHARACTER, _LINE, _GAP = 6.2, 12, 3


class Mark(NamedTuple):
    """
    A round mark on the picture.

    :param name: what it is called; empty for one that gets no name.
    :param x: of its centre, in pixels to the right.
    :param y: of its centre, in pixels downward.
    :param radius: in pixels.
    """

    name: str
    x: float
    y: float
    radius: float


class Place(NamedTuple):
    """
    Where a name stands.

    :param dx: from the centre of its mark to the right, in pixels.
    :param dy: downward, to the middle of the name.
    :param align: which part of the name stands there: "left", "center" or "right".
    """

    dx: float
    dy: float
    align: str


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def place_names(marks: Sequence[Mark], left: float, right: float) -> dict[str, Place]:
    """
    Find a place for as many names as have one.

    ```python
    place_names([Mark("Kep", 50, 50, 5)], 0, 100)  # {"Kep": Place(0, 14, "center")}
    ```

    :param marks: the most important first: it chooses first.
    :param left: where the picture begins, in pixels.
    :param right: where it ends.
    :returns: {name: its place}; a name that would cover something is left out.
    """
    taken = {index: _Box(x - r, y - r, x + r, y + r) for index, (_, x, y, r) in enumerate(marks)}
    places: dict[str, Place] = {}
    written: list[_Box] = []
    for index, mark in enumerate(marks):
        others = [box for other, box in taken.items() if other != index] + written
        for place in _sides(mark.radius) if mark.name else ():
            box = _box(mark, place)
            if left <= box.left and box.right <= right and not any(box.meets(other) for other in others):
                places[mark.name] = place
                written.append(box)
                break
    return places


def _sides(radius: float) -> tuple[Place, ...]:
    beyond, beside, slant = radius + _GAP + _LINE / 2, radius + _GAP, -radius / 2
    return (
        Place(0, beyond, "center"),
        Place(0, -beyond, "center"),
        Place(beside, 0, "left"),
        Place(-beside, 0, "right"),
        Place(slant, beyond, "left"),
        Place(slant, -beyond, "left"),
        Place(-slant, beyond, "right"),
        Place(-slant, -beyond, "right"),
    )


def _box(mark: Mark, place: Place) -> _Box:
    width = len(mark.name) * _CHARACTER
    left = mark.x + place.dx - {"left": 0, "center": width / 2, "right": width}[place.align]
    middle = mark.y + place.dy
    return _Box(left, middle - _LINE / 2, left + width, middle + _LINE / 2)
