"""Files put, replaced and taken away around the commit of another store: all of them or, after any crash, none."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Self

# From so many files on, one sync of all that waits is quicker than one of each.
_MANY = 200


class FileChanges:
    """
    A set of changes to files, with a journal that tells after a crash how far they came.

    New files are put in place before the other store commits, where nothing names them yet. What replaces another
    file lies hidden beside it until then. The journal is written first and taken away last: whoever finds one asks
    the other store whether it committed, and calls `finish` or `take_back`.

    ```python
    changes = FileChanges(Path("desk/kept/publication.json"))
    changes.add(folder / "en.pdf", uploaded)
    changes.replace(folder / "record.yaml", "identifier: …")
    changes.prepare({"token": "…"})
    # here the other store commits
    changes.finish()
    ```

    :param journal: the file of the journal.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._added: dict[Path, Path | None] = {}
        self._replaced: dict[Path, str] = {}
        self._dropped: list[Path] = []
        self.details: dict[str, Any] = {}

    @classmethod
    def found(cls, journal: Path) -> Self | None:
        """
        The changes that a process left unfinished.

        :param journal: the file of the journal.
        :returns: the changes, to be finished or taken back; None where there is no journal.
        """
        try:
            data = json.loads(journal.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        changes = cls(journal)
        changes.details = data["details"]
        changes._added = {Path(path): None for path in data["added"]}
        changes._replaced = dict.fromkeys(map(Path, data["replaced"]), "")
        changes._dropped = [Path(path) for path in data["dropped"]]
        return changes

    def add(self, path: Path, source: Path) -> None:
        """
        Put a file where there is none.

        :param path: where.
        :param source: where its bytes are.
        :raises FileExistsError: where there is one: served bytes are never changed in place.
        """
        if path.exists():
            raise FileExistsError(f"{path} is there already")
        self._added[path] = source

    def replace(self, path: Path, text: str) -> None:
        """
        Write a text in the place of what a file held, or into a new one.

        :param path: the file.
        :param text: what it is to hold.
        """
        self._replaced[path] = text

    def drop(self, path: Path) -> None:
        """
        Take a file away; a folder that is empty then goes with it.

        :param path: the file.
        """
        self._dropped.append(path)

    def prepare(self, details: Mapping[str, Any]) -> None:
        """
        Do all that nobody sees yet.

        :param details: what whoever finds the journal has to know; JSON.
        """
        self.details = dict(details)
        data = {
            "details": self.details,
            "added": [str(path) for path in self._added],
            "replaced": [str(path) for path in self._replaced],
            "dropped": [str(path) for path in self._dropped],
        }
        _write(self._journal, json.dumps(data, ensure_ascii=False))
        for path, source in self._added.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if source is not None:
                _copy(source, path, self._one_by_one)
        for path, text in self._replaced.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with _staged(path).open("w", encoding="utf-8") as file:
                file.write(text)
                if self._one_by_one:
                    _sync(file)
        self._sync_folders({path.parent for path in (*self._added, *self._replaced)})

    def finish(self) -> None:
        """After the other store's commit: what was hidden takes its place, what is to go goes. May be done again."""
        for path in self._replaced:
            if _staged(path).exists():
                _staged(path).replace(path)
        for path in self._dropped:
            path.unlink(missing_ok=True)
        self._leave({path.parent for path in (*self._replaced, *self._dropped)})

    def take_back(self) -> None:
        """Where the other store did not commit: everything is as it was before. May be done again."""
        for path in self._added:
            path.unlink(missing_ok=True)
        for path in self._replaced:
            _staged(path).unlink(missing_ok=True)
        self._leave({path.parent for path in (*self._added, *self._replaced)})
        self.forget()

    def forget(self) -> None:
        """Take the journal away, the last thing of all."""
        self._journal.unlink(missing_ok=True)
        sync_folder(self._journal.parent)

    @property
    def _one_by_one(self) -> bool:
        many = len(self._added) + len(self._replaced) + len(self._dropped) >= _MANY
        # Windows has no such thing.
        return not (many and hasattr(os, "sync"))

    def _sync_folders(self, folders: Iterable[Path]) -> None:
        if not self._one_by_one:
            os.sync()
            return
        for folder in folders:
            sync_folder(folder)

    def _leave(self, folders: set[Path]) -> None:
        """Folders that are empty now go, the others are on the disk as they are."""
        for folder in folders:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        self._sync_folders(folders)


def _staged(path: Path) -> Path:
    return path.with_name(f".{path.name}.next")


def _write(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        _sync(file)
    unfinished.replace(path)
    sync_folder(path.parent)


def _copy(source: Path, target: Path, sync: bool) -> None:
    with source.open("rb") as read, target.open("xb") as written:
        shutil.copyfileobj(read, written)
        if sync:
            _sync(written)


def _sync(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """
    See that renames and new names in a folder are on the disk.

    :param folder: the folder; where it is not there, or the system knows no such thing, nothing is done.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
