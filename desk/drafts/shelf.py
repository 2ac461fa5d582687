"""Where the files of drafts lie until they are published: by the hash of their bytes, with what was read of them."""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from corpus.page import ParsedFile
from desk.database import DeskError
from ingest.parse import READABLE
from ingest.parse.limits import over_size
from ingest.parse.process import parsed_from_json
from ingest.records import UNREAD, file_hash


class Shelf:
    """
    Files and readings of drafts.

    ```python
    sha256 = Shelf(folder).take(12, "Report 2019.pdf", uploaded)
    Shelf(folder).file(12, sha256)
    ```

    :param folder: the desk's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "drafts"

    def of(self, draft: int) -> Path:
        """
        The folder of a draft.

        :param draft: its number.
        :returns: the folder, made where it is not.
        """
        folder = self._folder / str(draft)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def take(self, draft: int, name: str, source: Path | bytes) -> str:
        """
        Put a file on the shelf.

        :param draft: the draft's number.
        :param name: what it is called; its ending says what it is.
        :param source: the file, or its bytes.
        :returns: the hash of its bytes.
        :raises DeskError: where it is empty, too large, or of a kind that is not read.
        """
        check_name(name)
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if not size:
            raise DeskError(f"{name} is empty: it was perhaps not copied whole. Bring it again.")
        if too_large := over_size(size):
            raise DeskError(f"{name} has {too_large}.")
        handle, unfinished = tempfile.mkstemp(dir=self.of(draft), prefix=".taking-")
        with os.fdopen(handle, "wb") as file:
            if isinstance(source, bytes):
                file.write(source)
            else:
                with source.open("rb") as read:
                    shutil.copyfileobj(read, file)
            file.flush()
            os.fsync(file.fileno())
        sha256 = file_hash(Path(unfinished))
        Path(unfinished).replace(self.of(draft) / f"{sha256}{Path(name).suffix.lower()}")
        return sha256

    def file(self, draft: int, sha256: str) -> Path:
        """
        A file on the shelf.

        :param draft: the draft's number.
        :param sha256: of its bytes.
        :returns: where it lies.
        :raises DeskError: where it is not there any more.
        """
        found = next((path for path in self.of(draft).glob(f"{sha256}.*") if not path.name.endswith(".gz")), None)
        if found is None:
            raise DeskError(f"The file {sha256[:12]}… of draft {draft} is no longer at the desk: bring it again.")
        return found

    def keep_reading(self, draft: int, sha256: str, parsed: ParsedFile) -> None:
        """
        Keep what was read of a file.

        :param draft: the draft's number.
        :param sha256: of the file's bytes.
        :param parsed: what was read.
        """
        path = self._reading(draft, sha256)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(gzip.compress(json.dumps(asdict(parsed), ensure_ascii=False).encode(), compresslevel=3))
        unfinished.replace(path)

    def reading(self, draft: int, sha256: str) -> ParsedFile | None:
        """
        What was read of a file.

        :param draft: the draft's number.
        :param sha256: of the file's bytes.
        :returns: what was read; None where it was not read yet.
        """
        path = self._reading(draft, sha256)
        return parsed_from_json(json.loads(gzip.decompress(path.read_bytes()))) if path.is_file() else None

    def drop(self, draft: int, hashes: Collection[str]) -> None:
        """
        Take files of a draft away for good, with what was read of them.

        :param draft: the draft's number.
        :param hashes: of their bytes.
        """
        for sha256 in hashes:
            for path in self.of(draft).glob(f"{sha256}.*"):
                path.unlink()

    def keep_only(self, draft: int, hashes: Collection[str]) -> None:
        """
        Take everything of a draft away for good that is not of some files.

        :param draft: the draft's number.
        :param hashes: of the bytes of the files that stay, with what was read of them.
        """
        for path in self.of(draft).iterdir():
            if path.is_file() and path.name.partition(".")[0] not in hashes:
                path.unlink()

    def clear(self, draft: int) -> None:
        """
        Take everything of a draft away for good.

        :param draft: its number.
        """
        shutil.rmtree(self._folder / str(draft), ignore_errors=True)

    def _reading(self, draft: int, sha256: str) -> Path:
        return self.of(draft) / f"{sha256}.json.gz"


def check_name(name: str) -> None:
    """
    Refuse a file of a kind that is not read.

    :param name: the file's.
    :raises DeskError: with what to make of it instead.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in READABLE:
        mend = UNREAD.get(suffix, f"save it as one of {', '.join(sorted(READABLE))}")
        raise DeskError(f"{name}: {suffix or 'a file without an ending'} is not read: {mend}.")
