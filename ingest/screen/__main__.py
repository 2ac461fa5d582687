"""`python -m ingest.screen MEMORY SECONDS FILE`: the limited child process that looks at what a PDF's pages show."""

import sys
from pathlib import Path

from ingest.parse.limits import set_limits
from ingest.screen.pictures import find_in_pictures, to_line


def main() -> int:
    """
    Look at the file named on the command line.

    :returns: 0, with a line for each finding on standard output, as soon as it is found.
    """
    memory_mb, seconds, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    set_limits(memory_mb, seconds)
    for finding in find_in_pictures(path):
        print(to_line(finding), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
