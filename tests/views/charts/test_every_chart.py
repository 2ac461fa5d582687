"""Every chart has its words and its width, and becomes a picture."""

import io
import json
from collections.abc import Callable

import altair as alt
import pytest
from PIL import Image

from tests.views.charts.samples import POINTS, a_table
from views.charts.export import png, svg
from views.charts.heat_map import heat_map
from views.charts.palette import PRINT, TEXT
from views.charts.place_map import corridor_map, province_map
from views.charts.timeline import timeline

Make = Callable[[], alt.LayerChart]
CHARTS: dict[str, Make] = {
    "heat map": a_table,
    "narrow heat map": lambda: a_table(narrow=True),
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
    with Image.open(io.BytesIO(png(a_table()))) as picture:
        assert picture.width == pytest.approx(1440, abs=60)
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    drawn = svg(a_table())
    assert drawn.startswith("<svg")
    assert ">12</text>" in drawn
    assert "Documents by four Ps and population" in drawn
    assert TEXT not in drawn
    assert PRINT in drawn


def test_making_a_picture_leaves_the_chart_as_it_was() -> None:
    chart = a_table()
    before = chart.to_dict()
    svg(chart)
    assert chart.to_dict() == before
