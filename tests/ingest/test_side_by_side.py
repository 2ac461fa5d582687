"""A curator sees what differs between two files, and not what is the same."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.record import Record
from index import PassageStore
from ingest.duplicates import Duplicate
from ingest.side_by_side import MOST_ROWS, Row, side_by_side
from tests.ingest.holding import file_of, hold, open_store

LAW = [
    f"Article {number}\nThe inspector of district {number} visits kiln {number} every month." for number in range(1, 61)
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    with open_store(tmp_path / "index") as opened:
        yield opened


def rows(new: list[str], held: list[str], store: PassageStore) -> list[Row]:
    path = hold(store, Record(identifier="a", title="A"), file_of("\n\n".join(held)))
    return side_by_side(file_of("\n\n".join(new)), store, Duplicate("a", path, "near text", 0.9, ""))


def test_what_was_changed_added_and_left_out_in_order(store: PassageStore) -> None:
    changed = "Article 3\nThe inspector of district 3 visits kiln 3 every week and reports."
    added = "Article 61\nNobody may be made to work for a debt of the parents."
    found = rows([*LAW[:2], changed, *LAW[3:9], *LAW[10:], added], LAW, store)
    assert [(new, held) for new, held, _ in found] == [(changed, LAW[2]), ("", LAW[9]), (added, "")]
    assert 0.6 < found[0][2] < 1
    assert [alike for _, _, alike in found[1:]] == [0, 0]


def test_case_spaces_and_punctuation_are_no_difference(store: PassageStore) -> None:
    found = rows([article.upper().replace(" ", "  ") for article in LAW], LAW, store)
    assert found
    assert {alike for _, _, alike in found} == {1.0}


def test_no_more_rows_than_a_page_holds_and_the_weightiest(store: PassageStore) -> None:
    longer = "A wholly different rule about boats. " * 10
    new = [*(article.replace("every month", "at night") for article in LAW), longer]
    found = rows(new, LAW, store)
    assert len(found) == MOST_ROWS
    assert found[-1][0].startswith("A wholly different rule")


def test_of_two_languages_both_beginnings_are_shown(store: PassageStore) -> None:
    found = rows(["ច្បាប់ស្តីពីការងារ", "មាត្រា ១"], LAW, store)
    assert [(new, held) for new, held, _ in found] == [("ច្បាប់ស្តីពីការងារ", LAW[0]), ("មាត្រា ១", LAW[1])]


def test_a_text_without_an_end_is_cut(store: PassageStore) -> None:
    words = " ".join(f"word{number}" for number in range(100_000))
    began = time.perf_counter()
    found = rows([words], [words.replace("word5000 ", "")], store)
    assert time.perf_counter() - began < 20
    assert found
    assert max(len(new) for new, _, _ in found) < 1000


def test_nothing_is_beside_nothing(store: PassageStore) -> None:
    assert rows([""], [""], store) == []
