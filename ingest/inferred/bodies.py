"""Who published a document and who made it: the imprint, the letterhead, the signatures."""

import re
from collections.abc import Iterator

from corpus.page import ParsedFile
from ingest.inferred.body_names import bodies_in
from ingest.inferred.finding import Inferred, at, best_first, first_lines, of_title, quoted

_PUBLISHED = re.compile(
    # Without a year, "©" gives credit for a photograph.
    r"^(?:published (?:in (?:19|20)\d\d )?by|publisher\s*[:\t]|(?:copyright\s*)?(?:©|copyright)\s*(?:19|20)\d\d,?)"
    r"[\s:]*(?:by )?([^\n]{3,120})",
    re.IGNORECASE | re.MULTILINE,
)
_MADE = re.compile(
    r"^(?:(?:prepared|written|compiled|researched|issued|authored) by|authors?\s*[:\t]|creator\s*[:\t]|by\s*[:\t])"
    r"[\s:]*([^\n]{3,120})",
    re.IGNORECASE | re.MULTILINE,
)
# A signature of an agreement, and the parties its title names.
_FOR = re.compile(r"^\s*for (?:and on behalf of )?(the [^\n]{5,100}?)[\s:.]*$", re.IGNORECASE | re.MULTILINE)
_BETWEEN = re.compile(
    r"\bbetween (the .{5,90}?government.{0,80}?) and (the .{0,40}?government.{3,80}?)(?: on | for |$)"
)
_STATE_PARTY = re.compile(r"\b(government|kingdom|republic|union|ministry)\b", re.IGNORECASE)
# Series whose chapters do not name who publishes them.
_SERIES = {
    r"findings on the worst forms of child labou?r": "US Department of Labor",
    r"trafficking in persons report": "US Department of State",
    r"concluding observations|general recommendation no": "United Nations",
    r"\b(?:convention|recommendation|protocol),? (?:of )?(?:19|20)\d\d \(no\. \d+\)": (
        "International Labour Organization"
    ),
}
_TOP_LINES, _IMPRINT_PAGES, _FIRST_SIGNS, _CLOSING = 10, 4, 1500, 2500
_NO_NAME = re.compile(r"reserved|permission|reproduc|licen[cs]e|this (?:work|publication)|digest|^\W*$", re.IGNORECASE)


def infer_publishers(parsed: ParsedFile, title: Inferred) -> list[Inferred]:
    """
    Who may have published it.

    :param parsed: the file.
    :param title: its title.
    :returns: the publishers, the best first; none where none was read.
    """
    found = [
        Inferred("publisher", name, at(parsed, place, "the imprint"), words, place, sure)
        for place, words, name, sure in _imprints(parsed, _PUBLISHED)
    ]
    found += [Inferred("publisher", *rest) for rest in _headed(parsed, title)]
    return best_first(found)


def infer_creators(parsed: ParsedFile, title: Inferred) -> list[Inferred]:
    """
    Who may have made it: each a choice of its own, as a record has several.

    :param parsed: the file.
    :param title: its title.
    :returns: the creators, the best first; none where none was read.
    """
    found = [
        Inferred("creator", (name,), at(parsed, place, "the line of the authors"), words, place, sure)
        for place, words, name, sure in _imprints(parsed, _MADE)
    ]
    found += [
        Inferred("creator", (name,), where, words, page, sure)
        for name, where, words, page, sure in [*_signed(parsed), *_parties(title)]
    ]
    found += [
        Inferred("creator", (name,), where, words, page, sure - 0.05)
        for name, where, words, page, sure in _headed(parsed, title)
    ]
    return best_first(found)


def _imprints(parsed: ParsedFile, pattern: re.Pattern[str]) -> Iterator[tuple[int, str, str, float]]:
    """(place, words, name, confidence): a body that is known is surer than a name that is not."""
    for place, page in enumerate(parsed.pages[:_IMPRINT_PAGES]):
        for match in pattern.finditer(page.text[: 2 * _FIRST_SIGNS]):
            said = match[1].strip()
            known = list(dict.fromkeys(each.body for each in bodies_in(said)))
            yield from ((place, quoted(match[0]), body, 0.9) for body in known)
            name = re.split(r"[.;(]|, (?=19|20)|\s{2,}", said)[0].strip(" ,:")
            if not known and name and name[0].isupper() and not _NO_NAME.search(name):
                yield place, quoted(match[0]), name, 0.6


def _headed(parsed: ParsedFile, title: Inferred) -> Iterator[tuple[str, str, str, int | None, float]]:
    """(name, where, words, page, confidence) of the letterhead, the title and the first page, in this order."""
    lines = first_lines(parsed, _TOP_LINES)
    for place, line in lines:
        named = bodies_in(line)
        if named and named[0].end - named[0].start >= 0.7 * len(line.strip()):
            # Every paper of the State is headed by its name; the body follows.
            sure = 0.6 if named[0].body == "Kingdom of Cambodia" else 0.75
            yield named[0].body, at(parsed, place, "the letterhead"), quoted(line), place, sure
    for series, body in _SERIES.items():
        if re.search(series, title.value, re.IGNORECASE):
            yield body, of_title(title) + ", that of a series", title.words, title.page, 0.8
    for each in bodies_in(title.value):
        yield each.body, of_title(title), title.words, title.page, 0.55
    for place in dict.fromkeys(place for place, _ in lines):
        lines_of = parsed.pages[place].text[:_FIRST_SIGNS].split("\n")
        text = "\n".join(line for line in lines_of if not _NO_NAME.search(line))
        for each in bodies_in(text):
            words = quoted(text[max(0, each.start - 40) : each.end + 40])
            yield each.body, at(parsed, place, "named"), words, place, 0.35


def _signed(parsed: ParsedFile) -> Iterator[tuple[str, str, str, int, float]]:
    read = [place for place, page in enumerate(parsed.pages) if page.text.strip()]
    for place in read[-2:]:
        for match in _FOR.finditer(parsed.pages[place].text[-_CLOSING:]):
            if _STATE_PARTY.search(match[1]):
                yield _party(match[1]), at(parsed, place, "the signatures"), quoted(match[0]), place, 0.85


def _parties(title: Inferred) -> Iterator[tuple[str, str, str, int | None, float]]:
    for match in _BETWEEN.finditer(re.sub(r"\bgovernment\b", "government", title.value, flags=re.IGNORECASE)):
        for party in match.groups():
            yield _party(party), of_title(title), title.words, title.page, 0.8


def _party(words: str) -> str:
    """As a record has it: "Royal Government of Cambodia", without the article and not in capitals."""
    plain = re.sub(r"^the ", "", " ".join(words.split()), flags=re.IGNORECASE)
    plain = plain.title() if plain.isupper() else plain[:1].upper() + plain[1:]
    plain = re.sub(r"\b(Of|And|The|For)\b", lambda word: word[0].lower(), plain).replace("government", "Government")
    return re.sub(r"Government of the Kingdom of (Cambodia|Thailand)", r"Royal Government of \1", plain).replace(
        "Royal Royal", "Royal"
    )
