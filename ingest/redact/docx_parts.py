"""One part of a DOCX archive: its words, its attributes, its comments, its ties to other parts."""

import posixpath
import re
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from ingest.redact.encoded import find_encoded
from ingest.redact.flow import redact_flow
from ingest.redact.remover import Remover

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What stands within a line of words: runs and what is wrapped around them, Word's and those of drawings.
_INLINE_NAMES = (
    "t r rPr ins hyperlink smartTag sdt sdtPr sdtContent proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak "
    "delText instrText fldChar fldSimple softHyphen commentRangeStart commentRangeEnd commentReference"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_STRUCK_OUT = (qn("w:del"), qn("w:moveFrom"))
_COMMENT_TIES = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"))
# A short number in an attribute is a measure of the layout; see the rule in `ingest.redact.leaks_docx`.
_MEASURE = re.compile(r"-?[\d.]{1,5}(?:%|pt|in|cm|mm)?")
_NUMBER = re.compile(r"-?\d+")


def is_layout(value: str) -> bool:
    """
    Whether an attribute's value is a measure and nothing a reader ever sees as words.

    :param value: the value.
    :returns: whether it is.
    """
    return bool(_MEASURE.fullmatch(value))


def clean_part(root: Any, remover: Remover, gone: set[str]) -> None:
    """
    Take the words out of a part.

    :param root: its outermost element.
    :param remover: the words.
    :param gone: the numbers of the comments that are dropped; those dropped here are added.
    """
    for element in [*root.iter(*_STRUCK_OUT)]:
        element.getparent().remove(element)
    _drop_comments(root, remover, gone)
    for tie in [*root.iter(*_COMMENT_TIES)]:
        if tie.get(qn("w:id")) in gone:
            tie.getparent().remove(tie)
    redact_flow(root, remover, lambda element: etree.QName(element).localname in _INLINE)
    for element in root.iter(etree.Element):
        for name, value in list(element.attrib.items()):
            if not is_layout(value) and (spans := find_encoded(remover.wanted, value)):
                remover.count(spans)
                _set(element, name, value, remover)


def _set(element: Any, name: str, value: str, remover: Remover) -> None:
    if name == "Target" and element.get("TargetMode") == "External":
        element.set(name, "about:blank")
    elif etree.QName(name).localname in ("date", "dateUtc"):
        del element.attrib[name]
    elif _NUMBER.fullmatch(value):
        element.set(name, "0")
    else:
        element.set(name, Remover(remover.wanted).clean(value))


def _drop_comments(root: Any, remover: Remover, gone: set[str]) -> None:
    """The comments that hold the words, wherever they are broken; others stay."""
    for comment in [*root.iter(qn("w:comment"))]:
        text = "\n".join(
            "".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))) for paragraph in comment.iter(qn("w:p"))
        )
        spans = find_encoded(remover.wanted, "\n".join([text, *map(str, comment.attrib.values())]))
        if spans:
            remover.count(spans)
            gone.add(comment.get(qn("w:id")))
            comment.getparent().remove(comment)


def drop_relations(root: Any, name: str, left_out: set[str]) -> None:
    """
    Take out the relations to parts that are left out.

    :param root: of a part of relations.
    :param name: that part's name.
    :param left_out: the names of the parts.
    """
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in [*root]:
        if relation.get("TargetMode") != "External" and _target(folder, relation.get("Target") or "") in left_out:
            root.remove(relation)


def take_out_dangling(root: Any, name: str, parts: dict[str, bytes], left_out: set[str]) -> None:
    """
    Take out what shows a part that is left out: Word calls a document damaged that still points to one.

    :param root: of a part.
    :param name: its name.
    :param parts: all parts as they were.
    :param left_out: the names of those left out.
    """
    folder, base = posixpath.split(name)
    relations = parts.get(f"{folder}/_rels/{base}.rels")
    if not relations or not left_out:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    dangling = {
        relation.get("Id")
        for relation in etree.fromstring(relations, parser)
        if relation.get("TargetMode") != "External" and _target(folder, relation.get("Target") or "") in left_out
    }
    for element in [*root.iter(etree.Element)]:
        points = any(name.startswith(f"{{{_RELATIONS}}}") and value in dangling for name, value in element.items())
        if points and element.getparent() is not None:
            element.getparent().remove(element)


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
