"""The files of a draft: brought, described, taken out."""

from pathlib import Path

from corpus.record import TextKind
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.draft_table import DraftTable
from desk.drafts.shelf import Shelf
from desk.people.account import Account


class DraftFiles:
    """
    The files of the drafts that an account may see.

    ```python
    DraftFiles(desk, account).add(12, "Report 2019.pdf", uploaded)
    ```

    :param desk: the desk.
    :param by: who works.
    """

    def __init__(self, desk: Desk, by: Account) -> None:
        self._desk, self._by = desk, by
        self._table = DraftTable(desk, by)
        self.shelf = Shelf(desk.folder)

    def add(
        self,
        number: int,
        name: str,
        source: Path | bytes,
        *,
        path: str = "",
        language: str = "en",
        text: TextKind = "official",
    ) -> int:
        """
        Add a file to a draft; it is read as soon as a reader is free.

        :param number: the draft's.
        :param name: the file's.
        :param source: the file, or its bytes.
        :param path: what it is called in the record; made from its language where not given.
        :param language: BCP 47.
        :param text: official text or digest.
        :returns: the file's number.
        :raises DeskError: where it is empty, too large, of a kind that is not read, or in the draft already.
        """
        with self._desk.database.reading() as connection:
            self._table.open(connection, number)
        sha256 = self.shelf.take(number, name, source)
        with self._desk.trail.writing() as connection:
            draft = self._table.open(connection, number)
            if any(sha256 in (file.sha256, file.brought) for file in draft.files):
                raise DeskError(f"{name} is in this draft already.")
            wanted = path or _free(draft, f"{language}{Path(name).suffix.lower()}")
            size = self.shelf.file(number, sha256).stat().st_size
            added = connection.execute(
                "INSERT INTO draft_files (draft, name, path, language, text, sha256, brought, size, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
                (number, Path(name).name, wanted, language, text, sha256, sha256, size),
            ).lastrowid
            self._table.update(connection, draft, action="added a file", after={"file": wanted, "sha256": sha256})
        return int(added or 0)

    def describe(self, number: int, file: int, *, language: str, text: TextKind) -> None:
        """
        Say what a file is.

        :param number: the draft's.
        :param file: the file's number.
        :param language: BCP 47.
        :param text: official text or digest.
        """
        with self._desk.trail.writing() as connection:
            draft = self._table.open(connection, number)
            held = next((each for each in draft.files if each.number == file), None)
            if held is None or (held.language, held.text) == (language, text):
                return
            connection.execute("UPDATE draft_files SET language = ?, text = ? WHERE number = ?", (language, text, file))
            self._table.update(
                connection, draft, action="described a file", after={"file": held.path, "language": language}
            )

    def remove(self, number: int, file: int) -> None:
        """
        Take a file out of a draft; what was brought is erased.

        :param number: the draft's.
        :param file: the file's number.
        """
        with self._desk.trail.writing() as connection:
            draft = self._table.open(connection, number)
            held = next((each for each in draft.files if each.number == file), None)
            if held is None:
                return
            connection.execute("DELETE FROM draft_files WHERE number = ?", (file,))
            self._table.update(
                connection, draft, action="took out a file", before={"file": held.path, "sha256": held.brought}
            )
        self.shelf.drop(number, {held.sha256, held.brought})

    def get(self, number: int, file: int) -> DraftFile:
        """
        A file of a draft.

        :param number: the draft's.
        :param file: the file's number.
        :returns: the file as it is now.
        :raises DeskError: where the draft has no such file.
        """
        with self._desk.database.reading() as connection:
            files = self._table.read(connection, number).files
        found = next((each for each in files if each.number == file), None)
        if found is None:
            raise DeskError(f"Draft {number} has no file {file}.")
        return found


def _free(draft: Draft, wanted: str) -> str:
    taken, stem, suffix = {file.path for file in draft.files}, Path(wanted).stem, Path(wanted).suffix
    names = [wanted, *(f"{stem}-{number}{suffix}" for number in range(2, len(taken) + 2))]
    return next(name for name in names if name not in taken)
