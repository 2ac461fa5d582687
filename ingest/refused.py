"""The loose files that could not be read, remembered so that each build need not try them again."""

import json
import os
import tempfile
from pathlib import Path


class RefusedFiles:
    """
    Why files were refused, by fingerprint: of a file that changed, or that another reader reads, nothing is known.

    A file beside the index holds it. It is a convenience: where it is lost or damaged the files are tried again.

    :param folder: the index's.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "refused.json"
        self._before = self._load()
        self._now: dict[str, str] = {}

    def reason(self, fingerprint: str) -> str:
        """
        Why a file was refused before.

        :param fingerprint: of its document.
        :returns: the reason, which is remembered on; empty where it is not known to be refused.
        """
        reason = self._before.get(fingerprint, "")
        if reason:
            self._now[fingerprint] = reason
        return reason

    def add(self, fingerprint: str, reason: str) -> None:
        """
        Remember a file.

        :param fingerprint: of its document.
        :param reason: why it was refused.
        """
        self._now[fingerprint] = reason

    def save(self) -> None:
        """Write what was asked for or added since it was opened; what is not in the corpus any more is forgotten."""
        if self._now == self._before:
            return
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=self._file.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self._now, file, ensure_ascii=False)
        Path(name).replace(self._file)

    def _load(self) -> dict[str, str]:
        try:
            held = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(reason) for key, reason in held.items()} if isinstance(held, dict) else {}
