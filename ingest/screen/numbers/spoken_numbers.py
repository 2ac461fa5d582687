"""Numbers that someone says figure by figure or in pairs, in words."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.text.prose import Prose

_ENGLISH = (
    r"(?:zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|ten|eleven|twelve|"
    r"\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
_FRENCH = (
    r"(?:zéro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|"
    r"quarante|cinquante|soixante)"
)
_VIETNAMESE = r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi)"
_THAI = "(?:ศูนย์|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|เอ็ด|ยี่สิบ)"
_KHMER = "(?:សូន្យ|ប្រាំពីរ|ប្រាំបី|ប្រាំបួន|ប្រាំមួយ|ប្រាំ|មួយ|ពីរ|បី|បួន|ដប់|ម្ភៃ|សាមសិប|សែសិប|ហាសិប|ហុកសិប|ចិតសិប|ប៉ែតសិប|កៅសិប)"
# What someone says between two figures.
_PAUSE = r"(?:[\s,.;:/…-]+(?:(?:then|and|again|next|after\s+that|dash|puis|et|rồi|និង|បន្ទាប់មក|แล้วก็|แล้ว)[\s,.-]+)?)"
_FEWEST = 6


def _said(word: str, joined: bool = False) -> re.Pattern[str]:
    pause = rf"(?:{_PAUSE})?" if joined else _PAUSE
    edge = "" if joined else r"\b"
    first = word if joined else rf"{edge}{word}{edge}"
    return re.compile(rf"{first}(?:{pause}(?:{word}{edge}|\d{{1,4}}(?!\w))){{{_FEWEST - 1},24}}", re.IGNORECASE)


_SAID = (_said(_ENGLISH), _said(_FRENCH), _said(_VIETNAMESE), _said(_THAI, joined=True), _said(_KHMER, joined=True))
# Where fewer are said, a number in figures goes before or on: "zero one two, 345 678", "017 ninety-one eleven 22".
_BEGUN = re.compile(
    rf"\b(?:zero|oh|double|triple)\b(?:{_PAUSE}{_ENGLISH}\b){{1,4}}(?:{_PAUSE}\d{{1,4}}(?!\w)){{1,4}}"
    rf"|(?<!\w)0\d{{1,2}}(?:{_PAUSE}\d{{1,4}}(?!\w)){{0,2}}(?:{_PAUSE}{_ENGLISH}\b){{2,8}}(?:{_PAUSE}\d{{1,4}}(?!\w)){{0,3}}"
    rf"|(?:\b(?:zero|zéro|không)\b|ศูนย์|សូន្យ)(?:{_PAUSE})?\d{{2,3}}(?:{_PAUSE}\d{{2,4}}(?!\w)){{1,4}}",
    re.IGNORECASE,
)


def find_spoken_numbers(prose: Prose) -> Iterator[Finding]:
    """
    Six figures and more said one after another, whatever little word stands between.

    ```python
    from ingest.screen.text.prose import Prose
    from ingest.screen.numbers.spoken_numbers import find_spoken_numbers

    page = Prose("The victim's number is zero nine seven, double five, then one two three four.")
    [each.words for each in find_spoken_numbers(page)]
    ```

    :param prose: the page.
    :returns: them, little sure.
    """
    for pattern in (*_SAID, _BEGUN):
        for found in pattern.finditer(prose.plain):
            start, end = found.span()
            # "ten thousand two hundred and forty": a sum, however long.
            if "hundred" not in found.group().lower():
                yield Finding.on(prose, "phone", start, end, DOUBT, "a number said in words")
