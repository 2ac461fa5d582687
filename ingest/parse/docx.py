"""DOCX: headings by style, paragraphs, lists, tables and notes in document order. A .docx has no pages of its own."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.page import BlockKind, Page, ParsedFile
from ingest.parse.docx_numbering import Numbering
from ingest.parse.errors import UnreadableFile
from ingest.parse.language import language_of
from ingest.parse.page_text import Part, assemble

# What was struck out, what is shown another way, and what stands in a floating box beside the words.
_UNSEEN = (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_BOX = qn("w:txbxContent")
_NOT_ITS_WORDS = {*_UNSEEN, _BOX, qn("w:pPr")}
_PARAGRAPH, _TABLE, _CONTENT = qn("w:p"), qn("w:tbl"), qn("w:sdtContent")


def parse_docx(path: Path) -> ParsedFile:
    """
    Read a DOCX file.

    :param path: the file.
    :returns: one page without a number: where pages break depends on the program that shows it.
    :raises UnreadableFile: where it is damaged or holds no text.
    """
    try:
        document = docx.Document(str(path))
        parts = [*_Reader(document).parts(document.element.body), *_notes(document)]
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError, OSError) as error:
        raise UnreadableFile("it is damaged: open it in Word and save it anew") from error
    text, blocks = assemble(parts)
    if not text:
        raise UnreadableFile("there is nothing to read in it")
    heading = next((text[b.start : b.end] for b in blocks if b.kind == "heading"), "")
    title = (document.core_properties.title or "").strip() or heading
    page = Page(None, None, text, blocks, "well", "markup")
    return ParsedFile((page,), title=title, language=language_of([text]))


class _Reader:
    """Goes through the body in order, content controls and floating boxes too."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._numbering = Numbering(document)

    def parts(self, container: Any) -> Iterator[Part]:
        """The parts of the body, a cell or a content control."""
        for element in container:
            if element.tag == _PARAGRAPH:
                yield self._paragraph(element)
                for box in element.iter(_BOX):
                    if not any(parent.tag in _UNSEEN for parent in box.iterancestors()):
                        yield from self.parts(box)
            elif element.tag == _TABLE:
                yield Part("\n".join("\t".join(self._cells(row)) for row in element.iterchildren(qn("w:tr"))), "table")
            elif element.tag not in _UNSEEN:
                yield from self.parts(element.iterchildren() if element.tag != qn("w:sdt") else _content(element))

    def _cells(self, row: Any) -> Iterator[str]:
        for cell in row.iter(qn("w:tc")):
            if next(cell.iterancestors(qn("w:tr"))) is row and not _goes_on_from_above(cell):
                texts = (" ".join(part.text.split()) for part in self.parts(cell))
                yield " ".join(text for text in texts if text)

    def _paragraph(self, element: Any) -> Part:
        kind, level = self._kind(element)
        number = self._numbering.number_of(element, self._style_chain(element))
        text = words_of(element)
        if number and text.strip():
            text = f"{number} {text.lstrip()}"
            kind = "list" if kind == "text" else kind
        return Part(text, kind, level)

    def _kind(self, element: Any) -> tuple[BlockKind, int]:
        """By the paragraph's style, or the one that style is based on."""
        for style in self._style_chain(element):
            name = (style.name or "").lower()
            if name == "title":
                return "heading", 1
            if name.startswith("heading "):
                level = name.removeprefix("heading ")
                return "heading", int(level) if level.isdigit() else 1
            if name.startswith("list"):
                return "list", 0
        return "text", 0

    def _style_chain(self, element: Any) -> list[Any]:
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style = self._styles.get(found.get(qn("w:val"))) if found is not None else None
        chain: list[Any] = []
        while style is not None and style not in chain:
            chain.append(style)
            style = getattr(style, "base_style", None)
        return chain


def _content(control: Any) -> Any:
    content = control.find(_CONTENT)
    return () if content is None else content


def _goes_on_from_above(cell: Any) -> bool:
    """Whether a cell is the continuation of one that is merged with it over rows."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def words_of(paragraph: Any) -> str:
    """
    A paragraph's words as it is shown: with what was inserted, without what was struck out.

    :param paragraph: its XML element.
    :returns: the words.
    """
    words: list[str] = []
    for element in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        between = takewhile(lambda parent: parent is not paragraph, element.iterancestors())
        if any(parent.tag in _NOT_ITS_WORDS for parent in between):
            continue
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        else:
            words.append("-" if element.tag == qn("w:noBreakHyphen") else " ")
    return " ".join("".join(words).split())


def _notes(document: Document) -> Iterator[Part]:
    """Footnotes and endnotes, after the text: on which page they stand is the business of who shows it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for kind, tag in ((RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"), (RELATIONSHIP_TYPE.ENDNOTES, "w:endnote")):
        for relation in document.part.rels.values():
            if relation.reltype != kind or relation.is_external:
                continue
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root.iter(qn(tag)):
                if note.get(qn("w:type")) in (None, "normal"):
                    text = " ".join(words_of(paragraph) for paragraph in note.iter(_PARAGRAPH))
                    yield Part(f"{note.get(qn('w:id'))} {text}", "note")
