"""Filters let through exactly what Haystack's own rules let through, and searches find exactly among these."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from haystack import Document
from haystack.errors import FilterError
from haystack.utils.filters import document_matches_filter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import PassageStore

WIDTH = 3

texts = st.sampled_from(
    ["", "law", "Law", "plan", "ច្បាប់", "l'aw\"", "2008", "a" * 200, "a" * 199 + "b", "%", "null", "1"]
)
numbers = st.one_of(
    st.booleans(), st.integers(-3, 3), st.sampled_from([0.5, -0.0, 1.0, 2.5, 1e300]), st.integers(-(2**53), 2**53)
)
days = st.one_of(st.just(date(2008, 2, 15)), st.dates(date(2008, 2, 14), date(2008, 2, 16)))
zones = st.sampled_from([None, UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3, minutes=-30))])
times = st.one_of(st.just(time(0)), st.just(time(17)), st.times())
moments = st.one_of(
    days.map(date.isoformat),
    st.builds(lambda day, at, zone: datetime.combine(day, at, zone).isoformat(), days, times, zones),
)
lists = st.lists(st.one_of(texts, st.integers(-2, 2), moments), max_size=3)

# The fields and what may be put in order in each: across kinds Haystack raises.
ORDERED = {"meta.number": numbers, "number": numbers, "meta.moment": moments}
FIELDS = {
    **ORDERED,
    "meta.text": texts,
    "meta.list": lists,
    "meta.nested.text": texts,
    "meta.absent": texts,
    "content": texts,
    "id": st.sampled_from(["0", "1", "no such"]),
}
values = st.one_of(st.none(), texts, numbers, moments, lists)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        meta: dict[str, Any] = {}
        for name, kind in (
            ("number", numbers),
            ("moment", moments),
            ("text", st.one_of(texts, moments)),
            ("list", lists),
        ):
            if draw(st.booleans()):
                meta[name] = draw(st.none() | kind)
        if draw(st.booleans()):
            meta["nested"] = {"text": draw(st.none() | texts)}
        embedding = draw(st.none() | st.lists(st.integers(-4, 4).map(float), min_size=WIDTH, max_size=WIDTH))
        found.append(Document(id=str(number), content=draw(texts), meta=meta, embedding=embedding))
    return found


@st.composite
def comparisons(draw: st.DrawFn) -> dict[str, Any]:
    field = draw(st.sampled_from(sorted(FIELDS)))
    operators = ["==", "!=", "in", "not in", *([">", ">=", "<", "<="] if field in ORDERED else [])]
    operator = draw(st.sampled_from(operators))
    value: Any
    if operator in ("in", "not in"):
        value = draw(st.lists(FIELDS[field] | values, max_size=3))
    elif operator in ("==", "!="):
        value = draw(FIELDS[field] | values)
    else:
        value = draw(st.none() | FIELDS[field])
    return {"field": field, "operator": operator, "value": value}


filters = st.recursive(
    comparisons(),
    lambda parts: st.fixed_dictionaries(
        {"operator": st.sampled_from(["AND", "OR", "NOT"]), "conditions": st.lists(parts, min_size=1, max_size=3)}
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PassageStore]:
    with PassageStore(tmp_path_factory.mktemp("index"), embedding_dim=WIDTH) as opened:
        yield opened


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_documents=documents(), asked=st.lists(filters, min_size=6, max_size=12))
def test_as_haystack_filters(store: PassageStore, given_documents: list[Document], asked: list[dict[str, Any]]) -> None:
    store.delete_all_documents()
    store.write_documents(given_documents)
    for one in asked:
        wanted = [document for document in given_documents if document_matches_filter(one, document)]
        assert store.filter_documents(one) == wanted, one
        assert store.count_documents_by_filter(one) == len(wanted)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    given_documents=documents(),
    asked=st.lists(filters, min_size=3, max_size=6),
    query=st.lists(st.integers(-4, 4).map(float), min_size=WIDTH, max_size=WIDTH),
    top_k=st.integers(0, 9),
)
def test_nearest_of_those_let_through(
    store: PassageStore, given_documents: list[Document], asked: list[dict[str, Any]], query: list[float], top_k: int
) -> None:
    store.delete_all_documents()
    store.write_documents(given_documents)
    for one in asked:
        cosines = {
            document.id: _cosine(query, document.embedding)
            for document in given_documents
            if document.embedding is not None and document_matches_filter(one, document)
        }
        found = store.embedding_retrieval(query, one, top_k)
        scores = [document.score for document in found]
        assert scores == pytest.approx(sorted(cosines.values(), reverse=True)[:top_k], abs=1e-5)
        assert len({document.id for document in found}) == len(found)
        # Of equally near ones either may be given, but each only with its own cosine.
        assert scores == pytest.approx([cosines[document.id] for document in found], abs=1e-5)


def _cosine(one: list[float], other: list[float]) -> float:
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.dot(one, other)) / lengths if lengths else 0.0


@pytest.fixture
def law(store: PassageStore) -> PassageStore:
    store.delete_all_documents()
    store.write_documents(
        [
            Document(id="boats", content="Men sold to fishing boats.", meta={"four_p": ["protection"], "year": 2004}),
            Document(id="both", content="Boats fishing near Koh Kong.", meta={"four_p": ["protection", "prevention"]}),
            Document(id="none", content="The court shall sit.", meta={"context": "Law on fishing boats", "four_p": []}),
            Document(id="plain", content="A plan.", meta={"four_p": "prevention", "date": "2008-02-15"}),
        ]
    )
    return store


def _ids(store: PassageStore, field: str, operator: str, value: Any) -> list[str]:
    return [found.id for found in store.filter_documents({"field": field, "operator": operator, "value": value})]


def test_contains_looks_into_lists(law: PassageStore) -> None:
    assert _ids(law, "meta.four_p", "contains", "protection") == ["boats", "both"]
    assert _ids(law, "meta.four_p", "contains", "prevention") == ["both", "plain"]
    assert _ids(law, "meta.four_p", "contains", "prosecution") == []
    assert _ids(law, "meta.four_p", "==", "protection") == [], "== means the whole value"
    assert _ids(law, "meta.date", "contains", "2008-02-15T00:00:00") == ["plain"]


def test_matches_finds_a_phrase(law: PassageStore) -> None:
    assert _ids(law, "content", "matches", "fishing boats") == ["boats"]
    assert _ids(law, "content", "matches", "FISHING boat") == ["boats"], "in any form of its words"
    assert _ids(law, "words", "matches", "fishing boats") == ["boats", "none"], "title and headings too"


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ('"', []),
        ("AND", []),
        ("", []),
        ("'", []),
        ("៖", []),
        ("boats OR fishing", []),
        ("boat*", ["boats", "both"]),
        ("content : boats", []),
        ("context : fishing boats", []),
        ("NEAR(", ["both"]),
        ("-boats ^", ["boats", "both"]),
        ('fishing" OR "boats', []),
    ],
)
def test_nothing_in_a_phrase_is_an_operator(law: PassageStore, phrase: str, found: list[str]) -> None:
    assert _ids(law, "content", "matches", phrase) == found


@pytest.mark.parametrize("query", ['"', "AND", "a* OR NOT b", "content : x", "NEAR(", "'", "", "(", "- ^ {", "x\0y"])
def test_no_query_is_a_syntax_error(law: PassageStore, query: str) -> None:
    assert all((passage.score or 0) > 0 for passage in law.bm25_retrieval(query))


def test_matches_joins_with_other_conditions(law: PassageStore) -> None:
    matches = {"field": "content", "operator": "matches", "value": "boats"}
    not_2004 = {"operator": "NOT", "conditions": [{"field": "meta.year", "operator": "==", "value": 2004}]}
    found = law.filter_documents({"operator": "AND", "conditions": [matches, not_2004]})
    assert [document.id for document in found] == ["both"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"field": "meta.year", "operator": "like", "value": 1},
        {"field": "meta.year", "operator": "=="},
        {"field": "meta.year", "value": 1},
        {"operator": "AND"},
        {"conditions": []},
        {"operator": "XOR", "conditions": []},
        {"field": "meta.year", "operator": "in", "value": 2004},
        {"field": "meta.year", "operator": ">", "value": "law"},
        {"field": "meta.year", "operator": ">", "value": [1]},
        {"field": "meta.title", "operator": "matches", "value": "law"},
        {"field": "content", "operator": "matches", "value": 5},
    ],
)
def test_malformed_is_refused(law: PassageStore, wrong: dict[str, Any]) -> None:
    with pytest.raises(FilterError):
        law.filter_documents(wrong)


def test_partial_dates_are_put_in_order(law: PassageStore) -> None:
    law.write_documents([Document(id="2009", meta={"date": "2009"}), Document(id="2009-05", meta={"date": "2009-05"})])
    assert _ids(law, "meta.date", ">", "2009") == ["2009-05"]
    assert _ids(law, "meta.date", ">=", "2008-02-15") == ["plain", "2009", "2009-05"]
    assert _ids(law, "meta.date", "<", "2009") == ["plain"]


def test_metadata_named_as_a_column(tmp_path: Path) -> None:
    """Metadata called as a column of the passages is told from it."""
    with PassageStore(tmp_path) as store:
        store.write_documents([Document(id="a", content="x", meta={"id": "b", "content": "y", "document": "d"})])
        assert _ids(store, "meta.id", "==", "b") == ["a"]
        assert _ids(store, "meta.content", "==", "y") == ["a"]
        assert _ids(store, "id", "==", "b") == []
        assert _ids(store, "document", "==", "d") == ["a"]
