"""What a parser hands on: the pages of a file, each with its number, label, text and how well it was read."""

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "text", "list", "table", "note"]
Reading = Literal["well", "poorly", "not at all"]
ReadBy = Literal["text layer", "ocr", "markup", "nothing"]


@dataclass(frozen=True, slots=True)
class Block:
    """
    A stretch of a page's text that belongs together.

    :param start: offset of its first character in the page's text.
    :param end: offset after its last character.
    :param kind: what it is; a table stays whole where it fits, a note (a footnote) is never a heading.
    :param level: of a heading: 1 is the highest; 0 where the document does not say.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page of one file.

    `text` is the one text that quotes are cut from: a passage's words are exactly `text[start:end]`.

    :param number: its number in the file, counted from 1; None in a format that has no pages (HTML, Markdown, DOCX).
    :param label: the number printed on it ("xii", "3", "A-2") where the file or the page says so.
    :param text: its text in reading order, without running heads and page numbers.
    :param blocks: the parts of `text`, in order, not overlapping, covering all of its words.
    :param reading: how well it was read.
    :param read_by: what read it.
    :param note: what a curator should know ("no text on this page: install tesseract").
    """

    number: int | None
    label: str | None
    text: str
    blocks: tuple[Block, ...] = field(default=())
    reading: Reading = "well"
    read_by: ReadBy = "text layer"
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """
    A line of a file's own table of contents (a PDF's bookmarks).

    :param title: its words.
    :param level: 1 is the highest.
    :param page: the page it points to, counted from 1; None where it points nowhere.
    """

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """
    What was read of one file.

    :param pages: all its pages in order, also those nothing was read of.
    :param outline: its own table of contents.
    :param title: the title it gives itself, empty where it gives none.
    :param language: BCP 47 code of most of its words ("en", "km").
    :param date: the date it gives itself (ISO 8601, as exact as it is known), empty where it gives none.
    """

    pages: tuple[Page, ...]
    outline: tuple[OutlineEntry, ...] = ()
    title: str = ""
    language: str = "en"
    date: str = ""
