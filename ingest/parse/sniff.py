"""What a file is, by its bytes; its name only helps where bytes say little."""

import zipfile
from pathlib import Path
from typing import Literal

from ingest.parse.errors import UnreadableFile

Format = Literal["pdf", "docx", "html", "markdown", "text"]
READABLE = (".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt")
_BY_NAME: dict[str, Format] = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
_MOST_UNPACKED_MB = 500
_MOST_RATIO = 200


def sniff(path: Path) -> Format:
    """
    Tell a file's format.

    :param path: the file.
    :returns: the format its bytes are of, whatever its name ends in.
    :raises UnreadableFile: where it is empty, of a format that is not read, or a zip bomb.
    """
    head = path.read_bytes()[:4096] if path.stat().st_size < 1 << 16 else _head(path)
    if not head.strip():
        raise UnreadableFile("it is empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile("it is an old Word file (.doc): open it and save it as .docx or PDF")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(f"it is of a format that is not read; {', '.join(READABLE)} are")
    if path.suffix.lower() == ".pdf":
        raise UnreadableFile("its name says PDF and it is none: it may be damaged, or another file renamed")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return _BY_NAME.get(path.suffix.lower(), "text")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _zipped(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            packed = max(sum(member.compress_size for member in archive.infolist()), 1)
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile("it is damaged or cut short: open it in Word and save it anew") from error
    if unpacked > _MOST_UNPACKED_MB << 20 or (unpacked > 50 << 20 and unpacked / packed > _MOST_RATIO):
        raise UnreadableFile(f"it unpacks to {unpacked >> 20} MiB from {packed >> 10} KiB: this is no honest document")
    if "word/document.xml" not in names:
        raise UnreadableFile("it is a zip archive and no .docx: unpack it and add what is inside")
    return "docx"
