"""`python -m ingest.screen MEMORY SECONDS FILE`: a PDF's photographs as JSON: the limited child process."""

import json
import sys
from pathlib import Path

from ingest.parse.limits import set_limits
from ingest.screen.photographs import photographs


def main() -> int:
    """
    Look at the file named on the command line.

    :returns: 0, with the place and the box of each page's photograph on standard output.
    """
    memory_mb, seconds, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    set_limits(memory_mb, seconds)
    print(json.dumps([(finding.page, finding.box) for finding in photographs(path)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
