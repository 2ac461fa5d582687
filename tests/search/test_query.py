"""The query language, and the mend in every error."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import Search
from search.query import QueryError, chosen, parse_query


def test_words_phrases_exclusions_and_fields_are_told_apart() -> None:
    query = parse_query('"debt bondage" boats -brick type:report year:2004..2010')
    assert query.words == "debt bondage boats"
    assert query.filters == {
        "operator": "AND",
        "conditions": [
            {"field": "words", "operator": "matches", "value": "debt bondage"},
            {"operator": "NOT", "conditions": [{"field": "words", "operator": "matches", "value": "brick"}]},
            {"field": "meta.type", "operator": "==", "value": "report"},
            {
                "operator": "AND",
                "conditions": [
                    {"field": "meta.year", "operator": ">=", "value": 2004},
                    {"field": "meta.year", "operator": "<=", "value": 2010},
                ],
            },
        ],
    }


def test_a_named_article_is_noticed() -> None:
    assert parse_query("article 44 labour law").article == "Article 44"
    assert parse_query("particle 44").article == ""


@pytest.mark.parametrize(
    ("query", "mend"),
    [
        ('"debt bondage', "quotation mark is left open"),
        ("tpye:law", "did you mean type:law?"),
        ("type:laws", "did you mean type:law?"),
        ("year:2010..2004", "write 2004..2010"),
        ("year:soon", "write 2008, 2004..2010"),
        ("article:VIII", "write article:44"),
    ],
)
def test_an_error_shows_the_mend(query: str, mend: str) -> None:
    with pytest.raises(QueryError, match=mend.replace("?", r"\?").replace("..", r"\.\.")):
        parse_query(query)


def test_an_address_is_looked_for_as_it_is() -> None:
    assert parse_query("http://example.org").words == "http://example.org"


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("year:2008", {"operator": "AND", "conditions": [(">=", 2008), ("<=", 2008)]}),
        ("year:..2005", ("<=", 2005)),
        ("year:2015..", (">=", 2015)),
    ],
)
def test_spans_of_years_may_be_open(written: str, condition: Any) -> None:
    def full(part: Any) -> Any:
        if isinstance(part, tuple):
            return {"field": "meta.year", "operator": part[0], "value": part[1]}
        return part | {"conditions": [full(each) for each in part["conditions"]]}

    assert parse_query(written).filters == full(condition)
    assert parse_query(written).words == ""


@pytest.mark.parametrize("field", ["four_p", "spatial", "creator"])
def test_a_field_of_many_values_holds_the_one_asked_for(field: str) -> None:
    value = "prevention" if field == "four_p" else "KH"
    assert parse_query(f"{field}:{value}").filters == {"field": f"meta.{field}", "operator": "contains", "value": value}


def test_curly_quotes_hyphens_and_empty_quotes_do_no_harm() -> None:
    assert parse_query("“debt bondage”").filters["value"] == "debt bondage"
    assert parse_query("anti-trafficking co-operation").words == "anti-trafficking co-operation"
    assert parse_query('"" - boats').words.split()[-1] == "boats"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_or_mended(typed: str) -> None:
    try:
        parse_query(typed)
    except QueryError as error:
        assert len(str(error)) > 20


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(['"', "-", "a:", "type:", "year:", "..", "debt", "'", "(", ")", "*", " "]), max_size=9))
def test_no_signs_reach_the_index_as_operators(search: Search, signs: list[str]) -> None:
    assert search.run("".join(signs), mode="lexical").to_json()


def test_choices_beside_the_results_are_checked_too() -> None:
    with pytest.raises(QueryError, match="did you mean type:law"):
        chosen("type", ["laws"])
    with pytest.raises(QueryError, match="no field"):
        chosen("kind", "law")
