"""What documents were before each publication, kept so that it can be undone."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from desk.database import DeskError
from desk.publishing.document_folder import DocumentFolder, read_folder

_TEXTS, _THERE = "texts.json", "documents.json"


class History:
    """
    Copies of what was before each publication.

    They hold what was served then, a text before its redaction too: `erase` takes a document's copies away for good.

    :param folder: the desk's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "history"

    def keep(self, number: int, documents: Iterable[DocumentFolder], texts: Mapping[Path, str | None]) -> None:
        """
        Keep what documents and other texts are before a publication.

        :param number: the publication's; what a broken-off one of that number left is replaced.
        :param documents: the documents' folders.
        :param texts: the texts that are to change, and what to.
        """
        self.forget(number)
        self._of(number).mkdir(parents=True, mode=0o700)
        there = [document for document in documents if document.record is not None]
        for document in there:
            document.copy_to(self._of(number) / document.path.name)
        (self._of(number) / _THERE).write_text(json.dumps([d.path.name for d in there]), encoding="utf-8")
        kept = {str(path): [_text(path), after] for path, after in texts.items()}
        (self._of(number) / _TEXTS).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")

    def forget(self, number: int) -> None:
        """
        Take away what was kept for a publication that was broken off.

        :param number: its number.
        """
        shutil.rmtree(self._of(number), ignore_errors=True)

    def before(self, number: int, identifier: str) -> DocumentFolder:
        """
        What a document was before a publication.

        :param number: the publication's.
        :param identifier: the document's.
        :returns: the kept folder; its record is None where the document was not there.
        :raises DeskError: where it was erased.
        """
        kept = read_folder(self._of(number) / identifier)
        if kept.record is None and identifier in json.loads((self._of(number) / _THERE).read_text(encoding="utf-8")):
            raise DeskError(f"What {identifier} was before publication {number} was erased for good.")
        return kept

    def texts(self, number: int) -> dict[Path, str | None]:
        """
        What other texts were before a publication.

        :param number: the publication's.
        :returns: {file: text}; None of one that was not there.
        """
        return {path: before for path, (before, _) in self._texts(number).items()}

    def changed_texts(self, number: int) -> list[Path]:
        """
        The other texts that are not what a publication made of them any more.

        :param number: the publication's.
        :returns: the files.
        """
        return [path for path, (_, after) in self._texts(number).items() if _text(path) != after]

    def _texts(self, number: int) -> dict[Path, tuple[str | None, str | None]]:
        path = self._of(number) / _TEXTS
        kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return {Path(path): (before, after) for path, (before, after) in kept.items()}

    def erase(self, identifier: str) -> int:
        """
        Take all copies of a document away for good; publications of it can then not be undone.

        :param identifier: the document's.
        :returns: how many copies there were.
        """
        copies = [copy for copy in self._folder.glob(f"*/{identifier}") if copy.is_dir()]
        for copy in copies:
            shutil.rmtree(copy)
        return len(copies)

    def _of(self, number: int) -> Path:
        return self._folder / str(number)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
