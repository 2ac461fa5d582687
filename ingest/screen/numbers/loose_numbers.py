"""Numbers of telephones and papers that nothing names: long ones that count no money and no people, and codes."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding, Kind
from ingest.screen.names.public_names import is_in_a_list_of_works
from ingest.screen.numbers.counted_numbers import is_counted_or_public
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.prose import Prose

_DIGIT = r"[\dOoIl]"
# Letters of a code stand before the digits, behind them, or both: TK-7719-03, 027/04 SKN.
_BEFORE = r"(?:[A-Z]{1,5}[-/. ]?|(?<=-)[A-Z][a-z]{1,3}[-/. ]?|(?<![\u1780-\u17d3])[\u1780-\u17a2]{1,4}[-/. ]?){0,2}"
_BEHIND = r"(?:[ ]?[-/]?(?:[A-Z]{1,4}|[\u1780-\u17a2][\u1780-\u17a2.]{1,5})(?![\w\u1780-\u17d3]))?"
_NUMBER = re.compile(
    rf"(?<![\w.,%$€/@=&?#-])(?P<number>[+(]{{0,2}}{_BEFORE}\(?\d"
    rf"(?:[ ]{{0,2}}[-./()·]{{0,2}}[ ]?{_DIGIT}){{2,19}}{_BEHIND})"
    rf"(?![A-Za-z0-9_%]|[.,]\d)"
)
_PAPER = re.compile(
    r"(?:card|book|certificate|permit|paper|slip|file|case|register(?:ed)?|passport|"
    r"ប័ណ្ណ|សំបុត្រ)\W{0,4}(?:(?:no|number|លេខ)\W{0,3})?$",
    re.IGNORECASE,
)
_GROUP = re.compile(rf"{_DIGIT}+")
_NUMBERED = re.compile(
    r"(?:\bno\b\.?|\bnumber|#|nº|\bcard|\bbook|\bpermit|\bcertificate|\bid\b|\bfile|"
    r"\bcase|\bcode|\bregist\w+|\bpassport|\bpaper|\bslip|"
    r"\bplate|\btag|\bserial|\bpass|\bphone|\btel\b\.?|\bcall\w*|\breach\w*|\brang|\bring|\bmobile|\bsim|"
    r"\bcontact|\bnum|\bticket|\bdocument|\blicen[cs]e|"
    r"\bholder\s+of|\bbearing|\bstamp|លេខ|កាន់|ប័ណ្ណ|សំបុត្រ|ទូរស័ព្ទ|ទំនាក់ទំនង|หมายเลข|"
    r"เลข|โทร|số)\W{0,4}(?:\w+\W{1,3}){0,3}$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d\d)|\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}|\d{1,2}[./]\d{4}|"
    r"(?:(?:19|20|25)\d\d\)?[ ./,-]*){1,6}|\d{1,2}[./]\d{1,2}\s+\d{1,2}[.:]\d\d|\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d"
)
_WHOLE_DATE = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\d)|(?:19|20)\d\d-\d\d-\d\d")
_HYPHENED = re.compile(r"[A-Z\u1780-\u17a2]{1,5}[-/]\d{2,}")
# Of the United Nations, of a law, of a book; a year in brackets.
_OF_A_PAPER = re.compile(r"[AESC]/|NS|RK[MT]|(?:ISBN|ISSN|DOI|NO|ART|EO|RA|PP)\b|.*\d\s?\((?:19|20)\d\d")
_TELEPHONE = re.compile(r"\(?(?:\+|00|0|855|66|84|95|856|60|62|63|86)")
_COUNTRY = re.compile(r"\(?(?:\+|855|84|66)")
# Of Cambodia's provinces: an office has one, and hardly a household.
_FIXED = re.compile(r"(?:855|0)?(?:2[3-6]|3[2-6]|4[2-4]|5[2-5]|6[2-5]|7[2-5])\d{6,7}$")
_FEWEST = 7
_FEWEST_OF_A_CODE = 5
_FEWEST_OF_A_SHORT_CODE = 3
_FEWEST_NAMED = 6


def find_loose_numbers(prose: Prose) -> Iterator[Finding]:
    """
    Numbers of seven digits and more, and codes of letters and digits, where a page tells of persons' cases.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    for found in _NUMBER.finditer(prose.plain):
        start, end = found.span("number")
        if kind := _kind(prose, start, end):
            yield Finding.on(
                prose,
                kind,
                start,
                end,
                DOUBT,
                "a long number or a code on a page that tells of persons’ cases",
            )


def _kind(prose: Prose, start: int, end: int) -> Kind | None:
    number = prose.plain[start:end]
    digits = sum(c.isdigit() for c in number)
    coded = re.search(r"[A-Z\u1780-\u17a2]{1,5}", re.sub(r"[OIl]", "", number)) is not None
    before = prose.plain[max(0, start - 45) : start].rsplit("\n", 1)[-1]
    named = _NUMBERED.search(before) is not None
    short = named and _HYPHENED.match(number) is not None
    if digits < (
        _FEWEST_OF_A_SHORT_CODE if short else _FEWEST_OF_A_CODE if coded else _FEWEST_NAMED if named else _FEWEST
    ) or _is_date(number, before):
        return None
    if _OF_A_PAPER.match(number.lstrip("( ")) or is_in_a_list_of_works(prose, start, end):
        return None
    if _WHOLE_DATE.search(number) and not (named and _COUNTRY.match(number)):
        return None
    if is_counted_or_public(prose.plain, start, end) or not _is_one(number, named, coded):
        return None
    telephone = _TELEPHONE.match(number) is not None and not coded and digits <= 15
    if telephone and _is_public(prose, start, end):
        return None
    return "phone" if telephone and digits > 7 else "identity document"


def _is_date(number: str, before: str) -> bool:
    """A card's number of the year, 45/2016, is none where it is called a number."""
    bare = re.sub(r"^[(A-Z ]+", "", number).strip(" .-")
    return _DATE.fullmatch(bare) is not None and not (_PAPER.search(before) and re.fullmatch(r"\d{1,4}/\d{2,4}", bare))


def _is_one(number: str, named: bool, coded: bool) -> bool:
    """Whether it is one number, and no row of a table, no sum of money in groups of three, no range of years."""
    groups = _GROUP.findall(number)
    if any(char in number for char in "+(") or groups[0].startswith("0"):
        return len(groups) < 7 or named
    in_threes = len(groups) > 1 and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){1,5}\.?", number):
        return False
    return named or coded or not (in_threes or (" " in number and len(groups) > 4))


def _is_public(prose: Prose, start: int, end: int) -> bool:
    """A number that an office gives to everyone: a fixed line, or an office right beside; and no one's case beside."""
    number = prose.plain[start:end]
    if prose.is_personal(start, end) or _is_mobile(number):
        return False
    return prose.is_of_an_office(start, end) or _FIXED.match(re.sub(r"\D", "", number)) is not None


def _is_mobile(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return re.match(r"(?:855|0)?(?:1[0-9]|6[01679]|7[0178]|8[013-9]|9[0235-9]|31|38)\d{6,7}$", digits) is not None or (
        number.startswith("+") and not digits.startswith("8552")
    )
