"""Names on a page that tells one person's case, though nothing beside them says so: who is named belongs to it."""

import re
from collections.abc import Iterator, Sequence

from ingest.screen.finding import Finding
from ingest.screen.lists.words import cue_pattern, is_telling_name, ordinary_words
from ingest.screen.names.name_words import Candidate, candidates
from ingest.screen.names.public_names import is_cited, is_dated, is_official
from ingest.screen.text.prose import Prose

_SURE = 0.8
_ADDRESSED = re.compile(r"\b(?:Miss|Ms|Mrs|Mr|Neang|Bong|Nong|Nang)\.?\s+$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ ]$")
_WORD_AFTER = re.compile(r"[ ]([A-Z][^\W\d_]+)")
_TELLING = ("name", "date of birth", "phone", "identity document", "account")


def find_companions(prose: Prose, findings: Sequence[Finding]) -> Iterator[Finding]:
    """
    Names that stand by themselves on such a page.

    :param prose: the page.
    :param findings: what was found on it: a sure one makes it such a page, or words on one person and
        case facts.
    :returns: names by the lists, names after a form of address, and capitalised words that are
        neither words nor places.
    """
    if not _tells_a_case(prose, findings):
        return
    for candidate in candidates(prose.plain):
        if _is_private(prose, candidate) and (_is_name(candidate) or _reads_as_name(prose, candidate)):
            start, end = candidate.start, candidate.end
            why = "a name on a page that tells of a person’s case"
            yield Finding.on(prose, "name", start, end, 0.45, why)


def _tells_a_case(prose: Prose, findings: Sequence[Finding]) -> bool:
    if any(found.confidence >= _SURE and found.kind in _TELLING for found in findings):
        return True
    return prose.tells_a_case and (bool(findings) or cue_pattern("case").search(prose.plain) is not None)


def _is_private(prose: Prose, candidate: Candidate) -> bool:
    before, after = prose.paragraph_before(candidate.start, 90), prose.paragraph_after(candidate.end, 90)
    return not (
        candidate.is_public_figure
        or is_official(before, after)
        or is_dated(after)
        or is_cited(prose, candidate.start, candidate.end)
    )


def _is_name(candidate: Candidate) -> bool:
    return candidate.is_sure or (len(candidate.words) == 1 and is_telling_name(candidate.words[0]))


def _reads_as_name(prose: Prose, candidate: Candidate) -> bool:
    """Two words or more that are no words of English, and no part of an organisation's or a place's longer name."""
    if _ADDRESSED.search(prose.plain[max(0, candidate.start - 10) : candidate.start]):
        return True
    before = _WORD_BEFORE.search(prose.plain[max(0, candidate.start - 25) : candidate.start])
    if (before and before[1][0].isupper()) or _WORD_AFTER.match(prose.plain, candidate.end):
        return False
    plain_words = [word for word in candidate.words if word.lower() in ordinary_words()]
    return len(candidate.words) > 1 and not plain_words and all(word[0].isupper() for word in candidate.words)
