"""The made files: which are stale, and making one again."""

import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from corpus.digests.as_docx import make_docx
from corpus.digests.as_html import make_html
from corpus.digests.as_pdf import make_pdf
from corpus.digests.front import facts, notice
from corpus.digests.source import Source, read_source
from corpus.record import Record, load_record

SOURCE = "source.md"
# To be raised when the makers make other files of the same text: then all are stale.
LAYOUT = 4
_STAMP = "made-from-"
_MAKERS: dict[str, Callable[[Record, Source, str], bytes]] = {
    ".pdf": make_pdf,
    ".docx": make_docx,
    ".html": make_html,
}


def stale(folder: Path) -> list[Path]:
    """
    The made files of a record that are not there, or were made from another text.

    :param folder: the record's.
    :returns: their paths.
    """
    if not (folder / SOURCE).is_file():
        return []
    record = load_record(folder / "record.yaml")
    made = [folder / file.path for file in record.files if file.text == "digest" and Path(file.path).suffix in _MAKERS]
    stamp = stamp_of(folder, record)
    return [path for path in made if not path.is_file() or _stamp_in(path) != stamp]


def make(path: Path) -> None:
    """
    Make a digest's file from the text beside it.

    :param path: the file, in the folder of its record; its ending says which format.
    """
    record = load_record(path.parent / "record.yaml")
    source = read_source((path.parent / SOURCE).read_text(encoding="utf-8"))
    path.write_bytes(_MAKERS[path.suffix](record, source, stamp_of(path.parent, record)))


def stamp_of(folder: Path, record: Record) -> str:
    """
    What a record's digest is made from; each made file carries it.

    :param folder: the record's.
    :param record: the record.
    :returns: a hash of the text and of what stands at its front.
    """
    text = (folder / SOURCE).read_text(encoding="utf-8")
    made_of = f"{LAYOUT}\n{text}\n{notice(record)}\n{record.title}\n{facts(record)}"
    return _STAMP + hashlib.sha256(made_of.encode()).hexdigest()[:16]


def _stamp_in(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            data = archive.read("docProps/core.xml")
    match = re.search(f"{_STAMP}[0-9a-f]{{16}}".encode(), data)
    return match[0].decode() if match else ""
