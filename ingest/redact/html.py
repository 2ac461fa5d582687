"""HTML: words go from the text across its elements, from attributes, and with any script, style or comment."""

import re
from html.entities import html5
from pathlib import Path
from typing import Any

from lxml import etree, html

from ingest.parse.text import decode
from ingest.redact.encoded import find_encoded
from ingest.redact.flow import redact_flow
from ingest.redact.model import RedactionError
from ingest.redact.remover import Remover
from ingest.redact.words import Wanted

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_CODE = ("script", "style")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_TAG = re.compile(r"<[^>]*>")
# libxml2 knows HTML 4's names, and would show the others' letters; these stay written, for they are the markup's own.
_MARKUP = set("<>&\"'")


def redact_html(path: Path, wanted: Wanted) -> tuple[bytes, Remover]:
    """
    Take words out of an HTML file.

    :param path: the file.
    :param wanted: the words.
    :returns: the new file's bytes in UTF-8, and the count.
    :raises RedactionError: where there is nothing to read in it.
    """
    data = path.read_bytes()
    declared = _CHARSET.search(data[:4096])
    source = _NAMED.sub(_character, decode(data, declared[1].decode() if declared else ""))
    parser = html.HTMLParser(no_network=True, encoding="utf-8", huge_tree=False)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise RedactionError("there is nothing to read in it") from error
    remover = Remover(wanted)
    _drop_unseen(root, remover)
    redact_flow(root, remover, lambda element: element.tag in _INLINE)
    for element in root.iter(etree.Element):
        _attributes(element, remover)
    _say_utf8(root)
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"), remover


def _character(name: re.Match[str]) -> str:
    meant = html5.get(name[1], name[0])
    return name[0] if set(meant) & _MARKUP else meant


def _drop_unseen(root: Any, remover: Remover) -> None:
    """Comments and code that hold the words: a mark in the middle of code would break it in ways nobody sees."""
    for node in [*root.iter(etree.Comment, etree.ProcessingInstruction, *_CODE)]:
        whole = html.tostring(node, encoding="unicode", with_tail=False)
        spans = find_encoded(remover.wanted, whole) or find_encoded(remover.wanted, _TAG.sub("", whole))
        if spans and node.getparent() is not None:
            remover.count(spans)
            if isinstance(node.tag, str):
                node.drop_tree()
            else:
                _drop(node)
    # What stands before or after the outermost element is no child of it.
    outside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    for node in outside:
        node.text = ""


def _drop(node: Any) -> None:
    parent, before = node.getparent(), node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    node.tail = None
    parent.remove(node)


def _attributes(element: Any, remover: Remover) -> None:
    for name, value in list(element.attrib.items()):
        if remover.wanted.stand_in(name):
            del element.attrib[name]
        elif spans := find_encoded(remover.wanted, value):
            if name in ("href", "src", "action", "cite", "data", "poster", "srcset"):
                remover.count(spans)
                element.set(name, "#")
            else:
                element.set(name, remover.clean(value))
        elif "<" in value and remover.wanted.stand_in(_TAG.sub("", value)):
            del element.attrib[name]


def _say_utf8(root: Any) -> None:
    for meta in list(root.iter("meta")):
        if meta.get("charset") or (meta.get("http-equiv") or "").lower() == "content-type":
            meta.drop_tree()
    head = root.find("head")
    if head is None:
        head = html.Element("head")
        root.insert(0, head)
    head.insert(0, html.Element("meta", charset="utf-8"))
