"""HTML and Markdown: headings, paragraphs, lists and tables, as a reader sees them."""

from pathlib import Path

from lxml import etree, html
from markdown_it import MarkdownIt

from corpus.page import BlockKind, Page, ParsedFile
from ingest.parse.errors import UnreadableFile
from ingest.parse.language import language_of
from ingest.parse.page_text import Part, assemble
from ingest.parse.text import decode

_UNSEEN = ("script", "style", "nav", "noscript", "template", "iframe", "object", "svg", "form", "button", "head")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption", "caption", "div", "section", "article"}


def parse_html(path: Path) -> ParsedFile:
    """
    Read an HTML file; nothing in it is run or fetched.

    :param path: the file.
    :returns: one page without a number, for HTML has none.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    return _parsed(decode(path.read_bytes()))


def parse_markdown(path: Path) -> ParsedFile:
    """
    Read a Markdown file (CommonMark and tables); its signs are left out of the text.

    :param path: the file.
    :returns: one page without a number.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    source = decode(path.read_bytes())
    if source.startswith("---\n") and "\n---\n" in source[4:]:
        source = source[4:].split("\n---\n", 1)[1]
    return _parsed(MarkdownIt("commonmark", {"html": False}).enable("table").render(source))


def _parsed(source: str) -> ParsedFile:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile("there is nothing to read in it") from error
    title = (root.findtext(".//title") or "").strip()
    language = root.get("lang") or ""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    parts: list[Part] = []
    body = root.find(".//main")
    _collect(body if body is not None else root, parts)
    text, blocks = assemble(parts)
    if not text:
        raise UnreadableFile("there is nothing to read in it")
    first = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), "")
    page = Page(None, None, text, blocks, "well", "markup")
    return ParsedFile((page,), title=title or first, language=language or language_of([text]))


def _collect(element: html.HtmlElement, parts: list[Part]) -> None:
    """Depth first: a block without blocks in it is a part."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag in _HEADINGS:
            parts.append(Part(_words(child), "heading", _HEADINGS[child.tag]))
        elif child.tag == "table":
            parts.append(
                Part("\n".join("\t".join(_words(c) for c in row.iter("td", "th")) for row in child.iter("tr")), "table")
            )
        elif any(
            isinstance(d.tag, str) and (d.tag in _BLOCKS or d.tag in _HEADINGS or d.tag == "table")
            for d in child.iterdescendants()
        ):
            if child.text and child.text.strip():
                parts.append(Part(" ".join(child.text.split()), _kind(child)))
            _collect(child, parts)
        else:
            parts.append(Part(_words(child), _kind(child)))
        if child.tail and child.tail.strip():
            parts.append(Part(" ".join(child.tail.split())))


def _kind(element: html.HtmlElement) -> BlockKind:
    return "list" if element.tag == "li" else "text"


def _words(element: html.HtmlElement) -> str:
    for line_break in element.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    return " ".join(element.text_content().split())
