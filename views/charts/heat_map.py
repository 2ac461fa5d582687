"""The table of what is covered as a picture: a cell for each pair, its number of documents in it."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import altair as alt

from views.charts.lettering import label_expression, layered, titled, wrapped
from views.charts.palette import BLUE, LINE, ON_BLUE, TEXT

# Documents in a cell, as a share of the fullest, up to which a lighter shade goes: one hue over the page's own colour.
_SHADES = ((0.1, 0.18), (0.3, 0.32), (0.6, 0.5))
_SIGNS = {"none": ("0", "none"), "untagged": ("?", "not yet tagged")}
_NOTES = {"none": "0: no document", "untagged": "?: not yet tagged"}
# In pixels: the width of the whole, and of a character of a label on average; a cell's height, a line's height.
_WIDTH, _CHARACTER = {False: 720, True: 356}, {False: 6.3, True: 5.7}
_CELL, _LINE = 30, 14
# A gradient with hard stops is the one hatching that Vega has.
_HATCHED = alt.Gradient(
    gradient="linear",
    x1=0,
    y1=0,
    x2=1,
    y2=1,
    stops=[
        {"offset": (stripe + end) / 12, "color": LINE if stripe % 2 else "transparent"}
        for stripe in range(12)
        for end in (0, 1)
    ],
)


class HeatCell(NamedTuple):
    """
    A cell of the table.

    :param row: label of its row.
    :param column: label of its column.
    :param documents: that bear both.
    :param passages: of these documents.
    :param kind: "held" where there are some, "none" where there are none, "untagged" where nobody looked yet.
    """

    row: str
    column: str
    documents: int
    passages: int
    kind: Literal["held", "none", "untagged"]


def heat_map(
    cells: Sequence[HeatCell],
    rows: Sequence[str],
    columns: Sequence[str],
    row_title: str,
    column_title: str,
    *,
    narrow: bool = False,
) -> alt.LayerChart:
    """
    Draw the table.

    Each cell bears its number, so the shade of its blue is an aid and no more: 0 where there is no document, a ? on
    hatching where nothing is tagged yet. A pair without a cell stays blank.

    ```python
    heat_map([HeatCell("Protection", "Men", 4, 61, "held")], ["Protection"], ["Men", "Women"], "Four Ps", "Population")
    ```

    :param cells: the cells.
    :param rows: labels of the rows, from the top.
    :param columns: labels of the columns, from the left.
    :param row_title: what the rows are.
    :param column_title: what the columns are.
    :param narrow: for a phone: the longer side of the table runs down the page, whichever it was.
    :returns: the chart.
    :raises ValueError: where the row or the column of a cell is not among the labels.
    """
    for cell in cells:
        if cell.row not in rows or cell.column not in columns:
            raise ValueError(f"the table has no cell {cell.row!r} × {cell.column!r}: it is in no row or no column")
    if narrow and len(columns) > len(rows):
        cells = [cell._replace(row=cell.column, column=cell.row) for cell in cells]
        rows, columns, row_title, column_title = columns, rows, column_title, row_title
    row_labels = {row: wrapped(row, 16 if narrow else 34, 3) for row in rows}
    x_axis = _columns_axis(columns, _WIDTH[narrow] - _longest(row_labels) * _CHARACTER[narrow], narrow)
    y_axis = _axis(row_labels, narrow, orient="left", centred=True)
    cell_height = max(_CELL, max((len(lines) for lines in row_labels.values()), default=1) * _LINE + 6)
    base = alt.Chart(alt.Data(values=_drawn(cells))).encode(
        x=alt.X("column:N", title=None, axis=x_axis, scale=alt.Scale(domain=list(columns), padding=0.06)),
        y=alt.Y("row:N", title=None, axis=y_axis, scale=alt.Scale(domain=list(rows), padding=0.06)),
        tooltip=[
            alt.Tooltip("row:N", title=row_title),
            alt.Tooltip("column:N", title=column_title),
            alt.Tooltip("said:N", title="Documents"),
            alt.Tooltip("passages:Q", title="Passages", format=","),
        ],
    )
    empty: dict[str, Any] = {"stroke": LINE, "strokeOpacity": 0.5, "cornerRadius": 2}
    return layered(
        base.transform_filter("datum.kind == 'none'").mark_rect(fill="transparent", **empty),
        base.transform_filter("datum.kind == 'untagged'").mark_rect(fill=_HATCHED, fillOpacity=0.35, **empty),
        base.transform_filter("datum.kind == 'held'")
        .mark_rect(color=BLUE, cornerRadius=2)
        .encode(opacity=alt.Opacity("shade:Q", scale=None)),
        base.mark_text(aria=False, fontSize=13, fontWeight=600).encode(
            text="sign:N",
            color=alt.condition("datum.shade == 1", alt.value(ON_BLUE), alt.value(TEXT)),
        ),
    ).properties(
        width="container",
        height=cell_height * max(1, len(rows)),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        title=titled(
            f"Documents by {row_title} and {column_title}",
            " · ".join(note for kind, note in _NOTES.items() if any(cell.kind == kind for cell in cells)),
        ),
        description=_description(cells, row_title, column_title),
    )


def _drawn(cells: Sequence[HeatCell]) -> list[dict[str, Any]]:
    most = max((cell.documents for cell in cells if cell.kind == "held"), default=0)
    drawn = []
    for cell in cells:
        sign, said = _SIGNS.get(cell.kind, (f"{cell.documents:,}", f"{cell.documents:,}"))
        shade = next((shade for up_to, shade in _SHADES if cell.documents <= up_to * most), 1)
        drawn.append(cell._asdict() | {"sign": sign, "said": said, "shade": shade if cell.kind == "held" else 0})
    return drawn


def _columns_axis(columns: Sequence[str], room: float, narrow: bool) -> alt.Axis:
    """Level labels where their words have room, else upright ones."""
    cell = (room - _LINE) / max(1, len(columns))
    characters = int(cell / _CHARACTER[narrow])
    if all(len(word) <= characters for column in columns for word in column.split()):
        labels = {column: wrapped(column, characters, 4) for column in columns}
        # Lines are set downwards from the first, which is to be as high above the table as there are lines.
        height = {"expr": f"6 + {_LINE} * (length({label_expression(labels)}) - 1)"}
        return _axis(labels, narrow, orient="top", labelAngle=0, labelPadding=height)
    lines = 2 if cell >= 2 * _LINE else 1
    labels = {column: wrapped(column, 42 // lines, lines) for column in columns}
    return _axis(labels, narrow, orient="top", labelAngle=-90, labelAlign="left", centred=True)


def _axis(labels: Mapping[str, Sequence[str]], narrow: bool, centred: bool = False, **more: Any) -> alt.Axis:
    expression = label_expression(labels)
    if centred:
        more |= {"labelBaseline": "middle", "labelOffset": {"expr": f"-{_LINE / 2} * (length({expression}) - 1)"}}
    return alt.Axis(
        labelExpr=expression,
        labelColor=TEXT,
        labelFontSize=11 if narrow else 12,
        labelLineHeight=_LINE,
        labelLimit=0,
        labelOverlap=False,
        labelFlush=False,
        ticks=False,
        domain=False,
        grid=False,
        **({"labelPadding": 6} | more),
    )


def _longest(labels: Mapping[str, Sequence[str]]) -> int:
    return max((len(line) for lines in labels.values() for line in lines), default=0)


def _description(cells: Sequence[HeatCell], row_title: str, column_title: str) -> str:
    """What a screen reader says in place of the picture."""
    said = [f"Table of documents by {row_title} and {column_title}."]
    held = sorted((cell for cell in cells if cell.kind == "held"), key=lambda cell: -cell.documents)
    if held:
        said.append(f"Most: {held[0].documents:,} for {held[0].row} and {held[0].column}.")
    counts = {kind: sum(cell.kind == kind for cell in cells) for kind in ("held", "none", "untagged")}
    said.append(f"Of {len(cells)} cells {counts['held']} have documents, {counts['none']} have none")
    said.append(f"and {counts['untagged']} are not yet tagged.")
    return " ".join(said)
