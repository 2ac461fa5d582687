"""Names in Khmer script by how they are written: family name, space, given name; alone in a line, a list, a cell."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.words import khmer_names
from ingest.screen.names.khmer_names import AFTER_PERSON
from ingest.screen.text.prose import Prose

_K = "[\u1780-\u17b3\u17b6-\u17d3]"
_GAP = "[ \u200b]{1,2}"
# Words after which a name may follow with no space between.
_PERSON = (
    r"(?:ឈ្មោះ|កុមារី|កុមារា|ក្មេងស្រី|ក្មេងប្រុស|យុវតី|យុវជន|យុវនារី|ជនរងគ្រោះ|កញ្ញា|"
    r"អ្នកស្រី|លោកស្រី|លោក|ស្ត្រី|បុរស|នារី|"
    r"ម្តាយ|ម្ដាយ|ឪពុក|ជីដូន|ជីតា|យាយ|តា|បងស្រី|ប្អូនស្រី|បងប្រុស|ប្អូនប្រុស|បង|ប្អូន|"
    r"មីង|ពូ|អ៊ំ|ក្មួយ|កូនស្រី|កូនប្រុស|កូន|ចៅ|"
    r"ប្តី|ប្ដី|ប្រពន្ធ|ភរិយា|ស្វាមី|នាង|ហៅក្រៅ|ហៅថា|ហៅ|សាក្សី|ដើមបណ្តឹង|ដើមចោទ|អតិថិជន|"
    r"ពលករ|កម្មករ|កម្មការិនី|អ្នកនេសាទ|មេខ្យល់|មិត្តភក្តិ)"
)
_LONGEST_ALONE = 16
# Khmer has no spaces between words: two short runs side by side are a name sooner than a sentence.
_LONGEST_SHORT = 13
# After a person's word they may be longer.
_LONGEST_TOLD = 22
_APART_BEFORE = re.compile(rf"(?:^|\n|[:,;(|\t]|\d[.)-]|និង|{_PERSON})[ \u200b]*$")
_APART_AFTER = re.compile(r"[ ]*(?:[,;()|\t។\n]|$|និង|ភេទ|អាយុ|ស្រី|ប្រុស|\d)")
_SEX_OR_AGE = r"(?:ភេទ|ស្រី|ប្រុស|អាយុ|កើត|\d{1,2}\s*ឆ្នាំ|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\b)"
_TWO_RUNS = (
    rf"(?P<name>(?!(?:{_PERSON}|និង|ឬ|ហើយ|ជា|នៅ|ដោយ|ដែល)[ \u200b])(?P<family>{_K}{{2,9}}){_GAP}"
    rf"(?P<given>{_K}{{2,14}}))(?!{_K})"
)
# Each by itself: the run before a person's word may be taken for the family name of what it ends.
_FAMILY_AND_GIVEN = (
    re.compile(rf"(?:^|[^\u1780-\u17d3]){_TWO_RUNS}"),
    re.compile(rf"{_PERSON}[ \u200b]?{_TWO_RUNS}"),
)
_IN_A_ROW = re.compile(
    rf"(?:^|\n|\t|\||;|\d[.)-])[ \t]*(?P<name>{_K}{{2,10}}{_GAP}{_K}{{2,14}}(?:{_GAP}{_K}{{2,14}})?)"
    rf"[ \t,|(;]+{_SEX_OR_AGE}"
)
_IN_A_LIST = re.compile(rf"(?:^|\n)[ \t]*\d{{1,3}}[.)-][ \t]*(?P<name>{_K}{{2,12}}(?:{_GAP}{_K}{{2,12}})?)(?=[ ,\t(])")
_SIGNED = re.compile(
    rf"(?:ហត្ថលេខា|ស្នាមមេដៃ|មេដៃ|ឈ្មោះ|អ្នកធ្វើពាក្យ|សាមីខ្លួន)[^\n]{{0,30}}\n\s*(?P<name>{_K}{{2,12}}(?:{_GAP}{_K}{{2,14}})?)"
    rf"[ \t]*(?=\n|$)"
)
_NAMED = re.compile(
    rf"(?:ឈ្មោះ(?:ពិត|ហៅក្រៅ|ដើម)?(?:គឺ|ថា)?|ហៅក្រៅ(?:ថា)?|ហៅថា)[ \u200b:\"]{{0,3}}"
    rf"(?P<name>{_K}{{2,14}}(?:{_GAP}{_K}{{2,14}})?)(?=[\s,()។:;\"\d៕]|$)"
)
_QUOTED = re.compile(rf"\"[ ]?(?P<name>{_K}{{2,14}}(?:{_GAP}{_K}{{2,14}})?)[ ]?\"")
_INITIALS = re.compile(
    r"(?<![\u1780-\u17d3.])(?P<name>[\u1780-\u17a2][\u17b6-\u17d3]{0,2}\.[ ]?[\u1780-\u17a2][\u17b6-\u17d3]{0,2}\.?)"
    r"(?![\u1780-\u17d3\d]|\.?[\u1780-\u17a2]\.?(?![\u17b6-\u17d3]))"
)
# ជា is a word, “is”, and a family name: after a person's word and with a space on each side it is the name.
_CHEA = re.compile(rf"{_PERSON}[\u1780-\u17d3]{{0,6}}[ \u200b](?P<name>ជា[ ](?P<given>{_K}{{2,14}}))(?!{_K})")
# In a run of letters the short ones are parts of other words.
_TOLD = re.compile(
    rf"(?:^|(?<=[ \n\u200b\d:,(])|(?<=របស់)|(?<=ជា)|(?<=និង)|(?<=មាន)|"
    rf"(?<=គឺ)|(?<=ថា)|(?<=ដោយ)|(?<=ជាមួយ)|(?<=ហៅ)|(?<=ពី)|(?<=ឱ្យ)|(?<=ឲ្យ)){_PERSON}[ \u200b]?$"
)
# Words that are no names; inside a longer run they show that it is a sentence.
_NO_NAME = (
    r"(?:ច្បាប់|មាត្រា|ប្រកាស|ក្រុមហ៊ុន|ឯកសារ|អង្គការ|ស្ថាប័ន|ប្រទេស|ខេត្ត|ស្រុក|ឃុំ|"
    r"ភូមិ|ក្រសួង|មន្ទីរ|នាយកដ្ឋាន|ការិយាល័យ|តុលាការ|គណៈ|"
    r"សាសនា|ជាតិ|ចំនួន|លេខ|ឆ្នាំ|ខែ|ថ្ងៃ|សរុប|រៀល|ដុល្លារ|មនុស្ស|កុមារ|បុគ្គល|អនីតិជន|"
    r"ជនរងគ្រោះ|ការ|ដែល|និង|បាន|ត្រូវ|មាន|ទៅ|មក|ពី|ក្នុង|នៅ|"
    r"មិន|គឺ|ឬ|ដោយ|អំពី|របស់|សម្រាប់|តាម|រួម|ទាំង|គ្រួសារ|ឈ្មោះ|អាយុ|ភេទ|ផ្លូវ|លក់|ធ្វើ|"
    r"សាលា|វត្ត|ផ្សារ|អាសយដ្ឋាន|រូបថត|ឱ្យ|ឲ្យ|រដ្ឋ|ជា|ព្រះ)"
)
_NO_NAMES = re.compile(
    rf"(?:^|[ \u200b]){_NO_NAME}(?=$|[ \u200b])|(?<![\u1780-\u17d3])(?:ការ|អ្នក|ក្រុម|ព្រះ|ឱ្យ|មាន|បាន|ដែល|អាសយ)"
)
_WITHIN = re.compile(_NO_NAME)
_LONG = 9
# Before these names stand officials' titles.
_OFFICIAL = re.compile(
    r"(?:ឯកឧត្តម|សម្តេច|សម្ដេច|រដ្ឋមន្ត្រី|អភិបាល|ចៅក្រម|ព្រះរាជអាជ្ញា|ប្រធាន|លោកជំទាវ|"
    r"ឧកញ៉ា|វេជ្ជបណ្ឌិត|បណ្ឌិត|មេធាវី|ឧត្តមសេនីយ៍)[^\n។]{0,25}$"
)


def find_loose_khmer_names(prose: Prose) -> Iterator[Finding]:
    """
    Names on pages that tell of persons' cases.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not re.search(_K, prose.plain):
        return
    for found in _NAMED.finditer(prose.plain):
        if not _is_no_name(found["name"]):
            yield _finding(prose, found, "what stands after “ឈ្មោះ”")
    if not prose.tells_of_cases:
        return
    yield from _in_two_runs(prose)
    for pattern, why in (
        (_IN_A_ROW, "a name in a row with a sex, an age or a date"),
        (_IN_A_LIST, "a name at the head of a list's line"),
        (_SIGNED, "a name under a thumbprint"),
        (_QUOTED, "a name in quotation marks"),
    ):
        for found in pattern.finditer(prose.plain):
            if _is_private(prose, found):
                yield _finding(prose, found, why)
    for found in AFTER_PERSON.finditer(prose.plain):
        apart = prose.plain[found.start("name") - 1] in ' :"' and len(found["name"]) <= _LONGEST_ALONE
        if (apart or "ឈ្មោះ" in found.group()) and _is_private(prose, found) and found["cue"] != "លោក":
            yield _finding(prose, found, f"what stands after “{found['cue']}”")
    for found in _INITIALS.finditer(prose.plain):
        yield _finding(prose, found, "initials on a page that tells of persons’ cases")


def _in_two_runs(prose: Prose) -> Iterator[Finding]:
    for found in (found for pattern in _FAMILY_AND_GIVEN for found in pattern.finditer(prose.plain)):
        listed = found["family"] in khmer_names() or found["given"] in khmer_names()
        is_family = listed or _stands_apart(prose, found) or _is_told(prose, found)
        if is_family and _is_private(prose, found):
            yield _finding(prose, found, "a family name and a given name")
    for found in _CHEA.finditer(prose.plain):
        if not _is_no_name(found["given"]):
            yield _finding(prose, found, "a family name and a given name")


def _stands_apart(prose: Prose, found: re.Match[str]) -> bool:
    """Whether two short runs stand by themselves, as in a list, and not within a sentence."""
    start, end = found.span("name")
    return (
        end - start <= _LONGEST_SHORT
        and _APART_BEFORE.search(prose.plain[max(0, start - 20) : start]) is not None
        and _APART_AFTER.match(prose.plain, end) is not None
    )


def _is_told(prose: Prose, found: re.Match[str]) -> bool:
    """Whether a word for a person stands right before two short runs."""
    start, end = found.span("name")
    return end - start <= _LONGEST_TOLD and _TOLD.search(prose.plain[max(0, start - 24) : start]) is not None


def _is_private(prose: Prose, found: re.Match[str]) -> bool:
    start = found.start("name")
    return not _is_no_name(found["name"]) and not _OFFICIAL.search(prose.plain[max(0, start - 40) : start])


def _is_no_name(words: str) -> bool:
    runs = re.split(r"[ \u200b]+", words)
    return _NO_NAMES.search(words) is not None or any(len(run) > _LONG and _WITHIN.search(run) for run in runs)


def _finding(prose: Prose, found: re.Match[str], why: str) -> Finding:
    start, end = found.span("name")
    return Finding.on(prose, "name", start, end, DOUBT, why)
