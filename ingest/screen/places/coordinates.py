"""Places told by coordinates or by a map's address: a house or a shelter is found by them."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

_SEP = r"\s*[,;/|]?\s*(?:(?:and|lon(?:g(?:itude)?)?|lng|e|E)\.?\s*[:=]?\s*)?"
_PATTERNS = (
    # 11.5564, 104.9282 with or without signs
    re.compile(
        rf"(?:(?<![A-Za-z])[NnSs]\s?)?(?<![\d.])-?\d{{1,2}}\.\d{{3,8}}\s?°?\s?[NnSs]?{_SEP}(?:[EeWw]\s?)?-?1?\d{{2}}\.\d{{3,8}}(?!\d)"
        rf"(?:\s?°?\s?[EW]\b)?"
    ),
    # 11°33'22.1"N 104°55'41"E, and with minutes only
    re.compile(
        r"(?:(?<![A-Za-z])[NS]\s?)?\d{1,2}\s?[°º]\s?\d{1,2}(?:\.\d+)?\s?['′]?\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|"
        r"″|'')?)?\s?[NS]?[\s,;]*"
        r"(?:[EW]\s?)?\d{1,3}\s?[°º]\s?\d{1,2}(?:\.\d+)?\s?['′]?\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|"
        r"″|'')?)?\s?(?:[EW]\b)?"
    ),
    # UTM of Cambodia's zones, in either order, the letters before or behind
    re.compile(
        r"\b(?:UTM[\s:]*)?(?:[Zz]one[\s:]*)?4[789]\s?[PQN]?[\s:,;]+(?:[EXex][\s:=]*)?0?\d{3}\s?\d{3}\s?(?:mE|[EemM])?[\s,;/|]{1,4}"
        r"(?:[NYny][\s:=]*)?\d\s?\d{3}\s?\d{3}\b(?:\s?m?[NnEe]\b|\s?m\b)?"
    ),
    re.compile(
        r"\b(?:4[789]\s?[PQN][\s:,;]+)?(?:N|Y|[Nn]orthing)[\s:=]*1\d{6}(?:\s?mN?)?[\s,;/|]{1,4}"
        r"(?:E|X|[Ee]asting)[\s:=]*0?\d{6}(?:\s?mE?)?\b"
    ),
    re.compile(r"\b0?\d{6}\s?m?E[\s,;/|]{1,4}\d{7}\s?m?N\b|\b\d{7}\s?m?N[\s,;/|]{1,4}0?\d{6}\s?m?E\b"),
    re.compile(
        r"\b(?:E|[Ee]asting)[\s:=]*0?\d{6}(?:\s?mE?)?[\s,;/|]{1,4}(?:N|[Nn]orthing)[\s:=]*\d{7}\b(?:\s?mN)?(?:[\s,(]{1,3}(?:UTM\s)?[Zz]one\s?\d\d[PQN]?\)?)?"
    ),
    # The longitude first, as machines write it
    re.compile(r"(?<![\d.])10[2-7]\.\d{3,8}\s?°?\s?E?\s*[,;/|]\s*1[0-4]\.\d{3,8}(?!\d)(?:\s?°?\s?N\b)?"),
    re.compile(r"\b[6-8][A-Z0-9]{3}[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3}\b"),
    re.compile(
        r"(?:https?://)?(?:(?:www\.)?google\.[a-z.]+/maps|maps\.google\.[a-z.]+|goo\.gl/maps|"
        r"maps\.app\.goo\.gl|osm\.org)/?[^\s,;)]+",
        re.IGNORECASE,
    ),
    # The numbers of a grid, each behind its letter
    re.compile(r"\b[XE]\s*[:=]?\s*\d{6}\b[\s,;/]{1,4}[YN]\s*[:=]?\s*\d{7}\b"),
    re.compile(r"\b4[789]\s?[PQN]\s?[A-Z]{2}\s?(?:\d{3}\s?\d{3}|\d{4}\s?\d{4}|\d{5}\s?\d{5})\b"),
    re.compile(r"\b[NS]\s?\d{1,2}[ .°]{1,2}\d{1,2}\.\d+['′]?[\s,]{1,3}[EW]\s?\d{2,3}[ .°]{1,2}\d{1,2}\.\d+"),
    # Degrees with spaces, colons or letters for their signs, and the letter behind
    re.compile(
        r"(?<![\d.])\d{1,2}[°ºd:\s]\s?\d{1,2}(?:\.\d+)?(?:\s?['′m:\s]\s?\d{1,2}(?:\.\d+)?)?\s?[\"″'s]{0,2}\s?[NS][\s,;/]{1,4}"
        r"\d{2,3}[°ºd:\s]\s?\d{1,2}(?:\.\d+)?(?:\s?['′m:\s]\s?\d{1,2}(?:\.\d+)?)?\s?[\"″'s]{0,2}\s?[EW]\b"
    ),
    re.compile(r"(?<![\w+])[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3}\b(?:,?\s[A-Z]\w+(?:\s[A-Z]\w+)?)?"),
    re.compile(r"\b(?:what3words|w3w)\W{1,4}[a-z]+\.[a-z]+\.[a-z]+", re.IGNORECASE),
    re.compile(r"///[a-z]+\.[a-z]+\.[a-z]+"),
)
_LABELLED = re.compile(
    r"\blat(?:itude)?\.?\s*[:=]?\s*(?P<place>-?\d{1,2}\.\d{2,8}[°\s,;|NS]*(?:\n\s*)?\blon(?:g(?:itude)?)?\.?\s*[:=]?\s*-?\d{2,3}\.\d{2,8})",
    re.IGNORECASE,
)
# Rounded, with a comma for the point, or of a grid: where a word says what they are.
_SAID_TO_BE = re.compile(
    r"(?:\bGPS|\bco-?ord\w*|\blat\w*\s?/\s?lon\w*|\bposition|\bwaypoint|\bpin\b|\btoạ độ|\btọa độ|"
    r"พิกัด|ទីតាំង|និយាមកា|កូអរដោនេ)"
    r"[\s:=(]{1,4}(?P<place>\d{1,2}[.,]\d{2,8}\s?°?\s?[NS]?(?:\s?[,;/|]\s?|\s(?:et|and|và)\s|\s)"
    r"\d{2,3}[.,]\d{2,8}(?:\s?°?\s?[EW]\b)?"
    r"|0?\d{6}\s?[,;/|]\s?\d{7}(?!\d))",
    re.IGNORECASE,
)
_MINUTES = r"\d{1,3}\s?[°º]\s?\d{1,2}(?:\.\d+)?\s?['′]?\s?(?:\d{1,2}(?:\.\d+)?\s?(?:\"|″|'')?)?\s?"
_EITHER_ORDER = re.compile(
    rf"(?P<place>{_MINUTES}[EWO](?:[\s,;/]{{1,4}}|\s(?:et|and|và)\s){_MINUTES}[NS]\b"
    rf"|{_MINUTES}[NS]\s(?:et|and|và)\s{_MINUTES}[EWO]\b)"
)
_DEGREES = r"[-+]?\d{1,3}(?:\.\d{2,8}|\s?[°ºd:]\s?\d{1,2}(?:\.\d+)?\s?['′m:]?(?:\s?\d{1,2}(?:\.\d+)?\s?[\"″s]?)?)"
_LATITUDE, _LONGITUDE = r"\blat(?:itude)?\b\.?", r"\b(?:lon|lng|long|longitude)\b\.?"
_LABELLED_EACH = re.compile(
    rf"(?P<place>{_LATITUDE}\W{{0,4}}{_DEGREES}[\s°,;|/'\"NS]{{1,6}}{_LONGITUDE}\W{{0,4}}{_DEGREES}"
    rf"|{_LONGITUDE}\W{{0,4}}{_DEGREES}[\s°,;|/'\"EW]{{1,6}}{_LATITUDE}\W{{0,4}}{_DEGREES})",
    re.IGNORECASE,
)


def find_coordinates(prose: Prose) -> Iterator[Finding]:
    """
    Coordinates in degrees or metres, and links to a map.

    :param prose: the page.
    :returns: them.
    """
    for labelled in (_LABELLED, _LABELLED_EACH, _SAID_TO_BE, _EITHER_ORDER):
        for found in labelled.finditer(prose.plain):
            yield _finding(prose, *found.span("place"))
    for pattern in _PATTERNS:
        for found in pattern.finditer(prose.plain):
            yield _finding(prose, *found.span())


def _finding(prose: Prose, start: int, end: int) -> Finding:
    while prose.plain[end - 1].isspace():
        end -= 1
    return Finding.on(prose, "coordinates", start, end, 0.9, "a place told by its coordinates")
