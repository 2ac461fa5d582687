"""A brief as DOCX, with footnotes that Word knows as such."""

import io
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt
from lxml import etree
from lxml.builder import ElementMaker

from search.brief import Block, Composed, Reference

_NOTE, _MARK = "footnote text", "footnote reference"
_W: Any = ElementMaker(namespace=nsmap["w"], nsmap={"w": nsmap["w"]})


def as_docx(composed: Composed) -> bytes:
    """
    A brief as DOCX: quotes with footnotes, one's own words, bibliography, state of the collection.

    ```python
    Path("brief.docx").write_bytes(as_docx(compose(brief, store)))
    ```

    :param composed: the brief.
    :returns: the file.
    """
    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.comments, core.language = composed.title, "", "", "en"
    core.created = core.modified = datetime.now(UTC)
    _add_styles(document)
    document.add_heading(composed.title, 0)
    for block in composed.blocks:
        _add_block(document, block)
    if composed.references:
        document.add_heading("Bibliography", 1)
    for reference in composed.references:
        _add_reference(document, reference)
    document.add_paragraph().add_run(composed.state).italic = True
    _set_pages(document)
    if composed.notes:
        _add_footnotes(document, composed.notes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_styles(document: Document) -> None:
    styles = document.styles
    note = styles.add_style(_NOTE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    note.base_style = styles["Normal"]
    note.font.size = Pt(9)
    note.paragraph_format.space_after = Pt(2)
    styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
    quote = styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(10)


def _add_block(document: Document, block: Block) -> None:
    if block.picture:
        document.add_picture(io.BytesIO(block.picture()), width=Mm(150))
    style = "Quote" if block.passage is not None else None
    paragraphs = [document.add_paragraph(style=style) for _ in block.paragraphs]
    if block.label:
        label = paragraphs[0].add_run(block.label)
        label.italic = True
        label.add_break()
    for paragraph, text in zip(paragraphs, block.paragraphs, strict=True):
        paragraph.add_run(text).italic = block.gone or None
    if block.note:
        mark = paragraphs[-1].add_run(style=_MARK)
        mark._r.append(_W.footnoteReference({qn("w:id"): str(block.note)}))


def _add_reference(document: Document, reference: Reference) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Mm(10)
    paragraph.paragraph_format.first_line_indent = Mm(-10)
    paragraph.add_run(reference.before)
    paragraph.add_run(reference.title).italic = True
    paragraph.add_run(reference.after)


def _set_pages(document: Document) -> None:
    """A4, with its number at the foot of each page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(28)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(_W.fldSimple({qn("w:instr"): "PAGE"}, _W.r(_W.t("1"))))


def _add_footnotes(document: Document, notes: tuple[str, ...]) -> None:
    """The part of the package that python-docx does not make: the notes, and the two rules that Word draws above."""
    rules = {"-1": "separator", "0": "continuationSeparator"}
    root = _W.footnotes(
        *(
            _W.footnote({qn("w:id"): number, qn("w:type"): kind}, _W.p(_W.r(_W(kind))))
            for number, kind in rules.items()
        ),
        *(_footnote(document, number, text) for number, text in enumerate(notes, start=1)),
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    compatibility = document.settings.element.find(qn("w:compat"))
    if compatibility is not None:
        compatibility.addprevious(_W.footnotePr(*(_W.footnote({qn("w:id"): number}) for number in rules)))


def _footnote(document: Document, number: int, text: str) -> etree._Element:
    note, mark = (document.styles[name].style_id for name in (_NOTE, _MARK))
    return _W.footnote(
        {qn("w:id"): str(number)},
        _W.p(
            _W.pPr(_W.pStyle({qn("w:val"): note})),
            _W.r(_W.rPr(_W.rStyle({qn("w:val"): mark})), _W.footnoteRef()),
            _W.r(_W.t({qn("xml:space"): "preserve"}, f" {text}")),
        ),
    )
