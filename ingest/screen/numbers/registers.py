"""Where someone stands in a register: the book, the leaf and the number of an entry."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.text.prose import Prose

_NO = r"(?:\s*(?:no\b\.?|nos\b\.?|number|nº|n°|numéro|#|លេខ|ទី|เลขที่|ที่|số|:|\.))*\s*"
_FIGURE = (
    r"(?:\d{1,6}[A-Za-z]?|[IVXL]{1,6}\b|[A-Z]\b)(?:\s?[/-]\s?(?:\d{1,6}|[A-Z\u1780-\u17a2]{1,4}))*"
    r"(?:\s(?:[\u1780-\u17a2]\.?){2,4}(?![\u1780-\u17d3]))?"
)
_PART = (
    r"(?:\b(?:book|vol(?:ume)?|reg|leaf|leaves|folio|fol|page|pg|p|register|registry|entry|line|sheet|serial|act|box|bundle|"
    r"registre|feuillet|feuille|acte|folio|livre|page|tome|"
    r"quyển|sổ|tờ|trang)\b\.?|สมุด|เล่ม|หน้า|แผ่น|ลำดับ|"
    "សៀវភៅ|សន្លឹក|ទំព័រ|បញ្ជី|ក្រដាស|ភាគ)"
)
_NUMBERED = r"(?:\b(?:no|number|entry|n°|nº|acte|số)\b\.?|លេខ|เลขที่)"
_ENTRY = re.compile(
    rf"(?P<entry>(?:(?<=លេខ)\s?(?P<bare>{_FIGURE})|{_PART}{_NO}{_FIGURE})"
    rf"(?:[\s,;/-]{{1,3}}(?:(?:and|of|the|in|du|de|et)\s+){{0,2}}(?:{_PART}|{_NUMBERED}){_NO}{_FIGURE}){{1,4}})",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    rf"(?P<entry>(?:\b(?:no|number|n°|nº|số)\b\.?|#|លេខ|เลขที่)\s*{_FIGURE}(?:[\s,;/-]{{1,3}}(?:(?:of|in|du|de)\s+)?"
    rf"{_PART}{_NO}{_FIGURE}){{1,4}})",
    re.IGNORECASE,
)
# Of papers on a person; a page or a volume of a printed work has none of these beside it.
_OF_A_PERSON = re.compile(
    r"\b(?:birth|born|certificate|marriage|death|civil|family|residence|household|regist\w+|identity|passport|"
    r"naissance|mariage|état\s+civil|livret|khai\s+sinh|hộ\s+khẩu)\b|"
    "បញ្ជី|កំណើត|គ្រួសារ|ស្នាក់នៅ|អត្រានុកូលដ្ឋាន|អាពាហ៍|สูติบัตร|ทะเบียน|เกิด",
    re.IGNORECASE,
)


def find_register_entries(prose: Prose) -> Iterator[Finding]:
    """
    Entries of registers of persons, whole: "book 14, leaf 206/2018".

    ```python
    from ingest.screen.text.prose import Prose
    from ingest.screen.numbers.registers import find_register_entries

    [each.words for each in find_register_entries(Prose("birth certificate, book 14, leaf 206/2018"))]
    ```

    :param prose: the page.
    :returns: them, little sure.
    """
    for pattern in (_ENTRY, _NUMBER_FIRST):
        for found in pattern.finditer(prose.plain):
            start, end = found.span("entry")
            while prose.plain[start].isspace():
                start += 1
            if _OF_A_PERSON.search(prose.near(start, end, before=90, after=40)) and any(
                sign.isdigit() for sign in found["entry"]
            ):
                yield Finding.on(
                    prose,
                    "identity document",
                    start,
                    end,
                    DOUBT,
                    "an entry in a register of persons",
                )
