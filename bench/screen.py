"""Does the do-no-harm screen find what was planted, and how often does it raise a false alarm?"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, get_args

from bench.answers import QUESTIONS
from corpus.page import ParsedFile
from ingest.parse import READABLE, UnreadableFile
from ingest.screen import Kind

# Invented pages, by whether the screen was mended after a look at them; the odd ones tell nothing in the usual words.
PLANTED = QUESTIONS / "planted"
# Faces and photographs have no words that could be planted.
KINDS = tuple(kind for kind in get_args(Kind) if kind not in ("face", "photograph"))
# Of a planted identifier's letters: a finding without the country code or the last word still leads to it.
_ENOUGH = 0.8
# Letters: the longest planted address has some eighty. What marks a paragraph has shown nobody where to look.
_LONGEST = 200
# Letters of a plain text file, which has no pages, that count as one page; a printed page holds about so many.
_LETTERS_A_PAGE = 3000


class Found(Protocol):
    """What is read of a finding: where it is on its page, what it says, of what kind and how sure."""

    @property
    def kind(self) -> str: ...
    @property
    def page(self) -> int | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def words(self) -> str: ...
    @property
    def confidence(self) -> float: ...
    @property
    def why(self) -> str: ...


def planted_sets() -> list[Path]:
    """
    The sets of pages with what was planted in each.

    :returns: their files, in the order of their names.
    """
    return sorted(PLANTED.glob("*.jsonl"))


def planted_pages(file: Path) -> list[dict[str, Any]]:
    """
    Read pages with what was planted in each.

    :param file: JSON lines of `page`, `language`, `kind` and `planted`, a list of `kind` and `words`.
    :returns: the lines.
    """
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def measure(pages: Iterable[dict[str, Any]], screen: Callable[[str, str], Sequence[Found]]) -> dict[str, Any]:
    """
    Screen every page, and hold the findings against what was planted in it.

    An identifier is found where one finding covers four fifths of its letters, whatever kind the finding says it
    is. A finding is right where it finds an identifier, or where half of its letters at least are planted ones.

    ```python
    from ingest.screen import screen_text

    measure(planted_pages(PLANTED / "unseen_1.jsonl"), screen_text)["recall"]
    ```

    :param pages: as `planted_pages` reads them.
    :param screen: takes a page's text and its language, returns findings.
    :returns: recall over all identifiers, by kind and by the page's language, precision on the pages that have
        something planted, false alarms a page on those that have nothing, and what was missed and falsely found.
    """
    found: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    by_language: dict[str, list[bool]] = {}
    right: list[bool] = []
    read, clean, alarms_on_clean = 0, 0, 0
    missed, false_alarms = [], []
    for read, page in enumerate(pages, start=1):
        findings = screen(page["page"], page["language"])
        spans = [_letters(page["page"], finding.start, finding.end) for finding in findings]
        wanted = [_places(page["page"], identifier["words"]) for identifier in page["planted"]]
        for identifier, places in zip(page["planted"], wanted, strict=True):
            hit = any(_finds(span, place) for span in spans for place in places)
            found[identifier["kind"]].append(hit)
            by_language.setdefault(page["language"], []).append(hit)
            if not hit:
                missed.append({"line": read, "page": page["kind"], **identifier})
        verdicts = [_is_right(span, [place for places in wanted for place in places]) for span in spans]
        false = [finding for finding, verdict in zip(findings, verdicts, strict=True) if not verdict]
        false_alarms += [{"line": read, "kind": alarm.kind, "words": alarm.words} for alarm in false]
        if wanted:
            right += verdicts
        else:
            clean += 1
            alarms_on_clean += len(false)
    hits = [hit for each in found.values() for hit in each]
    return {
        "pages": read,
        "identifiers": len(hits),
        "recall": _share(hits),
        "recall_by_kind": {kind: _share(each) for kind, each in found.items() if each},
        "recall_by_language": {language: _share(each) for language, each in by_language.items()},
        "precision": _share(right),
        "pages_with_nothing_planted": clean,
        "false_alarms_a_page_on_these": round(alarms_on_clean / clean, 2) if clean else None,
        "missed": missed,
        "false_alarms": false_alarms,
    }


def measure_real(
    folder: Path, parse: Callable[[Path], ParsedFile], screen: Callable[[ParsedFile, Path], Sequence[Found]]
) -> dict[str, Any]:
    """
    Screen real documents, of which no one has said what they hold: how much a curator would have to look at.

    :param folder: every file in it that can be read is screened.
    :param parse: reads a file.
    :param screen: takes what was read and the file's path, returns findings.
    :returns: findings a page over all pages and by document, the findings for a person to judge, and what could not
        be read.
    """
    by_document, shown, unread = {}, [], []
    pages_in_all = 0.0
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in READABLE):
        try:
            parsed = parse(path)
        except UnreadableFile as error:
            unread.append(f"{path.name}: {error}")
            continue
        findings = screen(parsed, path)
        pages = _pages(parsed)
        pages_in_all += pages
        by_document[path.name] = round(len(findings) / pages, 2)
        shown += [_line(path, finding) for finding in findings]
    return {
        "documents": len(by_document),
        "document_pages": round(pages_in_all),
        "findings_a_page": round(len(shown) / pages_in_all, 2) if pages_in_all else None,
        "findings_a_page_by_document": by_document,
        "unread": unread,
        "findings": shown,
    }


def _letters(text: str, start: int, end: int) -> set[int]:
    """Where letters, digits and the signs that belong to a letter stand: spaces and hyphens tell of no one."""
    return {at for at in range(start, end) if text[at].isalnum() or unicodedata.category(text[at]).startswith("M")}


def _places(text: str, words: str) -> list[set[int]]:
    places = []
    start = text.find(words)
    while start >= 0:
        places.append(_letters(text, start, start + len(words)))
        start = text.find(words, start + 1)
    return places


def _finds(span: set[int], place: set[int]) -> bool:
    return len(span) <= _LONGEST and len(span & place) >= _ENOUGH * len(place)


def _is_right(span: set[int], places: list[set[int]]) -> bool:
    planted = set().union(*places)
    return any(_finds(span, place) for place in places) or (bool(span) and len(span & planted) >= len(span) / 2)


def _share(verdicts: Sequence[bool]) -> float | None:
    return round(sum(verdicts) / len(verdicts), 3) if verdicts else None


def _pages(parsed: ParsedFile) -> float:
    if any(page.number is not None for page in parsed.pages):
        return len(parsed.pages)
    return max(1.0, sum(len(page.text) for page in parsed.pages) / _LETTERS_A_PAGE)


def _line(path: Path, finding: Found) -> str:
    where = f"{path.name}, page {finding.page}"
    return f"{where}: {finding.kind} ({finding.confidence:.2f}), {finding.words!r}: {finding.why}"
