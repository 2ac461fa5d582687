"""A curator's word on a gap is kept, one a pair, whichever of the two stands in the rows."""

from pathlib import Path

import pytest

from corpus import gaps
from corpus.gaps import GapNote, GapNotesError, add_note, read_notes

NOTE = GapNote(
    rows="four_p",
    row="protection",
    columns="population",
    column="men",
    verdict="real gap",
    reason="No shelter takes men.",
)


def test_kept_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yaml"
    assert read_notes(path) == []
    add_note(NOTE, path)
    turned = GapNote(
        rows="population", row="men", columns="four_p", column="protection", verdict="not collected", reason="Ask IOM."
    )
    add_note(turned, path)
    assert read_notes(path) == [turned]
    assert [file.name for file in tmp_path.iterdir()] == ["gaps.yaml"]


def test_a_file_that_cannot_be_read_says_where(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yaml"
    path.write_text("- {rows: four_p}\n", encoding="utf-8")
    with pytest.raises(GapNotesError, match=r"gaps\.yaml"):
        read_notes(path)


def test_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(gaps, "notes_file", lambda: tmp_path / "gaps.yaml")
    asked = ["note", "--rows", "four_p", "--row", "policy", "--columns", "sector", "--column", "garment"]
    assert gaps.main([*asked, "--verdict", "does not apply", "--reason", "Covered by labour law."]) == 0
    assert "policy and garment: does not apply (Covered by labour law.)" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        gaps.main([*asked, "--verdict", "perhaps", "--reason", "x"])
