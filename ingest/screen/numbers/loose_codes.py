"""Codes of letters and figures in any mixture, as offices give them to persons and their files."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.names.public_names import is_in_a_list_of_works
from ingest.screen.numbers.counted_numbers import is_counted_or_public
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.prose import Prose

_KHMER = r"[\u1780-\u17a2]{1,4}(?![\u17b6-\u17d3\u1780-\u17a2])\.?"
_GROUP = rf"(?:[A-Z\d]{{1,14}}|(?<=[\d/.-]){_KHMER})"
# A space parts letters from figures, and nothing else: what comes after is another word.
_CODE = re.compile(
    rf"(?<![\w@/.,=&?#%-])(?P<code>(?:[A-Z][a-z]{{1,3}}[-/]|[A-Z]{{1,8}}(?:[-/.][A-Z]{{1,8}}){{0,3}}\s?[-/.:]?\s?)?"
    rf"{_GROUP}(?:(?:[-/.]|\s[-/]\s){_GROUP}){{0,5}})(?![\w@/%\u1780-\u17d3]|[.,-]\w)"
)
# Shorter ones, and in small letters, where a word says what they are.
_NAMED = re.compile(
    r"(?:\b(?:coded?|client|reference|ref|survivor|victim|pupil|student|school\s+number|sheet|tag|permit|intake)\b|លេខ|កូដ)"
    r"(?i:[\s.:#(]|\bno\b|\bnumber\b|\bas\b|\bcode\b|លេខ){1,6}"
    r"(?P<code>(?:[A-Z][a-z]\.\s)?(?=[^\s]{0,20}?\d[^\s\d]{0,4}\d)(?:[A-Za-z]{1,6}[-/._]?)?[A-Za-z\d]{1,10}(?:[-/._](?:[A-Za-z\d]{1,10}|[\u1780-\u17a2]{1,4}))"
    r"{0,5})(?![\w\u1780-\u17d3])"
)
_SPACED = re.compile(r"(?<![\w.,-])(?<!\d )(?P<code>\d(?: {1,3}\d){5,15})(?! {0,3}\d|[\w%]|[.,]\d)")
_DATES = re.compile(r"(?:(?:19|20|25)\d\d|\d{1,2})(?:[-/.](?:(?:19|20|25)\d\d|\d{1,2})){0,2}")
# Resolutions, laws, articles, decisions, books, and the plagues.
_PUBLIC = re.compile(
    r"(?:[AESC]/|NS\b|NS/|RK[MT]/|ISBN|ISSN|DOI|UNTS|ECCC|COVID|SARS|ISO|HIV|NO\b|ART|EO|RA|PP|CEDAW|CRC|CCPR|CAT|ST/|HRC|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|SDG|USD|THB|KHR|US\b|GMT|UTC|PM|AM|FY|Q[1-4]|MDG|TIP|CNCC|NCCT|KHM|GR\b|LOT|PO\b|SG/|WP|B\.?E\.?)"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s)")
_FEWEST = 5


def find_loose_codes(prose: Prose) -> Iterator[Finding]:
    """
    Codes of five figures and more with letters before, between or behind them, and figures spaced one by one.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    for found in _CODE.finditer(prose.plain):
        code, (start, end) = found["code"], found.span("code")
        if not _is_one(code) or is_counted_or_public(prose.plain, start, end):
            continue
        if not is_in_a_list_of_works(prose, start, end):
            yield _finding(prose, start, end, "a code of letters and figures on a page that tells of persons’ cases")
    for found in _NAMED.finditer(prose.plain):
        code, (start, end) = found["code"], found.span("code")
        if re.search(r"[A-Z\u1780-\u17a2]|[a-z]\W?\d", code) and not (_ORDINAL.fullmatch(code) or _PUBLIC.match(code)):
            yield _finding(prose, start, end, "a short code after a word that names it")
    for found in _SPACED.finditer(prose.plain):
        figures = [int(sign) for sign in found["code"] if sign.isdigit()]
        # 1 2 3 4 5 is a scale, and so is 5 4 3 2 1.
        if figures[0] == 0 or len({later - earlier for earlier, later in pairwise(figures)}) > 2:
            yield _finding(prose, *found.span("code"), "a number in figures spaced one by one")


def _is_one(code: str) -> bool:
    figures = "".join(sign if sign.isdigit() else " " for sign in code)
    if len(figures.replace(" ", "")) < _FEWEST or not re.search(r"[A-Z\u1780-\u17a2]", code) or _PUBLIC.match(code):
        return False
    # “UNICEF 2017-2018”: a year after a body's name.
    return _DATES.fullmatch(re.sub(r"^[^\d]+", "", code)) is None


def _finding(prose: Prose, start: int, end: int, why: str) -> Finding:
    return Finding.on(prose, "identity document", start, end, DOUBT, why)
