"""The parts of an address: house, street, village, commune, district, province, in Cambodia and its neighbours."""

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.screen.lists.words import provinces
from ingest.screen.places.abbreviated_parts import ABBREVIATED, FRENCH, NAMED
from ingest.screen.places.levels import Level
from ingest.screen.text.letters import CAPITAL

# With no space between them, the words of a name could be parted in more ways than can be tried.
_NAME = rf"[{CAPITAL}][\w'’-]{{0,30}}(?:(?:[ \t]\n?[ \t]?|\n[ \t]?)[{CAPITAL}][\w'’-]{{0,30}}){{0,3}}"
_NAME_OR_NUMBER = rf"(?:{_NAME}(?:\s\d{{1,2}}\b)?|\d{{1,2}}\b)"
# In notes written small a place's name ends at the comma.
_SMALL = r"[a-z]{3,12}(?:[ \t][a-z]{2,12}){0,2}(?=\s*(?:[,.;)\n]|$|khum|srok|sangkat|khan|khet))"
_KHMER = r"[\u1780-\u17d3\u200b\d]"
_KHMER_END = r"(?=\s|ផ្លូវ|ក្រុម|ភូមិ|ឃុំ|សង្កាត់|ស្រុក|ខណ្ឌ|ក្រុង|ខេត្ត|រាជធានី|[,។.៕;)\-]|$)"
_NUMBER = r"(?:no|nº|n°|number)\b\.?\s*|#\s?"

_LATIN: tuple[tuple[Level, str], ...] = (
    (
        "house",
        r"(?i:\b(?:house|home|flat|room|villa|block|stall|apartment|apt\.?|unit|building|bldg\.?|"
        rf"plot)\s*:?\s*(?:{_NUMBER})?\s*)[A-Z]?\d+\w{{0,3}}(?:[-/ ]?[A-Z0-9]{{1,4}}\b)?(?!\s+(?:[a-z]+s|"
        r"[a-z]+en|people)\b)",
    ),
    (
        "house",
        rf"(?i:(?:{_NUMBER}))\d+[A-Za-z]{{0,3}}\d?(?:[-/]\w{{1,4}})?(?=\s*,?\s*(?i:st\b|str\b|street|road|rd\b|"
        r"group|krom|village|phum|sangkat|corner|national|preah|monivong|norodom|mao|soi|moo|kampuchea|[\n,]))",
    ),
    (
        "house",
        r"(?<![\w/.,-])\d{1,4}[A-Z]{0,2}\d?(?:/\d{1,4})?(?=,?\s+(?i:st\b\.?\s*\d|street\s+(?:no|\d)|soi\s|"
        r"moo\s|mu\s|đường))",
    ),
    (
        "street",
        r"(?i:\b(?:street|str?\b\.?|road|rd\.?|national\s+(?:road|route)|nr|rue|lane|alley|soi|trok|thanon|"
        rf"đường)\s*:?\s*(?:{_NUMBER})?\s*)(?:\d+[A-Za-z]{{0,3}}(?:-\d+)?\b|{_NAME})",
    ),
    ("street", rf"{_NAME}\s(?i:street|road|boulevard|blvd\.?|avenue|ave\.?|lane)\b"),
    (
        "house",
        r"(?<![\w/.,-])\d{1,4}[A-Z]?(?=,?\s+(?:(?:Jalan|Jln|Lorong)\b|"
        r"[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,2}\s(?i:street|road|boulevard|blvd|avenue|lane)\b))",
    ),
    ("street", r"\b(?:Jalan|Jln|Lorong|Taman)\s[\w/]+(?:\s[\w/]+){0,2}"),
    ("street", rf"{_NAME}\s(?i:compound|condominium|condo|tower|apartments|dormitory|casino|ktv|karaoke)\b"),
    ("street", r"(?<!\w)\d{1,3}(?:st|nd|rd|th)\s(?i:street|road|avenue)\b"),
    # Viet Nam: house, group, lane; Thailand: house, village, and the abbreviations of the larger places.
    ("house", r"(?i:\bsố)\s*(?:nhà\s*)?\d+[A-Za-z]?(?:/\d+)*"),
    ("group", r"(?i:\b(?:tổ|ngõ|hẻm|ngách|khu\s+phố|khóm))\s*\d+(?:/\d+)*"),
    ("house", r"(?:บ้านเลขที่|เลขที่)\s*\d+(?:/\d+)?|(?<![\w/])\d+/\d+(?=\s*(?:หมู่|ม\.|ซอย|ถนน))"),
    ("village", r"(?:หมู่(?:ที่|บ้าน)?|ม\.)\s*(?:\d{1,2}|[ก-๎]{2,20})"),
    ("street", r"(?:ซอย|ถนน)\s*[ก-๎\d]{1,20}"),
    ("commune", r"(?:ตำบล|ต\.|แขวง)\s*[ก-๎]{2,20}"),
    ("district", r"(?:อำเภอ|อ\.|เขต)\s*[ก-๎]{2,20}"),
    ("province", r"(?:จังหวัด|จ\.)\s*[ก-๎]{2,20}"),
    ("group", rf"(?i:\b(?:group|krom)\s*:?\s*(?:{_NUMBER})?\s*)\d{{1,3}}\b"),
    (
        "village",
        rf"(?i:\b(?:phum|vi[l1I]{{2}}age(?!s)|hamlet|mu\s?ban|ban|bản|ấp|thôn|xóm|khóm|buôn|ap|"
        rf"kyay\s?ywar)\s*:?\s*(?:{_NUMBER})?\s*){_NAME_OR_NUMBER}",
    ),
    ("village", rf"\bphum\s+{_SMALL}"),
    ("commune", rf"\b(?:khum|sangkat)\s+{_SMALL}"),
    ("district", rf"\b(?:srok|khan)\s+{_SMALL}"),
    (
        "village",
        rf"{_NAME}(?:\s\d{{1,2}})?\s(?i:village|hamlet)\b(?!\s(?i:chiefs?|level|heads?|leaders?|authorit|committee))",
    ),
    ("village", r"(?i:\b(?:moo|mu|m\.)\s?(?:no\.?\s*)?)\d{1,2}\b"),
    (
        "commune",
        r"(?i:\b(?:khum|sangkat|commune|sub-?district|tambon|tambol|xã|xa|phường|phuong|ward|township|"
        rf"barangay)\s*:?\s*(?:{_NUMBER})?\s*){_NAME_OR_NUMBER}",
    ),
    (
        "commune",
        rf"{_NAME}(?:\s\d{{1,2}})?\s(?i:commune|sangkat|sub-?district|tambon|ward|township)\b(?!\s(?i:council|"
        r"level|chief))",
    ),
    (
        "district",
        r"(?i:\b(?:srok|khan|district|amphoe|amphur|huyện|huyen|quận|quan|krong|municipality|"
        rf"city)\s*:?\s*){_NAME_OR_NUMBER}",
    ),
    ("district", rf"{_NAME}\s(?i:district|city|municipality|town)\b"),
    ("province", rf"(?i:\b(?:province|khet|changwat|tỉnh|tinh|city)\s*(?:of\s+|:\s*)){_NAME}"),
    ("province", rf"{_NAME}\s(?i:province|region|state)\b"),
)
_OF_KHMER: tuple[tuple[Level, str], ...] = (
    ("house", rf"ផ្ទះ\s*(?:លេខ)?\s*[:#]?\s*\d+{_KHMER}{{0,3}}[A-Za-z]?\d*"),
    ("street", rf"(?:ផ្លូវ|មហាវិថី|វិថី)\s*(?:លេខ|ជាតិ(?:លេខ)?)?\s*:?\s*(?:\d+|{_KHMER}{{2,25}}?{_KHMER_END})"),
    ("group", r"ក្រុម\s*(?:ទី|លេខ)?\s*:?\s*\d{1,3}"),
    ("village", rf"(?<!មាតុ)ភូមិ\s*:?\s*(?!ភាគ|សាស្ត្រ){_KHMER}{{2,25}}?{_KHMER_END}"),
    ("commune", rf"(?:ឃុំ(?!ឃាំង|ខ្លួន|គ្រង)|សង្កាត់)\s*:?\s*{_KHMER}{{2,25}}?{_KHMER_END}"),
    ("district", rf"(?:ស្រុក|ខណ្ឌ|ក្រុង)\s*:?\s*{_KHMER}{{2,25}}?{_KHMER_END}"),
    ("province", rf"(?:ខេត្ត|រាជធានី)\s*:?\s*{_KHMER}{{2,25}}?{_KHMER_END}"),
)
_PATTERNS = [(level, re.compile(pattern)) for level, pattern in (*_LATIN, *_OF_KHMER, *ABBREVIATED, *FRENCH, *NAMED)]
_PROVINCE = re.compile(rf"(?<![\w\u1780-\u17ff])(?:{'|'.join(map(re.escape, provinces()))})(?![\w\u1780-\u17ff])")
# Between two parts of one address; a bare name of the place next in size may stand there too.
BETWEEN = re.compile(rf"[\s,;:|/.\-]{{0,4}}(?:(?:in|of)\s+)?(?:{_NAME},\s*)?")
BARE = re.compile(
    rf",\s*(?:{_NAME}(?:[ ]\d{{1,2}}\b)?|[a-z]{{4,12}}(?:[ ][a-z]{{3,12}})?(?=\s*[.\n]))(?=\s*[,.;)\n]|$)"
)


class Part(NamedTuple):
    """One part of an address, where it stands."""

    level: Level
    start: int
    end: int


# One page's are kept: three detectors ask for them, one after another.
@lru_cache(maxsize=1)
def address_parts(plain: str) -> tuple[Part, ...]:
    """
    The parts of addresses.

    :param plain: a page's text.
    :returns: them in order, none overlapping another.
    """
    found = [Part(level, m.start(), m.end()) for level, pattern in _PATTERNS for m in pattern.finditer(plain)]
    found += [Part("province", m.start(), m.end()) for m in _PROVINCE.finditer(plain)]
    chosen: list[Part] = []
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if not chosen or part.start >= chosen[-1].end:
            chosen.append(part)
        elif part.level != "province" and chosen[-1].level == "province" and part.end > chosen[-1].end:
            chosen[-1] = part
    return tuple(chosen)
