"""What every test may ask for."""

from pathlib import Path

import pytest

import corpus  # noqa: F401 - telemetry is turned off before any test loads a dependency

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real documents and collections beside the project; a fresh clone has none."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no real documents here: they stand beside the project, not in it")
    return folder
