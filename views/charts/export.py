"""Charts as pictures to keep: SVG and PNG, made on this machine without a browser or a network."""

import json
from typing import Any

import altair as alt

from views.charts.palette import PRINT, TEXT

WIDTH = 720


def svg(chart: alt.TopLevelMixin, width: int = WIDTH) -> str:
    """
    A chart as SVG, for print and for editing.

    :param chart: the chart.
    :param width: in pixels, of a chart that takes the width of its page.
    :returns: the SVG, dark on white.
    """
    # Its library is a whole engine of JavaScript: loaded once somebody wants a picture.
    import vl_convert

    return vl_convert.vegalite_to_svg(_for_paper(chart, width))


def png(chart: alt.TopLevelMixin, width: int = WIDTH, scale: float = 2) -> bytes:
    """
    A chart as PNG, for a slide or a report.

    :param chart: the chart.
    :param width: in pixels before scaling, of a chart that takes the width of its page.
    :param scale: pixels of the picture for each of the chart's.
    :returns: the PNG, dark on white.
    """
    import vl_convert

    return vl_convert.vegalite_to_png(_for_paper(chart, width), scale=scale)


def _for_paper(chart: alt.TopLevelMixin, width: int) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(json.dumps(chart.to_dict()).replace(f'"{TEXT}"', f'"{PRINT}"'))
    if spec.get("width") == "container":
        spec["width"] = width
    spec["padding"] = 12
    config = {"background": "white", "view": {"stroke": None}, "font": "sans-serif"}
    return spec | {"config": spec.get("config", {}) | config}
