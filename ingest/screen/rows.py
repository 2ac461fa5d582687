"""Tables of persons: whose header has a name, an age, a telephone; their cells are known by the column."""

import re
from collections.abc import Generator, Iterator
from typing import NamedTuple

from ingest.screen.finding import Finding, Kind
from ingest.screen.names.labelled_names import name_within
from ingest.screen.text.prose import Prose

_COLUMNS: dict[str, re.Pattern[str]] = {
    "name": re.compile(
        r"(?:(?:full|client|victim|child|survivor|beneficiary|family|given|nick|mother|father|guardian|parent|"
        r"first|last|khmer|latin)(?:'?s)?\s*)*"
        r"(?:sur)?names?(?:\s*(?:(?:and|&|/)\s*(?:(?:sur|first|given|family)\s?)?names?|of\s+(?:the\s+)?(?:victim|child|client|survivor|guardian|mother|father|beneficiary)|"
        r"\(.{1,20}\)))?|guardian|mother|father|victim|survivor|client|ឈ្មោះ.{0,12}|នាម.{0,10}|"
        r"ชื่อ.{0,10}|họ (?:và )?tên|tên|noms?(?: et prénoms?)?|prénoms?",
        re.IGNORECASE,
    ),
    "date of birth": re.compile(
        r"d\.?o\.?b\.?|(?:date of )?birth(?: ?date)?|birthday|born|ថ្ងៃ.*កំណើត|year of birth", re.IGNORECASE
    ),
    "phone": re.compile(
        r"(?:tele)?phone.{0,12}|tel\.?.{0,8}|mobile.{0,8}|contact(?: (?:no\.?|number|phone))?|h/?p|លេខទូរ.*|"
        r"ទូរ?ស័ព្ទ|cell",
        re.IGNORECASE,
    ),
    "identity document": re.compile(
        r"(?:national |nat\.? )?id(?:entity)?(?: ?card)?(?: ?(?:no\.?|number|#))?|passport.{0,10}|(?:case|"
        r"file|client|victim|birth cert.*)\s?(?:no\.?|number|id|code|#)|"
        r"id/passport|code|document(?: no\.?)?|family book.{0,8}|អត្តសញ្ញាណ.*|លេខអត្ត.*",
        re.IGNORECASE,
    ),
    "address": re.compile(
        r"(?:home |current |permanent |present |full |family )?(?:address|location|place)|village.{0,30}|phum.{0,20}|"
        r"home(?: village| area)?|origin|place of (?:origin|birth|stay|residence)|commune.{0,22}|"
        r"(?:province|district|khum|srok|sangkat)(?:\s*[/,&-]\s*\w+)+|khum|(?:where )?(?:from|living|staying|lives)"
        r"(?: (?:in|at|with|now))?|whereabouts|(?:current )?residence|hometown|domicile|adresse|lieu de vie|"
        r"អាសយដ្ឋាន|ភូមិ.{0,25}|ទីលំនៅ.{0,12}|លំនៅ.{0,12}|ទីកន្លែងកំណើត|ស្រុកកំណើត|"
        r"địa chỉ.{0,12}|nơi (?:ở|cư trú)|quê quán|ที่อยู่.{0,12}|ภูมิลำเนา",
        re.IGNORECASE,
    ),
    "account": re.compile(
        r"facebook.{0,12}|telegram.{0,12}|line(?: id)?|wechat.{0,5}|fb|account name|social media|tiktok", re.IGNORECASE
    ),
    "bank account": re.compile(
        r"(?:bank )?account(?: ?(?:no\.?|number))?|aba.{0,10}|wing.{0,10}|acleda.{0,10}|bank", re.IGNORECASE
    ),
    "email": re.compile(r"e-?mail.{0,9}", re.IGNORECASE),
    # No finding, but what tells that the rows are of private persons, or of officials.
    "private": re.compile(
        r"age(?: \(.*\))?|sex|gender|m/f|f/m|nationality|occupation|date (?:of )?(?:rescued?|intake|referral|"
        r"return|arrival|entry|admission)|rescued?(?: date)?|form of exploitation|"
        r"exploitation|destination|status|type of case|case type|province|district|grade|អាយុ|ភេទ|សញ្ជាតិ|"
        r"relationship|employer|remarks?|notes?",
        re.IGNORECASE,
    ),
    "count": re.compile(r"no\.?|n[°º]|#|nr\.?|ល\.?រ\.?|number", re.IGNORECASE),
    "official": re.compile(
        r"(?:position|title|organi[sz]ation|institution|ministry|function|department|role|agency|designation|"
        r"company|office|responsib\w+).{0,20}",
        re.IGNORECASE,
    ),
}
_PRIVATE = {"private", "date of birth", "identity document"}
_FOUND: dict[str, Kind] = {
    "name": "name",
    "date of birth": "date of birth",
    "phone": "phone",
    "identity document": "identity document",
    "address": "address",
    "account": "account",
    "bank account": "bank account",
    "email": "email",
}
_SPLIT = re.compile(r"[ ]{2,}|\s*;\s*")
_MOST_ROWS = 400


class _Cell(NamedTuple):
    start: int
    end: int
    words: str


def find_in_rows(prose: Prose) -> Iterator[Finding]:
    """
    Cells under a header that names facts of persons; parted by tabs, bars or wide spaces, or a line each.

    :param prose: the page.
    :returns: them.
    """
    lines = [_Cell(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", prose.plain)]
    place = 0
    while place < len(lines):
        cells = _cells(lines[place])
        columns = _columns(cells)
        if columns and len(cells) > 1:
            place += 1
            while place < len(lines) and len(row := _cells(lines[place])) > 1 and not _columns(row):
                yield from _row(prose, _columns_of_row(columns, cells, row, lines[place]), row)
                place += 1
            continue
        header = _header_of_lines(lines, place)
        if header:
            place += len(header)
            used = yield from _rows_of_lines(prose, header, lines[place : place + _MOST_ROWS])
            place += used
            continue
        place += 1


def _cells(line: _Cell) -> list[_Cell]:
    cells: list[_Cell] = []
    start = line.start
    text = line.words
    ends = [(m.start(), m.end()) for m in _SPLIT.finditer(text)] if re.search(r"[ ]{2,}|;", text) else []
    if not ends and text.count(",") > 1:
        ends = [(m.start(), m.end()) for m in re.finditer(r",\s*", text)]
    if re.search(r"\t|\|", text):
        ends = [(m.start(), m.end()) for m in re.finditer(r"\t|\s*\|\s*", text)]
    for a, b in [*ends, (len(text), len(text))]:
        cell = text[start - line.start : a]
        cells.append(_Cell(start, line.start + a, cell.strip()))
        start = line.start + b
    if "|" in text and cells and not cells[0].words:
        cells = cells[1:]
    if "|" in text and cells and not cells[-1].words:
        cells = cells[:-1]
    return cells


def _column(words: str) -> str:
    words = words.strip(" *:._")
    return next((name for name, pattern in _COLUMNS.items() if pattern.fullmatch(words)), "")


def _columns(cells: list[_Cell]) -> list[str]:
    """The columns of a header of private persons; none where it is none."""
    columns = [_column(cell.words) for cell in cells]
    known = set(columns) - {"", "count"}
    # “Code”, “Line”, “Account” head the columns of budgets too.
    of_money = known <= {"identity document", "account", "bank account"}
    if of_money or "official" in known or ("name" not in known and "identity document" not in known):
        return []
    return (
        columns
        if len(known) > 1 and known & (_PRIVATE | {"address", "phone"}) and known & (_PRIVATE | {"address"})
        else []
    )


def _columns_of_row(columns: list[str], header: list[_Cell], row: list[_Cell], line: _Cell) -> list[str]:
    """The columns of a row's cells: one for one, or where cells are empty and spaces part them, by where they stand."""
    if len(row) == len(columns) or re.search(r"[\t|;]", line.words):
        return columns
    offsets = [cell.start - header[0].start for cell in header]
    return [
        columns[min(range(len(offsets)), key=lambda place: abs(offsets[place] - (cell.start - line.start)))]
        for cell in row
    ]


def _header_of_lines(lines: list[_Cell], place: int) -> list[str]:
    """The columns of a header whose cells stand one under another."""
    header: list[_Cell] = []
    for line in lines[place : place + 12]:
        if not _column(line.words):
            break
        header.append(line)
    return _columns(header) if len(header) > 2 else []


def _rows_of_lines(prose: Prose, header: list[str], lines: list[_Cell]) -> Generator[Finding, None, int]:
    used = 0
    while used + len(header) <= len(lines):
        row = lines[used : used + len(header)]
        if any(len(cell.words) > 60 or _column(cell.words) for cell in row):
            break
        found = list(_row(prose, header, row))
        if not any(each.kind == "name" for each in found) and "name" in header:
            break
        yield from found
        used += len(header)
    return used


def _row(prose: Prose, columns: list[str], row: list[_Cell]) -> Iterator[Finding]:
    for column, cell in zip(columns, row, strict=False):
        kind = _FOUND.get(column)
        if (
            kind is None
            or not re.search(r"\w", cell.words)
            or re.fullmatch(r"(?:n/?a|none|unknown|total|no|yes|-+)", cell.words, re.IGNORECASE)
        ):
            continue
        start, end = _trimmed(prose.plain, cell.start, cell.end)
        if kind == "name":
            start, end = name_within(prose.plain, start, end)
        elif (
            kind in {"phone", "identity document", "date of birth", "bank account"}
            and not re.search(r"\d{3}|\d\d?\W\d", prose.plain[start:end])
        ) or (kind == "address" and not re.search(r"[A-Z\u1780-\u17d3]", prose.plain[start:end])):
            continue
        if start < end:
            yield Finding.on(prose, kind, start, end, 0.95, f"a cell under a header of persons’ facts ({column})")


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end
