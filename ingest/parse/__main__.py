"""`python -m ingest.parse FILE`: read one file, print it as JSON. The limited child process is this program."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from ingest.parse import UnreadableFile, parse_file


def main() -> int:
    """
    Read the file named on the command line.

    :returns: 0 with the parsed file as JSON on standard output; 3 with the reason where it cannot be read.
    """
    arguments = argparse.ArgumentParser(prog="python -m ingest.parse", description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--ocr-languages", default="eng+khm")
    arguments.add_argument("--ocr-dpi", type=int, default=300)
    arguments.add_argument("--ocr-seconds", type=float, default=3600)
    arguments.add_argument("--max-pages", type=int, default=1500)
    given = arguments.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
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
        return 3
    print(json.dumps(asdict(parsed), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
