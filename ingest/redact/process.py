"""Redacting a stranger's file in a child process with limits: what crashes or swells there harms nothing here."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.settings import ROOT, Settings, settings
from ingest.parse.child import end_child
from ingest.parse.limits import over_size
from ingest.redact.model import REFUSED, RedactedFile, Redaction, RedactionError

# What OCR may take of the time a file has: the rest is for drawing pages and looking the new file through.
_SHARE_FOR_OCR = 0.6


def redact_in_process(path: Path, target: Path, redactions: Sequence[Redaction]) -> RedactedFile:
    """
    Write a file without what a curator marked, in a child process under the settings' limits on size, time and memory.

    :param path: the file.
    :param target: where the new one goes; it may be the same place.
    :param redactions: what goes.
    :returns: what was done.
    :raises RedactionError: where something could not be removed, or it ran over a limit; there is no new file then.
    """
    limits = settings()
    if too_large := over_size(path.stat().st_size):
        raise RedactionError(too_large)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Whatever the child leaves behind when it is ended goes with this folder.
    with tempfile.TemporaryDirectory(prefix=".redact-", dir=target.parent) as folder:
        new = Path(folder).resolve() / f"new{path.suffix}"
        done = _run(path, new, redactions, limits)
        new.replace(target)
    return done


def _run(path: Path, new: Path, redactions: Sequence[Redaction], limits: Settings) -> RedactedFile:
    asked = {
        "path": str(path.resolve()),
        "target": str(new),
        "redactions": [asdict(one) for one in redactions],
        "ocr": [limits.ocr_languages, limits.ocr_dpi, _SHARE_FOR_OCR * limits.parse_timeout_s],
        "max_pages": limits.max_pages,
        "memory_mb": limits.parse_memory_mb,
        "seconds": limits.parse_timeout_s,
        "file_mb": limits.max_file_mb,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "ingest.redact"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        # What it writes on the way goes with the folder too.
        env={**os.environ, "TMPDIR": str(new.parent)},
        # In a session of its own, what it started (tesseract) can be ended with it.
        start_new_session=True,
    )
    try:
        printed, _ = child.communicate(json.dumps(asked), timeout=limits.parse_timeout_s)
    except subprocess.TimeoutExpired as error:
        raise RedactionError(
            f"redacting it took over {limits.parse_timeout_s} s: split it, or raise CLEARINGHOUSE_PARSE_TIMEOUT_S"
        ) from error
    finally:
        end_child(child)
    return _result(child.returncode, printed)


def _result(code: int, printed: str) -> RedactedFile:
    try:
        data = json.loads(printed)
    except ValueError as error:
        raise RedactionError(
            f"redacting it broke off (exit {code}): it may be damaged, "
            "or need more memory than CLEARINGHOUSE_PARSE_MEMORY_MB allows"
        ) from error
    if code == REFUSED:
        raise RedactionError(data["refused"])
    return RedactedFile(**data)
