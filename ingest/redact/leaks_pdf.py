"""Looking for words in a PDF: in every string and stream, whether any page uses it or not, and in its text."""

import io
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdf.constants
import pypdfium2 as pdfium
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from ingest.redact.leaks_text import Leak, found_in, found_in_bytes, loud
from ingest.redact.pdf_strings import is_program, strings_in
from ingest.redact.words import Wanted

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PICTURE_OR_FONT = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)|/Length1\b")
_PICTURE_FILTERS = ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode")
_MOST_UNPACKED = 256 << 20
_PDFTOTEXT_S = 120
NAMES = frozenset(
    value
    for kind in vars(pypdf.constants).values()
    if isinstance(kind, type)
    for value in type.__getattribute__(kind, "__dict__").values()
    if isinstance(value, str) and value.startswith("/")
)
_SYNTAX = (
    "endobj endstream stream trailer startxref begin begincmap endcmap beginbfchar endbfchar beginbfrange endbfrange "
    "begincodespacerange endcodespacerange usecmap findresource defineresource currentdict false adobe identity "
    "devicegray devicergb width height pypdf unseen font descriptor linearized version registry ordering"
)
# What a PDF's own markup is written with: as words these are looked for in its strings and text only.
_VOCABULARY = frozenset(name[1:].lower() for name in NAMES) | frozenset(_SYNTAX.split())


def loud_in_pdf(wanted: Wanted) -> Wanted:
    """
    The words that may be looked for in a PDF's own markup.

    :param wanted: the words.
    :returns: those of them.
    """
    return loud(wanted.words, _VOCABULARY)


def leaks_in_pdf(path: Path, wanted: Wanted) -> Iterator[Leak]:
    """
    Where words stand in a PDF.

    :param path: the file.
    :param wanted: the words.
    :returns: each place; one place may come more than once.
    """
    data = path.read_bytes()
    yield from _in_bytes(data, wanted)
    yield from _in_objects(data, wanted)
    yield from _in_text(path, wanted)


def _in_bytes(data: bytes, wanted: Wanted) -> Iterator[Leak]:
    """Without trusting the file's own table of objects: older revisions and what nothing points to are here too."""
    certain = loud_in_pdf(wanted)
    for words in found_in_bytes(certain, data):
        yield Leak(words, "the file's bytes")
    outside: list[bytes] = []
    end = 0
    for stream in _STREAM.finditer(data):
        before = data[end : stream.start()]
        outside.append(before)
        end = stream.end()
        unpacked = _unpacked(stream[1])
        if unpacked is None:
            continue
        is_binary = _PICTURE_OR_FONT.search(before[before.rfind(b" obj") :]) is not None
        for words in _in_stream(unpacked, wanted, certain, is_binary):
            yield Leak(words, f"a stream at byte {stream.start(1)}")
    outside.append(data[end:])
    for text in strings_in(b"\n".join(outside)):
        for words in found_in(wanted, text):
            yield Leak(words, "a string between its streams")


def _in_stream(data: bytes, wanted: Wanted, certain: Wanted, is_binary: bool) -> set[str]:
    found = set(found_in_bytes(certain, data))
    if is_binary:
        return found
    if is_program(data):
        return found.union(*(found_in(wanted, text) for text in strings_in(data)))
    for encoding in ("utf-8", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8", "latin-1"):
        found |= set(found_in(wanted, data.decode(encoding, "replace")))
    return found


def _unpacked(packed: bytes) -> bytes | None:
    """Flate as far as it goes; None of what is packed another way, which pypdf unpacks."""
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return None


def _in_objects(data: bytes, wanted: Wanted) -> Iterator[Leak]:
    """As a reader decodes them: decrypted, and through every filter."""
    certain = loud_in_pdf(wanted)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    except Exception:  # What pypdf cannot read at all, the bytes and pdfium were asked about.
        return
    for number in sorted(numbers):
        for words in in_object(_get(reader, number), wanted, certain):
            yield Leak(words, f"object {number}")
    for words in in_object(reader.trailer, wanted, certain):
        yield Leak(words, "the trailer")


def _get(reader: pypdf.PdfReader, number: int) -> Any:
    try:
        return reader.get_object(IndirectObject(number, 0, reader))
    except Exception:  # A damaged object is read by nobody else either.
        return None


def in_object(thing: Any, wanted: Wanted, certain: Wanted) -> set[str]:
    """
    Which words stand in an object, without those it points to.

    :param thing: any object of pypdf's.
    :param wanted: the words.
    :param certain: those to be looked for in a picture's or font's bytes.
    :returns: the words.
    """
    found: set[str] = set()
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, TextStringObject):
            found |= set(found_in(wanted, str(one)))
        elif isinstance(one, ByteStringObject):
            found |= set(found_in(wanted, bytes(one).decode("latin-1")))
        elif isinstance(one, NameObject):
            found |= set() if one in NAMES else set(found_in(certain, str(one)))
        elif isinstance(one, ArrayObject):
            waiting += one
        elif isinstance(one, DictionaryObject):
            waiting += [*one.keys(), *one.values()]
            if isinstance(one, StreamObject):
                found |= _in_pypdf_stream(one, wanted, certain)
    return found


def _in_pypdf_stream(stream: StreamObject, wanted: Wanted, certain: Wanted) -> set[str]:
    given = stream.get("/Filter")
    filters = given if isinstance(given, ArrayObject) else [given]
    is_picture = stream.get("/Subtype") == "/Image"
    try:
        if any(name in _PICTURE_FILTERS for name in filters):
            return set(found_in_bytes(certain, stream._data))
        return _in_stream(stream.get_data(), wanted, certain, is_picture or "/Length1" in stream)
    except Exception:  # Packed in a way nobody unpacks.
        return set(found_in_bytes(certain, stream._data))


def _in_text(path: Path, wanted: Wanted) -> Iterator[Leak]:
    try:
        document = pdfium.PdfDocument(path)
        for index in range(len(document)):
            textpage = document[index].get_textpage()
            for words in found_in(wanted, textpage.get_text_bounded()) or found_in(wanted, textpage.get_text_range()):
                yield Leak(words, f"the text of page {index + 1} as pdfium reads it", index)
        document.close()
    except pdfium.PdfiumError:
        pass
    try:
        pages = list(pypdf.PdfReader(path).pages)
    except Exception:
        pages = []
    for index, page in enumerate(pages):
        for words in found_in(wanted, _text(page)):
            yield Leak(words, f"the text of page {index + 1} as pypdf reads it", index)
    if shutil.which("pdftotext") is not None:
        for option in ("-layout", "-raw"):
            done = subprocess.run(
                ["pdftotext", option, str(path), "-"], capture_output=True, timeout=_PDFTOTEXT_S, check=False
            )
            for index, text in enumerate(done.stdout.decode("utf-8", "replace").split("\f")):
                for words in found_in(wanted, text):
                    yield Leak(words, f"the text of page {index + 1} as pdftotext reads it", index)


def _text(page: pypdf.PageObject) -> str:
    try:
        return page.extract_text()
    except Exception:
        return ""
