"""Our own pages: what is planted in them is found, and little else."""

import pytest

from ingest.screen import screen_text
from tests.ingest.screen.planted import Sheet, sheets

SHEETS = list(sheets())


def test_there_is_much_to_find() -> None:
    planted = [each.kind for sheet in SHEETS for each in sheet.planted]
    assert len(planted) > 200
    assert len(set(planted)) == 10


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_planted_identifier_is_found_whole(sheet: Sheet) -> None:
    findings = screen_text(sheet.text)
    for kind, start, end in sheet.planted:
        there = [found for found in findings if found.start < end and start < found.end]
        covered = {place for found in there for place in range(found.start, found.end)}
        lost = [
            sheet.text[place] for place in range(start, end) if sheet.text[place].isalnum() and place not in covered
        ]
        assert not lost, f"{kind} {sheet.text[start:end]!r}: {there}"
        assert kind in {found.kind for found in there}, f"{kind} {sheet.text[start:end]!r}: {there}"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_findings_lie_on_their_words_and_on_no_other(sheet: Sheet) -> None:
    findings = screen_text(sheet.text)
    ends = 0
    for found in findings:
        assert found.page == 0
        assert ends <= found.start < found.end
        assert found.words == sheet.text[found.start : found.end] == found.words.strip()
        assert 0 < found.confidence <= 1
        assert found.why
        ends = found.end


def test_little_else_is_found() -> None:
    others = [
        found
        for sheet in SHEETS
        for found in screen_text(sheet.text)
        if not any(found.start < end and start < found.end for _, start, end in sheet.planted)
    ]
    # Two a page are allowed on real documents; here nearly every line tells of someone, and half as many must do.
    assert len(others) <= len(SHEETS)


def test_a_page_of_laws_and_offices_holds_nothing() -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == "nothing to find")
    assert screen_text(sheet.text) == []
