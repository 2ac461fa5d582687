"""The drawing of the places: whole for the vocabularies, and shaped like the country."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from corpus.geography import FILE, SEVERAL, GeographyError, Point, geography, load_geography
from corpus.vocabulary import Term, vocabularies

HELD = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def _inside(point: Point, ring: tuple[Point, ...]) -> bool:
    """Whether a ray from the point to the east crosses the ring an odd number of times."""
    x, y = point
    crossed = [
        x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def _crosses(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    def side(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(*a, b[0]) != side(*a, b[1]) and side(*b, a[0]) != side(*b, a[1])


@pytest.mark.parametrize("term", vocabularies()["province"].terms, ids=lambda term: term.id)
def test_every_province_stands_inside_the_outline_and_outside_the_lake(term: Term) -> None:
    at = geography().provinces[term.id]
    assert _inside(at, geography().outline)
    assert not _inside(at, geography().lake)


@pytest.mark.parametrize("term", vocabularies()["corridor"].terms, ids=lambda term: term.id)
def test_both_ends_of_every_corridor_have_a_place(term: Term) -> None:
    assert {term.origin, term.destination} - {SEVERAL} <= geography().countries.keys()


def test_no_two_provinces_stand_on_each_other() -> None:
    places = sorted(geography().provinces.items())
    for number, (one, (x1, y1)) in enumerate(places):
        for other, (x2, y2) in places[number + 1 :]:
            assert (x1 - x2) ** 2 + (y1 - y2) ** 2 > 0.25**2, (one, other)


def test_the_outline_is_about_as_large_as_the_country_and_does_not_cross_itself() -> None:
    outline = geography().outline
    longitudes, latitudes = zip(*outline, strict=True)
    # The country reaches from 102.3° to 107.6° east and from 10.4° to 14.7° north, and has 181,000 km².
    assert (min(longitudes), max(longitudes)) == pytest.approx((102.33, 107.63), abs=0.1)
    assert (min(latitudes), max(latitudes)) == pytest.approx((10.4, 14.69), abs=0.1)
    edges = list(pairwise([*outline, outline[0]]))
    area = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges)) / 2
    assert area * 111.3 * 110.6 * 0.976 == pytest.approx(181_000, rel=0.08)
    crossing = [(a, b) for i, a in enumerate(edges) for b in edges[i + 2 :] if a[0] != b[1] and _crosses(a, b)]
    assert crossing == []


def test_how_it_was_made_is_said_where_it_is_kept() -> None:
    head = FILE.read_text(encoding="utf-8").partition("outline:")[0]
    assert "Our own drawing" in head
    assert "taken from no map" in head


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"provinces": {k: v for k, v in HELD["provinces"].items() if k != "KH-7"}}, "province KH-7: give it a place"),
        ({"provinces": HELD["provinces"] | {"KH-99": [105, 12]}}, "KH-99 has a place, but the vocabulary"),
        ({"provinces": HELD["provinces"] | {"KH-7": [10.9, 104.3]}}, "provinces.KH-7.1"),
        ({"provinces": HELD["provinces"] | {"KH-7": [204.3, 10.9]}}, "provinces.KH-7.0"),
        ({"countries": {k: v for k, v in HELD["countries"].items() if k != "TH"}}, "name TH: give it a place"),
        ({"outline": HELD["outline"][:3]}, "outline"),
        ({"rivers": []}, "rivers"),
    ],
)
def test_a_wrong_drawing_says_what_and_where(change: dict[str, object], fault: str, tmp_path: Path) -> None:
    path = tmp_path / "geography.yaml"
    path.write_text(yaml.safe_dump(HELD | change), encoding="utf-8")
    with pytest.raises(GeographyError, match=re.escape(str(path))) as caught:
        load_geography(path)
    assert fault in str(caught.value)


@pytest.mark.parametrize("text", ["outline: [", "", "- 1"])
def test_a_file_that_is_no_drawing_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "geography.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GeographyError):
        load_geography(path)
