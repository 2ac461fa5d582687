"""Whatever stands between a word of birth and a year: a feast, a moon, a season, a date in words or misread."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.date_words import ANIMAL_YEAR, MONTH_OF_ANY_KIND, TIME_WORD, YEAR_IN_WORDS
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.misread_digits import digits_read
from ingest.screen.text.prose import Prose

_BORN = (
    r"(?:(?<!-)\bborn\b(?!\s+(?:before|after|between|alive|out|into|since|prior|with|from|to))|\bbirthday|"
    r"\b(?:came|come|brought|entered)\s+(?:into|in)?\s*(?:the|this)\s+world|\bsaw\s+the\s+(?:first\s+)?light\b|"
    r"\b(?:gave|given)\s+birth\s+to\s+(?:her|him|me)\b|\b(?:bore|delivered)\s+(?:her|him|me)\b|"
    r"\bdate\s+[o0]f\s+b[i1lI]rth|\bof\s+birth\b|\bbirth\s?year|\bd\.?\s?[o0]\.?\s?b\b\.?|\bbirth\s?-?date|\byear\s+of\s+birth|"
    r"\bbirth\s+(?:is|was|paper|certificate|record|entry)\b|\b(?:her|his|my)\s+birth\b|"
    r"\bdr[ae]wn?\s+(?:(?:her|his|my)\s+)?first\s+breath|\bfirst\s+drew\s+breath|\b(?:would|should)\s+have\s+(?:been|turned)\s+\w+\s+on\b|"
    r"\bturn(?:ed|s|ing)?\s+(?:\d{1,2}|\w+teen|twelve|eleven|ten|twenty)\b|"
    r"\bnée?s?\b(?=\s+(?:le|la|les|l'|en|un|une|au|aux|dans|à|vers|pendant|durant|lors|du|\d))|"
    r"\bnaissance\b|\b(?:venue?|mise?)\s+au\s+monde|\bvu\s+le\s+jour|\banniversaire|"
    r"\bsinh(?=\s+(?:vào|ngày|năm|đúng|nhằm|tháng|hôm|đêm|mùng|mồng|rằm|lúc|tại|ra|ở|\d))|\bngày\s+sinh|\bsn\b|\b(?:ra|chào)\s+đời|"
    "เกิด(?!ขึ้น(?! ?\\d)|จาก|เหตุ|ความ|การ|ผล|อุบัติ)|คลอด(?!ลูก)|ลืมตาดูโลก|ເກີດ|"
    "កំណើត|ប្រសូត|(?<!\\d)(?<!\\d )(?<!ខាង)កើត(?!ឡើង|ហេតុ|មាន|ទុក្ខ|ការ|ចេញ|ជា))"
)
# No blank line, no new sentence: but a point after a short month or an initial ends none.
_WITHIN = r"(?:(?!\n\s*\n|(?<=[a-z]{5})[.!?]\s+[A-Z]|[;។])[\s\S])"
_ERA = r"(?:(?:\bB\.?E\.?|\bA\.?D\.?|\bC\.?E\.?|ព\.?ស\.?|គ\.?ស\.?|พ\.ศ\.|ค\.ศ\.)\s*)"
_YEAR = (
    rf"(?:{_ERA}?(?<![\d/])(?:19[3-9]\d|20[0-4]\d|24[89]\d|25\d\d)(?!\d|[/-]\d{{4}})|"
    r"(?<!\w)'\d\d\b|(?:ឆ្នាំ|ปี|\bnăm)\s?\d\d(?!\d))"
)
# A whole date whose year has two figures.
_SHORT = (
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[\s./-]{{0,2}}{MONTH_OF_ANY_KIND}[\s./,-]{{0,2}}'?\d\d(?!\d)|"
    rf"{MONTH_OF_ANY_KIND}\s'?\d\d(?!\d|[,.]?\s?\d)"
)
_ANY_YEAR = rf"(?:{ANIMAL_YEAR}|{YEAR_IN_WORDS}|{_YEAR}|{_SHORT})"
# After the year its other names, or the day that a row gives last: '07 (Pig), Oct. 9.
_TAIL = (
    r"(?:[\s,(/]{1,3}(?:(?:or|i\.e\.|that\s+is)\s+)?"
    rf"(?:\d{{1,2}}\s+{MONTH_OF_ANY_KIND}\s+\d{{4}}(?!\d)|{_ANY_YEAR})\)?"
    rf"|\s?[\u1780-\u17d3]{{2,10}}ស័ក(?:\s?{_ERA}\d{{4}})?"
    rf"|[/.-](?:\d{{1,2}}|{MONTH_OF_ANY_KIND})[/.-]\d{{1,2}}(?!\d)"
    r"|\s\([A-Z][a-z]{1,8}\)"
    r"|,?\s(?:on|at|in)\s(?:the\s)?(?:\w+\s){1,3}(?:moon|month|night|day|season)(?:\sof\s(?:the\s)?\w+(?:\smonth)?)?\b"
    rf"|,?\s{MONTH_OF_ANY_KIND}\s\d{{1,2}}(?!\d)){{0,3}}"
)
_CLAUSE = re.compile(rf"{_BORN}(?P<gap>{_WITHIN}{{0,110}}?)(?P<year>{_ANY_YEAR}{_TAIL})", re.IGNORECASE)
_TIME = re.compile(TIME_WORD, re.IGNORECASE)
_MONTH_AND_YEAR = (
    rf"(?:(?:the\s+)?(?:\b\w{{2,12}}(?:-\w{{2,12}})?\s+(?:day\s+)?of\s+|\d{{1,2}}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?)"
    rf"{MONTH_OF_ANY_KIND}[\s,./-]*(?:(?:of|in)\s+)?(?:the\s+year\s+)?{_ANY_YEAR})"
)
_BEFORE = re.compile(
    rf"(?P<date>{_MONTH_AND_YEAR})[^.;\n]{{0,25}}?\b(?:was\s+born|is\s+(?:her|his|my)\s+(?:birthday|date\s+of\s+birth)|"
    r"(?:her|his|my|the)\s+mother\s+(?:bore|had)|gave\s+birth\s+to\s+(?:her|him|me))",
    re.IGNORECASE,
)
# A year of an animal is told of a life, and of nothing else on a page of cases.
_ANIMAL = re.compile(rf"{ANIMAL_YEAR}{_TAIL}", re.IGNORECASE)
# Of all births, and no one's.
_RULE = re.compile(r"\b(?:children|persons|people|those|girls|babies|rate|control|registration)\W*$", re.IGNORECASE)
_LONGEST = 130
_BEFORE_AN_ANIMAL = 50


def find_birth_clauses(prose: Prose) -> Iterator[Finding]:
    """
    When someone was born, told in whatever words.

    ```python
    from ingest.screen.births.birth_clauses import find_birth_clauses
    from ingest.screen.text.prose import Prose

    page = Prose("The girl was born on the eve of Pchum Ben in 2003.")
    [each.words for each in find_birth_clauses(page)]  # ["the eve of Pchum Ben in 2003"]
    ```

    :param prose: the page.
    :returns: the words from the first that tells of a time to the year, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    plain = digits_read(prose.plain)
    for clause in _CLAUSE.finditer(plain):
        if _RULE.search(plain[max(0, clause.start() - 20) : clause.start()]):
            continue
        time = _TIME.search(plain, clause.start("gap"), clause.end())
        start = min(time.start() if time else clause.end(), clause.start("year"))
        if clause.end() - start <= _LONGEST:
            yield _finding(prose, start, clause.end(), "what stands between a word of birth and a year")
    for before in _BEFORE.finditer(plain):
        yield _finding(prose, *before.span("date"), "a date in words before words of birth")
    for animal in _ANIMAL.finditer(plain):
        first = max(prose.sentence(animal.start())[0], animal.start() - _BEFORE_AN_ANIMAL)
        time = _TIME.search(plain, first, animal.end())
        start = min(time.start() if time else animal.start(), animal.start())
        yield _finding(prose, start, animal.end(), "a year of an animal, as it is told of a birth")


def _finding(prose: Prose, start: int, end: int, why: str) -> Finding:
    words = prose.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return Finding.on(prose, "date of birth", start, end, DOUBT, why)
