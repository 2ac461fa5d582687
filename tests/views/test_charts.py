"""Charts as values: what they draw, what they say to those who do not see them, and that they can be taken away."""

import io
import json
from typing import Any

from PIL import Image

from views.charts.export import png, svg
from views.charts.heat_map import HeatCell, heat_map
from views.charts.place_map import corridor_map, province_map
from views.charts.timeline import TimePoint, timeline

CELLS = [
    HeatCell("Women", "Policy", 12, 40, "held"),
    HeatCell("Women", "Protection", 0, 0, "none"),
    HeatCell("Men", "Policy", 3, 5, "held"),
    HeatCell("Men", "Protection", 0, 0, "untagged"),
]
POINTS = [
    TimePoint(2008, "prosecution", "Law on trafficking", "law-2008", "Law"),
    TimePoint(2008, "policy", "Law on trafficking", "law-2008", "Law"),
    TimePoint(2014, "policy", "National plan", "plan-2014", "Plan"),
]


def _drawn(chart: Any) -> str:
    return json.dumps(chart.to_dict(), ensure_ascii=False)


def test_a_heat_map_prints_its_numbers_and_tells_nothing_from_not_tagged() -> None:
    chart = heat_map(CELLS, ["Women", "Men"], ["Policy", "Protection"], "Population", "Four Ps")
    drawn = _drawn(chart)
    assert '"12"' in drawn and '"3"' in drawn and '"0"' in drawn and '"?"' in drawn
    assert "no document" in drawn and "not yet tagged" in drawn
    assert "Women" in chart.to_dict()["description"]


def test_a_timeline_has_a_mark_for_each_p_of_a_document_by_shape_and_colour() -> None:
    chart = timeline(POINTS)
    drawn = _drawn(chart)
    assert drawn.count("Law on trafficking") >= 2
    encodings = [layer["encoding"] for layer in chart.to_dict()["layer"] if "shape" in layer.get("encoding", {})]
    assert encodings and "color" in encodings[0] and "tooltip" in encodings[0]


def test_a_province_map_names_what_is_held_and_rings_the_rest() -> None:
    drawn = _drawn(province_map({"KH-12": 9, "KH-1": 4}))
    assert '"name": "Phnom Penh", "documents": 9' in drawn
    assert "no document" in drawn


def test_a_corridor_map_tells_direction_and_what_has_no_line() -> None:
    drawn = _drawn(corridor_map({"kh-th": 8, "vn-kh": 2, "kh-internal": 5}))
    assert "Thailand" in drawn and "Viet Nam" in drawn
    assert "Within Cambodia" in drawn


def test_nothing_held_draws_all_the_same() -> None:
    for chart in (province_map({}), corridor_map({}), timeline([])):
        assert chart.to_dict()


def test_taken_away_as_pictures() -> None:
    chart = heat_map(CELLS, ["Women", "Men"], ["Policy", "Protection"], "Population", "Four Ps")
    picture = Image.open(io.BytesIO(png(chart)))
    assert picture.format == "PNG" and picture.width > 600
    assert svg(chart).lstrip().startswith("<svg")
