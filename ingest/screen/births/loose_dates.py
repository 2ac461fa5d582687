"""Dates of birth that nothing calls so: beside a name or a sex, or much older than the page they stand on."""

import re
from collections.abc import Iterator

from ingest.screen.births.dates_of_birth import DATE, MONTH
from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.words import is_of_a_body, place_words
from ingest.screen.names.public_names import is_in_a_list_of_works
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.misread_digits import digits_read
from ingest.screen.text.prose import Prose

_BUDDHIST = (
    r"\d{1,2}[\s./-]*(?:[ก-๎]{2,10}\.?(?:[ก-ฮ]\.)?|\d{1,2}|[A-Za-z]{3,9}\.?)[\s./-]*(?:พ\.ศ\.|"
    r"B\.?E\.?|BE)?\s*25\d\d(?!\d)"
)
_DATE = re.compile(rf"(?<![\d./-])(?P<date>{DATE}|{_BUDDHIST})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)")
_ANY_YEAR = re.compile(r"(?<![\d/.-])(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_IN_WORDS = (
    rf"(?:the\s+)?(?:\w+(?:-\w+)?\s+(?:day\s+)?of\s+|\d{{1,2}}(?:st|nd|rd|th)?\s+){MONTH}\s*,?\s*(?:in\s+)?(?:the\s+year\s+)?"
    r"(?:(?:19|20)\d\d|two\s+thousand(?:\s+and)?(?:[\s-]+\w+){0,2}|nineteen[\s-]\w+(?:-\w+)?)"
    r"|(?:the\s+)?year\s+of\s+the\s+\w+(?:,?\s+\(?(?:19|20)\d\d\)?)?"
)
_WORDED = re.compile(
    rf"\b(?:born(?!\s+(?:before|after|between|since))|birth\w*|d\.?o\.?b\.?|b\.|age)\b[^.;\n]{{0,30}}?(?P<date>{_IN_WORDS})",
    re.IGNORECASE,
)
_YEAR_IN_A_ROW = re.compile(
    r"(?:[A-Z][\w'-]+[ ][A-Z][\w'-]+|[\u1780-\u17d3]{2,14}[ ][\u1780-\u17d3]{2,14})[ ]?[\t|;][ ]?(?:(?:[FM]|"
    r"ស្រី|ប្រុស)[ ]?[\t|;][ ]?)?"
    r"(?P<date>(?:19[5-9]|20[0-2])\d)(?=[ ]?[\t|;])"
)
_FULL = re.compile(
    r"\d{1,2}\D+(?:\d{1,2}|[^\W\d]{3,})\D+\d{4}|\d{4}\D\d{1,2}\D\d{1,2}|[^\W\d]{3,}\s\d{1,2},?\s\d{4}|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d\d"
)
# What has a date of its own: a paper, a law, a meeting.
_DATED = re.compile(
    r"\b(?:laws?|act|prakas|sub-?decree|convention|protocol|agreement|memorand\w+|treaty|"
    r"mou|decision|judge?ment|declaration|resolution|"
    r"letter|signed|adopted|promulgated|issued|dated|effective|entry|into force|published|"
    r"printed|version|meeting|updated|accessed|constitution|"
    r"ratif\w+|acced\w+|session|report(?:ed)?|press|conference)\b|"
    r"ច្បាប់|ប្រកាស|អនុក្រឹត្យ|ព្រះរាជក្រម|ចុះថ្ងៃ|អនុម័ត|កិច្ចព្រមព្រៀង",
    re.IGNORECASE,
)
# Of a span of time, where it stands right before.
_OF_A_SPAN = re.compile(
    r"\b(?:between|since|until|till|from|to|before|after|during|when|and)\s*(?:the\s*)?$", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:\b(?:born|states|says|shows|reads|gives|F|M|female|male|girl|boy|sex|age|aged|"
    r"old|yrs?|y/?o|birth\w*|bom|b0rn|bdate|bday|d\.?\s?o\.?\s?b\.?|b\.|née?)|"
    r"ស្រី|ប្រុស|អាយុ|កើត|កំណើត|เกิด|หญิง|ชาย|sinh|\t|\||;)(?:\s+the)?[\s:,(|.*-]*$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    rf"(?:[{CAPITAL}][^\W\d_]+[ ][{CAPITAL}][^\W\d_]+|"
    r"[\u1780-\u17b3\u17b6-\u17d3]{2,12}[ \u200b][\u1780-\u17b3\u17b6-\u17d3]{2,14})"
    r"[\s,;:(|/*-]{1,4}(?:\d{1,2}[\s,]+)?(?:[FM]\b[\s,]*)?(?:(?:ភេទ)?(?:ស្រី|ប្រុស)[\s,]*)?$"
)
# “March 26, 2020” after a body's name is the date of its report.
_OF_A_PAPER = re.compile(r"[A-Za-z]{3,9}\.? \d{1,2}, \d{4}")
_EVENT = re.compile(r"\b(?:of|on|in|by|the|at|for)\s*(?:the\s*)?$", re.IGNORECASE)
# So often on one page a date is that of a meeting or a law.
_OF_THE_PAGE = 3
_OLDER = 9
_YOUNGEST = 4


def find_loose_dates(prose: Prose) -> Iterator[Finding]:
    """
    Full dates in a row with a person, or older by years than the rest of a page that tells of persons' cases.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    plain = digits_read(prose.plain)
    years = [int(year.group()) for year in _ANY_YEAR.finditer(prose.plain)]
    # A page with one year only does not tell how old it is.
    newest = max(years, default=0) if len(set(years)) > 1 or not prose.is_a_story else max(years, default=0) + _OLDER
    for pattern, why in (
        (_WORDED, "a date in words after words of birth"),
        (_YEAR_IN_A_ROW, "a year in a row after a name"),
    ):
        for found in pattern.finditer(prose.plain):
            start, end = found.span("date")
            in_row = pattern is _YEAR_IN_A_ROW
            if in_row and int(found["date"]) > newest - _YOUNGEST:
                continue
            if not in_row or not is_in_a_list_of_works(prose, start, end):
                yield Finding.on(prose, "date of birth", start, end, DOUBT, why)
    for found in _DATE.finditer(plain):
        start, end = found.span("date")
        if (why := _why(prose, plain, start, end, newest)) and not is_in_a_list_of_works(prose, start, end):
            yield Finding.on(prose, "date of birth", start, end, DOUBT, why)


def _why(prose: Prose, plain: str, start: int, end: int, newest: int) -> str:
    date = plain[start:end]
    if plain.count(date) >= _OF_THE_PAGE:
        return ""
    line = plain[max(plain.rfind("\n", 0, start) + 1, start - 60) : start]
    if _BESIDE.search(line) and not (_DATED.search(line[-40:]) or _OF_A_SPAN.search(line)):
        return "a date in a row with facts of a person"
    named = _NAME_BEFORE.search(prose.plain[max(0, start - 60) : start])
    if named and not is_of_a_body(named.group()) and not _is_a_place(named.group()) and not _OF_A_PAPER.fullmatch(date):
        return "a date after a name"
    year = _YEAR.search(date)
    if (
        year is None
        or (_OF_A_PAPER.fullmatch(date) and not prose.is_a_story)
        or _EVENT.search(line)
        or _OF_A_SPAN.search(line)
        or _DATED.search(prose.around(start, end, before=120, after=60))
    ):
        return ""
    written = int(year.group())
    if written > 2400 and re.search(r"\d", date):
        return "a date of the Buddhist era on a page that tells of persons’ cases"
    return "a date much older than the page" if 1930 <= written <= newest - _OLDER else ""


def _is_a_place(words: str) -> bool:
    """“Phnom Penh, 12 December 2019” is where and when something was signed."""
    return all(word.lower() in place_words() for word in re.findall(r"[^\W\d_]+", words))
