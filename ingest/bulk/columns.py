"""Which field of the record a heading of a spreadsheet means."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from corpus.record import RELATIONS, Record
from corpus.vocabulary import vocabularies

# Fields that a spreadsheet cannot hold: a program's own, and those that are more than text.
_LEFT_OUT = frozenset({"files", "checked", "inferred", "tags"})
# The record's own names, as they stand in `record.yaml`.
FIELDS = {str(about.alias or name): name for name, about in Record.model_fields.items() if name not in _LEFT_OUT}
SEVERAL = frozenset({"alternative", "creator", "language", "spatial", "four_p", *RELATIONS})
TAGS = "tags."
# About one letter wrong in three: "lawe" is 86 alike to "law", "poem" 40 to "report".
_NEAR = 67
# What else such a column is called in offices and in other catalogues.
_ALSO_CALLED = {
    "date": "issued issueddate dateissued issuedate created documentdate dateofdocument year",
    "title": "name titleen documenttitle",
    "type": "kind documenttype category",
    "identifier": "id key reference",
    "creator": "creators author authors by madeby",
    "language": "languages lang",
    "spatial": "country countries place places coverage",
    "source": "url link website address",
    "alternative": "alternatives alternativetitle othertitle othertitles shorttitle alsoknownas othernames",
    "note": "notes remark remarks comment comments",
    "audience": "access visibility",
    "four_p": "4p 4ps fourp fourps",
    "temporal": "years period",
    "rights": "licence license copyright",
    "related": "relation relations seealso",
    "isReplacedBy": "replacedby supersededby",
    "isAmendedBy": "amendedby",
    "isImplementedBy": "implementedby",
}
_BY_NAME = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in FIELDS} | {
    other: name for name, others in _ALSO_CALLED.items() for other in others.split()
}


def column_of(heading: str, columns: Mapping[str, str]) -> str | None:
    """
    The field a heading means.

    ```python
    column_of("Issued date", {})      # "date"
    column_of("tags.sector", {})      # "tags.sector"
    column_of("Ref.", {"Ref.": ""})   # "": left out
    ```

    :param heading: as it stands in the spreadsheet.
    :param columns: {heading: field} that the caller knows better; an empty field leaves the column out.
    :returns: the field by its name in `record.yaml`, or `tags.SCHEME`; None where it means none.
    """
    wanted = columns.get(heading, heading)
    if not wanted:
        return ""
    plain = re.sub(r"[^a-z0-9]", "", re.sub(r"^dc(terms)?[.:]", "", wanted.strip().lower()))
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    schemes = {re.sub(r"[^a-z0-9]", "", scheme): scheme for scheme in vocabularies()}
    scheme = schemes.get(plain.removeprefix("tags"))
    return TAGS + scheme if scheme else None


def nearest(wrong: str, known: Iterable[str]) -> str:
    """
    What somebody may have meant.

    :param wrong: what was written.
    :param known: what could have been.
    :returns: ": did you mean “…”?", empty where nothing is near.
    """
    there = {each: each.casefold() for each in known}
    found = process.extractOne(wrong.casefold(), there, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return f": did you mean “{found[2]}”?" if found else ""


def headings() -> list[str]:
    """
    The columns a spreadsheet of records has.

    :returns: the record's fields, and one column a vocabulary.
    """
    return [*FIELDS, *(TAGS + scheme for scheme in vocabularies() if scheme != "four_p")]
