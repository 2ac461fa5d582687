"""The text a digest is made from: `source.md`, taken apart into pieces."""

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

TWO_COLUMNS = "<!-- two columns -->"
# What stands before the first heading is not of the instrument, and is not cited as if it were.
ABOUT = "About this digest"


class Piece(NamedTuple):
    """
    A heading, paragraph, list item or table of a digest.

    :param kind: "heading", "text", "list" or "table".
    :param text: its words; empty of a table.
    :param level: of a heading, 1 the highest.
    :param rows: of a table, the first the heads of its columns.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_annex(self) -> bool:
        """Whether an annex begins here."""
        return self.kind == "heading" and self.level <= 2 and self.text.startswith("Annex")

    @property
    def is_title(self) -> bool:
        """Whether it is the title, which stands at the front of a made file."""
        return self.kind == "heading" and self.level == 1


class Source(NamedTuple):
    """
    A digest's text.

    :param pieces: in the order they are read.
    :param columns: 1 or 2, how a page of it is set.
    """

    pieces: tuple[Piece, ...]
    columns: int = 1


def read_source(text: str) -> Source:
    """
    Read a digest.

    ```python
    from corpus.digests import read_source

    read_source("## Article 1 — Aim\\n\\nThe law protects workers.").pieces[0].text  # "Article 1 — Aim"
    ```

    :param text: Markdown of headings, paragraphs, lists and tables; the comment `<!-- two columns -->` on a line of
        its own sets the PDF in two columns.
    :returns: its pieces.
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    pieces: list[Piece] = []
    rows: list[list[str]] = []
    in_list = 0
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            in_list += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            in_list -= 1
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            pieces.append(Piece("table", rows=tuple(tuple(row) for row in rows)))
            rows = []
        elif token.type == "inline" and before is not None:
            _add(token, before, pieces, rows, in_list)
    return Source(tuple(pieces), 2 if TWO_COLUMNS in text.splitlines() else 1)


def _add(token: Token, before: Token, pieces: list[Piece], rows: list[list[str]], in_list: int) -> None:
    text = "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])
    if before.type in ("td_open", "th_open"):
        rows[-1].append(text)
    elif before.type == "heading_open":
        pieces.append(Piece("heading", text, int(before.tag[1])))
    else:
        pieces.append(Piece("list" if in_list else "text", text))
