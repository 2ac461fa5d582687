"""Small charts of each kind, and how to look into one."""

import json
from typing import Any

import altair as alt

from views.charts.heat_map import HeatCell, heat_map
from views.charts.timeline import TimePoint

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


def a_table(narrow: bool = False) -> alt.LayerChart:
    """Two by two cells, one of each kind."""
    return heat_map(CELLS, ROWS, COLUMNS, "four Ps", "population", narrow=narrow)


def layers(chart: alt.LayerChart, mark: str) -> list[dict[str, Any]]:
    """The layers of a chart that are drawn by one kind of mark."""
    return [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == mark]


def values(chart: alt.LayerChart, layer: dict[str, Any]) -> list[dict[str, Any]]:
    """What a layer is drawn of."""
    data = layer.get("data") or chart.to_dict()["data"]
    held: list[dict[str, Any]] = data["values"]
    return held


def heading(chart: alt.LayerChart) -> str:
    """The words over a chart."""
    title = chart.to_dict()["title"]
    return "\n".join([*title["text"], *title["subtitle"]])


def shown(expression: str) -> dict[str, list[str]]:
    """What an expression writes for each value of an axis."""
    labels: dict[str, list[str]] = json.loads(expression.removeprefix("(").removesuffix(")[datum.value]"))
    return labels
