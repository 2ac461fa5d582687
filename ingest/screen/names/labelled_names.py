"""Names in forms: a label, a colon, and whatever a person wrote after it, in any letters."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.lists.words import is_listed_name, ordinary_words, place_words
from ingest.screen.text.prose import Prose

_OF = (
    r"(?:\s+of\s+(?:the\s+)?(?:victim|survivor|child|client|beneficiary|mother|father|guardian|"
    r"complainant|parents?|suspect|accused|person|minor|returnee|patient|spouse|relative|informant|"
    r"caregiver|emergency\s+contact)s?)?"
)
_WHOSE = (
    r"(?:(?:the\s+)?(?:victim|survivor|child|client|beneficiary|mother|father|guardian|complainant|"
    r"suspect|accused|minor|returnee|patient|"
    r"spouse|husband|wife|parent|relative|sister|brother|caregiver|witness|broker|recruiter|employer|"
    r"migrant|worker|resident|girl|boy|"
    r"defendant|perpetrator|next\s+of\s+kin|emergency\s+contact)(?:'?s)?)"
)
_LABEL = re.compile(
    rf"(?:^|(?<=[\n|\t;]))[ \t•*\-▪●]{{0,12}}(?:\(?[a-z\d]{{1,3}}[.)]\s*)?(?:{_WHOSE}\s+(?:\(\d\)\s*)?)?"
    r"(?:(?:full|real|first|last|given|family|sur|nick|khmer|latin|maiden|other|birth)\s*-?\s*)?"
    rf"na(?:m|rn)es?(?:\s*\([^)\n]{{1,30}}\))?{_OF}(?:\s+in\s+(?:khmer|latin|english)(?:\s+letters)?)?"
    r"\s*(?P<sign>[:=.]{1,4}|-|_{2,}|(?<=[ ]{3}))[ \t_.]*(?P<value>[^\n|\t;:]{2,60})?",
    re.IGNORECASE,
)
_ROLE_LABEL = re.compile(
    rf"(?:^|(?<=[\n|\t;])|(?<=\.\s)|(?<=,\s))[ \t•*\-▪●]{{0,12}}(?:\(?[a-z\d]{{1,3}}[.)]\s*)?{_WHOSE}"
    rf"(?:\s*\([^)\n]{{1,20}}\))?(?:\s*#?[A-Z]?\d[\d/-]{{0,7}})?\s*(?P<sign>:)[ \t]*(?P<value>[^\n|\t;:]{{2,60}})?",
    re.IGNORECASE,
)
_KHMER_LABEL = re.compile(
    r"(?:នាមត្រកូល(?:\s*និង\s*នាមខ្លួន)?|គោត្តនាម(?:\s*និង\s*នាម)?|នាមខ្លួន|ឈ្មោះ(?:ពេញ|ជនរងគ្រោះ|ឪពុក|"
    r"ម្តាយ|ម្ដាយ|អាណាព្យាបាល|ហៅក្រៅ)?|ชื่อ(?:-นามสกุล)?|"
    r"နာမည်|အမည်|họ\s+(?:và\s+)?tên|tên|"
    r"noms?(?:\s+et\s+prénoms?)?|prénoms?)\s*(?P<sign>[:=]|(?<=[ ][ ])|(?<=\t))[ \t]*(?P<value>[^\n|\t;:,()]{2,60})?",
    re.IGNORECASE,
)
_NEXT_LINE = re.compile(r"\s*\n[ \t]*(?P<value>[^\n|\t;:]{2,50})")
# Where the value ends and the next fact begins.
_ENDS = re.compile(
    r"[,(\[/;|]|\s{3,}|\s-\s|\.\s|\.$|\d|\s+(?:age|aged|sex|gender|dob|born|date|village|phone|tel|"
    r"address|nationality|from|m|f|male|female|is|was|who|and)\b|"
    r"\s*(?:អាយុ|ភេទ|កើត|សញ្ជាតិ|ថ្ងៃ|អាសយដ្ឋាន|រស់នៅ|មាន|ត្រូវ|ជា|នៅភូមិ)|\s*(?:อายุ|เพศ|เกิด|สัญชาติ)",
    re.IGNORECASE,
)
# Khmer vowels are no letters to a regular expression.
_WORD = re.compile(r"[\u1780-\u17d3]+|[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_FAMILY_FIRST = re.compile(r"[A-Z]{2,15},\s?(?=[A-Z][a-z])")
_MOST_WORDS = 5


def find_labelled_names(prose: Prose) -> Iterator[Finding]:
    """
    What stands after “Name:”, “Mother:”, “ឈ្មោះ៖” and their like, on the same line or the next.

    :param prose: the page.
    :returns: them.
    """
    for pattern in (_LABEL, _ROLE_LABEL, _KHMER_LABEL):
        for label in pattern.finditer(prose.plain):
            value = (
                label if label["value"] and label["value"].strip(" _.") else _NEXT_LINE.match(prose.plain, label.end())
            )
            if value is None:
                continue
            start, end = name_within(prose.plain, *value.span("value"))
            if start < end:
                # The label as it stands there, without the sign.
                said = " ".join(prose.plain[label.start() : label.start("sign")].split()).strip("•*-. ")
                yield Finding.on(prose, "name", start, end, 0.85, f"a name after “{said}:”")


def name_within(plain: str, start: int, end: int) -> tuple[int, int]:
    """
    The name at the beginning of a form's or a table's field.

    :param plain: the page.
    :param start: of the field.
    :param end: of the field.
    :returns: its start and end; alike where the field holds no name.
    """
    while start < end and plain[start] in " \t\n\"'“_.*-":
        start += 1
    field = plain[start:end]
    family_first = _FAMILY_FIRST.match(field)
    if stop := _ENDS.search(field, family_first.end() if family_first else 1):
        field = field[: stop.start()]
    field = field.rstrip(" \t\n\"'”_.*-")
    words = [word.group().rstrip(".") for word in _WORD.finditer(field)]
    is_name = (
        0 < len(words) <= _MOST_WORDS
        and not all(_is_no_name(word) for word in words)
        and not (sum(_is_no_name(word) for word in words) > 1)
    )
    return (start, start + len(field)) if is_name else (start, start)


def _is_no_name(word: str) -> bool:
    small = word.lower()
    return (len(small) == 1 and word.islower()) or (
        (small in ordinary_words() or small in place_words()) and not is_listed_name(small)
    )
