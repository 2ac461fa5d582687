"""A fresh PDF: nothing comes into it that is not asked for, page by page and key by key."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pypdf
from pypdf import PdfWriter
from pypdf.annotations import Link as LinkAnnotation
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from ingest.redact.pdf_layer import TextLayer
from ingest.redact.pdf_picture import Picture
from ingest.redact.pdf_source import Link
from ingest.redact.pdf_words import Points, Run
from ingest.redact.remover import Remover

# What a kept page is made of. Not its comments, thumbnail, metadata, nor its ties to the structure tree.
_OF_A_PAGE = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Resources")
_OF_A_PAGE_TOO = ("/Contents", "/Group")
# What programs hang on pictures, forms and fonts beside what is shown.
_HANGERS_ON = (
    *("/Metadata", "/PieceInfo", "/Thumb", "/OPI", "/Alternates", "/AF", "/Ref", "/AA", "/LastModified"),
    *("/StructParent", "/StructParents"),
)
_OF_THE_INFORMATION = ("/Title", "/CreationDate", "/ModDate")
_MOST_DEEP = 12


class DrawnPage(NamedTuple):
    """
    A page that becomes a picture.

    :param picture: its picture, with black where words went.
    :param runs: the words left on it, to be laid over the picture unseen.
    :param rules: straight lines of its tables, from and to in its own points: a reader tells rows by them.
    :param bbox: its edges in its own points.
    """

    picture: Picture
    runs: Sequence[Run]
    rules: Sequence[Points]
    bbox: Points


def write_fresh(
    data: bytes, drawn: Mapping[int, DrawnPage], links: Sequence[Sequence[Link]], remover: Remover
) -> bytes:
    """
    Write a PDF anew.

    :param data: the old one.
    :param drawn: the pages that become pictures, by their place from 0; others stay text.
    :param links: of each page; those with the words in their address are left out.
    :param remover: the words, taken out of the title, the bookmarks and the page labels.
    :returns: the new PDF.
    """
    reader = pypdf.PdfReader(io.BytesIO(data))
    writer = PdfWriter()
    writer.metadata = None
    layer = TextLayer(writer)
    for index, page in enumerate(reader.pages):
        new = _drawn(writer, layer, drawn[index], page) if index in drawn else _kept(writer, page)
        writer.add_page(new)
    layer.finish()
    for index, of_page in enumerate(links):
        for link in of_page:
            if link.page is not None or remover.clean(link.address) == link.address:
                _add_link(writer, index, link)
    _bookmarks(reader, writer, remover)
    _labels(reader, writer, remover)
    _catalogue(reader, writer, remover)
    _information(reader, writer, remover)
    _take_off_hangers_on(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _kept(writer: PdfWriter, page: pypdf.PageObject) -> pypdf.PageObject:
    new = pypdf.PageObject()
    new[NameObject("/Type")] = NameObject("/Page")
    for key in (*_OF_A_PAGE, *_OF_A_PAGE_TOO):
        # Resources and edges may be the page's own, or those of the tree it hangs in.
        value = _inherited(page, key) if key in _OF_A_PAGE else page.get(key)
        if value is not None:
            raw = (
                value
                if not hasattr(value, "indirect_reference") or value.indirect_reference is None
                else (value.indirect_reference)
            )
            new[NameObject(key)] = raw.clone(writer)
    return new


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_MOST_DEEP * 4):
        if page is None or key in page:
            break
        parent = page.get("/Parent")
        page = parent.get_object() if parent is not None else None
    return page.get(key) if page is not None else None


def _drawn(writer: PdfWriter, layer: TextLayer, drawn: DrawnPage, old: pypdf.PageObject) -> pypdf.PageObject:
    x0, y0, x1, y1 = drawn.bbox
    picture = StreamObject()
    picture._data = drawn.picture.data
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(drawn.picture.width),
            NameObject("/Height"): NumberObject(drawn.picture.height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if drawn.picture.is_grey else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    rules = "".join(f"{ax:.2f} {ay:.2f} m {bx:.2f} {by:.2f} l S\n" for ax, ay, bx, by in drawn.rules)
    content = StreamObject()
    content.set_data(
        f"q 1 G 0.5 w\n{rules}Q\nq {x1 - x0:.3f} 0 0 {y1 - y0:.3f} {x0:.3f} {y0:.3f} cm /Im0 Do Q\n".encode()
        + layer.content(drawn.runs)
    )
    new = pypdf.PageObject()
    new[NameObject("/Type")] = NameObject("/Page")
    new[NameObject("/MediaBox")] = RectangleObject(drawn.bbox)
    for key in ("/Rotate", "/UserUnit"):
        if (value := _inherited(old, key)) is not None:
            new[NameObject(key)] = FloatObject(value) if key == "/UserUnit" else NumberObject(int(value))
    new[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(picture)}),
            NameObject("/Font"): layer.resources,
        }
    )
    new[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    return new


def _add_link(writer: PdfWriter, index: int, link: Link) -> None:
    if link.page is None:
        annotation = LinkAnnotation(rect=link.box, url=link.address)
    elif link.page < len(writer.pages):
        annotation = LinkAnnotation(rect=link.box, target_page_index=link.page)
    else:
        return
    annotation[NameObject("/Border")] = ArrayObject(NumberObject(0) for _ in range(3))
    writer.add_annotation(index, annotation)


def _bookmarks(reader: pypdf.PdfReader, writer: PdfWriter, remover: Remover) -> None:
    try:
        outline = reader.outline
    except Exception:  # A stranger's file can break it anywhere; its pages are whole all the same.
        return
    _add_bookmarks(reader, writer, remover, outline, None, 1)


def _add_bookmarks(
    reader: pypdf.PdfReader, writer: PdfWriter, remover: Remover, entries: Sequence[Any], parent: Any, level: int
) -> None:
    last = parent
    for entry in entries:
        if isinstance(entry, list):
            if level < _MOST_DEEP:
                _add_bookmarks(reader, writer, remover, entry, last, level + 1)
            continue
        try:
            page = reader.get_destination_page_number(entry)
        except Exception:
            page = None
        title = remover.clean(str(entry.title or ""))
        number = page if page is not None and page >= 0 else None
        last = writer.add_outline_item(title=title, page_number=number, parent=parent)


def _labels(reader: pypdf.PdfReader, writer: PdfWriter, remover: Remover) -> None:
    tree = reader.root_object.get("/PageLabels")
    if tree is None:
        return
    entries: list[Any] = []
    for start, given in _numbers(tree.get_object(), 1):
        entry = DictionaryObject()
        for key in ("/S", "/St", "/P"):
            value = given.get(key)
            if key == "/P" and value is not None:
                value = TextStringObject(remover.clean(str(value)))
            if value is not None:
                entry[NameObject(key)] = value.get_object().clone(writer)
        entries += [NumberObject(start), entry]
    writer.root_object[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): ArrayObject(entries)})


def _numbers(node: Any, level: int) -> list[tuple[int, DictionaryObject]]:
    found = []
    listed = node.get("/Nums", ArrayObject()).get_object()
    for start, given in zip(listed[::2], listed[1::2], strict=False):
        if isinstance(entry := given.get_object(), DictionaryObject):
            found.append((int(start), entry))
    for kid in node.get("/Kids", ArrayObject()).get_object() if level < _MOST_DEEP else ():
        found += _numbers(kid.get_object(), level + 1)
    return found


def _catalogue(reader: pypdf.PdfReader, writer: PdfWriter, remover: Remover) -> None:
    language = reader.root_object.get("/Lang")
    if language is not None and not remover.wanted.stand_in(str(language)):
        writer.root_object[NameObject("/Lang")] = TextStringObject(str(language))
    layers = reader.root_object.get("/OCProperties")
    if layers is not None:
        # Which layers are hidden; without it what is hidden on the kept pages would show.
        writer.root_object[NameObject("/OCProperties")] = layers.get_object().clone(writer)
        for thing in writer._objects:
            if isinstance(thing, DictionaryObject) and thing.get("/Type") == "/OCG":
                thing[NameObject("/Name")] = TextStringObject(remover.clean(str(thing.get("/Name", ""))))


def _information(reader: pypdf.PdfReader, writer: PdfWriter, remover: Remover) -> None:
    kept = {}
    for key in _OF_THE_INFORMATION:
        value = (reader.metadata or DictionaryObject()).get(key)
        if isinstance(value, str) and value:
            cleaned = remover.clean(value)
            if key == "/Title" or cleaned == value:
                kept[key] = cleaned
    writer.add_metadata(kept)


def _take_off_hangers_on(writer: PdfWriter) -> None:
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject):
            for key in _HANGERS_ON:
                if key in thing:
                    del thing[key]
