"""Reading a stranger's file in a child process with limits: what crashes, hangs or swells there harms nothing here."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from corpus.page import Block, OutlineEntry, Page, ParsedFile
from corpus.settings import ROOT, settings
from ingest.parse.errors import UnreadableFile

_REFUSED = 3
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
    size = path.stat().st_size
    if size > limits.max_file_mb << 20:
        raise UnreadableFile(
            f"{size >> 20} MiB, and {limits.max_file_mb} are allowed: "
            "make it smaller, or raise CLEARINGHOUSE_MAX_FILE_MB"
        )
    command = [sys.executable, "-m", "ingest.parse", str(path.resolve())]
    command += ["--ocr-languages", limits.ocr_languages, "--ocr-dpi", str(limits.ocr_dpi)]
    command += ["--ocr-seconds", str(_SHARE_FOR_OCR * limits.parse_timeout_s)]
    command += ["--max-pages", str(limits.max_pages)]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_limit if sys.platform != "win32" else None,  # noqa: PLW1509 - it only sets limits
    )
    assert child.stdout is not None and child.stderr is not None  # noqa: S101 - both are pipes
    listener = threading.Thread(target=_listen, args=(child.stderr, on_page), daemon=True)
    listener.start()
    try:
        printed, _ = _communicate(child, limits.parse_timeout_s)
    except subprocess.TimeoutExpired as error:
        child.kill()
        child.communicate()
        raise UnreadableFile(
            f"reading it took over {limits.parse_timeout_s} s: split it, or raise CLEARINGHOUSE_PARSE_TIMEOUT_S"
        ) from error
    finally:
        listener.join(timeout=5)
    return _result(child.returncode, printed)


def _communicate(child: "subprocess.Popen[str]", timeout: float) -> tuple[str, None]:
    chunks: list[str] = []
    reader = threading.Thread(target=lambda: chunks.append(child.stdout.read() if child.stdout else ""), daemon=True)
    reader.start()
    child.wait(timeout)
    reader.join()
    return "".join(chunks), None


def _listen(lines: IO[str], on_page: Callable[[int, int], None] | None) -> None:
    for line in lines:
        words = line.split()
        if on_page and len(words) == 3 and words[0] == "page":
            on_page(int(words[1]), int(words[2]))


def _limit() -> None:
    """In the child, before it reads anything: no more memory and time than allowed, no large files written."""
    import resource

    memory = settings().parse_memory_mb << 20
    seconds = settings().parse_timeout_s
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, 64 << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _result(code: int, printed: str) -> ParsedFile:
    try:
        data = json.loads(printed)
    except ValueError as error:
        raise UnreadableFile(
            f"reading it broke off (exit {code}): it may be damaged, "
            "or need more memory than CLEARINGHOUSE_PARSE_MEMORY_MB allows"
        ) from error
    if code == _REFUSED:
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
