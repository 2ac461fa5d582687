"""What a PDF says of itself beside its pages: title, page labels, outline. Read by pypdf."""

from pathlib import Path
from typing import Any, NamedTuple

import pypdf

from corpus.page import OutlineEntry
from ingest.parse.quality import share_well_formed

_NO_TITLE = ("microsoft word", "untitled", "slide 1", "powerpoint", "print", "layout 1")
_FILE_NAME = (".doc", ".docx", ".indd", ".qxd", ".pdf", ".rtf", ".xls", ".xlsx", ".ppt", ".pptx", ".ai", ".pub")
_FEWEST_LETTERS = 5
_MOST_DEEP = 12


class Facts(NamedTuple):
    """
    What a PDF says of itself.

    :param title: its own title, empty where it is none or no title one would give.
    :param labels: the label of each page; none where it has none.
    :param outline: its bookmarks.
    """

    title: str = ""
    labels: tuple[str, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()

    def labels_with(self, printed: list[str | None]) -> list[str | None]:
        """
        Each page's label: the file's own, unless they only count its pages and other numbers are printed on them.

        :param printed: the numbers read off the pages.
        :returns: the labels; None where there is neither.
        """
        only_count = self.labels == tuple(str(number + 1) for number in range(len(self.labels)))
        if len(self.labels) != len(printed) or (only_count and any(printed)):
            return printed
        return [label or None for label in self.labels]


def read_facts(path: Path) -> Facts:
    """
    Read them as far as they can be read.

    :param path: the file.
    :returns: the facts; what is damaged is as if it were not there.
    """
    try:
        reader = pypdf.PdfReader(path)
        title = str(reader.metadata.title or "").strip() if reader.metadata else ""
        labels = tuple(reader.page_labels) if "/PageLabels" in reader.root_object else ()
    except Exception:  # A stranger's file can break it anywhere; its pages are read all the same.
        return Facts()
    try:
        outline = tuple(_outline(reader, reader.outline, 1))
    except Exception:
        outline = ()
    return Facts(title if is_title(title) else "", labels, outline)


def is_title(title: str) -> bool:
    """
    Whether a PDF's own title is one: words, and not a file's name, question marks or letters of a legacy font.

    :param title: from the file's metadata.
    :returns: whether to believe it.
    """
    return (
        sum(c.isalpha() for c in title) >= _FEWEST_LETTERS
        and "?" not in title
        and not title.lower().startswith(_NO_TITLE)
        and not title.lower().endswith(_FILE_NAME)
        and share_well_formed(title) >= 0.5
    )


def _outline(reader: pypdf.PdfReader, entries: list[Any], level: int) -> list[OutlineEntry]:
    found: list[OutlineEntry] = []
    for entry in entries:
        if isinstance(entry, list):
            if level < _MOST_DEEP:
                found += _outline(reader, entry, level + 1)
            continue
        title = " ".join(str(entry.title or "").split())
        if title:
            found.append(OutlineEntry(title, level, _page_number(reader, entry)))
    return found


def _page_number(reader: pypdf.PdfReader, entry: Any) -> int | None:
    """The page a bookmark points to, counted from 1; None of one that points nowhere."""
    try:
        page = reader.get_destination_page_number(entry)
    except Exception:
        return None
    return page + 1 if page is not None and page >= 0 else None
