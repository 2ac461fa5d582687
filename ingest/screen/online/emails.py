"""E-mail addresses of persons: those of offices are for everyone."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

_AT = (
    r"(?:\s?@\s?|\s*[\[({<*]\s*(?:at|@|arobase|a)\s*[\])}>*]\s*|"
    r"\s+(?:at|arobase|a\s+cong|a\s+còng)\s+(?=[\w-]+(?:\s?\.\s?|\s+(?:dot|point|chấm)\s+)[a-z]{2,10}\b)|"
    r"\s?_at_\s?|\s?-\s?at\s?-\s?)"
)
_DOT = (
    r"(?:\s?\.\s?|(?<=gmail),\s?(?=com)|(?<=yahoo),\s?(?=com)|"
    r"\s*[\[({<*]\s*(?:dot|point|\.)\s*[\])}>*]\s*|\s+(?:dot|point|chấm)\s+|_dot_|\s?-\s?dot\s?-\s?)"
)
_JOINT = r"(?:\s(?:underscore|under\sscore|dash|hyphen|tiret|dot|point|chấm|gạch\sdưới)\s)"
_ADDRESS = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w.+-]{{2,64}}(?:{_JOINT}[\w.+-]{{1,30}}){{0,4}}){_AT}(?P<domain>[\w-]+(?:{_DOT}(?:[\w-]+)"
    rf")*?{_DOT}[A-Za-z]{{2,10}})(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?<![\w.+-])(?P<local>[\w.+'-]{1,64})@(?P<domain>[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,10})(?![\w-])")
# Said to someone who knows the rest: "moongirl09 at gmail", "gmail: moongirl09".
_SHORT = re.compile(
    r"(?<![\w.+-])[\w.+-]{3,40}(?:\s?@\s?|\s+(?:at|on)\s+)(?:gmail|yahoo|hotmail|outlook|icloud|proton(?:mail)?)\b(?!\.)"
    r"|(?<=gmail: )[\w.+-]{4,40}(?![\w@])",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(?:gmai[l1]|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|icloud|"
    r"me|mac|proton(?:mail)?|pm|aol|gmx|"
    r"mail|yandex|qq|163|126|zoho|tutanota|naver|foxmail)\s?(?:[.,]|\bdot\b|\bpoint\b|\bchấm\b|[\[({<*_])",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:^|[._-])(?:info|contact|contacts|office|admin|mail|enquir\w*|inquir\w*|secretariat|media|press|"
    r"help|hotline|support|"
    r"hr|jobs?|recruit\w*|library|publications?|editor|webmaster|communications?|director|"
    r"programme?s?|project|report|"
    r"registry|donate|cambodia|phnompenh|kh|ngo|team|general|reception|service|sales|complaints?|feedback|"
    r"legal|copyright|"
    r"permissions?|rights|research|uniap|iom\w*|ilo|unicef|consul\w*|embassy|visa)(?:$|[._\d-])",
    re.IGNORECASE,
)


def find_emails(prose: Prose) -> Iterator[Finding]:
    """
    Addresses of free mail services, and of persons spoken of beside.

    :param prose: the page.
    :returns: them.
    """
    for pattern in (_PLAIN, _ADDRESS):
        for found in pattern.finditer(prose.plain):
            start, end = found.span()
            personal = prose.is_personal(start, end) or bool(prose.is_a_case(start, end))
            free = _FREE.match(found["domain"]) is not None
            role = _ROLE.search(found["local"]) is not None
            if role and not (free and personal and not prose.is_of_an_office(start, end)):
                continue
            if free or personal:
                why = "an address of a free mail service" if free else "an e-mail address beside words on a person"
                yield Finding.on(prose, "email", start, end, 0.9 if free else 0.7, why)
    for found in _SHORT.finditer(prose.plain):
        if any(sign.isdigit() or sign in "._@" for sign in found.group()):
            yield Finding.on(prose, "email", *found.span(), 0.6, "a name at a free mail service")
