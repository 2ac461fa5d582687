"""The query language, and the mend in every error."""

import pytest

from search.query import QueryError, parse_query


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
