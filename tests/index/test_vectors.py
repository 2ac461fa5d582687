"""The FAISS file is a cache: whatever becomes of it, what is found is right."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from haystack import Document

from index import IndexModelError, PassageStore
from index.vectors import FILE_NAME
from index.verify import verify

WIDTH = 8
QUERY = [1.0, *[0.25] * (WIDTH - 1)]


def _passages(count: int, *, seed: int = 1, name: str = "p") -> list[Document]:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(count, WIDTH)).astype(np.float32)
    return [
        Document(id=f"{name}{i}", content=f"passage {i}", embedding=vector.tolist(), meta={"rare": i % 1000 == 7})
        for i, vector in enumerate(vectors)
    ]


def _nearest(documents: list[Document], top_k: int) -> list[str]:
    """By brute force, in double precision."""
    query = np.array(QUERY)

    def cosine(document: Document) -> float:
        vector = np.array(document.embedding)
        return float(vector @ query / np.linalg.norm(vector) / np.linalg.norm(query))

    return [document.id for document in sorted(documents, key=cosine, reverse=True)[:top_k]]


def _found(store: PassageStore, top_k: int = 10) -> list[str]:
    return [document.id for document in store.embedding_retrieval(QUERY, top_k=top_k)]


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, list[Document]]:
    """An index of 60 passages with its FAISS file."""
    documents = _passages(60)
    with PassageStore(tmp_path / "index", embedding_dim=WIDTH) as store:
        store.write_documents(documents)
        store.save_vectors()
    assert (tmp_path / "index" / FILE_NAME).is_file()
    return tmp_path / "index", documents


def _of_another_store(file: Path) -> None:
    with PassageStore(file.parent.parent / "other", embedding_dim=WIDTH) as other:
        other.write_documents(_passages(60, seed=2))
        other.save_vectors()
    shutil.copyfile(file.parent.parent / "other" / FILE_NAME, file)


def _turn_signs(file: Path) -> None:
    """Of half the vectors, which FAISS itself would not notice."""
    data = bytearray(file.read_bytes())
    ids = 8 + 60 * 8  # their count and they, eight bytes each
    for sign in range(len(data) - ids - 1, len(data) - ids - 30 * WIDTH * 4, -4):
        data[sign] ^= 0x80
    file.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "truncated": lambda file: file.write_bytes(file.read_bytes()[:-100]),
    "cut in its head": lambda file: file.write_bytes(file.read_bytes()[:20]),
    "no FAISS file": lambda file: file.write_bytes(b"\x00\xff not of ours\n" * 50),
    "JSON and nothing more": lambda file: file.write_bytes(b"[]\n"),
    "signs turned": _turn_signs,
    "of another store": _of_another_store,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_made_again(saved: tuple[Path, list[Document]], damage: Callable[[Path], object]) -> None:
    folder, documents = saved
    damage(folder / FILE_NAME)
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        assert _found(store) == _nearest(documents, 10)
        assert verify(store) == []
        store.save_vectors()
        assert (folder / FILE_NAME).stat().st_size > 60 * WIDTH * 4


def test_a_stale_file_is_brought_up_to_date(saved: tuple[Path, list[Document]]) -> None:
    folder, documents = saved
    stale = (folder / FILE_NAME).read_bytes()
    added = _passages(20, seed=3, name="q")
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        store.delete_documents([document.id for document in documents[:30]])
        store.write_documents(added)
        store.save_vectors()
        assert (folder / FILE_NAME).read_bytes() != stale
    (folder / FILE_NAME).write_bytes(stale)
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        assert _found(store) == _nearest([*documents[30:], *added], 10)
        assert verify(store) == []


def test_a_file_newer_than_the_index_is_brought_back(saved: tuple[Path, list[Document]], tmp_path: Path) -> None:
    """As after an older SQLite file was put back beside it by hand."""
    folder, documents = saved
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        store.backup(tmp_path / "older")
        store.write_documents(_passages(20, seed=3, name="q"))
        store.save_vectors()
    for name in ("clearinghouse.sqlite3-wal", "clearinghouse.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "older", folder / "clearinghouse.sqlite3")
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        assert _found(store, 99) == _nearest(documents, 99)


def test_numbers_given_again_after_an_older_file_was_put_back(
    saved: tuple[Path, list[Document]], tmp_path: Path
) -> None:
    """Passages written since have the numbers of others that the FAISS file holds."""
    folder, documents = saved
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        store.backup(tmp_path / "older")
        store.write_documents(_passages(20, seed=3, name="lost"))
        store.save_vectors()
    for name in ("clearinghouse.sqlite3-wal", "clearinghouse.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "older", folder / "clearinghouse.sqlite3")
    added = _passages(20, seed=4, name="new")
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        store.write_documents(added)
        assert _found(store, 99) == _nearest([*documents, *added], 99)
        assert verify(store) == []


def test_a_backup_taken_over_while_the_store_is_open(saved: tuple[Path, list[Document]], tmp_path: Path) -> None:
    folder, documents = saved
    with PassageStore(tmp_path / "other", embedding_dim=WIDTH) as other:
        added = _passages(60, seed=5, name="other")
        other.write_documents(added)
        other.backup(tmp_path / "kept")
    with PassageStore(folder, embedding_dim=WIDTH) as reader, PassageStore(folder, embedding_dim=WIDTH) as writer:
        assert _found(reader) == _nearest(documents, 10)
        assert reader.bm25_retrieval("passage", top_k=1)[0].id.startswith("p")
        writer.take_over(tmp_path / "kept")
        assert reader.revision() == 1, "and with it the revision that the reader's caches have"
        assert _found(reader) == _nearest(added, 10)
        assert reader.bm25_retrieval("passage", top_k=1)[0].id.startswith("other")
        assert reader.count_by(fields=["rare"]) == {"rare": {False: 59, True: 1}}
        assert verify(reader) == []


def test_what_a_killed_process_left_is_cleared_away(saved: tuple[Path, list[Document]]) -> None:
    folder, _ = saved
    for name, age in (("passages.faissold.new", 3600), ("passages.faissyoung.new", 5)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        store.rebuild_vectors()
    assert [file.name for file in folder.glob("*.new")] == ["passages.faissyoung.new"]


def test_a_fitting_file_is_used(saved: tuple[Path, list[Document]]) -> None:
    folder, _ = saved
    before = (folder / FILE_NAME).stat().st_mtime_ns
    with PassageStore(folder, embedding_dim=WIDTH) as store:
        store.embedding_retrieval(QUERY)
        store.save_vectors()
    assert (folder / FILE_NAME).stat().st_mtime_ns == before


def test_a_filter_that_few_meet_returns_them_all(tmp_path: Path) -> None:
    documents = _passages(5000)
    with PassageStore(tmp_path, embedding_dim=WIDTH) as store:
        store.write_documents(documents)
        rare = {"field": "meta.rare", "operator": "==", "value": True}
        wanted = _nearest([document for document in documents if document.meta["rare"]], 99)
        assert len(wanted) == 5
        assert [document.id for document in store.embedding_retrieval(QUERY, rare, top_k=10)] == wanted
        assert [document.id for document in store.embedding_retrieval(QUERY, rare, top_k=3)] == wanted[:3]
        assert len(store.meaning_scores(QUERY, rare).numbers) == 5


def test_no_passages_no_results(tmp_path: Path) -> None:
    with PassageStore(tmp_path, embedding_dim=WIDTH) as store:
        assert store.embedding_retrieval(QUERY) == []
        store.write_documents([Document(content="no vector")])
        assert store.embedding_retrieval(QUERY) == []
        assert len(store.meaning_scores(QUERY).numbers) == 0


def test_scores_are_cosines_whatever_the_length(tmp_path: Path) -> None:
    with PassageStore(tmp_path, embedding_dim=WIDTH) as store:
        long, opposite = [1000 * x for x in QUERY], [-0.001 * x for x in QUERY]
        store.write_documents(
            [
                Document(id="same", embedding=long),
                Document(id="opposite", embedding=opposite),
                Document(id="nothing", embedding=[0.0] * WIDTH),
            ]
        )
        found = [(document.id, document.score) for document in store.embedding_retrieval(QUERY)]
        assert found == [
            ("same", pytest.approx(1, abs=1e-5)),
            ("nothing", pytest.approx(0, abs=1e-5)),
            ("opposite", pytest.approx(-1, abs=1e-5)),
        ]
        assert store.filter_documents()[0].embedding == long, "and the vector is given back as it was"


def test_another_model_is_refused(tmp_path: Path) -> None:
    with PassageStore(tmp_path, WIDTH, "model-a", "r1") as store:
        store.write_documents(_passages(2))
        store.finish_build("corpus")
    for model, revision, width in (("model-b", "r1", WIDTH), ("model-a", "r2", WIDTH), ("model-a", "r1", WIDTH + 1)):
        with pytest.raises(IndexModelError, match="python -m index rebuild"):
            PassageStore(tmp_path, width, model, revision)
    with PassageStore(tmp_path, WIDTH, "model-a", "r1") as store:
        assert store.info()["model_revision"] == "r1"
    with PassageStore(tmp_path) as store:
        assert len(store.embedding_retrieval(QUERY)) == 2, "asking for no model opens any index"


def test_the_model_is_stamped_with_the_first_vector(tmp_path: Path) -> None:
    """A build that is killed leaves no vectors of which nobody knows the model."""
    with PassageStore(tmp_path, WIDTH, "model-a") as store:
        store.write_documents(_passages(2))
    with pytest.raises(IndexModelError, match="'model-a', and the settings name 'model-b'"):
        PassageStore(tmp_path, WIDTH, "model-b")


def test_a_model_makes_vectors_of_its_own_width_only(tmp_path: Path) -> None:
    with PassageStore(tmp_path, WIDTH + 1, "model-a") as store, pytest.raises(ValueError, match="9 numbers"):
        store.write_documents(_passages(2))


def test_an_index_made_anew_by_another_model_is_not_asked(tmp_path: Path) -> None:
    with PassageStore(tmp_path, WIDTH, "model-a") as reader:
        reader.write_documents(_passages(2))
        assert len(_found(reader)) == 2
        with PassageStore(tmp_path) as keeper:
            keeper.empty()
        assert _found(reader) == reader.bm25_retrieval("passage") == []
        with PassageStore(tmp_path, WIDTH, "model-b") as other:
            other.write_documents(_passages(2))
        with pytest.raises(IndexModelError, match="model-b"):
            _found(reader)
        with pytest.raises(IndexModelError, match="model-b"):
            reader.write_documents(_passages(1, name="q"))


def test_an_embedding_of_another_width_is_refused(tmp_path: Path) -> None:
    with PassageStore(tmp_path, WIDTH) as store:
        store.write_documents(_passages(1))
        with pytest.raises(ValueError, match="holds embeddings of 8 numbers"):
            store.write_documents([Document(id="new", embedding=[1.0]), Document(id="other", content="x")])
        assert store.count_documents() == 1, "none of the two was written"
        with pytest.raises(ValueError, match="8 numbers"):
            store.embedding_retrieval([1.0, 2.0])
