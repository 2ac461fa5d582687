"""A document was changed meanwhile: the draft is brought onto what it is now, and nothing of either is lost."""

import pytest

from corpus.passage_tags import PassageTags
from desk.desk import Desk
from desk.drafts import catch_up as module
from desk.drafts.drafts import Drafts
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import ChangedMeanwhileError
from tests.desk.conftest import CONTRIBUTOR, CURATOR, LAW, OTHER
from tests.desk.together import publish, publish_another, read_all

pytestmark = pytest.mark.model


def test_publishing_over_the_change_of_another_is_refused_until_it_is_caught_up(desk: Desk, number: int) -> None:
    drafts = Drafts(desk, CURATOR)
    opened = drafts.get(number)
    drafts.save(number, opened.version, opened.fields | {"title": "Mine"}, opened=opened.fields)
    publish_another(desk, publisher="Ministry")
    with pytest.raises(ChangedMeanwhileError, match="changed by somebody else"):
        publish(desk, CURATOR, number)
    assert drafts.get(number).stage == "draft"
    assert drafts.catch_up(number) == {}
    publish(desk, CURATOR, number)
    record = document_folder(desk.corpus, "model-law").record
    assert record is not None and (record.title, record.publisher) == ("Mine", "Ministry")


def test_catching_up_names_what_both_changed_and_keeps_ones_own(desk: Desk, number: int) -> None:
    drafts = Drafts(desk, CURATOR)
    opened = drafts.get(number)
    drafts.save(number, opened.version, opened.fields | {"title": "Mine"}, opened=opened.fields)
    publish_another(desk, title="Theirs")
    assert drafts.catch_up(number) == {"title": "Theirs"}
    assert drafts.get(number).fields["title"] == "Mine"


def test_catching_up_brings_files_and_tags_of_the_other(desk: Desk) -> None:
    """Else a file that another took out, perhaps for a name in it, would come back with the next publication."""
    drafts, others = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    theirs = others.begin_from("model-law")
    number = Drafts(desk, CONTRIBUTOR).begin_from("model-law")
    assert number != theirs
    others.files.remove(theirs, others.get(theirs).files[0].number)
    others.files.add(theirs, "better.txt", f"{LAW}\n\nArticle 3\n\nIt is in force.".encode())
    read_all(desk)
    now = others.get(theirs)
    said = (PassageTags.of("x", now.files[0].path, None, confirmed={"four_p": ["policy"]}, struck={}),)
    now = others.save(theirs, now.version, now.fields, said)
    publish(desk, OTHER, theirs)
    mine = drafts.get(number)
    drafts.save(number, mine.version, mine.fields | {"publisher": "Ministry"}, opened=mine.fields)
    with pytest.raises(ChangedMeanwhileError):
        publish(desk, CURATOR, number)
    assert drafts.catch_up(number) == {}
    read_all(desk)
    caught = drafts.get(number)
    assert [file.sha256 for file in caught.files] == [now.files[0].sha256] and len(caught.tags) == 1
    publish(desk, CURATOR, number)
    folder = document_folder(desk.corpus, "model-law")
    assert list(folder.files.values()) == [now.files[0].sha256]
    assert folder.record is not None and folder.record.publisher == "Ministry" and len(folder.passage_tags) == 1


def test_a_save_while_another_catches_up_is_not_lost(desk: Desk, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_another(desk, publisher="Ministry")
    drafts = Drafts(desk, OTHER)
    opened = drafts.get(number)
    whole = module.published

    def slowly(*given: object) -> object:
        drafts.save(number, opened.version, opened.fields | {"title": "Meanwhile"}, opened=opened.fields)
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "published", slowly)
    Drafts(desk, CURATOR).catch_up(number)
    assert drafts.get(number).fields["title"] == "Meanwhile"
    assert drafts.get(number).fields["publisher"] == "Ministry"
