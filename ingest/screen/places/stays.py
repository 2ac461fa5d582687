"""Where someone lives, sleeps, waits or is kept, in whatever words: what stands after the verb, to the clause's end."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding, Kind
from ingest.screen.lists.words import cue_pattern, is_of_a_body, place_words
from ingest.screen.names.public_names import is_in_a_list_of_works
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

_AT = (
    r"(?:in|at|on|by\s+the|near|to|behind|above|under|below|across|opposite|beside|outside|"
    r"inside|next\s+to|past|between|along|over|off|"
    r"(?:\w+\s+){1,2}(?:doors?|houses?|km|metres|minutes|steps)\s+(?:from|past|behind))"
)
_VERB = (
    r"(?:farm(?:s|ed|ing)?|liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|sle(?:ep|eps|pt|eping)"
    r"|hid(?:es?|den|ing)?|kept|locked|held|confined|rent(?:s|ed|ing)?|resid(?:e|es|"
    r"ed|ing)|"
    r"camp(?:s|ed|ing)?|wait(?:s|ed|ing)?|work(?:s|ed|ing)?|sells?(?:\s+\w+){1,3}|run(?:s|"
    r"ning)?\s+(?:a|the)\s+\w+|begs?|moved|go(?:es)?\s+back|went\s+back|"
    r"came\s+back|come\s+back|return(?:s|ed)?|lodg(?:es|ed|ing)|placed|put\s+up|sheltered|"
    r"taken|brought|met|meets?|found|find(?:\s+(?:her|him|them|me|us))?|"
    r"seen|visit(?:ed)?\s+(?:her|him|them)|dropped(?:\s+off)?|delivered|am|is\s+(?:now\s+)?(?=(?:in|"
    r"at)\s)|house\s+is|home\s+is|address\s+(?:is|was)|"
    r"site\s+is|stands|lies|buried|shop|stall|salon|family)"
)
_STAYS = re.compile(
    rf"\b{_VERB}\b(?:\s+(?!and\b|but\b)[\w'-]+){{0,5}}?\s+(?P<place>(?:(?:{_AT})\s+)(?P<where>[^.;!?()\[\]|\t]{{5,140}})"
    rf")",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?im)(?:^|[\t|;(.,]|\b(?:her|his|their|the|mother's|father's|family's|client's|"
    r"victim's))[ \t]{0,12}(?:for\s+)?(?:home(?:\s+(?:village|address|town))?|hometown|house|"
    r"address|lives|location|"
    r"place(?:\s+of\s+(?:origin|stay|work))?|village|origin|residence|whereabouts|pick-?\s?up(?:\s+point)?|"
    r"drop(?:-?off)?(?:\s+point)?|directions?|"
    r"drivers|meeting\s+(?:place|point)|where)(?:\s*\([^)\n]{1,60}\))?"
    r"\s*(?::|-|=|\bas\b|\bis\b|\bwas\b)[ \t]*(?P<where>[^\n;|\t)\]]{6,140})"
)
_AT_A_PLACE = re.compile(
    r"\b(?:at|address|(?:her|his|their)\s+(?:house|home|room|village)\s+(?:at|in|by|near|behind))\s+"
    r"(?!least|all|any|once|first|last|most|night|noon|present|risk|work\b|the\s+(?:time|"
    r"same|moment|age|end\s+of\s+the\s+(?:year|month)|beginning|hearing)|\d{1,2}[.:]\d\d|"
    r"\d+\s*(?:[ap]m|years|per)|\w+\s+o'clock)"
    r"(?P<where>[^.;!?()\[\]|\t\"]{8,140})",
    re.IGNORECASE,
)
_CAPITALS = rf"[{CAPITAL}][\w'-]{{1,30}}(?:[ ][{CAPITAL}][\w'-]{{1,30}}){{0,2}}(?:[ ]\d{{1,2}})?"
# “From Svay Tong, Prey Kabbas”: a village and its district with no word for either.
_PAIR = re.compile(
    r"(?:\b(?:from|in|at|near|of|to|lives?|home|village|origin)\s|[,(]\s?\d{1,2}\s?,\s?|\b[FM],\s?|:\s)"
    rf"(?P<where>{_CAPITALS}(?:,[ ]{_CAPITALS}){{1,2}})(?![\w'])"
)
_ENDS = re.compile(
    r"\s(?:and|but|which|who|whom|because|when|while|until|since|for|after\s+(?:her|"
    r"his|she|he|the\s+raid)|before\s+(?:her|his|she|he)|where|whose|with\s+(?:her|his)"
    r"|"
    r"without|as|if|that|is|was|has|had|were|are|from\s+where)\s|,\s+(?:and|but|who|"
    r"which|where|when|she|he|her|his|they|the\s+\w+\s+(?:is|was)|said|says|told)\b|"
    r"\n\s*\n|:|"
    r"\s(?:on|in|since)\s+(?:\d{1,2}\s+[A-Z]|(?:19|20)\d\d|January|February|March|April|"
    r"May|June|July|August|September|October|November|December)",
    re.IGNORECASE,
)
_SOMEONE = re.compile(
    r"\b(?:she|her|he|his|him|i|my|me|girl|boy|woman|man|wife|husband|complainant|plaintiff|witness|worker|fisherman|migrant|returnee|suspect|accused|cousin|niece|client|survivor|victim|family|"
    r"mother|father|sister|brother|aunt|uncle|grand\w+|daughter|son|"
    r"safe\s?house)\b",
    re.IGNORECASE,
)
# It says where: a name, a number, or a thing that stands there.
_SAYS_WHERE = re.compile(
    r"[A-Z]|\d|\b(?:house|hut|shack|room|flat|market|pagoda|temple|school|bridge|road|"
    r"street|lane|river|shop|stall|clinic|hospital|station|pier|port|factory|kiln|"
    r"compound|villa|gate|floor|field|tree|dyke|canal|hotel|bar|stop|rank|flyover|church|"
    r"mosque|market|mill|garage|hall|station|post|camp|container|boat|plant|village|"
    r"commune|district)s?\b"
)
_KHMER = re.compile(
    r"(?:ស្នាក់(?:នៅ)?|រស់នៅ|ស្ថិតនៅ|ធ្វើការនៅ|ធ្វើការ|លក់(?:ដូរ)?នៅ|លាក់ខ្លួន(?:នៅ)?|"
    r"ដេកនៅ|គេងនៅ|ឃើញ[\u1780-\u17d3]{0,8}នៅ|ជួល|ទីតាំង|ទីលំនៅ|អាសយដ្ឋាន|វិលទៅ|ត្រឡប់ទៅ|"
    r"ផ្ទះនៅ|នៅក្នុង|នៅ)"
    r"(?:ជាមួយ[\u1780-\u17d3]{2,20})?[ :\u200b]{0,2}(?:ក្នុង|ឯ|នៅ|លើ)?[ \u200b]?"
    r"(?P<where>[\u1780-\u17d3\u200b\d #/]{8,120})"
)
_KHMER_ENDS = re.compile(r"\s?(?:ហើយ|ដែល|និង|បាន|មាន|ដោយ|ជាមួយ|ត្រូវ|ដើម្បី|តាំងពី|លេខទូរ|ទូរស័ព្ទ|រៀន|អាយុ|ព្រោះ|ប៉ុន្តែ)")
_KHMER_SAYS = re.compile(
    r"ផ្ទះ(?!សំណាក់)|ខ្ទម|វីឡា|បន្ទប់|វត្ត|ផ្សារ|ស្ពាន|ស្ថានីយ|រោង|ឡ|សាលា|វិទ្យាល័យ|"
    r"មន្ទីរពេទ្យ|ភូមិ|ឃុំ|សង្កាត់|ច្រក|ផែ|របង|អគារ|ជាន់|ហាង|តូប|ឃ្លាំង|ទល់មុខ|ក្រោយ|"
    r"ក្បែរ|ជិត|ផ្លូវ|គីឡូ"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A report, a law, a right: none is a place.
_KHMER_NOWHERE = re.compile(r"របាយការណ៍|ច្បាប់|មាត្រា|ឯកសារ|សិទ្ធិ|ករណី|មិនត្រូវ")
_AGED = re.compile(r"[,(]\s?\d{1,2}\s?,\s")
_SHORTEST = 9


def find_stays(prose: Prose) -> Iterator[Finding]:
    """
    Places after verbs of living, keeping, meeting, working, where the words beside them are of someone.

    :param prose: the page.
    :returns: them, little sure.
    """
    yield from _after_verbs(prose)
    if prose.tells_of_cases:
        yield from _after_prepositions(prose)
        yield from _after_labels(prose)
        yield from _in_khmer(prose)


def _after_verbs(prose: Prose) -> Iterator[Finding]:
    for found in _STAYS.finditer(prose.plain):
        lead = prose.around(found.start(), found.start("place"), before=80, after=0)
        one = _SOMEONE.search(lead) is not None and not is_in_a_list_of_works(prose, *found.span("where"))
        if not (prose.is_a_story or (one and prose.tells_of_cases and not is_of_a_body(found["where"]))):
            continue
        start, end = _to_the_end(prose.plain, *found.span("where"))
        if _tells(prose.plain[start:end]):
            # “In”, “at” are no part of a place, “behind” is.
            plainly = re.match(r"(?:in|at|on|to)\s", found["place"], re.IGNORECASE)
            yield _finding(prose, start if plainly else found.start("place"), end, lead)


def _after_prepositions(prose: Prose) -> Iterator[Finding]:
    for pattern in (_PAIR, _AT_A_PLACE):
        for found in pattern.finditer(prose.plain):
            start, end = _to_the_end(prose.plain, *found.span("where"))
            lead, where = prose.around(start, start, before=100, after=0), prose.plain[start:end]
            aged = pattern is _PAIR and _AGED.search(lead) is not None
            about = prose.is_a_story or aged or _SOMEONE.search(lead) is not None
            if about and _tells(where) and not is_of_a_body(where):
                yield _finding(prose, start, end, lead)


def _after_labels(prose: Prose) -> Iterator[Finding]:
    for found in _LABELLED.finditer(prose.plain):
        start, end = found.span("where")
        end = start + len(re.split(r"\.\s|\.$", prose.plain[start:end])[0])
        if _tells(prose.plain[start:end]):
            yield _finding(prose, start, end, prose.around(start, end, before=60, after=0))


def _in_khmer(prose: Prose) -> Iterator[Finding]:
    for found in _KHMER.finditer(prose.plain):
        start, end = found.span("where")
        if stop := _KHMER_ENDS.search(prose.plain, start, end):
            end = stop.start()
        end -= len(prose.plain[start:end]) - len(prose.plain[start:end].rstrip())
        if _KHMER_NOWHERE.search(prose.plain, start, end):
            continue
        if end - start >= _SHORTEST and _KHMER_SAYS.search(prose.plain, start, end):
            yield _finding(prose, start, end, prose.around(start, end, before=60, after=0))


def _to_the_end(plain: str, start: int, end: int) -> tuple[int, int]:
    """The clause without what comes after the place."""
    if stop := _ENDS.search(plain, start, end):
        end = stop.start()
    return start, end - (len(plain[start:end]) - len(plain[start:end].rstrip(" ,\n'\"")))


def _tells(where: str) -> bool:
    return len(where) >= _SHORTEST and _SAYS_WHERE.search(_YEAR.sub("", where)) is not None and not _is_wide(where)


def _is_wide(where: str) -> bool:
    """A country, a province, a town: thousands live there."""
    words = re.findall(r"[^\W\d_]+", where)
    return not re.search(r"\d", where) and all(
        word.lower() in place_words()
        or word.lower()
        in {"the", "of", "in", "province", "city", "town", "and", "border", "her", "his", "family", "home"}
        for word in words
    )


def _finding(prose: Prose, start: int, end: int, lead: str) -> Finding:
    kind: Kind = "shelter location" if cue_pattern("shelter").search(lead) else "address"
    return Finding.on(prose, kind, start, end, DOUBT, "a place where someone lives, works or is kept")
