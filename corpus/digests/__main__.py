"""`python -m corpus.digests [--check]`: make the digests' files that are stale, or only say which are."""

import argparse
import sys
from pathlib import Path

from corpus.digests.made import make, stale
from corpus.settings import settings


def main(arguments: list[str] | None = None) -> int:
    """
    Make what is stale, or with --check only say what is.

    :param arguments: of the command line; those of this process when left out.
    :returns: 1 where --check found something stale, else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m corpus.digests", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say which files are stale")
    parser.add_argument("--corpus", type=Path, default=settings().corpus_dir, help="the folder of records")
    given = parser.parse_args(arguments)
    found = [path for card in sorted(given.corpus.rglob("record.yaml")) for path in stale(card.parent)]
    for path in found:
        sys.stdout.write(f"{'stale' if given.check else 'making'}: {path.relative_to(given.corpus)}\n")
        if not given.check:
            make(path)
    return 1 if given.check and found else 0


if __name__ == "__main__":
    raise SystemExit(main())
