"""Words in charts: labels that wrap, and the title with what the signs mean."""

import json
import textwrap
from collections.abc import Iterable, Mapping

import altair as alt

from views.charts.palette import TEXT

# A line of a title fits a phone.
_TITLE_LINE = 54


def wrapped(label: str, width: int, lines: int) -> list[str]:
    """
    A label in lines; words stay whole, and what finds no room gives way to an ellipsis.

    ```python
    wrapped("Prevention of trafficking in persons", 14, 2)  # ["Prevention of", "trafficking…"]
    ```

    :param label: the label.
    :param width: of a line, in characters; a longer word overhangs.
    :param lines: how many there may be.
    :returns: the lines, at least one.
    """
    # A stroke between two words is a place to break, as in "Understanding/Awareness".
    parted = textwrap.wrap(label.replace("/", "/ "), width, max_lines=lines, placeholder="…", break_long_words=False)
    return [line.replace("/ ", "/") for line in parted] or [label]


def label_expression(labels: Mapping[str, Iterable[str]]) -> str:
    """
    What an axis writes for its values, where that is not the value itself.

    :param labels: {value: lines}.
    :returns: an expression of Vega.
    """
    return f"({json.dumps({value: list(lines) for value, lines in labels.items()})})[datum.value]"


def titled(text: str, *notes: str) -> alt.TitleParams:
    """
    A chart's title, and under it what is to be known to read it.

    :param text: the title.
    :param notes: sentences; those that are empty are left out.
    :returns: the title, in the colours of the page.
    """
    return alt.TitleParams(
        text=textwrap.wrap(text, _TITLE_LINE),
        subtitle=[line for note in notes if note for line in textwrap.wrap(note, _TITLE_LINE)],
        anchor="start",
        frame="bounds",
        fontSize=14,
        fontWeight=600,
        subtitleFontSize=12,
        subtitleColor=TEXT,
        subtitlePadding=4,
        offset=12,
    )


def layered(*layers: alt.Chart) -> alt.LayerChart:
    """
    Charts over one another; as `altair.layer`, whose type leaves open what it gives.

    :param layers: the lowest first.
    :returns: the chart.
    """
    return alt.LayerChart(layer=list(layers))
