"""Do no harm: what could identify a victim, found before a document is published."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.page import ParsedFile
from ingest.screen.accounts import find_accounts
from ingest.screen.addresses import find_addresses
from ingest.screen.again import find_again
from ingest.screen.bank_accounts import find_bank_accounts
from ingest.screen.birth_clauses import find_birth_clauses
from ingest.screen.birthdays import find_birthdays
from ingest.screen.called_accounts import find_called_accounts
from ingest.screen.companions import find_companions
from ingest.screen.coordinates import find_coordinates
from ingest.screen.dates_in_columns import find_dates_in_columns
from ingest.screen.dates_of_birth import find_dates_of_birth
from ingest.screen.emails import find_emails
from ingest.screen.finding import Finding, Kind, kept
from ingest.screen.identity_documents import find_identity_documents
from ingest.screen.khmer_names import find_khmer_names
from ingest.screen.labelled_names import find_labelled_names
from ingest.screen.loose_accounts import find_loose_accounts
from ingest.screen.loose_codes import find_loose_codes
from ingest.screen.loose_dates import find_loose_dates
from ingest.screen.loose_khmer_names import find_loose_khmer_names
from ingest.screen.loose_names import find_loose_names
from ingest.screen.loose_numbers import find_loose_numbers
from ingest.screen.names import find_names
from ingest.screen.other_scripts import find_in_other_scripts
from ingest.screen.phones import find_phones
from ingest.screen.photographs import photographs, photographs_in_process
from ingest.screen.postal_boxes import find_postal_boxes
from ingest.screen.prose import Prose
from ingest.screen.registers import find_register_entries
from ingest.screen.rows import find_in_rows
from ingest.screen.second_reading import second_reading
from ingest.screen.spoken_numbers import find_spoken_numbers
from ingest.screen.stays import find_stays
from ingest.screen.thai_names import find_thai_names
from ingest.screen.titles import find_titles
from ingest.screen.told_places import find_told_places
from ingest.screen.whereabouts import find_whereabouts

__all__ = ["Finding", "Kind", "identifies", "screen_file", "screen_in_process", "screen_text", "screen_words"]

_Detectors = tuple[Callable[[Prose], Iterator[Finding]], ...]
_REREAD = 0.9
# Letters: some pages of a book. What tells that a page is of a case stands nearer than that.
_LONGEST_PIECE = 12_000
_DETECTORS: _Detectors = (
    find_accounts,
    find_addresses,
    find_bank_accounts,
    find_coordinates,
    find_dates_of_birth,
    find_emails,
    find_identity_documents,
    find_in_rows,
    find_khmer_names,
    find_labelled_names,
    find_names,
    find_phones,
    find_thai_names,
)
# What is only a doubt: for documents, where a victim missed weighs more than a click, and not for searches.
_LOOSE: _Detectors = (
    find_birth_clauses,
    find_birthdays,
    find_called_accounts,
    find_loose_accounts,
    find_loose_dates,
    find_loose_khmer_names,
    find_loose_names,
    find_loose_numbers,
    find_loose_codes,
    find_register_entries,
    find_spoken_numbers,
    find_dates_in_columns,
    find_in_other_scripts,
    find_postal_boxes,
    find_stays,
    find_told_places,
    find_whereabouts,
)


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
    return _with_photographs(findings, photographs(path)) if path else findings


def screen_in_process(path: Path, parsed: ParsedFile) -> list[Finding]:
    """
    The same with a stranger's file: its pictures are looked at in a child process with limits.

    :param path: the file.
    :param parsed: what was read of it.
    :returns: the findings, page by page; without photographs where the file is no PDF or a limit was reached.
    """
    return _with_photographs(screen_file(parsed), photographs_in_process(path))


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
    return _screened([text], "en", _DETECTORS)


def _with_photographs(findings: list[Finding], pictures: list[Finding]) -> list[Finding]:
    return sorted([*findings, *pictures], key=lambda finding: finding.page)


def _screened(texts: Sequence[str], language: str, detectors: _Detectors = _DETECTORS + _LOOSE) -> list[Finding]:
    found = [[*_of_page(text, place, language, detectors)] for place, text in enumerate(texts)]
    for finding in [*find_again(texts, [each for page in found for each in page])]:
        found[finding.page].append(finding)
    return [finding for page in found for finding in kept(page)]


def _of_page(text: str, page: int, language: str, detectors: _Detectors) -> Iterator[Finding]:
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


def _of_piece(text: str, language: str, detectors: _Detectors) -> list[Finding]:
    found = [*_of_reading(Prose(text, language), detectors)]
    if detectors is not _DETECTORS:
        read, places = second_reading(text)
        if read != text:
            found += [_at_its_place(finding, text, places) for finding in _of_reading(Prose(read, language), detectors)]
    return found


def _of_reading(prose: Prose, detectors: _Detectors) -> list[Finding]:
    found = [finding for find in detectors for finding in find(prose)]
    found += find_companions(prose, found)
    return found if detectors is _DETECTORS else [*found, *find_titles(prose, found)]


def _at_its_place(finding: Finding, text: str, places: Sequence[int]) -> Finding:
    """What was found in the second reading is less sure by as much as the reading is."""
    start, end = places[finding.start], places[finding.end - 1] + 1
    return replace(finding, start=start, end=end, words=text[start:end], confidence=finding.confidence * _REREAD)
