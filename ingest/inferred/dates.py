"""The date of a document: adopted, signed or printed on it, in its title or in its file's name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.page import ParsedFile
from ingest.inferred.date_words import Written, dates_in, years_in
from ingest.inferred.finding import FILE_NAME, Inferred, at, best_first, first_lines, name_words, of_title, quoted
from ingest.inferred.told_dates import OF_ANOTHER, told_dates

_CLOSING, _IMPRINT_PAGES, _IMPRINT_SIGNS, _MOST_LINES, _MOST_BESIDE = 2500, 4, 4000, 14, 3
_LABEL = re.compile(r"^(?:date|dated|date of \w+|published|កាលបរិច្ឆេទ)\s*:?\s*(?=[\d០-៩A-Zថខឆ])((?:19|20)\d\d\b)?", re.I)
_IMPRINT = re.compile(r"(?:©|copyright|^(?:first |re)?published(?: in)?:?)[^\d\n]{0,60}(\d{4})\b", re.I | re.M)
# A year in the title tells which of the days read in the text is its own, and which another document's.
_SAME_YEAR, _OTHER_YEAR = 0.1, -0.15


def infer_dates(parsed: ParsedFile, file_name: str, title: Inferred) -> list[Inferred]:
    """
    The dates a document may have.

    :param parsed: the file.
    :param file_name: its name.
    :param title: its title.
    :returns: the dates, the best first; none where none was read.
    """
    years = years_in(title.value)
    told = [*told_dates(parsed), *_printed(parsed), *_imprint(parsed), *_named(file_name)]
    if len(years) == 1:
        shift = {True: _SAME_YEAR, False: _OTHER_YEAR}
        told = [replace(each, confidence=each.confidence + shift[each.value[:4] == years[0]]) for each in told]
    return best_first([*dates_of_itself(parsed, title), *told])


def dates_of_itself(parsed: ParsedFile, title: Inferred) -> list[Inferred]:
    """
    The dates that need no person's look: the file's own, and that of its title.

    :param parsed: the file.
    :param title: its title.
    :returns: them, the file's own first.
    """
    found = [Inferred("date", parsed.date, "the file's own date", parsed.date, None, 0.95)] if parsed.date else []
    years = years_in(title.value)
    if len(years) == 1:
        exact = [each.iso for each in dates_in(title.value) if not OF_ANOTHER.search(title.value)]
        sure = 0.45 if OF_ANOTHER.search(title.value) or of_title(title) == FILE_NAME else 0.8
        where = of_title(title)
        found += [Inferred("date", iso, where, title.words, title.page, sure + 0.1) for iso in exact[:1]]
        found.append(Inferred("date", years[0], where, title.words, title.page, sure))
    return found


def _printed(parsed: ParsedFile) -> Iterator[Inferred]:
    """A line of its own: "September 2008" on a title page, "Phnom Penh, 13 March 1997" above the signatures."""
    for place, line in first_lines(parsed, _MOST_LINES, pages=2):
        label = _LABEL.match(line)
        where = at(parsed, place, "the line “Date”" if label else "the line of the title page")
        for written in dates_in(line)[:1]:
            if label and written.start <= label.end():
                yield Inferred("date", written.iso, where, quoted(line), place, 0.93)
            elif _alone(line, written):
                yield Inferred("date", written.iso, where, quoted(line), place, 0.74)
        if label and label[1]:
            yield Inferred("date", label[1], where, quoted(line), place, 0.85)
        elif re.fullmatch(r"(?:19|20)\d{2}", line):
            yield Inferred("date", line, where, line, place, 0.6)
    for place in [place for place, page in enumerate(parsed.pages) if page.text.strip()][-1:]:
        for line in parsed.pages[place].text[-_CLOSING:].split("\n"):
            for written in dates_in(line)[:1]:
                if _alone(line, written) and written.iso.count("-") == 2:
                    where = at(parsed, place, "the line above the signatures")
                    yield Inferred("date", written.iso, where, quoted(line), place, 0.79)


def _alone(line: str, written: Written) -> bool:
    """Whether a line is little but a date: the place may stand before it."""
    beside = line[: written.start] + " " + line[written.end :]
    return len(beside.split()) <= _MOST_BESIDE and ":" not in beside and not OF_ANOTHER.search(beside)


def _imprint(parsed: ParsedFile) -> Iterator[Inferred]:
    for place, page in enumerate(parsed.pages[:_IMPRINT_PAGES]):
        for match in _IMPRINT.finditer(page.text[:_IMPRINT_SIGNS]):
            for year in years_in(match[1]):
                yield Inferred("date", year, at(parsed, place, "the imprint"), quoted(match[0]), place, 0.65)


def _named(file_name: str) -> list[Inferred]:
    exact = [each.iso for each in dates_in(name_words(file_name).replace(" ", "-"))]
    years = years_in(name_words(file_name))
    value = exact[0] if exact else years[0] if len(years) == 1 else ""
    return [Inferred("date", value, FILE_NAME, file_name, None, 0.5 if exact else 0.4)] if value else []
