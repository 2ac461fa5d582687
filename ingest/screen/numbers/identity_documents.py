"""Numbers of identity papers, of case files that lead to a person, and of vehicles."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

_PAPERS = (
    r"(?:(?:equity|id\s?-?poor)(?:\s+(?:card|household|certificate))?|(?:national\s+|khmer\s+|thai\s+|"
    r"citizen'?s?\s+)?(?:id\b|i\.d\.|identity|identification)(?:\s*-?\s*(?:card|document|paper))?s?|"
    r"\bn\.?i\.?d\b|\bnrc\b|\bcccd\b|\bcmnd\b|passports?|\bppt\b|border\s+(?:pass|card)(?:es)?|"
    r"travel\s+(?:document|pass)|"
    r"(?:laissez|laisser)[- ]passer|birth\s+(?:certificate|registration|record)|(?:family|residence|"
    r"resident|household)\s+book|"
    r"(?:pink|work(?:er)?|student|refugee|unhcr|vaccination|health|social\s+security|nssf)\s+(?:card|permit|id)|"
    r"work\s+permit|visa|driving\s+licen[cs]e|driver'?s\s+licen[cs]e|sea(?:man|farer)'?s?\s+book|"
    r"marriage\s+certificate|"
    r"death\s+certificate|\b[a-z]+\s+(?:card|permit|pass|certificate|book)\s+(?=no\b|"
    r"number|#)|certificate\s+of\s+birth|hospital\s+(?:number|record|file)|patient|medical\s+record|"
    r"អត្តសញ្ញាណប័ណ្ណ(?:សញ្ជាតិខ្មែរ)?|អត្តសញ្ញាណបណ្ណ|លិខិតឆ្លងដែន|ប័ណ្ណឆ្លងដែន|សំបុត្រកំណើត|សំបុត្របញ្ជាក់កំណើត|"
    r"សៀវភៅគ្រួសារ|សៀវភៅស្នាក់នៅ|សំបុត្រអាពាហ៍ពិពាហ៍|ប័ណ្ណការងារ|บัตรประชาชน|หนังสือเดินทาง|"
    r"สูติบัตร|ทะเบียนบ้าน|ใบอนุญาตทำงาน|พาสปอร์ต|บัตรต่างด้าว|"
    r"căn\s+cước(?:\s+công\s+dân)?|giấy\s+(?:khai\s+sinh|thông\s+hành)|sổ\s+hộ\s+khẩu|"
    r"hộ\s+chiếu|chứng\s+minh(?:\s+nhân\s+dân)?|"
    r"passeport|carte\s+(?:nationale\s+)?d'identité|(?:acte|extrait|bulletin)\s+(?:d'acte\s+)?de\s+naissance|"
    r"livret\s+de\s+famille|titre\s+de\s+séjour|permis\s+de\s+travail|carte\s+de\s+séjour)"
)
_FILES = (
    r"(?:(?:case|victim|client|beneficiary|survivor|child|intake|interview|resident|complaint|complainant|"
    r"police|incident|"
    r"investigation|criminal|dossier|referral|assessment|household|respondent|prisoner|detainee|shelter)"
    r"(?:\s+(?:case|file|report|record|reference|registration|complaint|dossier|intake|form))?"
    r"\s*(?:id\b|no\b\.?|number|#|nº|n°|code|ref\b\.?|file|reference)|\bfile\s+(?:no\b\.?|number|#)|"
    r"\bref(?:erence)?\s*(?:no\b\.?|:)|"
    r"case\s+file|police\s+report|\bfile\s+(?=[A-Z]{1,4}[/-]?\d|\d+[/-]\d|[A-Z]{1,4}/)|"
    r"\bcase\s+(?=[A-Z]{1,5}[-/ ]?\d\d|\d{2,}[-/]\d)|លេខសំណុំរឿង|"
    r"(?:num[ée]ro\s+de\s+)?\bdossier\b|\baffaire\s+(?=n°|nº)|procès-verbal|"
    r"คดี(?:อาญา|แพ่ง)?(?:หมายเลข)?(?:ดำ|แดง)?(?:ที่|เลขที่)|\b(?:summons|verdict|warrant|register)\s+(?=no\b|number|#|\d)|"
    r"សំណុំរឿង(?:ព្រហ្មទណ្ឌ)?|លេខករណី|លេខកូដ)"
)
_LINK = (
    r"(?:\s*(?:no\b\.?|nos\b\.?|number|num\b\.?|nº|n°|#|:|,|-|is|was|are|with|bearing|under|of|the|card|"
    r"cambodgien(?:ne)?|thaïlandaise?|numéro|porte|sous|le|du|"
    r"លេខ|เลขที่|เลข|số|registered|issued|holding|as|\(|=|\.))*\s*[\"'#]?"
)
# In which book or volume of a register the number stands is part of it.
_BOOK = r"(?:,?\s(?:book|vol(?:ume)?|page|folio|register)\b\.?\s?(?:no\b\.?\s?)?\d{1,5}){0,2}"
_NUMBER = (
    r"(?:(?:[A-Z]{1,5}|[A-Z][a-z]{1,3}|[\u1780-\u17a2][\u1780-\u17d3]{0,3})[- ./]{0,2}){0,3}"
    r"\(?[\dOIl]\)?(?:[ ./-]{0,1}[\dOIl]){2,16}[A-Z]?(?:(?:[/.-]|"
    r"\s[/-])\s?[A-Z0-9]{1,8}|\s\d{1,6}){0,4}(?!\w)"
)
_PAPER = re.compile(_PAPERS, re.IGNORECASE)
_FILE = re.compile(_FILES, re.IGNORECASE)
_REST = re.compile(rf"(?i:{_LINK})(?P<number>{_NUMBER}(?i:{_BOOK}))")
_FILE_NUMBER = re.compile(
    rf"(?i:{_LINK})(?P<number>(?:[A-Z]{{1,10}}[-/. ]?|[ก-ฮ]\.){{0,4}}\d{{1,12}}[A-Z]?(?:(?:\s?[-/]\s?|\.)(?:\d{{1,8}}|"
    rf"[A-Z][A-Za-z]{{0,9}})\b|\s(?:\d{{2,8}}|[A-Z]{{2,6}})\b|\s(?:[A-Za-z]\.){{1,3}}(?:[A-Z]\b)?|\s?[\u1780-\u17a2]{{1,4}}\.?[/-]\d{{1,8}}|"
    rf"\s\"\w{{1,4}}(?: \d{{1,2}})?\"|"
    rf"\s(?:dated|of|du|ngày)\s\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}){{0,5}}(?!\w|,\d))"
)
_PASSPORT = re.compile(r"(?<![\w/-])[A-Z]{1,2}\s?\d{7,8}[A-Z]?(?![\w/-])")
_THAI = re.compile(r"(?<![\d-])[1-8][- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d(?![\d-])")
_VIETNAMESE = re.compile(r"(?<![\d+-])0[0-9]{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}(?![\d-])")
_BURMESE = re.compile(r"(?<!\d)\d{1,2}/[^\W\d_]{2,14}\s?\((?:[NCEP]|[Nn]aing|AC|NC|နိုင်|ဧည့်|ပြု)\)\s?\d{3}\s?\d{3}(?!\d)")
_KHMER_ID = re.compile(r"(?<![\d.,/+-])[1-9]\d\d[ .-]?\d{3}[ .-]?\d{3}(?:\s?\(\d{2}\))?(?![\d/%-]|[.,]\d)")
_PLATE = re.compile(r"(?<![\w-])(?:\d[A-Z]{1,2}[ .-]\s?\d{4}|[1-9][A-Z]{2}\d{4})(?![\w-])")
_NAMED_PLATE = re.compile(
    r"(?:(?:number|licen[cs]e)\s+plate|plates?)(?:\s+(?:no\.?|"
    r"number))?\s*:?\s*(?P<number>(?:[A-Z][a-z]+ ){0,2}[A-Z0-9ก-ฮ]{1,4}[ .-]?[A-Z0-9]{1,3}[ .-]?\d{2,5})(?!\w)"
)
_VEHICLE = re.compile(
    r"\b(?:car|van|taxi|moto\w*|vehicle|truck|plate|lexus|toyota|bus|driv\w+|scooter|tuk-?tuk)\b", re.IGNORECASE
)
_ISBN = re.compile(r"ISBN|ISSN", re.IGNORECASE)
# Cases of public courts on crimes of state, known to all by their numbers.
_PUBLIC_CASE = re.compile(r"ECCC|00[1-4](?:/\d\d)?$")


def find_identity_documents(prose: Prose) -> Iterator[Finding]:
    """
    Numbers that are named as a paper's or a file's, and those that have the form of one.

    :param prose: the page.
    :returns: them.
    """
    plain = prose.plain
    for cue in _PAPER.finditer(plain):
        if _within_a_word(plain, cue.start()):
            continue
        if (found := _REST.match(plain, cue.end())) and _digits(found["number"]) >= 4:
            yield _finding(prose, found.span("number"), 0.95, f"a number after “{_words(cue)}”")
    for cue in _FILE.finditer(plain):
        if _within_a_word(plain, cue.start()):
            continue
        found = _FILE_NUMBER.match(plain, cue.end())
        if found and _points_to_a_person(prose, cue, found):
            yield _finding(prose, found.span("number"), 0.75, f"a number after “{_words(cue)}”")
    yield from _by_form(prose)


def _by_form(prose: Prose) -> Iterator[Finding]:
    for pattern, confidence, why, always in (
        (_BURMESE, 0.95, "the form of an identity number of Myanmar", True),
        (_THAI, 0.85, "the form of an identity number of Thailand", True),
        (_VIETNAMESE, 0.7, "the form of an identity number of Viet Nam", False),
        (_PASSPORT, 0.8, "the form of a passport's number", False),
        (_KHMER_ID, 0.6, "the form of a Cambodian identity number", False),
    ):
        for found in pattern.finditer(prose.plain):
            start, end = found.span()
            if _ISBN.search(prose.near(start, end, before=40, after=0)) or _within_a_word(prose.plain, start):
                continue
            if always or prose.tells_a_case or prose.is_personal(start, end):
                yield _finding(prose, (start, end), confidence, why)
    for found in _PLATE.finditer(prose.plain):
        if _VEHICLE.search(prose.around(*found.span())):
            yield _finding(prose, found.span(), 0.7, "the plate of a vehicle")
    for found in _NAMED_PLATE.finditer(prose.plain):
        yield _finding(prose, found.span("number"), 0.8, "the plate of a vehicle")


def _within_a_word(plain: str, at: int) -> bool:
    """Whether a cue is part of a longer word, or of an address on the web."""
    return at > 0 and plain[at].isascii() and (plain[at - 1].isalnum() or plain[at - 1] in "_&?=/")


def _points_to_a_person(prose: Prose, cue: re.Match[str], found: re.Match[str]) -> bool:
    number = found["number"]
    if _PUBLIC_CASE.search(number) or _PUBLIC_CASE.search(prose.plain[max(0, cue.start() - 30) : cue.start()]):
        return False
    # "Case 1", "Box no. 3": a place in a list and no file.
    return _digits(number) >= 3 or (any(c in number for c in "-/") and _digits(number) >= 2)


def _digits(number: str) -> int:
    return sum(c.isdigit() for c in number)


def _words(cue: re.Match[str]) -> str:
    return " ".join(cue.group().split())


def _finding(prose: Prose, span: tuple[int, int], confidence: float, why: str) -> Finding:
    start, end = span
    while end > start and prose.text[end - 1] in " .-/(":
        end -= 1
    return Finding.on(prose, "identity document", start, end, confidence, why)
