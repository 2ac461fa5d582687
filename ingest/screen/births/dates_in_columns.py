"""Dates in the cells below a header of birth, whatever the other columns are and however short the year is."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.lists.date_words import ANIMAL_YEAR, MONTH_OF_ANY_KIND
from ingest.screen.text.prose import Prose

_CELL = re.compile(r"[^\s|](?:[^\s|]|[ ](?=[^\s|]))*")
_HEADER = re.compile(
    r"(?:\bborn\b|\bbirth|\bd\.?\s?[o0]\.?\s?b\b|\by\.?o\.?b\b|naissance|\bnée?\b|sinh|เกิด|កំណើត|^កើត)", re.IGNORECASE
)
# Where, and on what paper: other columns of birth.
_OTHER_HEADER = re.compile(r"place|certificate|reg|lieu|acte|nơi|giấy|ទីកន្លែង|សំបុត្រ|ទី ?កំណើត", re.IGNORECASE)
_DATE = re.compile(
    rf"\d{{1,4}}\s?[./-]\s?(?:\d{{1,2}}|{MONTH_OF_ANY_KIND})\s?[./-]\s?'?\d{{2,4}}|'?\b(?:19|20|25)\d\d\b|'\d\d\b|"
    rf"{MONTH_OF_ANY_KIND}\W{{0,3}}'?\d{{1,4}}|\d{{1,2}}\W{{0,3}}{MONTH_OF_ANY_KIND}|{ANIMAL_YEAR}|"
    r"\b\d{1,2}[./-]\d{2,4}\b|\b\d{6,8}\b",
    re.IGNORECASE,
)
_MOST_ROWS = 60
# Characters that a cell may stand beside its header: a printer's columns do not run straight.
_AWRY = 14
_LONGEST = 40


def find_dates_in_columns(prose: Prose) -> Iterator[Finding]:
    """
    What looks like a date and stands below a header of birth.

    ```python
    from ingest.screen.births.dates_in_columns import find_dates_in_columns
    from ingest.screen.text.prose import Prose

    page = Prose("No   Pupil       Born\\n1    Dara Kim    '07 (Pig), Oct. 9\\n")
    [each.words for each in find_dates_in_columns(page)]  # ["'07 (Pig), Oct. 9"]
    ```

    :param prose: the page.
    :returns: them.
    """
    column, rows = -1, 0
    for line in re.finditer(r"[^\n]+", prose.plain):
        cells = list(_CELL.finditer(line.group()))
        if (header := _header(cells)) >= 0:
            column, rows = header, 0
            continue
        if column < 0 or len(cells) < 2:
            continue
        rows += 1
        if rows > _MOST_ROWS:
            column = -1
            continue
        dates = [cell for cell in cells if len(cell.group()) <= _LONGEST and _DATE.search(cell.group())]
        nearest = min(dates, key=lambda cell: abs(cell.start() - column), default=None)
        if nearest and abs(nearest.start() - column) <= _AWRY:
            start, end = line.start() + nearest.start(), line.start() + nearest.end()
            yield Finding.on(prose, "date of birth", start, end, 0.6, "a date below a header of birth")


def _header(cells: list[re.Match[str]]) -> int:
    """Where the column of birth begins in a line of headers; -1 where the line is none."""
    if len(cells) < 2 or any(len(cell.group()) > _LONGEST or re.search(r"\d{2}", cell.group()) for cell in cells):
        return -1
    return next(
        (c.start() for c in cells if _HEADER.search(c.group()) and not _OTHER_HEADER.search(c.group())),
        -1,
    )
