"""Dates of birth, however a date is written."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_KHMER_MONTH = "(?:មករា|កុម្ភៈ|មីនា|មិនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ|ខែ *[0-9]{1,2})"
_THAI_MONTH = (
    "(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|"
    r"[ก-๎]{1,2}\.[คยพ]\.)"
)
_FRENCH_MONTH = (
    r"(?:janv(?:ier)?|f[ée]vr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|d[ée]c(?:embre)?)\.?"
)
_N = r"[\dOlI]"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_OF = r"[\s,.\-/]*"
DATE = (
    "(?:"
    rf"{_N}{{1,2}}\s?[./-]\s?{_N}{{1,2}}\s?[./-]\s?(?:{_N}{{4}}|{_N}{{2}})(?!\d)"
    r"|\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}(?!\d)"
    rf"|{_N}{{1,2}}\s?[./-]\s?(?:19|20)\d\d(?!\d)"
    rf"|{_DAY}(?:\s+(?:day\s+)?of)?{_OF}{MONTH}{_OF}(?:of\s+)?'?(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|{MONTH}{_OF}{_DAY}{_OF}\d{{4}}"
    rf"|{MONTH}[ ]{_DAY},?[ ]'?\d\d(?!\d)"
    rf"|(?:B\.?E\.?\s*)?(?:19|20|25)\d\d,?\s+(?:{_DAY}\s+{MONTH}|{MONTH}\s+{_DAY})(?!\w)"
    rf"|{MONTH}{_OF}(?:of\s+)?\d{{4}}"
    rf"|(?:ថ្ងៃ(?:ទី)?\s*)?(?:\d{{1,2}}[\s./-]*)?(?:ខែ\s*)?{_KHMER_MONTH}[\s./-]*(?:ឆ្នាំ\s*)?(?:[គព]\.?ស\.?\s*)?\d{{4}}"
    rf"|\d{{1,2}}\s*{_THAI_MONTH}\s*(?:พ\.ศ\.\s*)?\d{{2,4}}"
    r"|(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
    rf"|\d{{1,2}}(?:er)?\s+{_FRENCH_MONTH}\s+\d{{4}}"
    r"|\d{1,2}\s?[./-]\s?(?-i:XII|XI|IX|IV|VI{1,3}|I{1,3}|X|V)\s?[./-]\s?(?:(?:19|20)\d\d|\d\d)(?!\d)"
    r")"
)
_YEAR = r"(?:(?:19|20)\d\d(?![\d/-]))"
_DAY_AND_MONTH = rf"(?:{_DAY}(?:\s+of)?\s+{MONTH}|{MONTH}\s+{_DAY})(?![\w])"
# "Born before 2000" is a rule, "born in 2004" a fact.
_NOT_A_RULE = r"(?!\s+(?:before|after|between|alive|out|into|since|prior))"
_BIRTH = (
    rf"(?:(?<!-)\bborn\b{_NOT_A_RULE}|\bd[./]?\s?[o0][./]?\s?b\b\.?|\bgeb\.|\bsn\b|date\s*(?:(?:and|/|"
    r"&)\s*place\s+)?of\s*birth|birth\s?-?date|birthday|"
    r"year\s+of\s+birth|\by\.?o\.?b\b\.?|place\s+and\s+date\s+of\s+birth|\bb\.(?=\s*\d)|\bn[ée]e?\s+le\b|"
    r"ថ្ងៃ\s*ខែ\s*ឆ្នាំ\s*កំណើត|ថ្ងៃ\s*កំណើត|ឆ្នាំ\s*កំណើត|កើត|ប្រសូត(?:នៅ)?|วันเกิด|เกิด(?:วันที่|เมื่อ)?|ngày\s+sinh|"
    r"sinh\s+(?:ngày|năm)|"
    r"မွေး(?:နေ့)?)"
)
_GAP = r"(?:(?!\.\s+[A-Z])[^;\d។]|(?<=[#(])\d){0,45}?"
_AFTER_CUE = re.compile(rf"{_BIRTH}{_GAP}(?P<date>{DATE})", re.IGNORECASE)
_YEAR_AFTER_CUE = re.compile(
    rf"(?:\bborn\b{_NOT_A_RULE}\s{{0,12}}(?:in|c\.|around|about|:)?(?:\s+the\s+year)?|\by\.?o\.?b\.?\b|"
    r"year\s+of\s+birth|date\s+of\s+birth|"
    rf"\bd\.?\s?o\.?\s?b\b\.?|\bb\.|ឆ្នាំ\s*កំណើត|កើត(?:នៅ|ក្នុង)*\s*ឆ្នាំ|sinh\s+năm)\s{{0,12}}:?\s{{0,40}}(?P<date>{_YEAR})",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    rf"(?:birthday|\bborn\s+on|turn(?:ed|s|ing)?\s+(?:\d{{1,2}}|\w+teen|twelve|eleven|ten))(?:\s+\w+){{0,3}}?"
    rf"[\s,:(]+(?:on\s+)?(?:the\s+)?(?P<date>{DATE}|{_DAY_AND_MONTH})",
    re.IGNORECASE,
)
_BEFORE_CUE = re.compile(
    rf"(?<!\d)(?P<date>{DATE})\s*,?\s*[(\-]?\s*(?:\(|as\s+|is\s+)?(?:(?:her|his|the|their)\s+)?"
    r"(?:d\.?o\.?b\b|date\s+of\s+birth|birth\s?-?date|birthday|(?<=\()(?:birth|born)\))",
    re.IGNORECASE,
)
_AFTER_AGE = re.compile(
    rf"(?:\baged?\b:?\s*\d{{1,2}}|\d{{1,2}}[\s-]*(?:years?[\s-]old|y/?o|yrs?)|"
    rf"(?:អាយុ\s*)?\d{{1,2}}\s*ឆ្នាំ)\s*[(,]\s*(?P<date>{DATE})",
    re.IGNORECASE,
)
_SEX_AND_DATE = re.compile(
    r"(?:\b(?:F|M|female|male)\b|ស្រី|ប្រុស)\s*[,/|\t ]\s*(?P<date>(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|"
    r"\d{4}-\d\d-\d\d)(?!\d))"
)


def find_dates_of_birth(prose: Prose) -> Iterator[Finding]:
    """
    Dates that are told as someone's birth.

    :param prose: the page.
    :returns: them: the date only, without the words that tell it.
    """
    for pattern, confidence, why in (
        (_AFTER_CUE, 0.95, "a date after words of birth"),
        (_BEFORE_CUE, 0.9, "a date before words of birth"),
        (_AFTER_AGE, 0.8, "a date beside an age"),
        (_SEX_AND_DATE, 0.7, "a date beside a sex in a row of facts"),
    ):
        for found in pattern.finditer(prose.plain):
            yield _finding(prose, found, confidence, why)
    for found in _BIRTHDAY.finditer(prose.plain):
        if prose.is_personal(*found.span()) or prose.is_a_case(*found.span()):
            yield _finding(prose, found, 0.8, "a birthday")
    for found in _YEAR_AFTER_CUE.finditer(prose.plain):
        if prose.is_personal(*found.span("date")) or found.group()[0] in "bBdDyYឆ":
            yield _finding(prose, found, 0.6, "a year of birth")


def _finding(prose: Prose, found: re.Match[str], confidence: float, why: str) -> Finding:
    start, end = found.span("date")
    return Finding.on(prose, "date of birth", start, end, confidence, why)
