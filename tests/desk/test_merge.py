"""Two changes brought together: no change is lost without being told of, whatever the two were."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.passage_tags import PassageTags
from desk.drafts.check import RELATIONS
from desk.drafts.merge import merge, merge_tags

NAMES = ("title", "date", "creator", "tags")
VALUES = st.sampled_from(["", "A", "B", [], ["x"], ["x", "y"], {}, {"sector": ["fisheries"]}, None])
FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES)
OTHERS = st.lists(st.sampled_from("abcde"), unique=True)


def _said(fields: dict[str, Any], name: str) -> Any:
    return fields.get(name) or None


@given(FIELDS, FIELDS, FIELDS)
def test_what_one_of_two_changed_is_kept_and_what_both_changed_is_told(
    before: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = merge(before, mine, theirs)
    for name in NAMES:
        was, my, their, now = (_said(each, name) for each in (before, mine, theirs, merged.fields))
        if their in (my, was):
            assert now == my and name not in merged.conflicts
        elif my == was:
            assert now == their and name not in merged.conflicts
        else:
            assert now == my and merged.conflicts[name] == their


@given(FIELDS, FIELDS)
def test_a_change_alone_is_taken_as_it_is(before: dict[str, Any], changed: dict[str, Any]) -> None:
    plain = {name: value for name, value in changed.items() if value}
    for merged in (merge(before, changed, before), merge(before, before, changed), merge(before, changed, changed)):
        assert merged.fields == plain and not merged.conflicts


@given(OTHERS, OTHERS, OTHERS, st.sampled_from(RELATIONS))
def test_relations_are_brought_together_one_by_one(
    before: list[str], mine: list[str], theirs: list[str], name: str
) -> None:
    merged = merge({name: before}, {name: mine}, {name: theirs})
    now = merged.fields.get(name, [])
    assert not merged.conflicts and len(now) == len(set(now))
    for other in "abcde":
        was, my, their = (other in each for each in (before, mine, theirs))
        assert (other in now) == (my if their == was else their)


def _tags(place: str, term: str, by: str = "sophea") -> PassageTags:
    return PassageTags.of(place, "en.txt", None, confirmed={"four_p": [term]} if term else {}, struck={}, by=by)


TAGS = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["policy", "prevention", ""]))


@given(TAGS, TAGS, TAGS)
def test_what_is_said_of_passages_is_brought_together_passage_by_passage(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    states = [tuple(_tags(place, term) for place, term in each.items()) for each in (before, mine, theirs)]
    outcome, conflicts = merge_tags(*states)
    now = {tags.sha256: tags.confirmed for tags in outcome}
    told = {tags.sha256 for tags in conflicts}
    for place in "abc":
        key = _tags(place, "").sha256
        was, my, their = (
            _tags(place, each[place]).confirmed if place in each else None for each in (before, mine, theirs)
        )
        assert now.get(key) == (their if my == was else my)
        assert (key in told) == (my not in (was, their) and their != was)


def test_the_same_word_of_two_people_is_no_conflict() -> None:
    before, mine, theirs = (), (_tags("a", "policy"),), (_tags("a", "policy", by="vanna"),)
    assert merge_tags(before, mine, theirs) == (theirs, ())
