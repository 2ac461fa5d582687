"""A PDF as it is to be worked on: without a password, its forms and comments set into its pages."""

import io
from pathlib import Path
from typing import NamedTuple

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.generic import ArrayObject, DictionaryObject

from ingest.redact.model import RedactionError

_DAMAGED = "it is damaged or cut short: open it in a reader, save it anew and redact that"

# Of these a page shows nothing but a frame or an icon: a link is made anew, a note goes.
_SHOW_NOTHING = ("/Link", "/Text", "/Popup")


class Link(NamedTuple):
    """
    A place on a page that leads elsewhere.

    :param box: in the page's own points: left, lower, right, upper edge.
    :param address: of the web; empty where it leads to a page.
    :param page: the page it leads to, from 0.
    """

    box: tuple[float, float, float, float]
    address: str = ""
    page: int | None = None


class Source(NamedTuple):
    """
    A PDF made ready.

    :param data: its bytes, unencrypted, with what is shown of forms and comments a part of the pages.
    :param links: of each page.
    """

    data: bytes
    links: list[list[Link]]


def read_source(path: Path, max_pages: int) -> Source:
    """
    Make a PDF ready.

    :param path: the file.
    :param max_pages: a file of more is refused.
    :returns: the PDF made ready.
    :raises RedactionError: where it needs a password, is damaged or too long.
    """
    try:
        document = pdfium.PdfDocument(path)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise RedactionError("it is encrypted: save a copy without a password and redact that") from error
        raise RedactionError(_DAMAGED) from error
    if not count:
        raise RedactionError("it has no pages: it is damaged or empty")
    if count > max_pages:
        raise RedactionError(f"{count} pages, and {max_pages} are allowed: split it, or raise CLEARINGHOUSE_MAX_PAGES")
    # pdfium mends what is broken in a file's own table of objects, and pypdf then reads it.
    plain = _saved(document)
    document.close()
    try:
        reader = pypdf.PdfReader(io.BytesIO(plain))
        pages = list(reader.pages)
        links = [_links(reader, page) for page in pages]
        filled = [index for index, page in enumerate(pages) if _has_more_than_links(page)]
    except Exception as error:  # A stranger's file can break it anywhere.
        raise RedactionError(_DAMAGED) from error
    return Source(_flat(plain, filled) if filled else plain, links)


def _saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out, flags=pdfium_c.FPDF_REMOVE_SECURITY)
    return out.getvalue()


def _flat(plain: bytes, filled: list[int]) -> bytes:
    document = pdfium.PdfDocument(plain)
    document.init_forms()
    for index in filled:
        page = document[index]
        if pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_FAIL:
            raise RedactionError(f"the form or comments on page {index + 1} cannot be set into it: print it to a PDF")
        page.close()
    return _saved(document)


def _annotations(page: pypdf.PageObject) -> list[DictionaryObject]:
    found = page.get("/Annots")
    listed = found.get_object() if found is not None else []
    if not isinstance(listed, ArrayObject):
        return []
    objects = (entry.get_object() for entry in listed)
    return [entry for entry in objects if isinstance(entry, DictionaryObject)]


def _has_more_than_links(page: pypdf.PageObject) -> bool:
    return any(annotation.get("/Subtype") not in _SHOW_NOTHING for annotation in _annotations(page))


def _links(reader: pypdf.PdfReader, page: pypdf.PageObject) -> list[Link]:
    links = []
    for annotation in _annotations(page):
        if annotation.get("/Subtype") != "/Link":
            continue
        try:
            x0, y0, x1, y1 = (float(edge) for edge in annotation["/Rect"])  # type: ignore[attr-defined]
            box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
            action = annotation.get("/A", DictionaryObject()).get_object()
            if action.get("/S") == "/URI":
                links.append(Link(box, address=str(action["/URI"])))
            elif (target := _page_of(reader, annotation.get("/Dest", action.get("/D")))) is not None:
                links.append(Link(box, page=target))
        except Exception:  # noqa: S112 - a link that does not work is no loss.
            continue
    return links


def _page_of(reader: pypdf.PdfReader, target: object) -> int | None:
    """The page an inner link leads to, whether it names it or points to it."""
    if target is None:
        return None
    target = target.get_object() if hasattr(target, "get_object") else target
    if not isinstance(target, ArrayObject):
        named = reader.named_destinations.get(str(target).removeprefix("/"))
        return reader.get_destination_page_number(named) if named is not None else None
    page = target[0].get_object()
    return next((i for i, other in enumerate(reader.pages) if other.get_object() == page), None)
