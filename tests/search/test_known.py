"""Documents that are not held are found by their titles, under the same filters, and never by one who may not see."""

from pathlib import Path

import pytest

from corpus.record import Record
from index import PassageStore
from search.known import known_not_held
from search.query import parse_query

PLAN = Record(
    identifier="plan-2024", title="National Plan of Action against Trafficking 2024-2028", type="plan", date="2024"
)
LAW = Record(
    identifier="law-x", title="Law on Fishing", alternative=("Fisheries law",), type="law", date="2006",
    tags={"sector": ("fisheries",)},
)  # fmt: skip
SECRET = Record(identifier="secret", title="Secret plan of action", type="plan", audience="restricted")


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    made = PassageStore(tmp_path, 4)
    for record in (PLAN, LAW, SECRET):
        made.replace_document(record, [], [], "")
    return made


def _found(store: PassageStore, query: str) -> list[str]:
    asked = parse_query(query)
    return [record.identifier for record in known_not_held(store.for_audience("public"), asked, asked.filters)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("national plan of action", ["plan-2024"]),
        ("what does the national plan 2024 say", ["plan-2024"]),
        ("fisheries law", ["law-x"]),
        ("action plan type:law", []),
        ("fishing type:law", ["law-x"]),
        ("sector:fisheries", ["law-x"]),
        ("year:2020..", ["plan-2024"]),
        ("-trafficking plan", []),
        ("shelters for victims", []),
        ("secret plan", []),
        ("", []),
    ],
)
def test_by_title(store: PassageStore, query: str, expected: list[str]) -> None:
    assert _found(store, query) == expected


def test_counted_apart_from_what_is_held(store: PassageStore) -> None:
    facts = store.for_audience("public").info()
    assert (facts["documents"], facts["known"]) == (0, 2)


def test_records_are_read_once_a_revision(store: PassageStore) -> None:
    view = store.for_audience("public")
    assert all(one is other for one, other in zip(view.records(), view.records(), strict=True))
    store.replace_document(PLAN.model_copy(update={"title": "Roads"}), [], [], "")
    assert _found(store, "national plan of action") == []
    assert _found(store, "roads") == ["plan-2024"]
    assert {record.identifier for record in store.records()} == {"plan-2024", "law-x", "secret"}
