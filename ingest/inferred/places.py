"""The languages a document is in and the places it is about."""

import re

from corpus.page import ParsedFile
from corpus.vocabulary import vocabularies
from ingest.inferred.finding import Inferred, at, best_first, first_lines, of_title, quoted
from ingest.parse.language import language_of

# The countries that documents of this field are about, with what else they are called there.
_COUNTRIES = {
    "KH": r"cambodian?|kampuchea|កម្ពុជា",
    "TH": r"thailand|thai|ថៃ",
    "VN": r"viet ?nam(?:ese)?|វៀតណាម",
    "LA": r"lao pdr|laos?|lao people|ឡាវ",
    "MM": r"myanmar|burma|មីយ៉ាន់ម៉ា",
    "CN": r"china|chinese|ចិន",
    "MY": r"malaysian?|ម៉ាឡេស៊ី",
    "ID": r"indonesian?|ឥណ្ឌូនេស៊ី",
    "PH": r"philippines?|filipino",
    "SG": r"singapore",
    "BN": r"brunei",
    "TW": r"taiwan",
    "KR": r"republic of korea|south korea|rep\. of korea",
    "JP": r"japan(?:ese)?",
    "SA": r"saudi arabia",
    "ZA": r"south africa",
    "SO": r"somalia",
}
_LINES = 12
# Under this share a language is a quotation or a letterhead, and the document is not in it.
_SHARE = 0.15


def infer_languages(parsed: ParsedFile) -> list[Inferred]:
    """
    The languages it is in, by the script of its pages.

    :param parsed: the file.
    :returns: that of most of its words, after both where both have pages; none where nothing was read.
    """
    if parsed.language == "und":
        return []
    read = [(place, language_of([page.text])) for place, page in enumerate(parsed.pages) if page.text.strip()]
    others = [(place, language) for place, language in read if language not in ("und", parsed.language)]
    found = [Inferred("language", (parsed.language,), "the letters of its pages", "", None, 0.8)]
    if others and len(others) >= _SHARE * len(read):
        place, other = others[0]
        words = quoted(parsed.pages[place].text[:80])
        found.append(Inferred("language", (parsed.language, other), at(parsed, place, "a page"), words, place, 0.85))
    return best_first(found)


def infer_places(parsed: ParsedFile, title: Inferred) -> list[Inferred]:
    """
    The places it is about: the countries of its title, or else those that its first lines name; and provinces.

    :param parsed: the file.
    :param title: its title.
    :returns: all of a place of reading in one value, the best first; none where none was read.
    """
    found = []
    if codes := _codes(title.value):
        found.append(Inferred("spatial", codes, of_title(title), title.words, title.page, 0.9))
    for place, line in first_lines(parsed, _LINES):
        if codes := _codes(line):
            found.append(Inferred("spatial", codes, at(parsed, place, "the first lines"), quoted(line), place, 0.6))
    return best_first(found)


def _codes(text: str) -> tuple[str, ...]:
    provinces = [
        term.id
        for term in vocabularies()["province"].terms
        # A province that is called as a town anywhere is only meant where it is called one.
        if any(re.search(rf"\b{re.escape(name)} province\b|ខេត្ត{re.escape(name)}", text, re.I) for name in term.names)
    ]
    countries = [
        (match.start(), code)
        for code, names in _COUNTRIES.items()
        if (match := re.search(rf"(?<![a-z])(?:{names})(?![a-z])", text, re.IGNORECASE))
    ]
    return (*(code for _, code in sorted(countries)), *provinces)
