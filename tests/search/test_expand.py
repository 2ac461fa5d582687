"""A query finds what it names by other names too, and can be told not to."""

from search import Search
from search.expand import expansions


def test_a_name_brings_the_others_of_its_term() -> None:
    (added,) = expansions("fishing boats off the coast")
    assert added.key == "sector/fisheries"
    assert "Fisheries sector" in added.names and "fishing vessels" in added.names
    assert not [name for name in added.names if name.startswith("fishing boat")], "what was asked for is not added"


def test_what_is_not_wanted_is_not_added() -> None:
    assert expansions("fishing boats", without=["sector/fisheries"]) == []


def test_words_that_are_no_names_bring_nothing() -> None:
    assert expansions("the price of rice in April") == []
    assert expansions("who commits crimes") == [], "a body in capitals is named in capitals only"
    assert [added.key for added in expansions("WHO")] == ["body/who"]


def test_names_of_the_definition_are_too_common_to_be_added() -> None:
    assert expansions("transfer of property") == []


def test_found_by_another_name_and_told(search: Search) -> None:
    asked = "fishing vessels"
    answer = search.run(asked, mode="lexical")
    (first, *_) = answer.results
    assert first.text == "Men on fishing boats are held by debt bondage."
    assert first.why.terms == ("fishing boats",)
    assert [added.key for added in answer.expanded] == ["sector/fisheries"]
    assert "fishing boats" in answer.to_json()["expanded"]


def test_an_added_name_finds_what_no_word_of_the_query_does(search: Search) -> None:
    assert search.run("trawlers", mode="lexical").total == 1
    assert search.run("trawlers", mode="lexical", without=["sector/fisheries"]).total == 0
