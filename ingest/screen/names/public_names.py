"""Names that everyone may know: of officials with their titles, and of authors."""

import re

from ingest.screen.lists.words import cue
from ingest.screen.text.prose import Prose

_OFFICIAL_BEFORE = re.compile(
    rf"(?<![A-Za-z]){cue('official')}(?:\s+(?:of|for|the|at|[A-Z][\w-]*|and|Mr|Mrs|Ms|&)\.?){{0,7}}[\s,:]*$"
)
_OFFICIAL_AFTER = re.compile(
    r"\s*[,(]\s*(?:the\s+|an?\s+|who\s+is\s+|acting\s+|former\s+|"
    rf"then\s+)?(?:[\w-]+\s+){{0,4}}?{cue('official')}(?![A-Za-z])",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\bpp?\.\s?\d|\bVol\b|et\s+al\b|\bISBN\b|https?:|www\.|\bPress\b|\bJournal\b|\beds?\.|\bibid|"
    r"[Aa]vailable\s+at|\bdoi\b|\bRetrieved\b|\bUniversity\b"
)
_YEAR_AFTER = re.compile(r"(?:\s+(?:and|&)\s+\w+)?,?\s*\(?(?:19|20)\d\d[a-z]?\b|,\s+[A-Z]\.|\s+et\s+al")


def is_official(before: str, after: str) -> bool:
    """
    Whether a name has an official's title.

    :param before: what stands before the name.
    :param after: what stands after it.
    :returns: whether so.
    """
    return _OFFICIAL_BEFORE.search(before) is not None or _OFFICIAL_AFTER.match(after) is not None


def is_dated(after: str) -> bool:
    """
    Whether a year or another author follows a name, as in a list of works.

    :param after: what stands after the name.
    :returns: whether so.
    """
    return _YEAR_AFTER.match(after) is not None


def is_cited(prose: Prose, start: int, end: int) -> bool:
    """
    Whether the words around a name are of a work cited.

    :param prose: the page.
    :param start: of the name.
    :param end: of the name.
    :returns: whether so.
    """
    return _CITED.search(prose.around(start, end, before=150, after=150)) is not None


_TITLE_BEFORE = re.compile(
    rf"(?<![A-Za-z]){cue('official')}(?:\s+(?:of|for)(?:\s+the)?(?:\s+[A-Z][\w-]*){{1,4}})?[\s,:]*(?:(?:Mr|"
    rf"Mrs|Ms|Dr)\.?\s*)?$"
)
_TITLE_AFTER = re.compile(
    rf"(?:\s*[,(]\s*|[ \t]{{2,}}|\t)(?:the\s+|an?\s+|acting\s+|former\s+|then\s+)?(?:[\w-]+\s+){{0,2}}?"
    rf"{cue('official')}(?![A-Za-z])",
    re.IGNORECASE,
)


def is_titled(before: str, after: str) -> bool:
    """
    Whether an official's title stands right beside a name, and not only near it.

    :param before: what stands before the name.
    :param after: what stands after it.
    :returns: whether so.
    """
    return _TITLE_BEFORE.search(before) is not None or _TITLE_AFTER.match(after) is not None


_OF_A_WORK = re.compile(
    r"\bpp?\.\s?\d|\bVol\b|et\s+al\b|\bISBN\b|https?:|www\.|\b\w+ Press[,.:]|\bJournal of\b|"
    r"\b[Ee]ds?\.|\bibid|\baccessed\b|"
    r"\b[Aa]vailable\s+at|\bdoi\b|\bRetrieved\b|\b(?:19|20)\d\d[a-z]?\)|,\s(?:19|20)\d\d[.,;]"
)
_AUTHORS = re.compile(
    r"\b(?:co-?authors?|authors?|researchers|led\s+the\s+(?:research|study)|written\s+by|photo(?:graph)?s?\s+by)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[ \t#*\d.]*(?:references?|bibliography|works cited|literature|endnotes|notes|"
    r"sources|further reading)[ \t:*]*$",
    re.IGNORECASE | re.MULTILINE,
)


def is_in_a_list_of_works(prose: Prose, start: int, end: int) -> bool:
    """
    Whether a span stands in a reference: marks of a work cited beside it, or a heading of such a list before.

    :param prose: the page.
    :param start: of the name.
    :param end: of the name.
    :returns: whether so.
    """
    first = max(prose.plain.rfind("\n\n", 0, start) + 1, start - 160)
    last = prose.plain.find("\n\n", end)
    beside = prose.plain[first:start] + "|" + prose.plain[end : min(end + 200, last if last > 0 else end + 200)]
    marks = {found.group()[:4] for found in _OF_A_WORK.finditer(beside)}
    if not prose.is_a_story and _AUTHORS.search(prose.around(start, end, before=150, after=150)):
        return True
    sure = any(not mark[-1].isdigit() and not mark[:4].isdigit() and mark[0] != "," for mark in marks)
    listed = bool(marks) and _HEADING.search(prose.plain, 0, start) is not None
    return len(marks) > 1 or listed or (sure and not prose.is_a_story)
