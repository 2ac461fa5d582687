"""DOCX: every part of the archive is written anew without the words; what cannot be read into is left out."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image

from ingest.redact.docx_parts import clean_part, drop_relations, take_out_dangling
from ingest.redact.leaks_text import printed_in
from ingest.redact.model import RedactionError
from ingest.redact.remover import Remover
from ingest.redact.words import Wanted

_KEPT = re.compile(
    r"\.(?:xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|odttf|ttf|otf)$|^\[Content_Types\]\.xml$", re.IGNORECASE
)
# Embedded files and objects, a picture of the first page, macros, the printer's memory.
_LEFT_OUT = re.compile(r"/embeddings/|thumbnail|/activeX/|vbaProject|vbaData|/printerSettings|/afchunk", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?)$", re.IGNORECASE)
# The year MS-DOS counts from: when a part was written is nobody's business.
_DATE = (1980, 1, 1, 0, 0, 0)


def redact_docx(path: Path, wanted: Wanted) -> tuple[bytes, Remover, list[str]]:
    """
    Take words out of a DOCX file.

    :param path: the file.
    :param wanted: the words.
    :returns: the new file's bytes, the count, and what a curator should know.
    :raises RedactionError: where it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError) as error:
        raise RedactionError("it is damaged or locked: open it in Word and save it anew") from error
    remover = Remover(wanted)
    left_out = {name for name in parts if not _KEPT.search(name) or _LEFT_OUT.search(name)}
    # A customer's own XML is markup of any kind: where it holds the words it goes whole.
    left_out |= {
        name for name, data in parts.items() if name.startswith("customXml/") and _stand_in_any_way(wanted, data)
    }
    if any(wanted.stand_in(name) for name in parts if name not in left_out):
        raise RedactionError("the name of a picture or part inside it holds the words: save it anew in Word")
    done: dict[str, bytes] = {}
    gone: set[str] = set()
    # Comments first: what ties the text to those that go is then known.
    for name, data in sorted(parts.items(), key=lambda part: "comments" not in part[0]):
        if name in left_out:
            continue
        if name.lower().endswith((".xml", ".rels")):
            done[name] = _clean_xml(name, data, parts, left_out, remover, gone)
        elif _PICTURE.search(name) and any(wanted.stand_in(text) for text in printed_in(data)):
            done[name] = _without_facts(name, data)
        else:
            done[name] = data
    return _zip({name: done[name] for name in parts if name in done}), remover, _notes(left_out, done)


def _clean_xml(
    name: str, data: bytes, parts: dict[str, bytes], left_out: set[str], remover: Remover, gone: set[str]
) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise RedactionError(f"{name} in it is damaged: open it in Word and save it anew") from error
    if name.endswith(".rels"):
        drop_relations(root, name, left_out)
    elif name == "[Content_Types].xml":
        for override in [*root]:
            if (override.get("PartName") or "").lstrip("/") in left_out:
                root.remove(override)
    else:
        take_out_dangling(root, name, parts, left_out)
    clean_part(root, remover, gone)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _stand_in_any_way(wanted: Wanted, data: bytes) -> bool:
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return wanted.stand_in(text) or wanted.stand_in(re.sub(r"<[^>]*>", "", text))


def _without_facts(name: str, data: bytes) -> bytes:
    """A picture without what its file says of it (camera, author, comment)."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            bare = Image.frombytes(image.mode, image.size, image.tobytes())
            if palette := image.getpalette():
                bare.putpalette(palette)
            out = io.BytesIO()
            bare.save(out, format=image.format)
    except (OSError, ValueError, KeyError, Image.DecompressionBombError) as error:
        raise RedactionError(f"the picture {name} holds the words beside its dots: take it out in Word") from error
    return out.getvalue()


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _notes(left_out: set[str], done: dict[str, Any]) -> list[str]:
    notes = []
    if left_out:
        notes.append(f"left out, for they cannot be looked into: {', '.join(sorted(left_out))}")
    pictures = sum(name.startswith("word/media/") for name in done)
    if pictures:
        notes.append(f"{pictures} pictures in it were kept and not read: look at them")
    return notes
