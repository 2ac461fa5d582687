"""The charts as values: what is drawn, what is written, what a screen reader says; and as pictures."""

import io
import json
import re
from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import altair as alt
import pytest
from PIL import Image

from corpus.record import FOUR_P
from corpus.vocabulary import vocabularies
from tests.conftest import REPOSITORY
from views.charts.export import png, svg
from views.charts.heat_map import HeatCell, heat_map
from views.charts.lettering import label_expression, wrapped
from views.charts.palette import FOUR_P_COLOURS, FOUR_P_SHAPES, PRINT, TEXT
from views.charts.place_map import corridor_map, province_map
from views.charts.placing import Mark, place_names
from views.charts.timeline import TimePoint, timeline

CELLS = [
    HeatCell("Prevention", "Women", 12, 240, "held"),
    HeatCell("Prevention", "Men", 1, 1_020, "held"),
    HeatCell("Protection", "Women", 0, 0, "none"),
    HeatCell("Protection", "Men", 0, 0, "untagged"),
]
ROWS, COLUMNS = ["Prevention", "Protection"], ["Women", "Men"]
POINTS = [
    TimePoint(2008, "prosecution", "Law on suppression", "law", "Law"),
    TimePoint(2008, "protection", "Law on suppression", "law", "Law"),
    TimePoint(2008, "prosecution", "Prakas on fines", "prakas", "Prakas"),
    TimePoint(1996, "policy", "Plan of action", "plan", "Plan"),
]


def _table(narrow: bool = False) -> alt.LayerChart:
    return heat_map(CELLS, ROWS, COLUMNS, "four Ps", "population", narrow=narrow)


Make = Callable[[], alt.LayerChart]
CHARTS: dict[str, Make] = {
    "heat map": _table,
    "narrow heat map": lambda: _table(narrow=True),
    "empty heat map": lambda: heat_map([], [], [], "four Ps", "population"),
    "timeline": lambda: timeline(POINTS),
    "narrow timeline": lambda: timeline(POINTS, narrow=True),
    "empty timeline": lambda: timeline([]),
    "provinces": lambda: province_map({"KH-12": 34, "KH-1": 3}),
    "no provinces": lambda: province_map({}),
    "corridors": lambda: corridor_map({"kh-th": 41, "vn-kh": 2}),
    "no corridors": lambda: corridor_map({}),
}
every_chart = pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS)


def layers(chart: alt.LayerChart, mark: str) -> list[dict[str, Any]]:
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == mark]


def values(chart: alt.LayerChart, layer: dict[str, Any]) -> list[dict[str, Any]]:
    data = layer.get("data") or chart.to_dict()["data"]
    held: list[dict[str, Any]] = data["values"]
    return held


def heading(chart: alt.LayerChart) -> str:
    title = chart.to_dict()["title"]
    return "\n".join([*title["text"], *title["subtitle"]])


def shown(expression: str) -> dict[str, list[str]]:
    labels: dict[str, list[str]] = json.loads(expression.removeprefix("(").removesuffix(")[datum.value]"))
    return labels


# every chart


@every_chart
def test_every_chart_has_a_title_a_description_and_the_width_of_its_page(make: Make) -> None:
    spec = make().to_dict()
    assert spec["width"] == "container"
    assert spec["title"]["text"][0].startswith("Documents by")
    assert spec["description"].endswith(".")
    assert all(len(line) <= 54 for line in spec["title"]["text"] + spec["title"]["subtitle"])


@every_chart
def test_words_take_the_colour_of_the_page_except_on_the_blue(make: Make) -> None:
    spec = make().to_dict()
    written = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    colours = {layer["mark"].get("fill") or layer["encoding"]["color"]["value"] for layer in written}
    assert colours <= {TEXT, "#ffffff"}
    assert "black" not in json.dumps(spec)
    assert all(layer["mark"]["aria"] is False for layer in written), "the marks behind the words say it already"


@every_chart
def test_every_chart_becomes_a_picture(make: Make) -> None:
    with Image.open(io.BytesIO(png(make(), width=400, scale=1))) as picture:
        assert picture.format == "PNG"
        assert 400 <= picture.width <= 440
        assert 60 <= picture.height <= 900
        assert len(set(picture.convert("L").tobytes())) > 20, "blank"


def test_a_picture_has_the_size_asked_for_and_its_words_are_dark() -> None:
    with Image.open(io.BytesIO(png(_table()))) as picture:
        assert picture.width == pytest.approx(1440, abs=60)
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    drawn = svg(_table())
    assert drawn.startswith("<svg")
    assert ">12</text>" in drawn
    assert "Documents by four Ps and population" in drawn
    assert TEXT not in drawn
    assert PRINT in drawn


def test_making_a_picture_leaves_the_chart_as_it_was() -> None:
    chart = _table()
    before = chart.to_dict()
    svg(chart)
    assert chart.to_dict() == before


# the heat map


def test_every_cell_bears_its_number_or_sign() -> None:
    chart = _table()
    (text,) = layers(chart, "text")
    assert text["encoding"]["text"]["field"] == "sign"
    assert {(cell["row"], cell["column"]): cell["sign"] for cell in values(chart, text)} == {
        ("Prevention", "Women"): "12",
        ("Prevention", "Men"): "1",
        ("Protection", "Women"): "0",
        ("Protection", "Men"): "?",
    }
    assert "0: no document · ?: not yet tagged" in heading(chart)


def test_a_sign_that_is_not_there_is_not_explained() -> None:
    chart = heat_map(CELLS[:2], ROWS, COLUMNS, "four Ps", "population")
    assert heading(chart) == "Documents by four Ps and population"


def test_nothing_held_and_nothing_tagged_look_different() -> None:
    none, untagged, held = layers(_table(), "rect")
    assert none["mark"]["fill"] == "transparent"
    assert untagged["mark"]["fill"]["gradient"] == "linear"
    kinds = [layer["transform"][0]["filter"] for layer in (none, untagged, held)]
    assert kinds == ["datum.kind == 'none'", "datum.kind == 'untagged'", "datum.kind == 'held'"]


def test_more_documents_are_never_lighter_and_the_fullest_has_the_full_colour() -> None:
    numbers = [1, 2, 5, 9, 14, 33, 60, 61, 99, 100]
    cells = [HeatCell("a", str(number), number, number, "held") for number in numbers]
    chart = heat_map(cells, ["a"], [str(number) for number in numbers], "row", "column")
    shades = [cell["shade"] for cell in values(chart, layers(chart, "text")[0])]
    assert shades == sorted(shades)
    assert shades[-1] == 1
    assert shades[0] >= 0.15
    assert len(set(shades)) == 4


def test_rows_and_columns_keep_their_order() -> None:
    encoding = _table().to_dict()["layer"][0]["encoding"]
    assert encoding["y"]["scale"]["domain"] == ROWS
    assert encoding["x"]["scale"]["domain"] == COLUMNS


def test_a_cell_tells_its_documents_and_passages_when_pointed_at() -> None:
    chart = _table()
    tooltip = layers(chart, "rect")[2]["encoding"]["tooltip"]
    assert [(part["field"], part["title"]) for part in tooltip] == [
        ("row", "four Ps"),
        ("column", "population"),
        ("said", "Documents"),
        ("passages", "Passages"),
    ]
    assert {cell["said"] for cell in values(chart, layers(chart, "text")[0])} == {"12", "1", "none", "not yet tagged"}


def test_on_a_phone_the_longer_side_runs_down_the_page() -> None:
    components = [term.label for term in vocabularies()["plan_component"].terms if term.broader]
    cells = [HeatCell("Policy", components[0], 3, 9, "held")]
    spec = heat_map(cells, ["Policy", "Protection"], components, "four Ps", "component", narrow=True).to_dict()
    encoding = spec["layer"][0]["encoding"]
    assert encoding["y"]["scale"]["domain"] == components
    assert encoding["x"]["scale"]["domain"] == ["Policy", "Protection"]
    assert "Documents by component and four Ps" in spec["title"]["text"]
    assert max(len(line) for lines in shown(encoding["y"]["axis"]["labelExpr"]).values() for line in lines) <= 16


def test_labels_stand_upright_only_where_they_have_no_room() -> None:
    def angle(columns: list[str], narrow: bool) -> int:
        spec = heat_map([], [str(row) for row in range(30)], columns, "row", "column", narrow=narrow).to_dict()
        turned: int = spec["layer"][0]["encoding"]["x"]["axis"]["labelAngle"]
        return turned

    names = ["Prevention", "Protection", "Prosecution", "Policy"]
    assert angle(names[:3], narrow=True) == 0
    assert angle(names, narrow=False) == 0
    assert angle([f"{name} {number}" for name in names for number in range(6)], narrow=False) == -90


def test_the_description_tells_the_fullest_cell_and_the_gaps() -> None:
    said = _table().to_dict()["description"]
    assert "Most: 12 for Prevention and Women." in said
    assert "Of 4 cells 2 have documents, 1 have none and 1 are not yet tagged." in said


def test_a_cell_outside_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="'Policy' × 'Men'"):
        heat_map([HeatCell("Policy", "Men", 1, 1, "held")], ROWS, COLUMNS, "four Ps", "population")


# words


def test_labels_wrap_between_words_and_end_in_an_ellipsis() -> None:
    assert wrapped("Prevention of trafficking in persons", 14, 2) == ["Prevention of", "trafficking…"]
    assert wrapped("Understanding/Awareness", 14, 3) == ["Understanding/", "Awareness"]
    assert wrapped("Demand/Social", 20, 2) == ["Demand/Social"]
    assert wrapped("", 5, 1) == [""]
    assert wrapped("Incomprehensibilities", 5, 2) == ["Incomprehensibilities"]


def test_a_label_cannot_leave_its_expression() -> None:
    harmful = '"])}; alert("x") //'
    assert shown(label_expression({harmful: [harmful]})) == {harmful: [harmful]}


# the timeline


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


# the maps


def test_every_province_is_drawn_once_as_a_circle_or_a_ring() -> None:
    chart = province_map({"KH-12": 34, "KH-1": 3, "KH-7": 0})
    rings, circles = layers(chart, "point")
    held = [(province["name"], province["documents"]) for province in values(chart, circles)]
    assert held == [("Phnom Penh", 34), ("Banteay Meanchey", 3)]
    assert len(values(chart, rings)) == 23
    assert rings["mark"]["fill"] == "transparent"
    assert [part["field"] for part in rings["encoding"]["tooltip"]] == ["name", "documents"]
    names = {province["name"] for layer in (rings, circles) for province in values(chart, layer)}
    assert names == {term.label for term in vocabularies()["province"].terms}


def test_the_fullest_province_has_the_largest_circle_and_bears_number_and_name() -> None:
    chart = province_map({f"KH-{number}": number for number in range(1, 26)} | {"KH-12": 190})
    numbers, names = layers(chart, "text")
    assert numbers["encoding"]["text"]["field"] == "documents"
    assert names["encoding"]["text"]["field"] == "written"
    drawn = values(chart, names)
    assert drawn[0]["written"] == "Phnom Penh"
    areas = [province["area"] for province in drawn]
    assert areas == sorted(areas, reverse=True)
    written = [province["written"] for province in drawn if province["written"]]
    assert len(written) == len(set(written)) >= 12
    assert "Ring" not in heading(chart)


def test_what_has_no_place_on_the_map_is_told() -> None:
    assert "Not on the map: Cambodia 120" in heading(province_map({"KH": 120, "KH-12": 1}))
    assert "Not on the map: gone 2" in heading(corridor_map({"gone": 2}))
    assert "Not on the map" not in heading(province_map({"KH-12": 1}))


def test_the_country_is_drawn_with_its_lake_left_out() -> None:
    def turn(ring: list[list[float]]) -> float:
        return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))

    chart = province_map({})
    ((feature,),) = [values(chart, shape) for shape in layers(chart, "geoshape")]
    outer, hole = feature["geometry"]["coordinates"]
    assert outer[0] == outer[-1]
    assert turn(outer) > 0 > turn(hole), "a ring that goes the other way round fills the rest of the world"


def test_every_corridor_is_a_line_or_a_sentence() -> None:
    counts = {term.id: number for number, term in enumerate(vocabularies()["corridor"].terms)}
    chart = corridor_map(counts)
    dashed, lines = layers(chart, "rule")
    drawn = {line["name"]: line["documents"] for line in values(chart, lines)}
    for term in vocabularies()["corridor"].terms:
        if term.id in {"kh-internal", "kh-other", "abroad-kh"}:
            assert f"{term.label}: {counts[term.id]}" in heading(chart)
            assert term.label not in drawn
        else:
            assert drawn[term.label] == counts[term.id]
    assert dashed["mark"]["strokeDash"]
    assert [part["field"] for part in lines["encoding"]["tooltip"]] == ["name", "documents"]


def test_the_words_at_a_line_tell_its_direction_and_number() -> None:
    chart = corridor_map({"kh-th": 1_204, "vn-kh": 2})
    written = {end["written"] for end in values(chart, layers(chart, "text")[0])}
    assert written > {"to Thailand: 1,204", "to Viet Nam: 0\nfrom Viet Nam: 2", "to Japan: 0"}


def test_a_line_is_the_wider_the_more_documents_there_are() -> None:
    chart = corridor_map({"kh-th": 40, "kh-my": 20, "kh-cn": 1})
    widths = {line["name"]: line["width"] for line in values(chart, layers(chart, "rule")[1])}
    assert widths["Cambodia to Thailand"] > widths["Cambodia to Malaysia"] > widths["Cambodia to China"] > 1


def test_two_ways_between_the_same_countries_are_two_lines() -> None:
    chart = corridor_map({"kh-vn": 1, "vn-kh": 1})
    lines = [line for line in values(chart, layers(chart, "rule")[1]) if "Viet Nam" in line["name"]]
    assert len({(line["longitude2"], line["latitude2"]) for line in lines}) == 2


def test_the_description_of_a_map_tells_the_numbers() -> None:
    said = province_map({"KH-12": 3}).to_dict()["description"]
    assert said == "Map of Cambodia, documents by province. Phnom Penh: 3. Without documents: 24 of 25."
    said = corridor_map({"kh-internal": 2, "kh-th": 4}).to_dict()["description"]
    assert "Cambodia to Thailand: 4; Within Cambodia: 2." in said


# names on a map


def test_the_first_name_chooses_and_no_name_covers_a_mark_or_another_name() -> None:
    marks = [Mark(f"Name {at}", 40 * at, 10 * (at % 3), 9) for at in range(8)]
    places = place_names(marks, -40, 320)
    assert places["Name 0"].align == "center"
    boxes = []
    for mark in marks:
        if mark.name in places:
            dx, dy, align = places[mark.name]
            left = mark.x + dx - {"left": 0, "center": 0.5, "right": 1}[align] * len(mark.name) * 6.2
            boxes.append((left, mark.y + dy - 6, left + len(mark.name) * 6.2, mark.y + dy + 6))
    circles = [(mark.x - 9, mark.y - 9, mark.x + 9, mark.y + 9) for mark in marks]
    assert len(boxes) >= 4
    pairs = [*combinations(boxes, 2), *((box, circle) for box in boxes for circle in circles)]
    assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in pairs)


def test_a_name_without_room_is_left_out() -> None:
    assert place_names([Mark("Kampong Chhnang", 50, 50, 9)], 30, 70) == {}
    assert place_names([Mark("", 50, 50, 9)], 0, 100) == {}
