"""Addresses of homes, and where a shelter stands."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding, Kind
from ingest.screen.lists.words import cue_pattern, ordinary_words, place_words, provinces
from ingest.screen.places.address_parts import BARE, BETWEEN, Part, address_parts
from ingest.screen.places.levels import Level
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

_LIVES = re.compile(
    r"(?:\bliv(?:e|es|ed|ing)\s+(?:at|in|on|near|with\s+\w+(?:\s\w+)?\s+(?:at|in))|\bresid(?:es|ed|"
    r"ing)\s+(?:at|in)|\bresident\s+of|"
    r"\bnative\s+of|\bfrom|\bborn\s+(?:at|in)|\bhome\s+(?:village|address|is|in|at)|\baddress|"
    r"\bhouse\s+(?:in|at|is)|\breturn(?:ed|s)?\s+to|"
    r"\bstay(?:s|ed|ing)?\s+(?:at|in)|\bvillage|\bhome\s+(?:in|at)|\bback\s+to|\bmoved\s+to|"
    r"\bworks?\s+(?:at|in)|\bworked\s+(?:at|in)|\bemployed\s+(?:at|by|in)|\b(?:held|kept|locked|hidden|"
    r"hiding)\s+(?:at|in)|\bgrew\s+up\s+in|\bof|\bvillager\s+(?:of|in)|"
    r"\bfamily\s+(?:in|at)|រស់នៅ|ស្នាក់នៅ|នៅ|មកពី|អាសយដ្ឋាន|ទីលំនៅ|ទីកន្លែងកំណើត|ลำเนา|ที่อยู่|"
    r"địa\s+chỉ)\W{0,5}(?:the\s+)?$|[,(]\s*\d{1,2}\s*[,)]\s*$",
    re.IGNORECASE,
)
_AGE = (
    r"(?:\(?\b(?i:aged?)\s+\d{1,2}\b|\b\d{1,2}[\s-]*(?i:years?|yrs?|y/?o)\b[\s-]*(?i:old)?|"
    r"[A-Z][\w.'’\"-]*(?:,\s*\d{1,2}\s*,|\s\(\d{1,2}\))|\b[FM]\s*,\s*\d{1,2},?)"
)
_FROM_AFTER_AGE = re.compile(
    rf"{_AGE}[^.;\n()]{{0,30}}?\b(?:from|of|in|lives?\s+in|living\s+in|"
    rf"native\s+of)\s+(?P<place>[{CAPITAL}][\w'-]{{0,30}}(?:\s[{CAPITAL}][\w'-]{{0,30}}){{0,2}})"
)
_PLACE = rf"[{CAPITAL}](?:[^\W\d_]|['-])*(?:\s[{CAPITAL}](?:[^\W\d_]|['-])*){{0,2}}"
_BARE_BEFORE = re.compile(
    rf"(?:\b(?:in|at|from|of|to|near|is|was|(?i:address)\s*:)\s+|[\d|\t;)]\s)(?P<place>(?:{_PLACE},\s+){{1,2}})$"
)
_LIVES_IN = re.compile(
    r"\b(?:(?:comes?|came|hails?|originally|is|was|are|native|girl|boy|woman|man|villager|run\s+away|"
    r"ran\s+away)\s+(?:originally\s+)?(?:from|of)|"
    r"(?:lives?|lived|living|stays?|stayed|staying|born(?:\s+(?:on\s+)?[\w,]+){0,5}|grew\s+up|returned|"
    r"resid\w+|hiding|sent\s+back|moved|married|home|parents|family|mother|father|grand\w+|aunt|"
    r"uncle)\s+(?:lies\s+|is\s+|stands\s+)?(?:now\s+|back\s+|again\s+)?(?:at|in|near|to|outside)|"
    rf"village\s+(?:near|in|of|called|named|outside))\s+(?:the\s+)?(?P<place>{_PLACE}(?:,\s+{_PLACE}){{0,2}})"
    rf"(?!\s+(?i:province|"
    r"law|act|ministry))"
)
_LABEL = re.compile(
    r"(?:^|[\n|\t;])\W{0,4}(?:(?i:home|permanent|current|present|residential|family|mother's|father's|"
    r"contact|full|last known|victim's|client's)\s+)?"
    r"(?i:address|residence|domicile|place of origin|place of birth|home village|អាសយដ្ឋាន|ទីលំនៅ|"
    r"ទីកន្លែងកំណើត)(?:\s*\([^)\n]{1,30}\))?\s*:\s*(?P<place>[^\n|\t;]{4,120})"
)
_LANDMARK = re.compile(
    r"\b(?:behind|opposite|near|next\s+to|beside|across\s+(?:from|the\s+\w+\s+from)|in\s+front\s+of|"
    r"adjacent\s+to|(?:north|south|east|west)\s+of|"
    r"(?:about\s+)?\d+\s?(?:m|km|met(?:re|er)s?|kilomet(?:re|er)s?)\s+(?:from|north\s+of|south\s+of|"
    r"east\s+of|west\s+of|behind|past)|"
    r"two\s+doors\s+from|around\s+the\s+corner\s+from|just\s+past|above|close\s+to|inside|within)\s+"
    r"(?:the\s+)?(?:[\w'-]+\s+){0,5}?(?:market|pagoda|temple|school|hospital|bridge|stadium|church|mosque|"
    r"factory|station|roundabout|stop|"
    r"terminal|clinic|statue|monument|park|university|hotel|airport|port|psar|phsar|wat|water\s+tower|"
    r"health\s+cent(?:re|er)|"
    r"court|post\s+office|guest\s?house|karaoke|ferry|pier|compound|cafe|store|bakery|bank|lake|"
    r"gate)\b(?:\s+(?:of|in)?\s*[A-Z][\w'-]+){0,3}"
    r"|\b(?:behind|opposite|near|next\s+to|beside|in\s+front\s+of|close\s+to)\s+(?:the\s+)?(?:Wat|Psar|"
    r"Phsar|Borey|Hotel)\s+[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,2}"
    r"|(?:ខាងក្រោយ|ក្រោយ|មុខ|ក្បែរ|ជិត|ទល់មុខ)\s*(?:ផ្សារ|វត្ត|សាលា|មន្ទីរពេទ្យ|រោងចក្រ)[\u1780-\u17d3\u200b]{0,25}",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:house|home|liv(?:es|ed|ing)|stays?|staying|kept|held|hidden|hiding|room|located|rents?|address|"
    r"salon|shop|stall|works?|sells?|school|found|stand|waits)\b|ផ្ទះ|រស់នៅ|ស្នាក់នៅ",
    re.IGNORECASE,
)
_SHELTER_IS = re.compile(
    r"(?:\bis|\bare|\bwas|located|situated|\bin|\bat|\bon|address|behind|opposite|near|next|moved|\bto|:|"
    r"\(|,|stands|នៅ|ស្ថិត)",
    re.IGNORECASE,
)
_STATISTICS = re.compile(
    r"\b(?:\d+\s+(?:villages|communes|households|families|people|persons)|per\s?cent|percent|project\s+sites?)\b|%",
    re.I,
)
_FINE: set[Level] = {"house", "street", "group", "village"}


def find_addresses(prose: Prose) -> Iterator[Finding]:
    """
    Addresses of persons, and addresses and landmarks of shelters.

    :param prose: the page.
    :returns: them.
    """
    for chain in _chains(prose.plain):
        if found := _of_chain(prose, chain):
            yield found
    for found_place in _FROM_AFTER_AGE.finditer(prose.plain):
        start, end = found_place.span("place")
        if prose.plain[start].isupper() and not _is_large(prose.plain[start:end]):
            yield _finding(prose, "address", start, end, 0.6, "the place someone of a known age is from")
    for lives in _LIVES_IN.finditer(prose.plain):
        start, end = lives.span("place")
        if not _is_large(lives["place"]) and prose.is_personal(lives.start(), end) and not _is_person(prose, end):
            yield _finding(prose, "address", start, end, 0.45, "the place someone is from or lives in")
    for label in _LABEL.finditer(prose.plain):
        start, end = label.start("place"), label.start("place") + len(label["place"].rstrip(" .,"))
        if not prose.is_of_an_office(start, end) and not _is_large(prose.text[start:end].strip()):
            yield _finding(prose, "address", start, end, 0.8, "what stands after “address”")
    for landmark in _LANDMARK.finditer(prose.plain):
        start, end = landmark.span()
        if _of_a_shelter(prose, start, end):
            yield _finding(prose, "shelter location", start, end, 0.75, "a landmark beside words of a shelter")
        elif _HOME.search(prose.around(start, end, before=70, after=0)) and (
            prose.tells_a_case or prose.is_personal(start, end)
        ):
            yield _finding(prose, "address", start, end, 0.6, "a landmark beside words of a home")


def _chains(plain: str) -> Iterator[list[Part]]:
    """Parts that follow one another with nothing but commas between."""
    chain: list[Part] = []
    for part in address_parts(plain):
        if chain and not BETWEEN.fullmatch(plain, chain[-1].end, part.start):
            yield chain
            chain = []
        chain.append(part)
    if chain:
        yield chain


def _of_chain(prose: Prose, chain: list[Part]) -> Finding | None:
    start, end = chain[0].start, chain[-1].end
    levels = {part.level for part in chain}
    bare_after = 4 if {"street", "house"} <= levels else 1 if len(chain) > 1 or levels & _FINE else 0
    for _ in range(bare_after):
        if bare := BARE.match(prose.plain, end):
            end = bare.end()
    if not levels & _FINE and (bare := _BARE_BEFORE.search(prose.plain[max(0, start - 80) : start])):
        start -= len(bare.group("place"))
        levels.add("village")
    if _of_a_shelter(prose, start, end) and (levels & _FINE or "commune" in levels):
        return _finding(prose, "shelter location", start, end, 0.85, "an address beside words of a shelter")
    confidence = _confidence(prose, start, end, levels)
    if confidence:
        return _finding(
            prose, "address", start, end, confidence, f"an address: {', '.join(part.level for part in chain)}"
        )
    return None


def _confidence(prose: Prose, start: int, end: int, levels: set[Level]) -> float:
    personal = prose.is_personal(start, end)
    if not personal and prose.is_of_an_office(start, end):
        return 0
    personal = personal or prose.tells_a_case
    lives = _LIVES.search(prose.plain[max(0, start - 40) : start]) is not None
    counted = _STATISTICS.search(prose.around(start, end)) is not None
    case = bool(prose.is_a_case(start, end))
    several = len(levels) > 1
    if (several and levels & {"house", "group"}) or {"street", "commune"} <= levels:
        return 0.9 if personal else 0.7
    if several and "village" in levels and (personal or case):
        return 0.85 if lives else 0.7
    steps: tuple[tuple[bool, float], ...] = (
        ("village" in levels and len(levels) > 2 and not counted, 0.5),
        (personal and lives and bool(several or levels & _FINE), 0.6),
        (personal and bool(levels & {"house", "commune"}) and (lives or "house" in levels), 0.5),
        (personal and "village" in levels and not counted, 0.5 if case else 0.45),
    )
    return next((confidence for holds, confidence in steps if holds), 0)


def _of_a_shelter(prose: Prose, start: int, end: int) -> bool:
    first, last = prose.sentence(start)[0], prose.sentence(end - 1)[1]
    before, after = prose.plain[max(first, start - 160) : start], prose.plain[end : min(last, end + 80)]
    shelters = list(cue_pattern("shelter").finditer(before))
    if shelters and _SHELTER_IS.search(before[shelters[-1].end() - 1 :] + " "):
        return True
    return cue_pattern("shelter").search(after) is not None


def _is_person(prose: Prose, end: int) -> bool:
    """Whether what follows a place says that it is the name of someone or of a body: “born to Sok Chan, 34”."""
    return re.match(r"'s\b|,\s*\d{1,2}\b|\s+\(\d", prose.plain[end : end + 12]) is not None


def _is_large(name: str) -> bool:
    """A country or a province: so many live there that it tells nobody."""
    first = name.split(maxsplit=1)[0].lower()
    return (
        name in provinces()
        or name in _LARGE
        or first in ordinary_words()
        or all(word.lower() in place_words() for word in name.split())
    )


_LARGE = {"Poipet", "Bavet", "Bangkok", "Hanoi", "Saigon", "Yangon", "Ho Chi Minh", "Ho Chi Minh City", "Svay Pak"}


def _finding(prose: Prose, kind: Kind, start: int, end: int, confidence: float, why: str) -> Finding:
    return Finding.on(prose, kind, start, end, confidence, why)
