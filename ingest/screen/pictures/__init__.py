"""What a PDF's pages show: photographs, and faces in them and in scans."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from corpus.settings import ROOT, settings
from ingest.parse.child import end_child
from ingest.parse.sniff import sniff
from ingest.screen.finding import Box, Finding
from ingest.screen.pictures.faces import find_faces
from ingest.screen.pictures.photographs import find_photographs


def find_in_pictures(path: Path) -> Iterator[Finding]:
    """
    The first photograph of each page of a PDF, and the faces on its pages; faces take longer and come last.

    :param path: the file. It is opened in this process: of a stranger's file use `find_in_pictures_in_process`.
    :returns: a finding for each, with where it stands; none where the file is no PDF.
    """
    if sniff(path) != "pdf":
        return
    with pypdfium2.PdfDocument(path) as document:
        yield from find_photographs(document)
        yield from find_faces(document)


def find_in_pictures_in_process(path: Path) -> list[Finding]:
    """
    The same in a child process, under the settings' limits on time and memory.

    :param path: the file.
    :returns: as above; where looking at it ran over a limit or broke off, what was seen until then.
    """
    limits = settings()
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ingest.screen",
            str(limits.parse_memory_mb),
            str(limits.parse_timeout_s),
            str(path.resolve()),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        printed, _ = child.communicate(timeout=limits.parse_timeout_s)
    except subprocess.TimeoutExpired:
        end_child(child)
        printed, _ = child.communicate()
    finally:
        end_child(child)
    return [*from_lines(printed)]


def to_line(finding: Finding) -> str:
    """
    What the child prints of a finding.

    :param finding: it.
    :returns: a line of JSON.
    """
    return json.dumps([finding.kind, finding.page, finding.confidence, finding.why, finding.box])


def from_lines(printed: str) -> Iterator[Finding]:
    """
    What the child printed, as findings again.

    :param printed: lines of `to_line`; the last may be cut off.
    :returns: the findings.
    """
    for line in printed.splitlines(keepends=True):
        if line.endswith("\n"):
            kind, page, confidence, why, (left, top, right, bottom) = json.loads(line)
            box: Box = (left, top, right, bottom)
            yield Finding(kind, page, 0, 0, "", confidence, why, box)
