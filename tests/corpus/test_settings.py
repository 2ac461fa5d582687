"""The settings: read from the environment, refused where they make no sense."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.settings import ROOT, Settings, settings


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No `.env` of the place the tests run in, no settings read before."""
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_the_collection_and_the_index_stand_in_the_project() -> None:
    assert settings().corpus_dir == ROOT / "corpus" / "documents"
    assert settings().index_dir == ROOT / "index" / "built"
    assert settings().audience == "public"


def test_the_environment_is_heard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLEARINGHOUSE_OWNER", "A ministry")
    monkeypatch.setenv("CLEARINGHOUSE_INDEX_DIR", str(tmp_path))
    assert (settings().owner, settings().index_dir) == ("A ministry", tmp_path)


def test_a_file_env_is_heard_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("CLEARINGHOUSE_OWNER=From the file\nCLEARINGHOUSE_CONTACT=desk\n", encoding="utf-8")
    monkeypatch.setenv("CLEARINGHOUSE_OWNER", "From the environment")
    assert (settings().owner, settings().contact) == ("From the environment", "desk")


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = settings()
    monkeypatch.setenv("CLEARINGHOUSE_OWNER", "Too late")
    assert settings() is first


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AUDIENCE", "everyone"),
        ("OCR_DPI", "10"),
        ("RESULTS_PER_PAGE", "0"),
        ("MAX_PAGES", "many"),
        ("ADDRESS", "javascript:x"),
    ],
)
def test_what_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CLEARINGHOUSE_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        settings()


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
