"""`python -m ingest.parse FILE`: read one file, print it as JSON. The limited child process is this program."""

import argparse
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from ingest.parse import UnreadableFile, parse_file
from ingest.parse.errors import REFUSED
from ingest.parse.limits import set_limits


def main() -> int:
    """
    Read the file named on the command line.

    :returns: 0 with the parsed file as JSON on standard output; 3 with the reason where it cannot be read.
    """
    arguments = argparse.ArgumentParser(prog="python -m ingest.parse", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--ocr-languages", default="eng+khm", help="codes joined by +")
    arguments.add_argument("--ocr-dpi", type=int, default=300)
    arguments.add_argument("--ocr-seconds", type=float, default=3600, help="no page is sent to OCR after so many")
    arguments.add_argument("--max-pages", type=int, default=1500)
    arguments.add_argument("--memory-mb", type=int, default=0, help="the most memory; 0 is no limit")
    arguments.add_argument("--seconds", type=int, default=3600, help="the most seconds of the processor")
    given = arguments.parse_args()
    if given.memory_mb:
        set_limits(given.memory_mb, given.seconds)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    # pypdf tells each oddity of a file it can read all the same.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        parsed = parse_file(
            given.file,
            ocr_languages=given.ocr_languages,
            ocr_dpi=given.ocr_dpi,
            ocr_seconds=given.ocr_seconds,
            max_pages=given.max_pages,
            on_page=lambda done, of: print(f"page {done} {of}", file=sys.stderr, flush=True),
        )
    except UnreadableFile as error:
        print(json.dumps({"refused": str(error)}))
        return REFUSED
    print(json.dumps(asdict(parsed), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
