"""A desk over a small corpus of its own."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.record import Record, dump_record
from desk.database import DeskDatabase
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.drafts.reading import Reader
from desk.people.account import Account
from desk.trail import Trail
from index import PassageStore
from index.encoder import load_encoder
from ingest.build import build
from tests.desk.house import house, quick_hashes

__all__ = ["house", "quick_hashes"]

LAW = "Article 1\n\nThis law suppresses trafficking.\n\nArticle 2\n\nThe court sentences whoever sells a person."
CURATOR = Account("sophea", "Sophea", "curator")
OTHER = Account("vanna", "Vanna", "curator")
CONTRIBUTOR = Account("dara", "Dara", "contributor")


def open_desk(root: Path) -> Desk:
    """
    The desk, corpus and index in a folder.

    :param root: the folder.
    :returns: the desk.
    """
    logging.getLogger("haystack").setLevel(logging.WARNING)
    encoder = load_encoder()
    store = PassageStore(root / "index", encoder.dimension, encoder.name, encoder.revision)
    database = DeskDatabase(root / "desk")
    return Desk(database.folder, root / "documents", store, encoder, database, Trail(database))


def law(**changes: object) -> Record:
    """
    The law of the small corpus.

    :param changes: fields that are to be others.
    :returns: its record.
    """
    fields: dict[str, object] = {
        "identifier": "model-law",
        "title": "Model law on trafficking",
        "type": "law",
        "date": "2008-02-15",
        "status": "in force",
        "files": [{"path": "en.txt"}],
    }
    return Record.model_validate(fields | changes)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over one published law."""
    folder = tmp_path / "documents" / "law" / "model-law"
    folder.mkdir(parents=True)
    (folder / "record.yaml").write_text(dump_record(law()), encoding="utf-8")
    (folder / "en.txt").write_text(LAW, encoding="utf-8")
    made = open_desk(tmp_path)
    build(made.corpus, made.store, made.encoder)
    yield made
    made.store.close()


@pytest.fixture
def number(desk: Desk) -> int:
    """A draft that changes the law, its file read."""
    begun = Drafts(desk, CURATOR).begin_from("model-law")
    while Reader(desk).read_next():
        pass
    return begun
