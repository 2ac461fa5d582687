"""One process writes, others read: what is published is seen at once, and never half of it."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

import pytest

from index import PassageStore
from tests.index.samples import WIDTH, publish, vector

CONTEXT = multiprocessing.get_context("forkserver")
VERSIONS = 25
PAGES = 6


def write(folder: str, orders: Connection) -> None:
    """Publish what is ordered, and say so."""
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        orders.send("open")
        for identifier, texts in iter(orders.recv, None):
            publish(store, identifier, texts)
            orders.send(store.revision())


def read(folder: str, questions: Connection) -> None:
    """Answer questions from a store opened once."""
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        questions.send("open")
        for word in iter(questions.recv, None):
            by_meaning = store.embedding_retrieval(vector(word), top_k=1)
            questions.send(
                {
                    "count": store.count_documents(),
                    "by meaning": [(found.content, round(found.score or 0, 5)) for found in by_meaning],
                    "by words": [found.content for found in store.bm25_retrieval(word)],
                    "records": [record.identifier for record in store.records()],
                    "revision": store.revision(),
                }
            )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with PassageStore(tmp_path, embedding_dim=WIDTH) as store:
        publish(store, "law-0", ["slavery"])
    return tmp_path


@pytest.fixture
def processes(folder: Path) -> Iterator[list[Connection]]:
    """The ends of a writer and two readers."""
    CONTEXT.set_forkserver_preload(["tests.index.test_processes", "faiss"])
    ends, running = [], []
    for work in (write, read, read):
        here, there = CONTEXT.Pipe()
        running.append(CONTEXT.Process(target=work, args=(str(folder), there), daemon=True))
        running[-1].start()
        there.close()
        assert here.recv() == "open"
        ends.append(here)
    yield ends
    for end, process in zip(ends, running, strict=True):
        end.send(None)
        process.join(timeout=20)
        assert process.exitcode == 0


def _ask(end: Connection, word: str) -> dict[str, object]:
    end.send(word)
    assert end.poll(20), "the reader does not answer"
    answer: dict[str, object] = end.recv()
    return answer


def test_readers_see_what_another_process_publishes(processes: list[Connection]) -> None:
    writer, *readers = processes
    for reader in readers:
        before = _ask(reader, "peonage")
        assert before["count"] == 1
        assert before["by words"] == []
    for number, word in enumerate(["peonage", "bondage", "servitude"], start=1):
        writer.send((f"law-{number}", [word]))
        revision = writer.recv()
        for reader in readers:
            assert _ask(reader, word) == {
                "count": number + 1,
                "by meaning": [(word, 1.0)],
                "by words": [word],
                "records": [f"law-{n}" for n in range(number + 1)],
                "revision": revision,
            }
    # Replaced: the old words are nowhere any more.
    writer.send(("law-1", ["trafficking"]))
    writer.recv()
    for reader in readers:
        after = _ask(reader, "peonage")
        assert after["count"] == 4
        assert after["by words"] == []
        assert after["by meaning"] != [("peonage", 1.0)]


def _texts(version: int) -> list[str]:
    return [f"Page {page} of version{version}" for page in range(PAGES)]


def _versions(contents: list[str | None]) -> set[str]:
    return {(content or "").rsplit(" ", 1)[-1] for content in contents}


def test_no_thread_sees_half_a_publication(tmp_path: Path) -> None:
    with PassageStore(tmp_path, embedding_dim=WIDTH) as store:
        publish(store, "law", _texts(0))
        ended = Event()

        def watch() -> int:
            seen: set[str] = set()
            while not ended.is_set() or not seen:
                for found in (
                    store.filter_documents(),
                    store.embedding_retrieval(vector("any"), top_k=2 * PAGES),
                    store.bm25_retrieval("page", top_k=2 * PAGES),
                    store.passages("law"),
                ):
                    versions = _versions([passage.content for passage in found])
                    assert len(found) == PAGES and len(versions) == 1, versions
                    seen |= versions
                assert store.meaning_scores(vector("any")).numbers.size == PAGES
                assert sum(store.count_by(fields=["year"])["year"].values()) == PAGES
            return len(seen)

        with ThreadPoolExecutor(4) as pool:
            watching = [pool.submit(watch) for _ in range(4)]
            try:
                for version in range(1, VERSIONS):
                    publish(store, "law", _texts(version))
            finally:
                ended.set()
            assert max(watcher.result(timeout=60) for watcher in watching) > 1, "nobody saw a change"
        assert _versions([passage.content for passage in store.passages("law")]) == {f"version{VERSIONS - 1}"}


def test_a_snapshot_stays_as_it_is(folder: Path) -> None:
    with PassageStore(folder, embedding_dim=WIDTH) as reader, PassageStore(folder, embedding_dim=WIDTH) as writer:
        with reader.reading():
            revision = reader.revision()
            publish(writer, "law-1", ["peonage"])
            assert reader.revision() == revision
            assert reader.count_documents() == 1
            assert reader.bm25_retrieval("peonage") == []
            assert [found.content for found in reader.embedding_retrieval(vector("peonage"))] == ["slavery"]
        assert reader.revision() == revision + 1
        assert [found.content for found in reader.embedding_retrieval(vector("peonage"), top_k=1)] == ["peonage"]
