"""Where someone or a shelter is to be found, told in words: clause after clause of a sentence that speaks of places."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from ingest.screen.finding import DOUBT, LONGEST, Finding, Kind
from ingest.screen.lists.words import cue_pattern, is_of_a_body, provinces
from ingest.screen.places.address_parts import Part, address_parts
from ingest.screen.places.place_phrases import DWELLS, LANDMARK, NUMBERED, POSITION
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

_CLAUSE = re.compile(
    r"[,;:()\[\]|\t។៕]+|(?<!\bno)(?<!\bst)(?<!\brd)(?<!\bm)(?<!\bapt)(?<!\bbldg)(?<!\bstr)"
    r"(?<!\bph)(?<!\bkh)(?<!\bsk)(?<!\bsr)(?<!\bkr)(?<!\bsgk)(?<!\bblg)(?<!\brm)(?<!\bkm)"
    r"\.(?=\s|$)|[!?]|\n(?=\s*\n|[-•*\d])|\s[-/]\s|[ ]{3,}|"
    r"\s(?=(?:who|which|but|because|when|where\s+s?he|while|until|since|so\s+that|and\s+(?:s?he|"
    r"they|was|has|had|is|works?|the\s+land|not|cannot|could)|"
    r"is|was|were|has|had|have|can|could|will|would|said|says)\s)|"
    r"(?<=[\u1780-\u17d3\"])[ ]?(?=(?:ដែល|ហើយ|ប៉ុន្តែ|ដោយ|ជាមួយ|បាន|មាន|ត្រូវ|និង))",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"[.;!?()\[\]។៕|\t]|\n|\s(?:who|which|but|because|when|while|and|is|was|has|had|will|said)\b", re.IGNORECASE
)
_NAME = rf"[{CAPITAL}][\w'-]{{0,30}}"
_BARE = re.compile(rf"[\s\"']*(?:in\s+)?{_NAME}(?:[ ]{_NAME}){{0,3}}(?=\s*(?:[,.;)\]\n\"]|$|and\b|where\b))")
_SHORT = re.compile(r"[\s\"']*(?:[a-z]+[ ]){0,3}[a-z]+[\s\"']*$")
_FINE = {"house", "street", "group", "village", "commune"}
_VERB = re.compile(r"\s*(?:is|was|were|has|had|have|can|could|will|would|said|says)\b")
_BARE_BEFORE = re.compile(
    rf"(?P<title>\b(?:Mr|Mrs|Ms|Miss)\.?\s)?(?<![\w'-]){_NAME}(?:[ ]{_NAME}){{0,3}}(?:[ ]\d{{1,2}})?,\s*$"
)
_DWELLS_AT = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|sle(?:ep|eps|pt|eping)|hid(?:es?|den|"
    r"ing)?|kept|locked|held|works?|working|sells|f(?:ind|ound)|meets?|home|"
    r"house|room|waits?|rents?|moved|located|stands)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_STATISTICS = re.compile(
    r"\b\d[\d,.]*\s+(?:per\s?cent|percent|%|villages|communes|households|families|provinces|"
    r"victims|people|cases)|\bper\s+cent\b|%",
    re.IGNORECASE,
)
_POINTS = re.compile(
    rf"\s(?:{LANDMARK.pattern}|[{CAPITAL}\d]|(?:the|a|an|her|his|their|our)\s+(?:\w+\s+)?\w+)"
    rf"|[\u1780-\u17d3]|^(?:up|down)stairs|(?:door|left|right)\b",
    re.IGNORECASE,
)
# So many words of place say it of themselves.
_SCORE_SURE = 4
_SCORE_ALONE = 3
_SCORE = 2


class _Clause(NamedTuple):
    start: int
    end: int
    first: int  # where its first place word stands; its end where there is none
    score: int


def find_whereabouts(prose: Prose) -> Iterator[Finding]:
    """
    Clauses with words of position, landmarks, numbers of houses and kilometres, and parts of addresses; from the
    first of them to the last.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not prose.tells_of_cases:
        return
    run: list[_Clause] = []
    for clause in _clauses(prose.plain):
        if run and (_parted(prose.plain, run[-1], clause) or not clause.score):
            yield from _of_run(prose, run)
            run = []
        if clause.score:
            run.append(clause)
    yield from _of_run(prose, run)


def _clauses(plain: str) -> Iterator[_Clause]:
    parts = address_parts(plain)
    starts = [part.start for part in parts]
    at = 0
    for stop in [*_CLAUSE.finditer(plain), None]:
        end = stop.start() if stop else len(plain)
        if plain[at:end].strip():
            yield _clause(plain, at, end, parts[bisect_left(starts, at) : bisect_left(starts, end)])
        at = stop.end() if stop else end


def _clause(plain: str, start: int, end: int, parts: tuple[Part, ...]) -> _Clause:
    found = {
        "position": [m.start() for m in POSITION.finditer(plain, start, end)],
        "number": [m.start() for m in NUMBERED.finditer(plain, start, end)],
        "landmark": [m.start() for m in LANDMARK.finditer(plain, start, end)],
        "part": [part.start for part in parts if part.level in _FINE],
        "district": [part.start for part in parts if part.level == "district"],
        "large": [part.start for part in parts if part.level == "province"],
    }
    # “Near” says where only before something that stands there.
    found["position"] = [at for at in found["position"] if _POINTS.search(plain[at : min(end, at + 60)])]
    places = [place for each in found.values() for place in each]
    # A word of position in Khmer stands with its landmark in one run of letters.
    khmer = any("\u1780" <= plain[at] <= "\u17ff" for at in found["position"])
    weights = {"position": 3 if khmer else 2, "number": 2, "landmark": 1, "part": 2, "district": 2, "large": 1}
    score = sum(weights[name] for name, each in found.items() if each)
    return _Clause(start, end, min(places, default=end), score)


def _parted(plain: str, before: _Clause, clause: _Clause) -> bool:
    """Whether a sentence, or a cell, ends between two clauses, or the second leads up to a place at length."""
    return (
        re.search(r"[.;!?()\[\]|\t។៕\n]|\s/\s|[ ]{3,}", plain[before.end : clause.start]) is not None
        or clause.first - clause.start > 25
    )


def _of_run(prose: Prose, run: list[_Clause]) -> Iterator[Finding]:
    # “The safe house is behind the market”: what leads up to the place is no part of it.
    while len(run) > 1 and run[0].score < _SCORE and _VERB.match(prose.plain, run[1].start):
        run = run[1:]
    score = sum(clause.score for clause in run)
    if score < _SCORE:
        return
    start, end = _from(prose.plain, run[0].first), run[-1].end
    end = _to(prose.plain, end)
    while end > start and prose.plain[end - 1] in " \n,;:":
        end -= 1
    lead = prose.plain[max(0, start - 110) : start]
    lead = re.split(r"[.!?]\s|\n\s*\n|។", lead)[-1]
    shelter = cue_pattern("shelter").search(lead) is not None
    dwells = DWELLS.search(lead + " " + prose.plain[start : min(end, start + 40)]) is not None
    # A name in it tells more.
    score += re.search(rf"[a-z,]\s+[\"']?[{CAPITAL}]", prose.plain[max(0, start - 2) : end]) is not None
    # A landmark by itself, and a name of a place by itself, are in every report.
    least = _SCORE if shelter or (prose.is_a_story and _DWELLS_AT.search(lead)) else _SCORE_ALONE
    if not (dwells or score >= _SCORE_SURE) or score < least or not 6 <= end - start <= LONGEST:
        return
    if score < _SCORE_SURE and not (shelter or prose.tells_a_case or prose.is_personal(start, end)):
        return
    if not (shelter or prose.is_a_story) and is_of_a_body(prose.plain[start:end]):
        return
    if not re.search(rf"[{CAPITAL}\d\u1780-\u17d3]|\bthe\b", prose.plain[start:end]):
        return
    counted = _STATISTICS.search(lead + prose.plain[start:end]) or _is_a_list_of_provinces(prose.plain[start:end])
    if counted or (_is_public(prose, start, end) and not shelter):
        return
    kind: Kind = "shelter location" if shelter else "address"
    yield Finding.on(prose, kind, start, end, DOUBT, "words that say where someone is to be found")


def _is_a_list_of_provinces(where: str) -> bool:
    """Thousands live in each: “Prey Veng, Kampong Cham and Siem Reap”, “Phnom Penh 41, Siem Reap 17”."""
    named = re.split(r"(?:\s\d+)?(?:[,;]\s*(?:and\s+)?|\s+and\s+)|\s\d+$", where)
    return sum(map(bool, named)) > 1 and all(name.strip() in provinces() for name in named if name)


def _is_public(prose: Prose, start: int, end: int) -> bool:
    """Whether an office is spoken of in what leads up to the place: its address is for everyone."""
    line = prose.plain[max(prose.plain.rfind("\n", 0, start) + 1, start - 90) : start]
    return cue_pattern("office").search(line) is not None and not prose.is_personal(start, end)


def _from(plain: str, start: int) -> int:
    """In Khmer the start of the run of letters, after “at”; else the place's first word itself."""
    lead = (
        re.search(r"[\u1780-\u17d3]+$", plain[max(0, start - 60) : start])
        if "\u1780" <= plain[start] <= "\u17ff"
        else None
    )
    if lead is None:
        bare = _BARE_BEFORE.search(plain[max(0, start - 50) : start])
        return start - len(bare.group()) if bare and not bare["title"] else start
    at = max((lead.group().rfind(word) + len(word) for word in ("នៅ", "លើ", "ក្នុង") if word in lead.group()), default=0)
    return start - len(lead.group()) + at


def _to(plain: str, end: int) -> int:
    """The end with what follows after a comma and is short: the district's bare name, “ring twice”."""
    for _ in range(2):
        comma = re.match(r"[\"']?\s*,", plain[end:])
        if comma is None:
            break
        at = end + comma.end()
        stop = _STOPS.search(plain, at)
        last = min(stop.start() if stop else len(plain), plain.find(",", at) if plain.find(",", at) > 0 else len(plain))
        if bare := _BARE.match(plain, at):
            end = bare.end()
        elif last - at < 25 and _SHORT.match(plain[at:last]):
            end = last
        else:
            break
    return end
