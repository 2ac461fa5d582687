"""A digest as DOCX, the same bytes whenever it is made."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document

from corpus.digests.front import facts, notice
from corpus.digests.source import ABOUT, Source
from corpus.record import Record
from corpus.settings import settings

# A made file must not change with the day it is made.
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)


def make_docx(record: Record, source: Source, stamp: str) -> bytes:
    """
    A digest as DOCX.

    :param record: the instrument's.
    :param source: the digest's.
    :param stamp: what it is made from.
    :returns: the file.
    """
    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.keywords, core.language = record.title, settings().owner, stamp, "en"
    core.created = core.modified = _FIXED
    document.add_heading(record.title, 0)
    document.add_paragraph(notice(record))
    _table(document, tuple(facts(record)))
    annex = next((n for n, piece in enumerate(source.pieces) if piece.is_annex), None)
    for number, piece in enumerate(source.pieces):
        if number == annex:
            document.add_page_break()
        if piece.kind == "table":
            _table(document, piece.rows)
        elif piece.kind == "heading":
            document.add_heading(ABOUT if piece.is_title else piece.text, max(piece.level, 2))
        else:
            document.add_paragraph(piece.text, style="List Bullet" if piece.kind == "list" else None)
    out = io.BytesIO()
    document.save(out)
    return _without_times(out.getvalue())


def _table(document: Document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _without_times(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIXED.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
