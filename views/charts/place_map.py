"""Maps: the documents about each province, and those about each way from and to Cambodia."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import sqrt
from typing import Any

import altair as alt

from corpus.geography import SEVERAL, Point, geography
from corpus.vocabulary import Term, vocabularies
from views.charts.lettering import layered, titled
from views.charts.palette import BLUE, LINE, ON_BLUE, TEXT
from views.charts.placing import Mark, Place, place_names
from views.labels import value_label

_HOME = "KH"
# In pixels: radii of the circles, and of the ring of a province without documents; widths of the lines; heights.
_LEAST, _MOST, _RING = 9, 17, 4
_THIN, _THICK = 1.5, 9
_PROVINCES_HEIGHT, _CORRIDORS_HEIGHT = 330, 390
# Pixels a degree on a phone, where names have the least room.
_SCALE = 62
# What the picture of the corridors shows, so that names at its sides have room.
_FRAME: tuple[Point, ...] = ((82, -13), (129, 37.5))
# A second line to a country ends this much lower, in degrees.
_ASIDE = 2.2
_LABEL_LINE = 13


def province_map(counts: Mapping[str, int]) -> alt.LayerChart:
    """
    Draw the provinces: a circle with the number of documents on each, a small ring where there are none.

    Names stand where they have room, those of the fullest first; the others are told when pointed at.

    ```python
    province_map({"KH-12": 34, "KH-1": 12})
    ```

    :param counts: {code of the province: documents}; what has no place on the map is told under its title.
    :returns: the chart.
    """
    places = geography().provinces
    fullest = sorted(places, key=lambda code: (-counts.get(code, 0), code))
    most = max(1, *(counts.get(code, 0) for code in places))
    radii = {code: _radius(counts.get(code, 0), most) for code in fullest}
    held = [code for code in fullest if counts.get(code)]
    names = _province_names(radii, held)
    drawn = [
        _at(places[code])
        | {"name": value_label("province", code), "documents": counts.get(code, 0), "area": 4 * radii[code] ** 2}
        | names.get(code, Place(0, 0, "center"))._asdict()
        | {"written": value_label("province", code) if code in names else ""}
        for code in fullest
    ]
    circles, rings = _positioned(drawn[: len(held)]), _positioned(drawn[len(held) :])
    tooltip = [alt.Tooltip("name:N", title="Province"), alt.Tooltip("documents:Q", title="Documents", format=",")]
    size = alt.Size("area:Q", scale=None, legend=None)
    return _map(
        _PROVINCES_HEIGHT,
        _country(),
        rings.mark_point(stroke=LINE, strokeWidth=1.5, fill="transparent").encode(size=size, tooltip=tooltip),
        circles.mark_point(shape="circle", fill=BLUE, stroke=ON_BLUE, strokeWidth=1, opacity=1).encode(
            size=size, tooltip=tooltip
        ),
        circles.mark_text(fill=ON_BLUE, fontSize=11, fontWeight=600, aria=False).encode(
            text=alt.Text("documents:Q", format=",")
        ),
        _written(circles, fontSize=11),
        title=titled(
            "Documents by province",
            "Ring: no document" if len(held) < len(places) else "",
            _rest(counts, "province", places),
        ),
        description=_said("Map of Cambodia, documents by province", [(d["name"], d["documents"]) for d in drawn]),
    )


def corridor_map(counts: Mapping[str, int]) -> alt.LayerChart:
    """
    Draw the corridors: a line for each way from or to Cambodia, the wider the more documents are about it.

    The words at its end say which way it goes and how many documents there are. A line of dashes has none. What is
    within Cambodia, or to or from several countries, has no line and is told under the title.

    ```python
    corridor_map({"kh-th": 41, "kh-internal": 12})
    ```

    :param counts: {id of the corridor: documents}.
    :returns: the chart.
    """
    terms = [term for term in vocabularies()["corridor"].terms if term.status == "current" or counts.get(term.id)]
    lines = {term.id: _abroad(term) for term in terms if _abroad(term)}
    most = max(1, *(counts.get(identifier, 0) for identifier in lines))
    ways: dict[str, list[Term]] = {}
    for term in terms:
        if term.id in lines:
            ways.setdefault(lines[term.id], []).append(term)
    drawn = [
        _line(term, code, turn, counts.get(term.id, 0), most)
        for code, those in ways.items()
        for turn, term in enumerate(those)
    ]
    ends = [_end(code, those, counts) for code, those in ways.items()]
    told = [f"{term.label}: {counts.get(term.id, 0):,}" for term in terms if term.id not in lines]
    base = _positioned(drawn).encode(
        longitude2="longitude2:Q",
        latitude2="latitude2:Q",
        tooltip=[alt.Tooltip("name:N", title="Corridor"), alt.Tooltip("documents:Q", title="Documents", format=",")],
    )
    frame = _positioned([_at(point) for point in _FRAME])
    return _map(
        _CORRIDORS_HEIGHT,
        frame.mark_point(opacity=0, aria=False),
        _country(),
        base.transform_filter("datum.documents == 0").mark_rule(color=LINE, strokeDash=[3, 4]),
        base.transform_filter("datum.documents > 0")
        .mark_rule(color=BLUE, strokeCap="round")
        .encode(strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None)),
        _written(_positioned(ends), fontSize=12, lineBreak="\n", lineHeight=_LABEL_LINE),
        title=titled(
            "Documents by corridor, to and from Cambodia",
            "Directions are about right, distances are not.",
            "Dashes: no document" if any(line["documents"] == 0 for line in drawn) else "",
            *told,
            _rest(counts, "corridor", {term.id for term in terms}),
        ),
        description=_said(
            "Documents by corridor, as lines from Cambodia", [(t.label, counts.get(t.id, 0)) for t in terms]
        ),
    )


def _map(height: int, *layers: alt.Chart, **properties: Any) -> alt.LayerChart:
    return layered(*layers).properties(
        width="container",
        height=height,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        projection=alt.Projection(type="mercator"),
        **properties,
    )


def _country() -> alt.Chart:
    """Cambodia, its lake left out."""
    # The way a ring goes round tells its inside: clockwise around land, the other way around a hole.
    rings = [_clockwise(geography().outline), _clockwise(geography().lake)[::-1]]
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": rings}}
    return alt.Chart(alt.Data(values=[shape])).mark_geoshape(
        fill=LINE, fillOpacity=0.18, stroke=LINE, strokeWidth=1, aria=False, tooltip=None
    )


def _clockwise(ring: tuple[Point, ...]) -> list[Point]:
    closed = [*ring, ring[0]]
    turn = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(closed))
    return closed if turn > 0 else closed[::-1]


def _at(point: Point) -> dict[str, Any]:
    return {"longitude": point[0], "latitude": point[1]}


def _positioned(drawn: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=drawn)).encode(longitude="longitude:Q", latitude="latitude:Q")


def _written(chart: alt.Chart, **more: Any) -> alt.Chart:
    """The names, each where its datum says."""
    where: dict[str, Any] = {name: alt.ExprRef(f"datum.{name}") for name in ("dx", "dy", "align")}
    return chart.mark_text(fill=TEXT, baseline="middle", aria=False, **where, **more).encode(text="written:N")


def _radius(documents: int, most: int) -> float:
    """The area tells the number, as far as the number has room in it."""
    return max(_LEAST, 3.5 * len(f"{documents:,}"), _MOST * sqrt(documents / most)) if documents else _RING


def _province_names(radii: Mapping[str, float], held: Iterable[str]) -> dict[str, Place]:
    places, held = geography().provinces, set(held)
    longitudes = [longitude * _SCALE for longitude, _ in geography().outline]
    labels = {code: value_label("province", code) for code in held}
    marks = [
        Mark(labels.get(code, ""), places[code][0] * _SCALE, -places[code][1] * _SCALE, radius)
        for code, radius in radii.items()
    ]
    named = place_names(marks, min(longitudes), max(longitudes))
    return {code: named[label] for code, label in labels.items() if label in named}


def _abroad(term: Term) -> str:
    """The country at the other end of a corridor; empty where no line can be drawn."""
    ends = {term.origin, term.destination}
    other = ends - {_HOME}
    return other.pop() if len(ends) == 2 and len(other) == 1 and SEVERAL not in ends else ""


def _line(term: Term, code: str, turn: int, documents: int, most: int) -> dict[str, Any]:
    home, (longitude, latitude) = geography().countries[_HOME].at, geography().countries[code].at
    width = _THIN + (_THICK - _THIN) * documents / most
    end = {"longitude2": longitude, "latitude2": latitude - turn * _ASIDE}
    return _at(home) | end | {"name": term.label, "documents": documents, "width": width}


def _end(code: str, terms: list[Term], counts: Mapping[str, int]) -> dict[str, Any]:
    """The words at the end of a country's lines."""
    country = geography().countries[code]
    said = [f"{'to' if term.origin == _HOME else 'from'} {country.name}: {counts.get(term.id, 0):,}" for term in terms]
    higher = (len(said) - 1) * _LABEL_LINE
    dx, dy, align = {
        "above": (0, -12 - higher, "center"),
        "below": (0, 12, "center"),
        "right": (8, 0, "left"),
    }[country.label]
    return _at(country.at) | {"written": "\n".join(said), "dx": dx, "dy": dy, "align": align}


def _rest(counts: Mapping[str, int], scheme: str, drawn: Iterable[str]) -> str:
    """What is counted and has no place in the picture."""
    lost = [code for code in counts if code not in set(drawn) and counts[code]]
    names = {code: value_label("spatial" if scheme == "province" else scheme, code) for code in lost}
    return "Not on the map: " + ", ".join(f"{names[code]} {counts[code]:,}" for code in lost) if lost else ""


def _said(what: str, numbers: list[tuple[str, int]]) -> str:
    """What a screen reader says in place of the picture."""
    held = sorted(((name, count) for name, count in numbers if count), key=lambda pair: -pair[1])
    said = "; ".join(f"{name}: {count:,}" for name, count in held) or "None has documents"
    return f"{what}. {said}. Without documents: {len(numbers) - len(held)} of {len(numbers)}."
