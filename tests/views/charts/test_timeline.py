"""The timeline as a value: one mark a document, in the strip of its P."""

import re

import pytest

from corpus.record import FOUR_P
from tests.conftest import REPOSITORY
from tests.views.charts.samples import POINTS, layers, shown, values
from views.charts.palette import FOUR_P_COLOURS, FOUR_P_SHAPES
from views.charts.timeline import TimePoint, timeline


def test_there_is_one_mark_a_document_in_each_strip_however_often_it_is_given() -> None:
    chart = timeline([*POINTS, *POINTS])
    (marks,) = layers(chart, "point")
    drawn = values(chart, marks)
    assert sorted((point["four_p"], point["document"]) for point in drawn) == sorted(
        (point.four_p, point.document) for point in POINTS
    )
    assert len({(point["year"], point["at"]) for point in drawn}) == len(drawn), "no mark hides another"


def test_strips_stand_in_the_order_of_the_four_ps() -> None:
    chart = timeline([TimePoint(2010, four_p, "A title", "a", "Law") for four_p in FOUR_P])
    (marks,) = layers(chart, "point")
    at = {point["four_p"]: point["at"] for point in values(chart, marks)}
    assert sorted(at, key=lambda four_p: -at[four_p]) == list(FOUR_P)
    axis = marks["encoding"]["y"]["axis"]
    names = shown(axis["labelExpr"])
    written = [names[f"{value:g}"] for value in sorted(axis["values"], reverse=True)]
    assert written == [["V · Prevention"], ["T · Protection"], ["S · Prosecution"], ["L · Policy"]]


def test_each_p_has_a_shape_and_the_colour_of_the_pages() -> None:
    encoding = layers(timeline(POINTS), "point")[0]["encoding"]
    assert encoding["shape"]["scale"] == {"domain": list(FOUR_P), "range": [FOUR_P_SHAPES[p] for p in FOUR_P]}
    assert encoding["color"]["scale"] == {"domain": list(FOUR_P), "range": [FOUR_P_COLOURS[p] for p in FOUR_P]}
    assert len(set(FOUR_P_SHAPES.values())) == len(set(FOUR_P_COLOURS.values())) == 4
    style = (REPOSITORY / "views" / "style.css").read_text(encoding="utf-8")
    for four_p, colour in FOUR_P_COLOURS.items():
        assert re.search(rf"\.letter\.{four_p}[^{{]*{{ background: {colour};", style)


def test_a_mark_tells_its_title_and_year_when_pointed_at() -> None:
    tooltip = layers(timeline(POINTS), "point")[0]["encoding"]["tooltip"]
    assert [part["field"] for part in tooltip[:2]] == ["title", "year"]
    assert tooltip[1]["format"] == "d"


@pytest.mark.parametrize(("first", "last"), [(2008, 2008), (1993, 2024), (1949, 2026), (1800, 2026)])
def test_the_years_named_are_whole_and_few(first: int, last: int) -> None:
    chart = timeline([TimePoint(year, "policy", "A title", str(year), "Plan") for year in (first, last)])
    years = layers(chart, "point")[0]["encoding"]["x"]["axis"]["values"]
    assert 1 <= len(years) <= 12
    assert all(first <= year <= last for year in years)


def test_strips_grow_with_what_stands_in_them() -> None:
    many = [TimePoint(2010, "policy", "A title", str(number), "Plan") for number in range(30)]
    assert timeline(many).to_dict()["height"] > timeline(many[:2]).to_dict()["height"] + 200
