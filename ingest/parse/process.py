"""Reading a stranger's file in a child process with limits: what crashes, hangs or swells there harms nothing here."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from corpus.page import Block, OutlineEntry, Page, ParsedFile
from corpus.settings import ROOT, Settings, settings
from ingest.parse.child import end_child
from ingest.parse.errors import REFUSED, UnreadableFile
from ingest.parse.limits import over_size

# What OCR may take of the time a file has: pages it does not come to are told, and the others kept.
_SHARE_FOR_OCR = 0.7


def parse_in_process(path: Path, on_page: Callable[[int, int], None] | None = None) -> ParsedFile:
    """
    Read a file in a child process, under the settings' limits on size, time and memory.

    :param path: the file.
    :param on_page: told (pages done, pages in all) after each page of a PDF.
    :returns: what was read of it.
    :raises UnreadableFile: where it cannot be read, or reading it ran over a limit.
    """
    limits = settings()
    if too_large := over_size(path.stat().st_size):
        raise UnreadableFile(too_large)
    child = subprocess.Popen(
        _command(path, limits),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # In a session of its own, what it started (tesseract) can be ended with it.
        start_new_session=True,
    )
    assert child.stdout is not None and child.stderr is not None  # noqa: S101 - both are pipes
    printed: list[str] = []
    listeners = [
        threading.Thread(target=_listen, args=(child.stderr, on_page), daemon=True),
        threading.Thread(target=lambda out: printed.append(out.read()), args=(child.stdout,), daemon=True),
    ]
    for listener in listeners:
        listener.start()
    try:
        child.wait(limits.parse_timeout_s)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"reading it took over {limits.parse_timeout_s} s: split it, or raise CLEARINGHOUSE_PARSE_TIMEOUT_S"
        ) from error
    finally:
        end_child(child)
        for listener in listeners:
            listener.join(timeout=5)
        child.stdout.close()
        child.stderr.close()
    return _result(child.returncode, "".join(printed))


def _command(path: Path, limits: Settings) -> list[str]:
    options = {
        "--ocr-languages": limits.ocr_languages,
        "--ocr-dpi": limits.ocr_dpi,
        "--ocr-seconds": _SHARE_FOR_OCR * limits.parse_timeout_s,
        "--max-pages": limits.max_pages,
        "--memory-mb": limits.parse_memory_mb,
        "--seconds": limits.parse_timeout_s,
    }
    words = [str(word) for option in options.items() for word in option]
    return [sys.executable, "-m", "ingest.parse", *words, "--", str(path.resolve())]


def _listen(lines: IO[str], on_page: Callable[[int, int], None] | None) -> None:
    for line in lines:
        words = line.split()
        if on_page and len(words) == 3 and words[0] == "page":
            on_page(int(words[1]), int(words[2]))


def _result(code: int, printed: str) -> ParsedFile:
    try:
        data = json.loads(printed)
    except ValueError as error:
        raise UnreadableFile(
            f"reading it broke off (exit {code}): it may be damaged, "
            "or need more memory than CLEARINGHOUSE_PARSE_MEMORY_MB allows"
        ) from error
    if code == REFUSED:
        raise UnreadableFile(data["refused"])
    return parsed_from_json(data)


def parsed_from_json(data: dict[str, Any]) -> ParsedFile:
    """
    What the child printed, as objects again.

    :param data: the JSON.
    :returns: the parsed file.
    """
    pages = tuple(
        Page(**{**page, "blocks": tuple(Block(**block) for block in page["blocks"])}) for page in data["pages"]
    )
    outline = tuple(OutlineEntry(**entry) for entry in data["outline"])
    return ParsedFile(pages, outline, data["title"], data["language"], data["date"])
