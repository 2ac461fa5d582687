"""Names of persons, in Latin letters, beside case facts."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.lists.words import cue
from ingest.screen.names.name_words import Candidate, candidates
from ingest.screen.names.public_names import is_cited, is_dated, is_official
from ingest.screen.text.prose import Prose

_AGE_NUMBER = (
    r"(?:\d{1,2}|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty(?:[- ]\w+)?|thirty)"
)
_TITLE = r"(?:(?:Miss|Ms|Mrs|Mr|Bong|Neang|Lok|Nang|Nong|Ming|Pu|Ta|Yeay|Oum|Daw|Ko|Ma|Khun)\.?\s+)?(?:[A-Z]\.\s?){0,2}"
_QUOTE = r"[\"'(]{0,2}"
_AFTER: list[tuple[re.Pattern[str], float, str]] = [
    (
        re.compile(
            r"[\"']?\s*(?:,|\(|-|\s|\||;|:)\s*(?:(?:F|M|female|male|sisters|brothers|daughters|sons|girls|boys|"
            r"girl|boy|woman|man)\b\s*[,/ (|;]\s*)?(?:an?\s+)?(?:now\s+|then\s+|only\s+|just\s+)?"
            rf"(?:\(?aged?:?\s*(?:of\s+)?{_AGE_NUMBER}\b|{_AGE_NUMBER}[\s-]*(?:years?|yrs?|y\.?/?o)\b|"
            r"(?:F|M|female|male)\s*[,)/]|(?:was|is)\s+(?:only\s+|just\s+)?(?:\d{1,2}|\w+teen|twelve|eleven|"
            r"ten)\b(?!\s*(?:%|per|million|of)))"
            r"|[\"']?\s*[,(]\s*\d{1,2}\s*(?:\)|,|;|\.\s|[FM]\b|\n|$|/[FM]\b|-\s)"
            r"|[\"']?\s+\d{1,2}\s*[,/]?\s*(?:[FM]\b|female|male)|[\"']?\s+(?:F|M)\s*[,/]?\s*\d{1,2}\b",
            re.IGNORECASE,
        ),
        0.9,
        "a name beside an age",
    ),
    (
        re.compile(
            r"[\"']?\s*[,(;:\-]\s*(?:(?:her|his|holder\s+of|with|a)\s+)?(?:d\.?o\.?b\b|born\b|date\s+of\s+birth|"
            r"n\.?id\b|(?:national\s+|thai\s+|khmer\s+)?"
            r"id(?:entity)?\b|passport|phone|tel\b|mobile|female|male|sisters|brothers|daughters|sons|girls|boys|"
            r"sex\b|age\b|cccd|\+?\d{2,3}[ -]\d{2,3}[ -]\d{3})",
            re.IGNORECASE,
        ),
        0.85,
        "a name beside facts of a person",
    ),
    (
        re.compile(
            r"[\"']?\s*[,(]?\s*[\"']?(?:\(?\s*not\s+(?:her|his|their|a)\s+real|(?:her|"
            r"his)?\s*(?:real\s+)?name\s+(?:has\s+been\s+|was\s+|is\s+)?"
            r"(?:changed|withheld)|\(?\s*(?:a\s+)?pseudonym|\(?\s*names?\s+(?:have\s+been\s+)?changed)",
            re.IGNORECASE,
        ),
        0.4,
        "a name that is said not to be the real one: see that it is not",
    ),
    (
        re.compile(
            rf"[\"']?\s*[,(]\s*(?:the\s+|an?\s+|her\s+|his\s+|who\s+is\s+the\s+)(?:\w+\s+){{0,2}}?{cue('role')}\b|"
            rf"[\"']?\s*[,(]\s*{cue('role')}\b",
            re.IGNORECASE,
        ),
        0.85,
        "a name beside what someone is in a case",
    ),
    (
        re.compile(
            rf"[\"']?(?:\s*,[^,.;]{{0,60}},)?\s+(?:(?:was|were|had|has|have|is|who|been|being|also|later|then|"
            r"first|finally|eventually|never|now|"
            rf"still|allegedly|reportedly|and|to|be|did|not|could|would)\s+){{0,4}}(?:\w+ly\s+)?{cue('fate')}\b",
            re.IGNORECASE,
        ),
        0.7,
        "a name beside “{}”",
    ),
    (re.compile(rf"(?:'s|')\s+(?:\w+\s+){{0,2}}?{cue('possession')}\b", re.IGNORECASE), 0.7, "a name beside “{}”"),
    (
        re.compile(r"[\"']?,?\s+(?:from|of)\s+[\w' -]{2,30}\s+(?:village|commune)", re.IGNORECASE),
        0.75,
        "a name beside a village",
    ),
    (re.compile(r"[\"']?,\s+whose\s+\w+", re.IGNORECASE), 0.7, "a name beside “{}”"),
    (
        re.compile(r"[\"']?\s*\((?:V|C|case|victim|survivor|witness|accused)\s*-?\d{0,3}\)", re.IGNORECASE),
        0.9,
        "a name beside a case's mark",
    ),
]
_BEFORE: list[tuple[re.Pattern[str], float, str]] = [
    (
        re.compile(
            rf"(?<![A-Za-z]){cue('role')}(?:\s*[,:(-]\s*|\s+(?:(?:named|called|whose\s+name\s+is|identified\s+as|"
            rf"known\s+as|is|was|are|were|who|as|name)\s+){{0,2}}|'s\s+name:?\s+(?:is\s+|was\s+)?)"
            rf"{_TITLE}{_QUOTE}$",
            re.IGNORECASE,
        ),
        0.9,
        "a name beside “{}”",
    ),
    (
        re.compile(
            r"(?:\bnamed|\bcall(?:s|ed)?(?:\s+(?:her|him|me)(?:self)?)?|\breferred\s+to\s+(?:\w+\s+)?as|"
            r"\bidentified\s+(?:only\s+)?as|"
            r"\bknown\s+(?:only\s+)?(?:as|by)|\bname\s+(?:is|was)|\balias|\ba\.?k\.?a\.?|"
            r"\bnick-?named?|\breal\s+name(?:\s+is)?:?|\bgoes\s+by|\bunder\s+the\s+name(?:\s+of)?|"
            r"\bin\s+the\s+name\s+of|\bname\s+of|\bs'appell(?:e|ait)|\bse\s+nomm(?:e|ait)|\b(?:pré)?nommée?|"
            r"\bappelée?|\bsous\s+le\s+nom\s+de|\bsignée?|\btên(?:\s+(?:thật|thường\s+gọi))?(?:\s+\w+){0,3}?\s+là)"
            rf"\s*:?\s*{_TITLE}{_QUOTE}$",
            re.IGNORECASE,
        ),
        0.85,
        "a name after “{}”",
    ),
    (
        re.compile(
            rf"(?:{_AGE_NUMBER}[\s-]+years?[\s-]+old|\baged\s+{_AGE_NUMBER},?)\s+(?:\w+\s+){{0,2}}?{_TITLE}{_QUOTE}$",
            re.IGNORECASE,
        ),
        0.9,
        "a name beside an age",
    ),
    (
        re.compile(rf"(?<![A-Za-z]){cue('done')}\s+(?:by\s+)?{_TITLE}{_QUOTE}$", re.IGNORECASE),
        0.65,
        "a name beside “{}”",
    ),
    (
        re.compile(
            r"\b(?:story\s+of|case\s+of|case:|rescue\s+of|death\s+of|statement\s+of|interview\s+with|"
            r"testimony\s+of|custody\s+of|parents\s+of|for\s+victim|v\.|vs\.?|against|complaint\s+by|born\s+to)\s+"
            + _TITLE
            + _QUOTE
            + "$",
            re.IGNORECASE,
        ),
        0.65,
        "a name beside “{}”",
    ),
]
_ADDRESSED = re.compile(r"\b(?:Miss|Ms|Mrs|Mr|Neang|Bong|Nong|Nang)\.?\s+$")
_ONE_PERSON = re.compile(
    r"\b(?:she|hers?|he|his|him|girl|boy|woman|man|years?[\s-]old|aged|I|my|mother|father|sister|brother|"
    r"cousin|aunt|uncle|daughter|female|male|sisters|brothers|daughters|sons|girls|boys|"
    r"son|niece|nephew|wife|husband|victim|defendants?|accused|complainant)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"(?<![\w.&])(?:(?:[A-Z]\.\s?){2,3}|[A-Z]\.[A-Z](?![\w.])|[A-Z]{2}(?![\w.])|[A-Z]\.|"
    r"(?:[A-Z][a-z]{2,9}\s)[A-Z]\.)(?![A-Za-z])"
)
_NO_INITIALS = re.compile(
    r"(?:U\.?\s?[SNK]|P\.?\s?O|H\.?\s?E|D\.?\s?C|A\.?\s?M|P\.?\s?M|I\.?\s?D|N\.?\s?B|L\.?\s?A|E\.?\s?U|V|"
    r"No|St|Dr|Mr|Ms|Art|Vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|AM|PM|UN|US|ID|NO|OK|TV|HQ|"
    r"KH|TH|VN|IN|OF|TO|IS|AT|ON|BY|AN|AS|OR|WE)\b\.?"
)
_LEAST = 0.4
# “In”, “An”, “So” begin sentences more often than they are names.
_SHORTEST = 4
_SURE_OF_INITIALS = 0.65


def find_names(prose: Prose) -> Iterator[Finding]:
    """
    Names beside an age, a role in a case, or what was done to someone; and sure names in a sentence of a case.

    Officials with their titles, authors and persons of public life are no findings, unless more than a sentence about
    a case stands beside them.

    :param prose: the page.
    :returns: them.
    """
    for candidate in candidates(prose.plain):
        if found := _of(prose, candidate):
            yield found
    for initials in _INITIALS.finditer(prose.plain):
        if _NO_INITIALS.fullmatch(initials.group().strip()):
            continue
        start, end = initials.start(), initials.start() + len(initials.group().rstrip())
        confidence, why = _beside(prose, start, end)
        if confidence >= _SURE_OF_INITIALS and (prose.is_personal(start, end) or confidence >= 0.9):
            yield _finding(prose, start, end, 0.7, why.replace("a name", "initials", 1))


def _of(prose: Prose, candidate: Candidate) -> Finding | None:
    start, end = candidate.start, candidate.end
    before, after = prose.paragraph_before(start, 90), prose.paragraph_after(end, 90)
    confidence, why = _beside(prose, start, end)
    public = is_official(before, after) or candidate.is_public_figure
    if is_dated(after) or (public and confidence < 0.9):
        return None
    cited = is_cited(prose, start, end)
    named = candidate.is_sure or _ADDRESSED.search(before) is not None
    if not confidence and named and not cited and (case := prose.is_a_case(start, end)):
        return _finding(prose, start, end, 0.5, f"a name in a sentence with “{case}”")
    confidence -= _doubt(prose, candidate, cited, confidence)
    return _finding(prose, start, end, confidence, why) if confidence >= _LEAST else None


def _doubt(prose: Prose, candidate: Candidate, cited: bool, confidence: float) -> float:
    """What is to be taken off where the words themselves do not say that they are a name."""
    alone = len(candidate.words) == 1
    if alone and candidate.is_ordinary and len(candidate.words[0]) < _SHORTEST:
        return 1
    if candidate.listed:
        return (0.3 if confidence >= 0.85 else 1) if alone and candidate.is_ordinary else 0
    if confidence < 0.65 or candidate.is_ordinary or cited:
        return 1
    return 1 if alone and not _ONE_PERSON.search(prose.around(candidate.start, candidate.end)) else 0.25


def _finding(prose: Prose, start: int, end: int, confidence: float, why: str) -> Finding:
    return Finding.on(prose, "name", start, end, round(confidence, 2), why)


def _beside(prose: Prose, start: int, end: int) -> tuple[float, str]:
    """How much what stands right beside a span says that it is a person's name in a case, and what."""
    before, after = prose.paragraph_before(start, 70), prose.paragraph_after(end, 110)
    best, why = 0.0, ""
    for pattern, confidence, reason in _AFTER:
        if confidence > best and (found := pattern.match(after)):
            best, why = confidence, reason.format(_words(found))
            if confidence < 0.5:
                return best, why
    for pattern, confidence, reason in _BEFORE:
        if confidence > best and (found := pattern.search(before)):
            best, why = confidence, reason.format(_words(found))
    return best, why


def _words(found: re.Match[str]) -> str:
    return " ".join(found.group().strip(" ,:;(\"'").split())
