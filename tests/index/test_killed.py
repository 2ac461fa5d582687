"""A writer killed at any moment loses nothing it reported and leaves nothing half done."""

import multiprocessing
import random
import time
from pathlib import Path

from index import PassageStore
from index.verify import verify
from tests.index import writer
from tests.index.samples import WIDTH

ROUNDS = 120
LONGEST_LIFE_S = 0.12


def test_killed_at_any_moment(tmp_path: Path) -> None:
    # The server imports the index once and forks each writer, which opens the store for itself.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.index.writer", "faiss"])
    rng = random.Random(2008)
    folder, contents = tmp_path / "index", {}
    done_in_all = cut_off = 0
    for seed in range(ROUNDS):
        log = tmp_path / f"{seed}.jsonl"
        child = context.Process(target=writer.run, args=(str(folder), str(log), seed), daemon=True)
        child.start()
        while not log.exists():
            assert child.is_alive(), "the writer ended by itself"
            time.sleep(0.002)
        time.sleep(rng.uniform(0, LONGEST_LIFE_S))
        assert child.is_alive(), "the writer ended by itself"
        child.kill()
        child.join()

        done, begun = writer.changes(log)
        for change in done:
            contents = writer.make_in(contents, change)
        with PassageStore(folder, embedding_dim=WIDTH) as store:
            assert verify(store) == []
            held = {passage.id: passage.content for passage in store.filter_documents()}
            with_begun = writer.make_in(contents, begun) if begun else contents
            assert held in (contents, with_begun), f"after round {seed}"
            pages = {
                f"{record.identifier}/{page.number}": page.text
                for record in store.records()
                for page in store.pages(record.identifier, f"{record.identifier}/en.txt")
            }
            assert pages == {i: text for i, text in held.items() if not i.startswith("loose/")}
        contents = held
        done_in_all += len(done)
        cut_off += begun is not None
    assert done_in_all > ROUNDS, "the writers were killed before they wrote"
    assert cut_off > ROUNDS // 4, "hardly any writer was killed while it wrote"
