"""
Looking for words in a DOCX file: in every part of the archive.

An attribute that is a number of up to five signs (a width, a size) is a measure, not a word, and is passed over.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.redact.docx_parts import is_layout
from ingest.redact.leaks_text import Leak, found_in, found_in_bytes, loud
from ingest.redact.words import Wanted

# What the format's own elements are named in; other names a person chose.
_KNOWN = ("openxmlformats.org", "schemas.microsoft.com", "w3.org", "purl.org", "urn:schemas-microsoft-com")


def leaks_in_docx(path: Path, wanted: Wanted) -> Iterator[Leak]:
    """
    Where words stand in a DOCX file.

    :param path: the file.
    :param wanted: the words.
    :returns: each place.
    """
    certain = loud(wanted.words)
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            for words in found_in(wanted, info.filename):
                yield Leak(words, f"the name of {info.filename}")
            beside = info.comment + info.extra
            for words in {*found_in_bytes(certain, archive.read(info)), *found_in_bytes(certain, beside)}:
                yield Leak(words, f"the bytes of {info.filename}")
            if info.filename.lower().endswith((".xml", ".rels")):
                for words in _in_xml(archive.read(info), wanted):
                    yield Leak(words, info.filename)
        for words in found_in(wanted, archive.comment.decode("utf-8", "replace")):
            yield Leak(words, "the archive's comment")


def _in_xml(data: bytes, wanted: Wanted) -> set[str]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return set(found_in(wanted, data.decode("utf-8", "replace")))
    found: set[str] = set()
    pieces: list[str] = []
    for element in root.iter():
        pieces += [piece for piece in (element.text, element.tail) if piece]
        if isinstance(element.tag, str):
            found |= _in_names(element, wanted)
    for between in ("", " "):
        found |= set(found_in(wanted, between.join(pieces)))
    return found


def _in_names(element: Any, wanted: Wanted) -> set[str]:
    found: set[str] = set()
    name = etree.QName(element)
    if not any(known in (name.namespace or "") for known in _KNOWN):
        found |= set(found_in(wanted, name.localname))
    for value in element.attrib.values():
        if not is_layout(value):
            found |= set(found_in(wanted, value))
    return found
