"""`python -m ingest.four_p [--check]`: learn the weights of the four Ps anew, or only say whether they are stale."""

import argparse
import json
import sys

from index.encoder import load_encoder
from ingest.four_p.model import WEIGHTS, embedder, made_of, read_examples, save, train


def main(arguments: list[str] | None = None) -> int:
    """
    Learn the weights where the examples, the cues or the encoder have changed.

    :param arguments: of the command line; those of this process when left out.
    :returns: 1 where --check found them stale, else 0.
    """
    parser = argparse.ArgumentParser(prog="python -m ingest.four_p", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether they are stale")
    given = parser.parse_args(arguments)
    encoder = load_encoder()
    fresh = WEIGHTS.is_file() and json.loads(WEIGHTS.read_text(encoding="utf-8"))["made_of"] == made_of(encoder)
    if fresh or given.check:
        sys.stdout.write(f"{'up to date' if fresh else 'stale'}: {WEIGHTS.name}\n")
        return 0 if fresh else 1
    examples = read_examples()
    save(train(examples, embedder(encoder)), encoder)
    sys.stdout.write(f"learnt from {len(examples)} passages: {WEIGHTS.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
