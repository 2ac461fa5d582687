"""Relations are read from both ends, whichever record says them, and never stored."""

from pathlib import Path

import pytest

from corpus.record import Record
from index import PassageStore
from index.relations import Relations, both_ways, without

OLD = Record(identifier="old", title="Old law")
NEW = Record(identifier="new", title="New law", replaces=("old",), amends=("code",), related=("code",))
CODE = Record(identifier="code", title="Code", is_implemented_by=("decree", "not-held"))
DECREE = Record(identifier="decree", title="Decree", implements=("code",))


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    made = PassageStore(tmp_path, 4)
    for record in (OLD, NEW, CODE, DECREE):
        made.replace_document(record, [], [], "")
    return made


def test_the_other_end_is_read_from_the_record_that_says_it(store: PassageStore) -> None:
    assert store.relations("old") == Relations(is_replaced_by=("new",))
    assert store.relations("decree") == Relations(implements=("code",))


def test_what_both_records_say_stands_there_once(store: PassageStore) -> None:
    assert store.relations("code") == Relations(is_amended_by=("new",), is_implemented_by=("decree", "not-held"))


def test_what_is_related_is_told_by_its_own_record_alone(store: PassageStore) -> None:
    assert store.relations("new").related == ("code",)
    assert store.relations("code").related == ()


def test_nothing_of_it_is_stored_and_a_change_shows_at_once(store: PassageStore) -> None:
    assert store.relations("old").is_replaced_by == ("new",)
    assert store.record("old") == OLD
    store.replace_document(NEW.model_copy(update={"replaces": ()}), [], [], "")
    assert store.relations("old") == store.relations("nowhere") == Relations()


def test_those_who_may_not_see_a_record_are_not_told_of_it(store: PassageStore) -> None:
    store.replace_document(NEW.model_copy(update={"audience": "restricted"}), [], [], "")
    view = store.for_audience("public")
    assert store.relations("old").is_replaced_by == ("new",)
    assert view.relations("old") == view.relations("new") == Relations()
    assert view.relations("code").is_implemented_by == ("decree", "not-held")


def test_a_record_is_told_without_the_others() -> None:
    assert without(CODE, {"decree"}).is_implemented_by == ("not-held",)
    assert without(CODE, {"old"}) is CODE
    assert both_ways([]) == {}
