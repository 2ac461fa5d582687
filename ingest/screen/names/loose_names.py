"""Names in Latin letters on which nothing beside them decides: found where a page tells of persons' cases."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.words import body_words, cue, is_listed_name, is_telling_name, ordinary_words, place_words
from ingest.screen.names.name_words import PARTICLES, Candidate, candidates
from ingest.screen.names.public_names import is_dated, is_in_a_list_of_works, is_titled
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ ]$")
_WORD_AFTER = re.compile(r"[ ]([A-Z][^\W\d_]+)")
_BEGINS = re.compile(r"(?:^|[.:;!?\n\"(|\t\-])\s*[^\W\d_]+[ ]$")
_WHO = re.compile(
    rf"(?<![A-Za-z]){cue('role')}[ ,:]*$|\b(?:Mr|Mrs|Ms|Miss|Neang|Bong|Ming|Yeay|Khun|Nang|Nong)\.?\s$", re.I
)
_TELLS_ONE = re.compile(
    rf"(?<![A-Za-z])(?:{cue('role')}|{cue('whose_name')}|i\s+am|i'm|nick-?named?|alias|"
    rf"spoke\s+(?:to|with)|met|asked|says|said|pay\s+to|payee|to\s+be\s+paid\s+to|dear)"
    r"[ ,:(\"']{1,3}$",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"(?<![A-Za-z])(?i:{cue('whose_name')}|is|of|with|from|and|by|for|about|told|says)"
    rf"\s*[:,(\-\"']*\s*(?:(?:is|was|called|named)\s+)?[\"']?"
    r"(?P<name>(?!(?:of|is|was|with|from|and|by|the|in|to|who|for|at|on|named|called)"
    r"\b)[a-z]{2,12}(?:[ -][a-z]{2,12}){0,2})(?![A-Za-z])"
)
_FAMILY_FIRST = re.compile(
    rf"(?<![\w,.])(?P<name>(?P<family>[A-Z]{{2,15}}|[A-Z][a-z]{{1,12}}),[ ](?P<given>(?!(?i:{cue('official')})"
    rf")[A-Z][a-z]{{2,14}}(?:[ ][A-Z][a-z]{{2,14}})?))(?!\w)"
)
_CAPITALS = re.compile(rf"(?:[ ][{CAPITAL}]{{2,12}}\b){{1,2}}")
_NICKNAMES = re.compile(
    r"\b(?:called|calls|named|known\s+(?:\w+\s+){0,2}as|nick-?named?|alias|a\.?k\.?a\.?|"
    r"real\s+name|answers\s+to|goes\s+by|name\s+(?:is|was|of))"
    r"[ \w:,(]{0,20}?[\"'][ ]?(?P<name>\w[\w .-]{0,23}\w)[ ]?[\"']",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?<![\w.&])(?:[A-Z]\.[ ]?){2,3}(?![A-Za-z(]|[ ]?[A-Z][a-z])")
_PUBLIC_INITIALS = re.compile(
    r"(?:U\.\s?[SNK]|H\.\s?E|P\.\s?O|D\.\s?C|A\.\s?M|P\.\s?M|B\.\s?E|Q\.\s?A|A\.\s?Q)\.", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"']")
_AGED = re.compile(
    r"[\"']?[ ]*[,(|\t\-][ ]*(?:(?:F|M|female|male)\b[ ,|]*)?\d{1,2}\b(?![\d/.:%-])|[\"']?[ ]\d{1,2}[ ]?[FM]\b"
)
_ONE_PERSON = re.compile(
    r"\b(?:she|hers?|he|his|him|my|me|girl|boy|daughter|son|sister|brother|mother|father|wife|husband|aunt|uncle)\b",
    re.I,
)
_NO_PERSON = re.compile(r"-|(?:s|ing|tion|ment|ed|ly|ism|ity|ese|ians?|ship)$")
_BEGINS_ALONE = re.compile(r"(?:^|[.:!?\n\"\t\-])\s*$")


def find_loose_names(prose: Prose) -> Iterator[Finding]:
    """
    Capitalised words that are no words of English, no place and no body; names written small after a person's word;
    the family name before a comma; initials.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not prose.tells_of_cases:
        return
    for candidate in candidates(prose.read):
        if (_is_name(prose, candidate) or _is_single(prose, candidate)) and _is_private(prose, candidate):
            # “NGUYỄN THỊ BÉ”: in a name in capitals a short word more is of it.
            more = _CAPITALS.match(prose.read, candidate.end) if candidate.words[-1].isupper() else None
            yield _finding(prose, candidate.start, more.end() if more else candidate.end, "words that read as a name")
    for small in _SMALL.finditer(prose.read):
        if length := _small_name(small["name"]):
            yield _finding(prose, small.start("name"), small.start("name") + length, "a name written small")
    for family in _FAMILY_FIRST.finditer(prose.read):
        is_family = family["family"].isupper() or is_listed_name(family["family"])
        words = [family["family"], *family["given"].split()]
        # “Nop Thary, Kravan village”: the given name is before the comma already.
        lead = prose.read[max(0, family.start() - 20) : family.start()]
        named = not family["family"].isupper() and (before := _WORD_BEFORE.search(lead)) and before[1][0].isupper()
        if named or is_in_a_list_of_works(prose, *family.span("name")):
            continue
        if is_family and any(map(is_listed_name, words)) and not any(map(_is_no_name, words)):
            yield _finding(prose, *family.span("name"), "a family name and a given name")
    for nickname in _NICKNAMES.finditer(prose.plain):
        yield _finding(prose, *nickname.span("name"), "what someone is called")
    for initials in _INITIALS.finditer(prose.plain):
        start, end = initials.start(), initials.start() + len(initials.group().rstrip())
        if not _PUBLIC_INITIALS.match(initials.group()) and not is_in_a_list_of_works(prose, start, end):
            yield _finding(prose, start, end, "initials on a page that tells of persons’ cases")


def _is_name(prose: Prose, candidate: Candidate) -> bool:
    words = candidate.words
    if len(words) < 2 or not all(word[0].isupper() or word in PARTICLES for word in words):
        return False
    no_names = [word for word in words if _is_no_name(word)]
    if any(word.lower() in body_words() or _is_mixed(word) for word in words) or "\t" in _between(prose, candidate):
        return False
    if no_names and not (candidate.listed and len(no_names) == 1 and len(no_names[0]) < 6):
        return False
    if candidate.listed == len(words):
        return True
    return not (_leads_on(prose, candidate) or _goes_on(prose, candidate))


def _leads_on(prose: Prose, candidate: Candidate) -> bool:
    """Whether a capitalised word before makes of both a longer name of a body or a place."""
    lead = prose.read[max(0, candidate.start - 40) : candidate.start]
    before = _WORD_BEFORE.search(lead)
    if before is None or not before[1][0].isupper() or _WHO.search(lead):
        return False
    return not (_BEGINS.search(lead) and before[1].lower() in ordinary_words())


def _goes_on(prose: Prose, candidate: Candidate) -> bool:
    after = _WORD_AFTER.match(prose.read, candidate.end)
    return after is not None and (
        after[1].lower() in body_words() or after[1].lower() in place_words() or candidate.listed == 0
    )


def _is_single(prose: Prose, candidate: Candidate) -> bool:
    word = candidate.words[0]
    if len(candidate.words) > 1 or not word[0].isupper() or word.lower() in body_words() or _is_mixed(word):
        return False
    before = prose.read[max(0, candidate.start - 40) : candidate.start]
    after = prose.read[candidate.end : candidate.end + 12]
    told = _TELLS_ONE.search(before) is not None or _AGED.match(after) is not None
    told = told or (_QUOTED.match(before[-1:]) is not None and _QUOTED.match(after) is not None)
    if is_listed_name(word):
        # With its marks off, many a Vietnamese word is a name.
        return told or not (_is_of_both(word) or not word.isascii())
    if _is_no_name(word) or _WORD_AFTER.match(prose.read, candidate.end) or _leads_on(prose, candidate):
        return False
    return told or (_is_of_someone(prose, candidate) and _reads_as_one(word, before))


def _reads_as_one(word: str, before: str) -> bool:
    """A word no list knows is a name sooner than a place, unless it begins a sentence or ends as words do."""
    return len(word) > 2 and not (word.isupper() or _BEGINS_ALONE.search(before) or _NO_PERSON.search(word))


def _is_private(prose: Prose, candidate: Candidate) -> bool:
    before, after = prose.paragraph_before(candidate.start, 90), prose.paragraph_after(candidate.end, 90)
    return not (
        candidate.is_public_figure
        or is_titled(before, after)
        or (is_dated(after) and not prose.is_a_story)
        or is_in_a_list_of_works(prose, candidate.start, candidate.end)
    )


def _is_of_someone(prose: Prose, candidate: Candidate) -> bool:
    return prose.is_a_story or _ONE_PERSON.search(prose.around(candidate.start, candidate.end)) is not None


def _is_of_both(word: str) -> bool:
    """Whether a name is a word too, of English or of a place."""
    return word.lower() in ordinary_words() or word.lower() in place_words() or len(word) < 3


def _between(prose: Prose, candidate: Candidate) -> str:
    return prose.plain[candidate.start : candidate.end]


def _is_mixed(word: str) -> bool:
    """MoSVY, DoWA: capitals within a word are of a body, unless the whole is written in capitals."""
    return not word.isupper() and any(c.isupper() for c in re.sub(r"[-'’].", "", word)[1:])


def _is_no_name(word: str) -> bool:
    small = re.sub(r"['’]s$", "", word.lower())
    return (small in ordinary_words() or small in place_words()) and not is_listed_name(small)


def _small_name(words: str) -> int:
    """How many letters of words written small are a name: those before the first word of English."""
    named: list[re.Match[str]] = []
    for word in re.finditer(r"[a-z]+", words):
        ordinary = word.group() in ordinary_words() or word.group() in place_words()
        if ordinary and not (len(word.group()) < 5 and is_listed_name(word.group())):
            break
        named.append(word)
    if named and (
        any(is_telling_name(word.group()) for word in named) or sum(is_listed_name(w.group()) for w in named) > 1
    ):
        return named[-1].end()
    return 0


def _finding(prose: Prose, start: int, end: int, why: str) -> Finding:
    return Finding.on(prose, "name", start, end, DOUBT, why)
