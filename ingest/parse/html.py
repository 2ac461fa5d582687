"""HTML: headings, paragraphs, lists and tables, as a reader sees them. Nothing in it is run or fetched."""

import re
from pathlib import Path

from lxml import etree, html

from corpus.page import BlockKind, Page, ParsedFile
from ingest.parse.errors import UnreadableFile
from ingest.parse.language import language_of
from ingest.parse.page_text import Part, assemble
from ingest.parse.text import decode

_UNSEEN = (
    *("script", "style", "head", "noscript", "template", "iframe", "object", "svg", "form", "button", "dialog"),
    *("nav", "aside", "footer"),
)
_UNSEEN_ROLES = {"navigation", "search", "complementary", "contentinfo", "banner", "dialog"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS,
    *("p", "li", "ul", "ol", "dl", "dd", "dt", "blockquote", "pre", "table", "hr", "address", "center"),
    *("div", "section", "article", "main", "header", "figure", "figcaption", "details", "summary"),
}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_DATES = ("dcterms.date", "dc.date", "dcterms.issued", "citation_publication_date", "article:published_time")


def parse_html(path: Path) -> ParsedFile:
    """
    Read an HTML file.

    :param path: the file.
    :returns: one page without a number, for HTML has none.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    data = path.read_bytes()
    declared = _CHARSET.search(data[:4096])
    return parse_source(decode(data, declared[1].decode() if declared else ""))


def parse_source(source: str) -> ParsedFile:
    """
    Read HTML.

    :param source: the HTML.
    :returns: one page without a number.
    :raises UnreadableFile: where there is nothing to read in it.
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile("there is nothing to read in it") from error
    title = " ".join((root.findtext(".//title") or "").split())
    language = (root.get("lang") or "").strip()
    date = _date(root)
    _take_out_unseen(root)
    body = root.find(".//main")
    parts = _Collector().read(body if body is not None else root)
    text, blocks = assemble(parts)
    if not text:
        raise UnreadableFile("there is nothing to read in it")
    heading = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), "")
    page = Page(None, None, text, blocks, "well", "markup")
    return ParsedFile((page,), title=title or heading, language=language or language_of([text]), date=date)


def _date(root: html.HtmlElement) -> str:
    """The date the page's metadata give, the day at the most."""
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name in _DATES and (found := re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", (meta.get("content") or "").strip())):
            return found[0]
    return ""


def _take_out_unseen(root: html.HtmlElement) -> None:
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for element in list(root.iter()):
        hidden = (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or element.get("role") in _UNSEEN_ROLES
            or "display:none" in (element.get("style") or "").replace(" ", "").lower()
        )
        if hidden and element.getparent() is not None:
            element.drop_tree()


class _Collector:
    """Goes through the elements in order; words between two blocks are a part of their own."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._words: list[str] = []

    def read(self, root: html.HtmlElement) -> list[Part]:
        """
        The parts of a page.

        :param root: its outermost element.
        :returns: the parts in order.
        """
        self._inside(root, "text", 0)
        return self._parts

    def _inside(self, element: html.HtmlElement, kind: BlockKind, level: int) -> None:
        self._words.append(element.text or "")
        for child in element:
            if child.tag == "table":
                self._end(kind, level)
                self._parts.append(Part(_table(child), "table"))
            elif child.tag == "br":
                self._line_break(child, kind, level)
            elif child.tag in _BLOCKS:
                self._end(kind, level)
                self._block(child, kind)
            elif isinstance(child.tag, str):
                self._inside(child, kind, level)
            self._words.append(child.tail or "")

    def _block(self, element: html.HtmlElement, outer: BlockKind) -> None:
        level = _HEADINGS.get(element.tag, 0)
        kind: BlockKind = "heading" if level else "list" if element.tag in ("li", "dd") else "text"
        parent = element.getparent()
        if kind == "text" and outer == "list" and parent[0] is element and not (parent.text or "").strip():
            kind = "list"
        self._inside(element, kind, level)
        self._end(kind, level)

    def _line_break(self, element: html.HtmlElement, kind: BlockKind, level: int) -> None:
        """Two in a row end a paragraph, as many older pages have it."""
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self._end(kind, level)
        self._words.append(" ")

    def _end(self, kind: BlockKind, level: int) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if words:
            self._parts.append(Part(words, kind, level))


def _table(table: html.HtmlElement) -> str:
    rows = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            rows.append("\t".join(_cell(cell) for cell in row if cell.tag in ("td", "th")))
    caption = table.find("caption")
    return "\n".join([_cell(caption), *rows] if caption is not None else rows)


def _cell(cell: html.HtmlElement) -> str:
    return " ".join(" ".join(cell.itertext()).split()) if len(cell) else " ".join((cell.text or "").split())
