"""Names of persons in Khmer script: after a word for a name or a person, and before an age."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.lists.words import khmer_names
from ingest.screen.text.prose import Prose

_K = "[\u1780-\u17b3\u17b6-\u17d3\u200b]"
_WORD = rf"{_K}{{2,16}}?"
# Words that come after a name and are no part of it.
_NEXT = (
    r"(?:អាយុ|ភេទ|កើត|សញ្ជាតិ|ជនជាតិ|មុខរបរ|រស់នៅ|មានទី|មានស្រុក|មាន|ត្រូវបាន|ត្រូវ|បាន|ជាជន|ជា|នៅ|ដែល|"
    r"និង|ហើយ|មកពី|ពី|ទៅ|គឺ|ក្នុង|"
    r"ស្រុកកំណើត|ហៅ|ភូមិ|ឃុំ|ដោយ|រួម|ដើម្បី|ឱ្យ|ឲ្យ|ចំនួន|លេខ)"
)
_END = rf"(?=\s*(?:{_NEXT}|[,()។:;\"\d\n៕]|$)|\s)"
_NAME = rf"(?P<name>{_WORD}(?:[ \u200b]{{1,2}}(?!{_NEXT}){_WORD}){{0,2}}){_END}"
_PERSON = (
    r"(?:ឈ្មោះ|កុមារី|កុមារា|ក្មេងស្រី|ក្មេងប្រុស|យុវតី|យុវជន|ជនរងគ្រោះ|កញ្ញា|អ្នកស្រី|លោកស្រី|លោក|ស្ត្រី|"
    r"ម្តាយ|ម្ដាយ|ឪពុក|ជីដូន|ជីតា|យាយ|បងស្រី|ប្អូនស្រី|បងប្រុស|"
    r"ប្អូនប្រុស|សាក្សី|មេខ្យល់|ឈ្មួញកណ្តាល|បង|ប្អូន|អ៊ំ|ក្មួយ|កូនស្រី|កូនប្រុស|ចៅ|ភរិយា|"
    r"ស្វាមី|បុរស|ដើមចោទ|យុវនារី|មីង|ពូ|ប្តី|ប្ដី|ប្រពន្ធ|ជនសង្ស័យ|ជនជាប់ចោទ|នាង|ហៅក្រៅ|"
    r"ហៅ|ដើមបណ្តឹង)"
)
AFTER_PERSON = re.compile(rf"(?P<cue>{_PERSON})(?:\s*ឈ្មោះ)?[ :\u200b\"]{{0,3}}(?!{_NEXT}){_NAME}")
_BEFORE_AGE = re.compile(
    rf"(?P<name>{_K}{{2,12}}[ \u200b]{{1,2}}{_K}{{2,14}}(?:[ \u200b]{_K}{{2,12}})?)[ ,(]*(?:ភេទ\s*(?:ស្រី|"
    rf"ប្រុស)[ ,]*)?អាយុ\s*:?\s*\d{{1,2}}"
)
_INITIALS = re.compile(rf"{_PERSON}[ \u200b]{{0,2}}(?P<name>[\u1780-\u17a2]\.[ ]?[\u1780-\u17a2]\.?)")
_AGE = re.compile(r"[ ,(]*(?:ភេទ\s*(?:ស្រី|ប្រុស)[ ,]*)?(?:អាយុ|កើត)")
_NO_NAME = re.compile(
    r"ក្រុមហ៊ុន|ឯកសារ|អង្គការ|ច្បាប់|គម្រោង|រដ្ឋ|ស្ថាប័ន|ទំនិញ|អាសយដ្ឋាន|ទីកន្លែង|ពាណិជ្ជ|សមាគម|រូបវន្ត|"
    r"នីតិបុគ្គល|អធិរាជ|នាយក|រដ្ឋមន្ត្រី|ចៅក្រម|ប្រធាន|"
    r"អភិបាល|ព្រះ|ជនរងគ្រោះ|អនីតិជន|មនុស្ស|កុមារ|ស្ត្រី|បុគ្គល"
)


def find_khmer_names(prose: Prose) -> Iterator[Finding]:
    """
    Names in Khmer script.

    :param prose: the page.
    :returns: them.
    """
    for found in AFTER_PERSON.finditer(prose.plain):
        start, end = found.span("name")
        aged = _AGE.match(prose.plain, end) is not None
        listed = _listed(found["name"])
        named = "ឈ្មោះ" in prose.plain[found.start() : start]
        if _NO_NAME.search(found["name"]) or not (
            aged or listed or (named and (prose.tells_a_case or prose.is_a_case(start, end)))
        ):
            continue
        if found["cue"] == "លោក" and not (aged or prose.is_a_case(start, end)):
            continue
        yield _finding(prose, start, end, 0.85 if aged or named else 0.6, f"a name after “{found['cue']}”")
    for found in _INITIALS.finditer(prose.plain):
        yield _finding(prose, *found.span("name"), 0.7, "initials after a word for a person")
    for found in _BEFORE_AGE.finditer(prose.plain):
        if not _NO_NAME.search(found["name"]):
            start, end = found.span("name")
            # What leads up to the name is no part of it.
            if lead := re.match(rf"{_K}*?{_PERSON}[ \u200b]*(?={_K})", found["name"]):
                start += lead.end()
            yield _finding(prose, start, end, 0.8, "a name before an age")


def _listed(name: str) -> bool:
    words = re.split(r"[\s\u200b]+", name)
    return (any(word in khmer_names() for word in words) and len(words) > 1) or (
        len(words) == 1 and name in khmer_names()
    )


def _finding(prose: Prose, start: int, end: int, confidence: float, why: str) -> Finding:
    return Finding.on(prose, "name", start, end, confidence, why)
