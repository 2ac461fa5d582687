"""Telephone numbers: of Cambodia and of abroad, in any digits, spaced, dotted or misread."""

import re
from collections.abc import Iterator

import phonenumbers

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

_DIGIT = r"[\dOoIl|SB]"
_CANDIDATE = re.compile(
    rf"(?<![\w.,%$€-])(?:\+|\()?[ ]?\(?\+?{_DIGIT}"
    rf"(?:[ \t\n]{{0,2}}[-.()\u00b7]{{0,2}}[ \t]?{_DIGIT}){{6,19}}(?![\w%]|[.,]\d)"
)
_IN_AN_ADDRESS = re.compile(r"(?:https?:|www\.)\S*$|[^\d\s]/$", re.IGNORECASE)
_GROUP = re.compile(rf"{_DIGIT}+")
_MISREAD = str.maketrans("OoIl|SB", "0011158")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}")
# A range of years, or the cells of a table.
_NO_NUMBER = re.compile(r"(?:19|20)\d\d\s?-\s?(?:19|20)\d\d|[\t(\n]")
_CUE = re.compile(
    r"(?:\btel|telephone|phone|mobile|\bcell|\bcall(?:ed|s|ing)?\b|contact\b|(?:her|his|whose|this|my|the|"
    r"contact|family|\w's)\s+number|\bh/?p\b|whats\s?app|viber|telegram|"
    r"zalo|\bsms\b|text(?:ed)?|\bsim\b|hand ?phone|\bmob\b|signal|\bline\b|wechat|ទូរ?ស័ព្ទ|ទូរសព្ទ|โทร|"
    r"ဖုန်း|điện thoại|\bsđt\b)"
    r"[^\d\n]{0,30}\n?[^\d\n]{0,10}$",
    re.IGNORECASE,
)
_FIXED = phonenumbers.PhoneNumberType.FIXED_LINE
# Of the neighbours and of where people are taken: a national number of one of these is a number.
_HOME = ("KH", "TH", "VN", "MM", "LA", "MY")
_OF_LANGUAGE = {"th": "TH", "vi": "VN", "my": "MM", "lo": "LA", "ms": "MY"}
_COUNTRY_CODES = ("855", "66", "84", "95", "856", "60", "62", "63", "86", "82", "81", "886", "65", "852")


def find_phones(prose: Prose) -> Iterator[Finding]:
    """
    Telephone numbers, but for those of offices.

    :param prose: the page.
    :returns: them.
    """
    for candidate in _CANDIDATE.finditer(prose.plain):
        if _IN_AN_ADDRESS.search(prose.plain[max(0, candidate.start() - 200) : candidate.start()]):
            continue
        dates = [
            (candidate.start() + d.start(), candidate.start() + d.end()) for d in _DATE.finditer(candidate.group())
        ]
        groups = [
            (candidate.start() + group.start(), candidate.start() + group.end())
            for group in _GROUP.finditer(candidate.group())
        ]
        first = 0
        while first < len(groups):
            for last in range(len(groups), first, -1):
                start, end = groups[first][0], groups[last - 1][1]
                if any(a < end and start < b for a, b in dates):
                    continue
                if found := _phone(prose, start, end):
                    yield found
                    first = last
                    break
            else:
                first += 1


def _phone(prose: Prose, start: int, end: int) -> Finding | None:
    written = prose.plain[start:end]
    read = written.translate(_MISREAD)
    digits = re.sub(r"\D", "", read)
    if sum(c.isdigit() for c in written) < 6 or len(digits) > 15:
        return None
    cued = _CUE.search(prose.plain[max(0, start - 60) : start].rstrip("+( ")) is not None
    has_plus = prose.plain[max(0, start - 2) : start].rstrip("( ").endswith("+")
    number = _parsed(digits, read, has_plus, cued, _OF_LANGUAGE.get(prose.language, "KH"))
    if number is None:
        return None
    personal, office = prose.is_personal(start, end), prose.is_of_an_office(start, end)
    fixed = isinstance(number, phonenumbers.PhoneNumber) and phonenumbers.number_type(number) == _FIXED
    if office and not personal:
        return None
    if fixed and not personal:
        return None
    while start and prose.plain[start - 1] in "+(":
        start -= 1
    confidence = 0.95 if personal else 0.8 if cued else 0.6
    return Finding.on(prose, "phone", start, end, confidence, _why(number, personal, cued))


def _parsed(digits: str, read: str, has_plus: bool, cued: bool, home: str) -> phonenumbers.PhoneNumber | bool | None:
    """The number as the library reads it; True where only its form and the word before say that it is one."""
    groups = re.findall(r"\d+", read)
    spaced_well = all(len(group) > 1 for group in groups)
    if has_plus or digits.startswith("00"):
        invented = cued and 9 <= len(digits) <= 15
        return _valid("+" + _without_trunk(digits.removeprefix("00")), None) or invented or None
    if digits.startswith("0") and 9 <= len(digits) <= 11:
        if not spaced_well and not cued:
            return None
        # A number nobody has been given yet, or an invented one, is one by its form.
        return next(filter(None, (_valid(digits, country) for country in (home, *_HOME))), None) or (
            cued or len(groups) > 1 or None
        )
    if digits.startswith(_COUNTRY_CODES) and 10 <= len(digits) <= 13 and (cued or digits.startswith("855")):
        return _valid("+" + _without_trunk(digits), None)
    return (cued and spaced_well and 8 <= len(digits) <= 11 and not _NO_NUMBER.search(read)) or None


def _without_trunk(digits: str) -> str:
    """+855 (0)12 is +855 12."""
    return digits.replace("8550", "855", 1) if digits.startswith("8550") else digits


def _valid(digits: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _why(number: phonenumbers.PhoneNumber | bool, personal: bool, cued: bool) -> str:
    country = phonenumbers.region_code_for_number(number) if isinstance(number, phonenumbers.PhoneNumber) else None
    what = f"a telephone number of {country}" if country else "a telephone number"
    beside = ", beside words on a person" if personal else ", named as such" if cued else ""
    return what + beside
