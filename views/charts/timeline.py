"""The documents over the years: a strip for each of the four Ps, a mark for each document."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from corpus.record import FOUR_P
from views.charts.lettering import label_expression, layered, titled
from views.charts.palette import FOUR_P_COLOURS, FOUR_P_SHAPES, LINE, TEXT
from views.labels import FOUR_P_LETTERS, value_label

# In pixels: from a mark to the one above it, and the room between two strips.
_STEP, _GAP = 11, 20
_LEAST = 3


class TimePoint(NamedTuple):
    """
    A document under one of its Ps.

    :param year: of the document.
    :param four_p: the P; a document of two Ps has a point in each strip.
    :param title: of the document.
    :param document: its identifier.
    :param kind: what it is, as in "Law".
    """

    year: int
    four_p: str
    title: str
    document: str
    kind: str


def timeline(points: Sequence[TimePoint], *, narrow: bool = False) -> alt.LayerChart:
    """
    Draw the documents over the years; those of one year stand on one another.

    ```python
    timeline([TimePoint(2008, "prosecution", "Law on Suppression of Human Trafficking", "law-2008", "Law")])
    ```

    :param points: in any order; one that stands there twice is drawn once.
    :param narrow: for a phone: smaller marks.
    :returns: the chart.
    """
    points = sorted(set(points), key=lambda point: (point.year, point.kind, point.title, point.document))
    heights = _heights(points)
    step = _STEP - 2 * narrow
    # Strips are laid from the bottom of the chart, so that the first P is at the top.
    floors: dict[str, float] = {}
    total = 0.0
    for four_p in reversed(FOUR_P):
        floors[four_p] = total
        total += max(_LEAST, heights[four_p]) * step + _GAP
    middles = {floors[p] + max(_LEAST, heights[p]) * step / 2: p for p in FOUR_P}
    names = {f"{at:g}": [f"{FOUR_P_LETTERS[p]} · {value_label('four_p', p)}"] for at, p in middles.items()}
    y = alt.Y(
        "at:Q",
        scale=alt.Scale(domain=[0, total - _GAP + step / 2], nice=False, zero=False),
        axis=alt.Axis(
            values=list(middles),
            labelExpr=label_expression(names),
            labelColor=TEXT,
            labelOverlap=False,
            labelLimit=0,
            title=None,
            grid=False,
            ticks=False,
            domain=False,
        ),
    )
    first, last = (points[0].year, points[-1].year) if points else (0, 0)
    years = _round_years(first, last, 6 if narrow else 12) if points else []
    marks = alt.Chart(alt.Data(values=_drawn(points, floors, step))).mark_point(
        filled=True, opacity=1, size=(step - 2) ** 2
    )
    floor_lines = alt.Chart(alt.Data(values=[{"at": at} for at in floors.values()]))
    return layered(
        floor_lines.mark_rule(color=LINE, opacity=0.5, aria=False).encode(y=y),
        marks.encode(
            x=alt.X(
                "year:Q",
                scale=alt.Scale(domain=[first - 1, last + 1], nice=False, zero=False),
                axis=alt.Axis(values=years, format="d", title=None, grid=True, labelColor=TEXT),
            ),
            y=y,
            shape=_by_four_p(alt.Shape, FOUR_P_SHAPES),
            color=_by_four_p(alt.Color, FOUR_P_COLOURS),
            tooltip=[
                alt.Tooltip("title:N", title="Title"),
                alt.Tooltip("year:Q", title="Year", format="d"),
                alt.Tooltip("kind:N", title="Type"),
                alt.Tooltip("label:N", title="Four Ps"),
            ],
        ),
    ).properties(
        width="container",
        height=total,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        title=titled("Documents by year", "A document of several Ps stands in several strips."),
        description=_description(points),
    )


def _round_years(first: int, last: int, most: int) -> list[int]:
    """The years an axis names: each, or each second, fifth, tenth, …, so that there are no more than some."""
    every = next(every for every in (1, 2, 5, 10, 20, 50, 100, last + 1) if (last - first) // every < most)
    return [year for year in range(first, last + 1) if year % every == 0]


def _by_four_p(channel: Any, values: dict[str, str]) -> Any:
    scale = alt.Scale(domain=list(FOUR_P), range=[values[four_p] for four_p in FOUR_P])
    return channel("four_p:N", scale=scale, legend=None)


def _heights(points: Sequence[TimePoint]) -> dict[str, int]:
    """How many marks stand on one another in each strip, at most."""
    stacks = Counter((point.four_p, point.year) for point in points)
    return {p: max((count for (of, _), count in stacks.items() if of == p), default=0) for p in FOUR_P}


def _drawn(points: Sequence[TimePoint], floors: dict[str, float], step: float) -> list[dict[str, Any]]:
    stacks: Counter[tuple[str, int]] = Counter()
    drawn = []
    for point in points:
        below = stacks[point.four_p, point.year]
        stacks[point.four_p, point.year] += 1
        at = floors[point.four_p] + (below + 0.5) * step + 1
        drawn.append(point._asdict() | {"at": at, "label": value_label("four_p", point.four_p)})
    return drawn


def _description(points: Sequence[TimePoint]) -> str:
    """What a screen reader says in place of the picture."""
    if not points:
        return "Documents by year, a strip for each of the four Ps: there are none."
    counts = Counter(point.four_p for point in points)
    strips = ", ".join(f"{value_label('four_p', p)} {counts[p]:,}" for p in FOUR_P)
    years = f"from {points[0].year} to {points[-1].year}"
    return f"Documents by year, {years}, a strip for each of the four Ps: {strips}."
