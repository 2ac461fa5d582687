"""The heat map as a value: what is drawn, what is written, what a screen reader says."""

import pytest

from corpus.vocabulary import vocabularies
from tests.views.charts.samples import CELLS, COLUMNS, ROWS, a_table, heading, layers, shown, values
from views.charts.heat_map import HeatCell, heat_map


def test_every_cell_bears_its_number_or_sign() -> None:
    chart = a_table()
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
    none, untagged, held = layers(a_table(), "rect")
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
    encoding = a_table().to_dict()["layer"][0]["encoding"]
    assert encoding["y"]["scale"]["domain"] == ROWS
    assert encoding["x"]["scale"]["domain"] == COLUMNS


def test_a_cell_tells_its_documents_and_passages_when_pointed_at() -> None:
    chart = a_table()
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
    said = a_table().to_dict()["description"]
    assert "Most: 12 for Prevention and Women." in said
    assert "Of 4 cells 2 have documents, 1 have none and 1 are not yet tagged." in said


def test_a_cell_outside_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="'Policy' × 'Men'"):
        heat_map([HeatCell("Policy", "Men", 1, 1, "held")], ROWS, COLUMNS, "four Ps", "population")
