"""A server killed in the middle of a publication leaves the whole of it or nothing."""

import multiprocessing
import random
import time
from pathlib import Path

import pytest

from desk.desk import Desk
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import Publisher
from index.verify import verify
from ingest.build import build
from tests.desk import publisher
from tests.desk.conftest import open_desk

pytestmark = [pytest.mark.model, pytest.mark.slow]
ROUNDS = 50
LONGEST_LIFE_S = 1.2


def test_killed_at_any_moment(desk: Desk, tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.desk.publisher"])
    rng = random.Random(2008)
    cut_off = finished = taken_back = 0
    for number in range(ROUNDS):
        log = tmp_path / f"{number}.log"
        child = context.Process(target=publisher.run, args=(str(tmp_path), str(log)), daemon=True)
        child.start()
        while not log.exists():
            assert child.is_alive(), "the publisher ended by itself"
            time.sleep(0.005)
        time.sleep(rng.uniform(0, LONGEST_LIFE_S))
        assert child.is_alive(), "the publisher ended by itself"
        child.kill()
        child.join()

        was_cut_off = (tmp_path / "desk" / "publication.json").exists()
        opened = open_desk(tmp_path)
        before = len(opened.trail.entries())
        Publisher(opened).recover()
        cut_off += was_cut_off
        finished += len(opened.trail.entries()) > before
        taken_back += was_cut_off and len(opened.trail.entries()) == before
        _holds_one_state(opened)
        opened.store.close()
    assert cut_off >= ROUNDS // 4, "hardly any publisher was killed while it published"
    assert taken_back, "no publication was cut off before its commit"


def _holds_one_state(desk: Desk) -> None:
    """Record, files, passages, vectors and trail tell of one and the same publication."""
    assert verify(desk.store) == [] and desk.trail.faults() == []
    report, law = (document_folder(desk.corpus, identifier) for identifier in ("boat-report", "model-law"))
    edition = report.record.title.removeprefix("Report ") if report.record else ""
    assert law.record is not None
    assert law.record.title == (f"Law {edition}" if edition else "Model law on trafficking")
    assert desk.store.record("boat-report") == report.record and desk.store.record("model-law") == law.record
    assert [passage.content for passage in desk.store.passages("boat-report")] == (
        [f"Debt bondage on fishing boats, edition {edition}."] if edition else []
    )
    assert report.files.keys() == ({f"en-{edition}.md"} if edition else set())
    assert not list(desk.corpus.rglob(".*")) and not (desk.folder / "publication.json").exists()
    told = [entry.subject for entry in desk.trail.entries()]
    assert told.count("boat-report") == told.count("model-law") == (int(edition) if edition else 0)
    assert build(desk.corpus, desk.store, desk.encoder).read == 0
