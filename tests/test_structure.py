"""Imports point one way only: views → search → index, ingest → index, and everyone may read corpus."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "ingest": {"corpus", "index", "ingest"},
    "search": {"corpus", "index", "search"},
    "desk": {"corpus", "desk", "index", "ingest"},
    "views": {"corpus", "desk", "index", "search", "views"},
    "bench": {"bench", "corpus", "index", "ingest", "search"},
}
# Where a program begins every room may be called; nothing imports it.
ENTRIES = {REPOSITORY / "ingest" / "__main__.py"}
MODULES = [path for room in MAY_IMPORT for path in sorted((REPOSITORY / room).rglob("*.py"))]


def imported_rooms(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names & MAY_IMPORT.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    room = path.relative_to(REPOSITORY).parts[0]
    assert imported_rooms(path) <= (MAY_IMPORT.keys() if path in ENTRIES else MAY_IMPORT[room])


@pytest.mark.parametrize("room", ["corpus", "index", "search", "ingest.parse"])
def test_opening_a_room_loads_neither_the_model_nor_streamlit(room: str) -> None:
    heavy = {"streamlit", "transformers", "sentence_transformers"}
    code = f"import sys, {room}; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_telemetry_is_off_before_anything_is_loaded() -> None:
    code = (
        "import corpus, haystack.telemetry._telemetry as t, huggingface_hub.constants as h;"
        "print(t.telemetry is None, h.HF_HUB_DISABLE_TELEMETRY, h.HF_HUB_OFFLINE)"
    )
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("HAYSTACK", "HF_"))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True, env=quiet
    )
    assert done.stdout.split() == ["True", "True", "True"]
