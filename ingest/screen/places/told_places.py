"""Where a house stands, told at length: word of place after word of place, to the last that belongs to it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.screen.finding import DOUBT, LONGEST, Finding, Kind
from ingest.screen.lists.where_words import WhereWords, languages, where_words
from ingest.screen.lists.words import cue_pattern, is_of_a_body
from ingest.screen.places.address_parts import address_parts
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

# Letters: a name and what is told of it stand between two words of place, no clause about something else.
_GAP = 42
_LEAD = 90
_FIRST = 40
_SHORTEST = 10
# A word of position weighs as much as a numbered part; three things alone are a walk through any village.
_WEIGHTS = {"position": 2, "part": 2, "thing": 1}
_FEWEST = 2
_FEWEST_THINGS = 3
_LEAST = 3
_LEAST_ALONE = 7
_FINE = {"house", "street", "group", "village", "commune"}
_STATISTICS = re.compile(
    r"\d[\d,.]*\s+(?:per\s?cent|percent|%|villages|communes|households|families|provinces|victims|people|cases)|%",
    re.IGNORECASE,
)
# Of those whom a house shelters; of one person the screen has other words.
_PERSONS = re.compile(
    r"\b(?:women|girls|boys|child(?:ren)?|clients|residents|survivors|mothers|returnees|famil(?:y|ies)|witness(?:es)?|"
    r"minors?|deceased|applicants?|civil\s+part(?:y|ies)|victims)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"\s+(?:is|was|are|were|lies|stands|stood|moved|can\s+be|est|se\s+trouve)\b", re.IGNORECASE)
# A body's name has these words too: here they are what stands beside the house.
_STANDS = re.compile(
    r"\b(?:National\s+(?:Road|Route)|Road|Village|Hospital|Hotel|School|Church|Club|Post|Bank|Province)\b"
)
# “…, the one with a TV dish”, “…, blue gate”, “…, Lvea Aem”.
_TAIL = re.compile(
    r"\s?,\s*(?:(?:the\s+(?:one|same)|with|without|look\s+for|ask\s+(?:for|at)|knock|ring|no\s+sign|marked|painted|"
    r"(?:a\s+)?(?:big|small|old|new|tall|blue|green|red|white|yellow|brown|grey|pink|black|wooden|iron|brick|tin)\b|"
    r"celle|celui|avec|sans|demander|sonner|portail|cổng|mái|hỏi)[^,;:.()\n]{0,45}"
    rf"|[{CAPITAL}][\w'-]{{1,30}}(?:\s[{CAPITAL}][\w'-]{{1,30}}){{0,3}}(?:\s\d{{1,2}})?(?=\s*[,.;:)\n\"]|$|\s(?:and|et|và)\s))"
)
_TRIMMED = " ,;:\n'\""


class _Hit(NamedTuple):
    start: int
    end: int
    kind: str


def find_told_places(prose: Prose) -> Iterator[Finding]:
    """
    Places told in words of position, things that stand there and numbered parts, after words of living, keeping,
    bringing and finding.

    :param prose: the page.
    :returns: them, little sure.
    """
    parts = [
        _Hit(part.start, part.end, "part")
        for part in address_parts(prose.plain)
        if part.level in _FINE or part.level == "district"
    ]
    for language in languages():
        words = where_words(language)
        if words.letters.search(prose.plain):
            for run in _runs(prose.plain, words, parts):
                yield from _of_run(prose, language, words, run)


def _runs(plain: str, words: WhereWords, parts: Sequence[_Hit]) -> Iterator[list[_Hit]]:
    hits = sorted(
        [
            *parts,
            *(_Hit(*found.span(), "position") for found in words.position.finditer(plain)),
            *(_Hit(*found.span(), "thing") for found in words.thing.finditer(plain)),
        ]
    )
    run: list[_Hit] = []
    reach = 0
    for hit in hits:
        if run and (hit.start - reach > _GAP or words.ends.search(plain, reach, hit.start)):
            yield run
            run = []
        if not run or hit.start >= reach:
            run.append(hit)
            reach = hit.end
        elif hit.end > reach:
            run[-1] = _Hit(run[-1].start, hit.end, run[-1].kind)
            reach = hit.end
    if run:
        yield run


def _of_run(prose: Prose, language: str, words: WhereWords, run: list[_Hit]) -> Iterator[Finding]:
    # “The flat is in Block F”: what is said to stand there is no part of the place.
    said = run[0].start
    while len(run) > 1 and _IS.match(prose.plain, run[0].end):
        run = run[1:]
    kinds = [hit.kind for hit in run]
    weight = sum(_WEIGHTS[kind] for kind in kinds)
    # With no word of position it takes three words of place to tell where.
    if weight < _LEAST or len(run) < (_FEWEST if "position" in kinds else _FEWEST_THINGS):
        return
    start, end = run[0].start, _to_the_end(prose.plain, words, max(hit.end for hit in run))
    lead = prose.plain[max(prose.sentence(start)[0], start - _LEAD) : start]
    told = prose.plain[min(said, start) : start + _FIRST]
    shelter = any(pattern.search(f"{lead} {told}") for pattern in (words.shelter, cue_pattern("shelter")))
    dwells = words.dwells.search(lead) is not None
    if not (shelter or dwells or weight >= _LEAST_ALONE) or not _SHORTEST <= end - start <= LONGEST:
        return
    if language == "en" and not (shelter or _is_of_someone(prose, start, end)):
        return
    where = prose.plain[start:end]
    if _STATISTICS.search(lead + where) or (not shelter and is_of_a_body(_STANDS.sub("", where))):
        return
    kind: Kind = "shelter location" if shelter else "address"
    yield Finding.on(prose, kind, start, end, DOUBT, "words that tell the way to a house")


def _is_of_someone(prose: Prose, start: int, end: int) -> bool:
    """Reports in English are full of places: there the page must tell of persons, and the words beside it of one."""
    if prose.is_personal(start, end):
        return True
    told = prose.is_a_story or prose.tells_a_case or _PERSONS.search(prose.near(start, end, before=150, after=0))
    return prose.tells_of_cases and bool(told)


def _to_the_end(plain: str, words: WhereWords, end: int) -> int:
    """The end of the last word's clause, and short clauses after it that say what the place looks like."""
    rest = words.rest.match(plain, end)
    last = rest.end() if rest else end
    stop = words.ends.search(plain, end, last)
    end = stop.start() if stop else last
    for _ in range(3):
        if tail := _TAIL.match(plain, end):
            stop = words.ends.search(plain, tail.start(), tail.end())
            end = stop.start() if stop else tail.end()
    return end - (len(plain[:end][-20:]) - len(plain[:end][-20:].rstrip(_TRIMMED)))
