"""Do no harm: what could identify a victim, found before a document is published."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.page import ParsedFile
from ingest.screen import births, names, numbers, online, places
from ingest.screen.finding import Detectors, Finding, Kind, kept
from ingest.screen.names.again import find_again
from ingest.screen.names.companions import find_companions
from ingest.screen.names.titles import find_titles
from ingest.screen.pictures import find_in_pictures, find_in_pictures_in_process
from ingest.screen.rows import find_in_rows
from ingest.screen.text.prose import Prose
from ingest.screen.text.second_reading import second_reading

__all__ = ["Finding", "Kind", "identifies", "screen_file", "screen_in_process", "screen_text", "screen_words"]

_REREAD = 0.9
# Letters: some pages of a book. What tells that a page is of a case stands nearer than that.
_LONGEST_PIECE = 12_000
_SURE: Detectors = (*names.SURE, *places.SURE, *births.SURE, *numbers.SURE, *online.SURE, find_in_rows)
# What is only a doubt: for documents, where a victim missed weighs more than a click, and not for searches.
_DOUBTS: Detectors = (*names.DOUBTS, *places.DOUBTS, *births.DOUBTS, *numbers.DOUBTS, *online.DOUBTS)


def screen_text(text: str, language: str = "en") -> list[Finding]:
    """
    What in a page's words could identify someone.

    ```python
    from ingest.screen import screen_text

    screen_text("Chan Sreymom, 15, was rescued in May.")[0].words  # "Chan Sreymom"
    ```

    :param text: the page's words.
    :param language: BCP 47 code of most of them: a national telephone number is first sought in its country.
    :returns: the findings in the page's order, none overlapping another; their page is 0.
    """
    return _screened([text], language)


def screen_file(parsed: ParsedFile, path: Path | None = None) -> list[Finding]:
    """
    What in a whole document could identify someone: a name found on one page is sought on all.

    :param parsed: what was read of it.
    :param path: the file, where it is a PDF whose pictures are to be looked at too. It is opened in this process: of a
        stranger's file use `screen_in_process`.
    :returns: the findings, page by page.
    """
    findings = _screened([page.text for page in parsed.pages], parsed.language)
    return _by_page([*findings, *find_in_pictures(path)]) if path else findings


def screen_in_process(path: Path, parsed: ParsedFile) -> list[Finding]:
    """
    The same with a stranger's file: its pictures are looked at in a child process with limits.

    :param path: the file.
    :param parsed: what was read of it.
    :returns: the findings, page by page; without faces and photographs where the file is no
        PDF, and without the last of them where a limit was reached.
    """
    return _by_page([*screen_file(parsed), *find_in_pictures_in_process(path)])


def identifies(text: str) -> bool:
    """
    Whether a short text, such as what someone searches for, could identify a person.

    ```python
    from ingest.screen import identifies

    identifies("shelters in Battambang"), identifies("sok sreymom rescued brothel")  # (False, True)
    ```

    :param text: the words.
    :returns: whether it holds a telephone or identity number, an address, an account, a date of birth, or a name beside
        case facts.
    """
    return bool(screen_words(text))


def screen_words(text: str) -> list[Finding]:
    """
    What could identify someone in words that a person wrote down by themselves: a record's title, its note.

    Doubts that stand for a page that tells of cases are left out: a title is no page.

    ```python
    from ingest.screen import screen_words

    screen_words("Statement of Chan Sreymom, 15")[0].words  # "Chan Sreymom"
    ```

    :param text: the words.
    :returns: the findings in order.
    """
    return _screened([text], "en", _SURE)


def _by_page(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.page)


def _screened(texts: Sequence[str], language: str, detectors: Detectors = _SURE + _DOUBTS) -> list[Finding]:
    found = [[*_of_page(text, place, language, detectors)] for place, text in enumerate(texts)]
    for finding in [*find_again(texts, [each for page in found for each in page])]:
        found[finding.page].append(finding)
    return [finding for page in found for finding in kept(page)]


def _of_page(text: str, page: int, language: str, detectors: Detectors) -> Iterator[Finding]:
    for start, piece in _pieces(text):
        for found in _of_piece(piece, language, detectors):
            yield (
                replace(found, page=page, start=found.start + start, end=found.end + start) if page or start else found
            )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A file without pages is one long page: it is read in pieces that end where a paragraph, a line or a word ends."""
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        most = start + _LONGEST_PIECE
        ends = (text.rfind(sign, start + _LONGEST_PIECE // 2, most) for sign in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > 0), most - 1) + 1
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _of_piece(text: str, language: str, detectors: Detectors) -> list[Finding]:
    found = [*_of_reading(Prose(text, language), detectors)]
    if detectors is not _SURE:
        read, places = second_reading(text)
        if read != text:
            found += [_at_its_place(finding, text, places) for finding in _of_reading(Prose(read, language), detectors)]
    return found


def _of_reading(prose: Prose, detectors: Detectors) -> list[Finding]:
    found = [finding for find in detectors for finding in find(prose)]
    found += find_companions(prose, found)
    return found if detectors is _SURE else [*found, *find_titles(prose, found)]


def _at_its_place(finding: Finding, text: str, places: Sequence[int]) -> Finding:
    """What was found in the second reading is less sure by as much as the reading is."""
    start, end = places[finding.start], places[finding.end - 1] + 1
    return replace(finding, start=start, end=end, words=text[start:end], confidence=finding.confidence * _REREAD)
