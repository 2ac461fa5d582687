"""One thing read off a file, with the place and the words it was read from."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from corpus.page import ParsedFile

FILE_NAME = "the file's name"
_MOST_WORDS = 200
# A page is a stranger's: no line or title is so long that looking for names and dates in it takes seconds.
_LONGEST_LINE, _LONGEST_HEAD = 500, 20_000


@dataclass(frozen=True, slots=True)
class Inferred:
    """
    A value for a field of the record.

    :param field: the record's field.
    :param value: as the record has it.
    :param where: where it was read, as a curator would say it: "the heading on p. 1", "the file's name".
    :param words: the words it was read from.
    :param page: the place of the page in the file's pages, None where it was read elsewhere.
    :param confidence: 0 to 1, to order the choices by; no measured probability.
    """

    field: str
    value: Any
    where: str
    words: str
    page: int | None
    confidence: float


def at(parsed: ParsedFile, place: int, what: str) -> str:
    """
    Where something stands, in words.

    :param parsed: the file.
    :param place: of the page among its pages.
    :param what: what stands there ("the heading").
    :returns: with the page's number, where the format has pages.
    """
    number = parsed.pages[place].number
    return f"{what} on p. {number}" if number is not None else what


def quoted(words: str) -> str:
    """
    Words as they are shown: on one line, and not too many.

    :param words: of the file.
    :returns: them.
    """
    plain = " ".join(words.split())
    return plain if len(plain) <= _MOST_WORDS else plain[: _MOST_WORDS - 1] + "…"


def of_title(title: Inferred) -> str:
    """
    Where that was read which the title says.

    :param title: the title as it was found.
    :returns: "the title", unless only the file's name stands in for it.
    """
    return FILE_NAME if title.where == FILE_NAME else "the title"


def best_first(findings: Iterable[Inferred]) -> list[Inferred]:
    """
    The findings of one field: each value once, where it was read most surely.

    :param findings: in the order they were made; of equal confidence the first wins.
    :returns: the findings, the surest first.
    """
    kept: dict[Any, Inferred] = {}
    for finding in sorted(findings, key=lambda each: -each.confidence):
        kept.setdefault(finding.value, finding)
    return list(kept.values())


def first_lines(parsed: ParsedFile, most: int, pages: int = 1) -> list[tuple[int, str]]:
    """
    The first lines of the first pages that anything was read of: a cover may be a picture.

    :param parsed: the file.
    :param most: lines of each page.
    :param pages: how many pages.
    :returns: (place of the page, line), without empty ones.
    """
    read = [(place, page) for place, page in enumerate(parsed.pages) if page.text.strip()][:pages]
    return [
        (place, line)
        for place, page in read
        for line in [one_line(line) for line in page.text[:_LONGEST_HEAD].split("\n") if line.strip()][:most]
    ]


def one_line(text: str) -> str:
    """
    A title or line as one line, cut where no title or line goes on.

    :param text: of the file.
    :returns: it.
    """
    return " ".join(text[: 2 * _LONGEST_LINE].split())[:_LONGEST_LINE]


def name_words(file_name: str) -> str:
    """
    The words of a file's name.

    :param file_name: with or without its extension.
    :returns: the name without the extension, hyphens and underscores as spaces.
    """
    return PurePosixPath(file_name).stem.replace("-", " ").replace("_", " ")
