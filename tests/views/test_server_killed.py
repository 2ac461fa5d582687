"""The server itself is killed while a curator publishes: the document is there whole afterwards, or not at all."""

import random
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from corpus.vocabulary import BUNDLED
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.drafts.reading import Reader
from desk.people.account import at_the_machine
from desk.people.members import Members
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import Publisher
from index.verify import verify
from ingest.build import build
from tests.desk.conftest import CURATOR, open_desk
from tests.views.conftest import Collection
from tests.views.served import free_port, open_at, sign_in, start
from views.desk.draft_address import DraftAddress

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]

RIGHT = "brick kilns at dawn"
# Fifty publications are cut off in tests/desk/test_killed.py; here it is seen that the server is no different.
ROUNDS = 4
JOURNAL = "publication.json"


def _brought(desk: Desk, number: int) -> int:
    text = f"# Report {number}\n\nInspectors visited {number} kilns and wrote down the debts of each family.\n"
    draft = Drafts(desk, CURATOR).begin([(f"report-{number}.md", text.encode())], {"title": f"Report {number}"})
    while Reader(desk).read_next():
        pass
    return draft


def test_killed_while_a_curator_publishes(desk: Page, collection: Collection, tmp_path: Path) -> None:
    shutil.copytree(collection.corpus, tmp_path / "documents")
    shutil.copytree(collection.index, tmp_path / "index")
    shutil.copytree(BUNDLED, tmp_path / "taxonomy")
    own, folder, port = Collection(tmp_path / "documents", tmp_path / "index"), tmp_path / "desk", free_port()
    Members.open(folder).accounts.add(at_the_machine("root"), CURATOR, RIGHT)
    rng, cut_off = random.Random(2008), 0
    for number in range(ROUNDS):
        opened = open_desk(tmp_path)
        draft = _brought(opened, number)
        opened.store.close()
        address, server = start(own, port=port, desk=folder, taxonomy=tmp_path / "taxonomy")
        try:
            if not number:
                sign_in(desk, address, CURATOR.name, RIGHT)
            open_at(desk, f"{address}{DraftAddress(draft, 'publish').link()}")
            desk.get_by_test_id("stMain").get_by_role("button", name="Publish", exact=True).last.click()
            _wait_for_journal(folder / JOURNAL)
            time.sleep(rng.uniform(0, 0.3))
        finally:
            server.kill()
            server.wait()
        opened = open_desk(tmp_path)
        cut_off += (folder / JOURNAL).exists()
        Publisher(opened).recover()
        _holds_it_whole_or_not_at_all(opened, draft, number)
        opened.store.close()
    assert cut_off, "the server was never killed in the middle"


def _wait_for_journal(journal: Path) -> None:
    deadline = time.monotonic() + 60
    while not journal.exists():
        assert time.monotonic() < deadline, "nothing was published within a minute"
        time.sleep(0.002)


def _holds_it_whole_or_not_at_all(desk: Desk, draft: int, number: int) -> None:
    assert verify(desk.store) == [] and desk.trail.faults() == []
    held = Drafts(desk, CURATOR).get(draft)
    identifier = f"report-{number}"
    folder, record = document_folder(desk.corpus, identifier), desk.store.record(identifier)
    there = held.stage == "published"
    assert there or held.open, f"the draft is left {held.stage}"
    assert (folder.record is not None) == (record is not None) == there
    assert len(folder.files) == bool(desk.store.passages(identifier)) == there
    assert ("published" in {entry.action for entry in desk.trail.entries(subject=identifier)}) == there
    assert not list(desk.corpus.rglob(".*")) and not (desk.folder / JOURNAL).exists()
    assert build(desk.corpus, desk.store, desk.encoder).read == 0
