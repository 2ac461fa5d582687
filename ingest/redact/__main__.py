"""`python -m ingest.redact`: redact the file that the JSON on standard input names, as a limited child."""

import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from ingest.parse.limits import set_limits
from ingest.redact.model import REFUSED, Redaction, RedactionError
from ingest.redact.pdf_sheet import OcrLimits
from ingest.redact.redact import redact_file


def main() -> int:
    """
    Do what `ingest.redact.process` asks for.

    :returns: 0 with what was done as JSON on standard output; 3 with the reason where it cannot be done.
    """
    asked = json.load(sys.stdin)
    set_limits(asked["memory_mb"], asked["seconds"], asked["file_mb"])
    # pypdf tells each oddity of a file it can read all the same.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        redactions = [
            Redaction(one["words"], one["page"], tuple(one["box"]) if one["box"] else None)
            for one in asked["redactions"]
        ]
        done = redact_file(
            Path(asked["path"]),
            Path(asked["target"]),
            redactions,
            ocr=OcrLimits(*asked["ocr"]),
            max_pages=asked["max_pages"],
        )
    except RedactionError as error:
        print(json.dumps({"refused": str(error)}))
        return REFUSED
    print(json.dumps(asdict(done)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
