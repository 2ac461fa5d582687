"""Postal boxes of shelters, and of persons: who waits there meets who fetches the letters."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding, Kind
from ingest.screen.lists.where_words import languages, where_words
from ingest.screen.lists.words import cue_pattern
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

_BOX = re.compile(
    r"(?:\bP\.?\s?[O0]\.?\s?box|\bpost(?:al)?\s?box|\bletter\s?box|\bB\.\s?P\.|\bbo[iî]te\s+postale|\bhòm\s+thư|\bhộp\s+thư|"
    r"ตู้\s?(?:ปณ\.?|ไปรษณีย์)|ប្រអប់សំបុត្រ|ប្រអប់ប្រៃសណីយ៍)\s*(?:no\.?|n[°º]|number|số|លេខ|#|:)?\s*\d[\d-]{0,6}\b"
    rf"(?:,?[ ][{CAPITAL}][\w'-]{{1,30}}(?:[ ][{CAPITAL}][\w'-]{{1,30}}){{0,2}})?",
    re.IGNORECASE,
)


def find_postal_boxes(prose: Prose) -> Iterator[Finding]:
    """
    Numbers of postal boxes in a sentence that speaks of a shelter or of one person; those of offices are for everyone.

    :param prose: the page.
    :returns: them.
    """
    for box in _BOX.finditer(prose.plain):
        start, end = box.span()
        beside = prose.around(start, end)
        shelter = cue_pattern("shelter").search(beside) is not None or any(
            where_words(language).shelter.search(beside) for language in languages()
        )
        if shelter or prose.is_personal(start, end):
            kind: Kind = "shelter location" if shelter else "address"
            yield Finding.on(prose, kind, start, end, 0.5, "a postal box beside words of a shelter or a person")
