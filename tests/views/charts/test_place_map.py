"""The maps as values: every province and corridor is drawn or told."""

from itertools import pairwise

from corpus.vocabulary import vocabularies
from tests.views.charts.samples import heading, layers, values
from views.charts.place_map import corridor_map, province_map


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
