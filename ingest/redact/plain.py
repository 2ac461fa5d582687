"""Plain text and Markdown: the words go from the source itself."""

from pathlib import Path

from ingest.parse.text import decode
from ingest.redact.remover import Remover
from ingest.redact.words import MARK, Wanted


def redact_text(path: Path, wanted: Wanted) -> tuple[bytes, Remover]:
    """
    Take words out of plain text.

    :param path: the file.
    :param wanted: the words.
    :returns: the new file's bytes in UTF-8, and the count.
    """
    return _redact(path, Remover(wanted))


def redact_markdown(path: Path, wanted: Wanted) -> tuple[bytes, Remover]:
    """
    Take words out of Markdown; the mark's brackets are escaped, or what follows could make a link of it.

    :param path: the file.
    :param wanted: the words.
    :returns: the new file's bytes in UTF-8, and the count.
    """
    mark = r"\[redacted\]" if wanted.mark == MARK else wanted.mark
    return _redact(path, Remover(wanted, mark))


def _redact(path: Path, remover: Remover) -> tuple[bytes, Remover]:
    return remover.clean(decode(path.read_bytes())).encode("utf-8"), remover
