"""Public documents are full of names, offices and numbers, and tell of no victim."""

from pathlib import Path

import pytest

from ingest.parse import parse_file
from ingest.screen import screen_file
from tests.conftest import REPOSITORY

MOST_A_PAGE = 2.0
REAL = (
    *(f"wfcl-2021-{country}.pdf" for country in ("burma", "cambodia", "indonesia", "philippines", "thailand")),
    "national-research-agenda-2025.pdf",
    "un-joint-framework-cambodia.txt",
    "kh-constitution-en.txt",
    "kh-labour-law-1997-en.txt",
    "km-constitution-clean.md",
    "km-constitution.pdf",
)
# A file without pages is as long as so many letters of a printed page.
LETTERS_A_PAGE = 3000


def _findings_a_page(path: Path) -> float:
    parsed = parse_file(path, ocr_languages="none")
    pages = [page for page in parsed.pages if page.text.strip()]
    letters = sum(len(page.text) for page in pages)
    findings = [found for found in screen_file(parsed) if found.kind not in ("face", "photograph")]
    return len(findings) / max(1, letters / LETTERS_A_PAGE if pages[0].number is None else len(pages))


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_real_documents_raise_few_false_alarms(shared_data: Path, name: str) -> None:
    assert _findings_a_page(shared_data / "documents" / name) <= MOST_A_PAGE


@pytest.mark.slow
def test_digests_raise_few_false_alarms() -> None:
    digests = sorted((REPOSITORY / "corpus" / "documents").rglob("source.md"))
    assert len(digests) > 50
    noisy = {path.parent.name: rate for path in digests if (rate := _findings_a_page(path)) > MOST_A_PAGE}
    assert not noisy
