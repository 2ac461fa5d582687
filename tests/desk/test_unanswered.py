"""What was not found is counted in words that point at nobody, and fills no disk."""

import pytest

from desk import unanswered as module
from desk.desk import Desk
from desk.unanswered import note_unanswered, unanswered

pytestmark = pytest.mark.model


def _words(desk: Desk) -> list[tuple[str, int]]:
    return [(each.words, each.times) for each in unanswered(desk)]


def test_the_same_words_are_counted_and_those_asked_for_most_come_first(desk: Desk) -> None:
    for words in ("shelters for men", "compensation fund", "Compensation  FUND"):
        assert note_unanswered(desk, words)
    assert _words(desk) == [("compensation fund", 2), ("shelters for men", 1)]
    assert [each.words for each in unanswered(desk, 1)] == ["compensation fund"]
    first = unanswered(desk)[0]
    assert len(first.first) == len("2008-02-15") and first.first <= first.last


@pytest.mark.parametrize(
    "words",
    ["", "  ", "sok sreymom rescued brothel", "call 012 345 678 mother", "sreymom1999@gmail.com", "kilns " * 30],
)
def test_nothing_is_kept_that_could_identify_somebody(desk: Desk, words: str) -> None:
    assert not note_unanswered(desk, words)
    assert _words(desk) == [] and desk.trail.entries() == []
    data = b"".join(path.read_bytes() for path in desk.folder.glob("desk.sqlite3*"))
    assert not words.strip() or words.encode() not in data


def test_where_the_list_is_full_the_least_asked_for_gives_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    for words in ("kilns", "kilns", "boats", "boats", "salt", "maids", "boats"):
        note_unanswered(desk, words)
    assert _words(desk) == [("boats", 3), ("kilns", 2), ("maids", 1)]
