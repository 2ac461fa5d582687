"""Markdown (CommonMark and tables), read as what it is shown as."""

from pathlib import Path

from markdown_it import MarkdownIt

from corpus.page import ParsedFile
from ingest.parse.html import parse_source
from ingest.parse.text import decode


def parse_markdown(path: Path) -> ParsedFile:
    """
    Read a Markdown file; its signs are left out of the text, and HTML in it is words, not tags.

    :param path: the file.
    :returns: one page without a number.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    source = decode(path.read_bytes()).replace("\r\n", "\n")
    if source.startswith("---\n") and "\n---\n" in source[4:]:
        source = source[4:].split("\n---\n", 1)[1]
    return parse_source(MarkdownIt("commonmark", {"html": False}).enable("table").render(source))
