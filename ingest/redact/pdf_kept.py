"""Which pages hold words unseen: in what hangs on them or is shared with other pages."""

import io
from collections.abc import Container
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from ingest.redact.leaks_pdf import in_object, loud_in_pdf
from ingest.redact.words import Wanted

_NOT_COPIED = ("/Parent", "/Annots", "/Thumb", "/Metadata", "/PieceInfo", "/B", "/AA")


def pages_that_hold(data: bytes, wanted: Wanted, known: Container[int]) -> set[int]:
    """
    The pages whose content, fonts, forms or pictures hold words, seen or not.

    :param data: the PDF.
    :param wanted: the words.
    :param known: pages that need not be looked at.
    :returns: the pages, by their place from 0.
    """
    certain = loud_in_pdf(wanted)
    reader = pypdf.PdfReader(io.BytesIO(data))
    holds: dict[int, bool] = {}
    found = set()
    for index, page in enumerate(reader.pages):
        if index in known:
            continue
        waiting: list[Any] = [page[key] for key in page if key not in _NOT_COPIED]
        waiting += [value for key in ("/Resources",) if (value := page.get_inherited(key)) is not None]
        seen: set[int] = set()
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, IndirectObject):
                if thing.idnum in seen:
                    continue
                seen.add(thing.idnum)
                resolved = thing.get_object()
                if _is_layer(resolved):
                    continue
                if thing.idnum not in holds:
                    holds[thing.idnum] = bool(in_object(resolved, wanted, certain))
                if holds[thing.idnum]:
                    found.add(index)
                    break
                thing = resolved
            elif in_object(thing, wanted, certain):
                found.add(index)
                break
            waiting += _parts(thing)
    return found


def _is_layer(thing: Any) -> bool:
    """A layer's name is cleaned where it stands: for that no page need be drawn."""
    return isinstance(thing, DictionaryObject) and thing.get("/Type") == "/OCG"


def _parts(thing: Any) -> list[Any]:
    if isinstance(thing, DictionaryObject):
        return [thing.raw_get(key) for key in thing if key not in _NOT_COPIED]
    return [list.__getitem__(thing, i) for i in range(len(thing))] if isinstance(thing, ArrayObject) else []
