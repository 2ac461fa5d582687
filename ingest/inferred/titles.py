"""The title a file gives itself, and its other names."""

import re
from pathlib import PurePosixPath

from corpus.page import ParsedFile
from ingest.inferred.finding import FILE_NAME, Inferred, at, best_first, first_lines, of_title, one_line, quoted
from ingest.parse.language import language_of

_MOST_FIRST_LINES, _FEWEST_TITLE_WORDS, _MOST_TITLE_WORDS, _FEWEST_WORDS = 8, 4, 40, 3
_OWN = {".pdf": "the PDF's own title", ".docx": "the document's own title", ".html": "the page's own title"}
# A law's title stands in three lines: what it is, "on", and on what.
_ON = re.compile(r"^(on|on the|concerning|ស្តីពី|ស្ដីពី)$", re.IGNORECASE)
_KNOWN_AS = re.compile(r"^(?:also known as|short title|otherwise known as)\s*[:\t]?\s*(.*)$", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:hereinafter |hereafter |herein )?(?:referred to as|called|known as) (?:the )?[“\"‘']([^”\"’']{3,80})[”\"’']",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*)\)")
_KHMER_LETTERS = re.compile("[\u1780-\u17b3]{4}")


def infer_titles(parsed: ParsedFile, file_name: str) -> list[Inferred]:
    """
    The titles a file may have; there is always one.

    The title it gives itself; of too short a one and the lines after it, the line its file is named by.

    :param parsed: the file.
    :param file_name: its name.
    :returns: the titles, the best first; the file's name is the last.
    """
    stem = PurePosixPath(file_name).stem
    own = one_line(parsed.title)
    lines = first_lines(parsed, _MOST_FIRST_LINES)
    short = [(place, line) for place, line in lines if len(line.split()) <= 2 * _MOST_FIRST_LINES]
    found = []
    if own:
        found.append(_own_title(parsed, own, file_name, 0.9 if len(own.split()) >= _FEWEST_TITLE_WORDS else 0.6))
    if len(own.split()) < _FEWEST_TITLE_WORDS:
        named = _words(stem)
        place, line = max(short, key=lambda each: len(named & _words(each[1])), default=(None, ""))
        if place is not None and len(named & _words(line)) > len(named & _words(own)):
            where = at(parsed, place, "the line that the file is named by")
            found.append(Inferred("title", line, where, quoted(line), place, 0.7))
    found += _set_in_lines(parsed, short)
    found.append(Inferred("title", stem, FILE_NAME, file_name, None, 0.3))
    if not own:
        # A scan's first line may be anything: a choice only, after the file's name.
        found += [_first_line(parsed, place, line) for place, line in short[:1]]
    return best_first(found)


def _own_title(parsed: ParsedFile, title: str, file_name: str, confidence: float) -> Inferred:
    plain = _letters(title)
    for place, page in enumerate(parsed.pages[:2]):
        if plain and plain in _letters(page.text[:4000]):
            return Inferred("title", title, at(parsed, place, "the heading"), quoted(title), place, confidence)
    where = _OWN.get(PurePosixPath(file_name).suffix.lower(), "the file's own title")
    return Inferred("title", title, where, quoted(title), None, confidence)


def _set_in_lines(parsed: ParsedFile, lines: list[tuple[int, str]]) -> list[Inferred]:
    for number, (place, line) in enumerate(lines[1:-1], start=1):
        if _ON.match(line):
            words = " ".join(each for _, each in lines[number - 1 : number + 2])
            where = at(parsed, place, "the first lines")
            return [Inferred("title", words, where, quoted(words), place, 0.65)]
    return []


def _first_line(parsed: ParsedFile, place: int, line: str) -> Inferred:
    return Inferred("title", line, at(parsed, place, "the first line"), quoted(line), place, 0.2)


def infer_alternatives(parsed: ParsedFile, title: Inferred) -> list[Inferred]:
    """
    Other names a file gives itself: after "also known as", in brackets behind its title, in the other script.

    :param parsed: the file.
    :param title: the one it goes by.
    :returns: each a choice of its own: a record has several alternative titles.
    """
    found = []
    lines = first_lines(parsed, _MOST_FIRST_LINES)
    for number, (place, line) in enumerate(lines):
        if known := _KNOWN_AS.match(line):
            names = known[1] or (lines[number + 1][1] if number + 1 < len(lines) else "")
            found += [
                Inferred("alternative", (name,), at(parsed, place, "“also known as”"), quoted(name), place, 0.8)
                for name in filter(None, (each.strip(" .") for each in names.split(";")))
            ]
        found += [
            Inferred("alternative", (name,), at(parsed, place, "“referred to as”"), quoted(line), place, 0.6)
            for name in _CALLED.findall(line)
        ]
    if short := _SHORT.search(title.value):
        found.append(Inferred("alternative", (short[1],), of_title(title), title.words, title.page, 0.7))
    mine = language_of([title.value])
    for place, line in lines[:4]:
        if len(line.split()) <= _MOST_TITLE_WORDS and {mine, language_of([line])} == {"en", "km"}:
            if len(line.split()) >= _FEWEST_WORDS or _KHMER_LETTERS.search(line):
                found.append(Inferred("alternative", (line,), at(parsed, place, "the line"), quoted(line), place, 0.5))
            break
    return [each for each in best_first(found) if each.value[0].casefold() != title.value.casefold()]


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
