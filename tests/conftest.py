"""What every test may ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus  # noqa: F401 - telemetry is turned off before any test loads a dependency
from corpus.settings import settings
from corpus.vocabulary import BUNDLED, vocabulary_changed

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real documents and collections beside the project; a fresh clone has none."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real documents here: they stand beside the project, not in it")
    return folder


@pytest.fixture
def own_taxonomy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the vocabularies that a test may change, and that everything reads; the notes on gaps stand beside."""
    folder = tmp_path / "taxonomy"
    shutil.copytree(BUNDLED, folder)
    monkeypatch.setenv("CLEARINGHOUSE_TAXONOMY_DIR", str(folder))
    monkeypatch.setenv("CLEARINGHOUSE_CORPUS_DIR", str(tmp_path / "documents"))
    settings.cache_clear()
    vocabulary_changed()
    yield folder
    monkeypatch.undo()
    settings.cache_clear()
    vocabulary_changed()
