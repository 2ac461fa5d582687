"""Birthdays: a day or a feast, mostly without a year, on which someone turns an age."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.date_words import MONTH_OF_ANY_KIND
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.misread_digits import digits_read
from ingest.screen.text.prose import Prose

_DAY = (
    rf"(?:(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH_OF_ANY_KIND}|{MONTH_OF_ANY_KIND}\s\d{{1,2}}(?!\d))"
    r"(?:,?\s\d{4}(?!\d))?"
)
_FEAST = (
    r"(?:(?:khmer\s+|chinese\s+|lunar\s+)?new\s+year(?:'s)?(?:\s+(?:day|eve))?|christmas(?:\s+(?:day|eve))?|"
    r"valentine's\s+day|pchum\s+ben|water\s+festival|women's\s+day|labou?r\s+day|children's\s+day|"
    r"independence\s+day|halloween|songkran|tet\b|noël|la\s+toussaint|le\s+jour\s+de\s+l'an|giao\s+thừa|"
    r"mùng\s+\w+\s+tết|สงกรานต์|ลอยกระทง|ចូលឆ្នាំ|ភ្ជុំបិណ្ឌ)"
)
_BIRTHDAY = re.compile(
    r"(?:\bbirthday|\b(?:will|would|to)\s+(?:be|turn|have\s+been|have\s+turned)\s+\w+\s+(?=on|at|in|last|next|this)|"
    r"\bturn(?:ed|s|ing)?\s+(?:\d{1,2}|\w+teen|twenty)\b|\b(?:her|his)\s+majority|\bcame\s+of\s+age|"
    r"\banniversaire|\bsinh\s+nhật|วันเกิด|ខួបកំណើត|ថ្ងៃកំណើត)"
    rf"[^.;\n\d។]{{0,40}}?(?P<date>{_DAY}|(?:(?:last|next|this)\s+)?{_FEAST}|"
    rf"(?:ថ្ងៃទី ?)?\d{{1,2}} ?ខែ ?{MONTH_OF_ANY_KIND}|(?:วันที่ )?\d{{1,2}} ?{MONTH_OF_ANY_KIND}|"
    r"\d{1,2}\s+tháng\s+\d{1,2})",
    re.IGNORECASE,
)


def find_birthdays(prose: Prose) -> Iterator[Finding]:
    """
    Days that are told as someone's birthday, in figures or by their feast.

    ```python
    from ingest.screen.births.birthdays import find_birthdays
    from ingest.screen.text.prose import Prose

    page = Prose("The victim, now 16, will be 17 on 30 August.")
    [each.words for each in find_birthdays(page)]  # ["30 August"]
    ```

    :param prose: the page.
    :returns: them, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    for found in _BIRTHDAY.finditer(digits_read(prose.plain)):
        start, end = found.span("date")
        yield Finding.on(prose, "date of birth", start, end, DOUBT, "a day after words of a birthday")
