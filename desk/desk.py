"""The desk's parts together: what it keeps, the corpus it publishes into and the index that is searched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from corpus.settings import settings
from desk.database import DeskDatabase, DeskError
from desk.trail import Trail
from index import PassageStore
from index.encoder import Encoder, load_encoder

_LOCK = "publication.lock"
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Desk:
    """
    What every act of the desk needs.

    ```python
    from desk.desk import Desk

    desk = Desk.open()
    desk.trail.entries(most=10)
    ```

    :param folder: what it keeps for itself.
    :param corpus: the folder of records and files.
    :param store: the index, opened by its keeper.
    :param encoder: what the index is made by.
    :param database: accounts, drafts, findings, the trail.
    :param trail: who did what.
    """

    folder: Path
    corpus: Path
    store: PassageStore
    encoder: Encoder
    database: DeskDatabase
    trail: Trail

    @classmethod
    def open(cls, folder: Path | None = None, corpus: Path | None = None, index: Path | None = None) -> Self:
        """
        Open the desk, or make a new one.

        :param folder: what it keeps; the settings' where not given.
        :param corpus: the folder of documents; the settings' where not given.
        :param index: the index's folder; the settings' where not given.
        :returns: the desk.
        :raises DeskError: where its file cannot be opened.
        :raises index.IndexModelError: where another model made the index.
        """
        encoder = load_encoder()
        store = PassageStore(index or settings().index_dir, encoder.dimension, encoder.name, encoder.revision)
        database = DeskDatabase(folder or settings().desk_dir)
        # Whole: the journal of a publication names files, and may be found from another folder.
        documents = (corpus or settings().corpus_dir).resolve()
        return cls(database.folder, documents, store, encoder, database, Trail(database))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """
        Let no other process or thread change the corpus meanwhile.

        :returns: nothing; what stands inside is alone.
        :raises DeskError: where another works on for longer than a minute.
        """
        with alone(self.folder):
            yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """
    Let no other process or thread change the corpus of a desk meanwhile; who is alone already stays so.

    ```python
    with alone(settings().desk_dir):
        build(settings().corpus_dir, store, encoder)
    ```

    :param folder: the desk's.
    :returns: nothing; what stands inside is alone.
    :raises DeskError: where another works on for longer than a minute.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # One lock a process, counted by thread: a publication builds inside of itself.
    lock = FileLock(folder / _LOCK, timeout=_PATIENCE_S, is_singleton=True)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeskError(
            "Another publication or build is at work: wait until it is done and try again. Nothing was changed."
        ) from error
    try:
        yield
    finally:
        lock.release()
