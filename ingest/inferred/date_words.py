"""Dates as documents write them, in English and in Khmer."""

import calendar
import re
from datetime import date
from typing import NamedTuple

_ENGLISH = [name.lower() for name in calendar.month_name[1:]]
_KHMER = ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"]
_MONTHS = {
    **{name: number for number, name in enumerate(_ENGLISH, start=1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, start=1)},
    "sept": 9,
    **{name: number for number, name in enumerate(_KHMER, start=1)},
    "កុម្ភះ": 2,
}
KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_MONTH = rf"({'|'.join([*_ENGLISH, 'sept', *(name[:3] for name in _ENGLISH)])})\b\.?"
_MOON = rf"ខែ\s*({'|'.join([*_KHMER, 'កុម្ភះ'])})\s*ឆ្នាំ\s*(\d{{4}})"
# Day, month and year by the name of the group; the most exact first.
_PATTERNS = (
    (rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)?,?\s+{_MONTH},?\s+(\d{{4}})\b", "dmy"),
    (rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", "mdy"),
    (r"\b(\d{4})-(\d{2})-(\d{2})\b", "ymd"),
    # Cambodian and UN documents put the day first.
    (r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", "dmy"),
    (rf"(?:ថ្ងៃ)?(?:ទី)?\s*(\d{{1,2}})[.\s]*{_MOON}", "dmy"),
    (rf"\b{_MONTH},?\s+(\d{{4}})\b", "my"),
    (_MOON, "my"),
    (r"\b(\d{4})-(\d{2})\b(?!-)", "ym"),
    (r"ឆ្នាំ\s*(\d{4})", "y"),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), order) for pattern, order in _PATTERNS)
_YEAR = re.compile(r"(?<![\d/.])(19\d{2}|20\d{2})(?![\d/])")
_FIRST_YEAR = 1800


class Written(NamedTuple):
    """
    A date in a text.

    :param iso: in ISO 8601, as exact as it is written.
    :param start: of its words in the text.
    :param end: after them.
    """

    iso: str
    start: int
    end: int


def dates_in(text: str) -> list[Written]:
    """
    The dates a text writes out; bare years are none.

    ```python
    dates_in("Signed on 12 July 2014.")[0].iso  # "2014-07-12"
    ```

    :param text: any text.
    :returns: the dates, in order, none over another.
    """
    plain = text.translate(KHMER_DIGITS).replace("\u200b", " ").replace("\n", " ")
    found: list[Written] = []
    # What looks like a date and is in no calendar counts as none, and its month and year as no date either.
    for pattern, order in _COMPILED:
        for match in pattern.finditer(plain):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            found.append(Written(_iso(dict(zip(order, match.groups(), strict=True))), match.start(), match.end()))
    return sorted((each for each in found if each.iso), key=lambda each: each.start)


def years_in(text: str) -> list[str]:
    """
    The years a text names.

    :param text: a title or a file's name.
    :returns: each once, in order.
    """
    return list(dict.fromkeys(_YEAR.findall(text.translate(KHMER_DIGITS))))


def _iso(parts: dict[str, str]) -> str:
    """The date; empty where the calendar has none such."""
    named = parts.get("m", "1").lower()
    month = _MONTHS.get(named) or int(named)
    try:
        when = date(int(parts["y"]), month, int(parts.get("d", "1")))
    except ValueError:
        return ""
    if not _FIRST_YEAR <= when.year <= date.today().year + 1:
        return ""
    return when.isoformat()[: 10 if "d" in parts else 7 if "m" in parts else 4]
