"""Two people work on one record: what each changed is kept, or they are told."""

import json
import threading
from collections.abc import Callable

import pytest

from corpus.passage_tags import PassageTags
from corpus.settings import settings
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.drafts import DraftChangedError, Drafts
from desk.harm.findings import Findings
from desk.people.account import Account
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import ChangedMeanwhileError
from desk.publishing.review import NotReadyError, Review
from tests.desk.conftest import CURATOR, OTHER
from tests.desk.together import publish, read_all

pytestmark = pytest.mark.model


def _tags(place: str, term: str) -> PassageTags:
    return PassageTags.of(place, "en.txt", None, confirmed={"four_p": [term]}, struck={})


def test_other_fields_of_the_other_are_kept(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    opened = mine.get(number)
    theirs.save(number, opened.version, opened.fields | {"publisher": "Ministry"}, opened=opened.fields)
    saved = mine.save(number, opened.version, opened.fields | {"title": "Law"}, opened=opened.fields)
    assert (saved.fields["title"], saved.fields["publisher"]) == ("Law", "Ministry")


def test_of_the_same_field_both_words_are_kept_and_shown(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    opened = mine.get(number)
    theirs.save(number, opened.version, opened.fields | {"title": "Theirs"}, opened=opened.fields)
    with pytest.raises(DraftChangedError, match="vanna changed title meanwhile") as told:
        mine.save(number, opened.version, opened.fields | {"title": "Mine"}, opened=opened.fields)
    assert told.value.conflicts == {"title": "Theirs"} and told.value.draft.fields["title"] == "Theirs"
    assert mine.get(number).fields["title"] == "Theirs"


def test_tags_of_other_passages_are_kept_and_of_the_same_told(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    opened = mine.get(number)

    def tag(drafts: Drafts, *said: PassageTags) -> None:
        drafts.save(
            number, opened.version, opened.fields, (*opened.tags, *said), opened=opened.fields, opened_tags=opened.tags
        )

    tag(theirs, _tags("first", "policy"))
    tag(mine, _tags("second", "protection"))
    assert {each.words for each in mine.get(number).tags} == {"first", "second"}
    with pytest.raises(DraftChangedError, match="tags of passages"):
        tag(mine, _tags("first", "prevention"))
    assert {each.confirmed["four_p"] for each in mine.get(number).tags} == {("policy",), ("protection",)}


def test_a_field_saved_while_tags_are_chosen_is_no_conflict(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    opened = mine.get(number)
    theirs.save(number, opened.version, opened.fields | {"title": "Theirs"}, opened=opened.fields)
    saved = mine.save(
        number, opened.version, opened.fields, (_tags("a", "policy"),), opened=opened.fields, opened_tags=opened.tags
    )
    assert saved.fields["title"] == "Theirs" and len(saved.tags) == 1


def test_files_of_both_are_there_and_one_taken_out_stays_out(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    mine.files.add(number, "annex.txt", b"Annex one, of the forms that are used.")
    theirs.files.add(number, "other.txt", b"Annex two, of the fees that are paid.")
    first = mine.get(number).files[0]
    theirs.files.remove(number, first.number)
    mine.files.remove(number, first.number)
    held = mine.get(number).files
    assert [file.name for file in held] == ["annex.txt", "other.txt"] and len({file.path for file in held}) == 2


def test_what_a_reader_fills_in_is_not_lost_to_a_form_opened_before(desk: Desk) -> None:
    drafts = Drafts(desk, CURATOR)
    number = drafts.begin([("report.md", b"# Report on boats\n\nMen are held in debt bondage on fishing boats.\n")])
    opened = drafts.get(number)
    read_all(desk)
    saved = drafts.save(number, opened.version, {"publisher": "Institute"}, opened=opened.fields)
    assert (saved.fields["title"], saved.fields["publisher"]) == ("Report on boats", "Institute")


def test_both_begin_at_once_and_work_on_one_draft(desk: Desk) -> None:
    begun: list[int] = []
    _at_once(
        *[lambda by=by: begun.append(Drafts(desk, by).begin_from("model-law")) for by in (CURATOR, OTHER, CURATOR)]
    )
    assert len(set(begun)) == 1 and len(begun) == 3
    assert len(Drafts(desk, CURATOR).get(begun[0]).files) == 1


def test_a_draft_of_some_of_the_files_is_not_left_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEARINGHOUSE_MAX_FILE_MB", "1")
    settings.cache_clear()
    (document_folder(desk.corpus, "model-law").path / "en.txt").write_bytes(b"x" * (2 << 20))
    try:
        with pytest.raises(DeskError, match="MiB"):
            Drafts(desk, CURATOR).begin_from("model-law")
    finally:
        settings.cache_clear()
    assert Drafts(desk, CURATOR).all() == []


def test_what_was_changed_since_it_was_looked_at_is_not_published(desk: Desk, number: int) -> None:
    looked_at = Drafts(desk, CURATOR).get(number)
    Drafts(desk, OTHER).save(number, looked_at.version, looked_at.fields | {"title": "Theirs"})
    with pytest.raises(DeskError, match="vanna changed the draft while you looked at it"):
        Review(desk, CURATOR).publish(number, looked_at.version)
    assert desk.store.record("model-law").title == "Model law on trafficking"


def test_a_finding_marked_between_looking_and_publishing_stops_it(
    desk: Desk, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark comes after all reasons were looked at, and before the draft is taken."""
    draft = Drafts(desk, CURATOR).get(number)
    review = Review(desk, CURATOR)
    whole = review._change

    def slowly(*given: object) -> object:
        Findings(desk, OTHER).mark(number, draft.files[0].number, 0, "The court")
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(review, "_change", slowly)
    with pytest.raises(ChangedMeanwhileError, match="changed while you looked"):
        review.publish(number, draft.version)
    assert Drafts(desk, CURATOR).get(number).stage == "draft"


def test_sending_twice_and_sending_back_twice_is_told(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    mine.send(number)
    with pytest.raises(DeskError, match="sophea sent it for review already"):
        theirs.send(number)
    theirs.send_back(number, "The date is missing")
    with pytest.raises(DeskError, match="not in review any more"):
        mine.send_back(number, "The title is wrong")
    assert mine.get(number).note == "The date is missing" and mine.get(number).sent_by == ""


def test_what_was_discarded_or_published_cannot_be_changed(desk: Desk, number: int) -> None:
    mine, theirs = Drafts(desk, CURATOR), Drafts(desk, OTHER)
    opened = mine.get(number)
    theirs.discard(number)
    for act in _changes(mine, number, opened.fields):
        with pytest.raises(DeskError, match="discarded and cannot be changed"):
            act()
    other = mine.begin_from("model-law")
    assert other != number
    read_all(desk)
    publish(desk, OTHER, other)
    for act in _changes(mine, other, opened.fields):
        with pytest.raises(DeskError, match="published and cannot be changed"):
            act()


def _changes(drafts: Drafts, number: int, fields: dict[str, object]) -> list[Callable[[], object]]:
    return [
        lambda: drafts.save(number, 1, {**fields, "title": "Late"}),
        lambda: drafts.send(number),
        lambda: drafts.send_back(number, "Late"),
        lambda: drafts.discard(number),
        lambda: drafts.catch_up(number),
        lambda: drafts.hand_over(number, "model-law"),
        lambda: drafts.files.add(number, "late.txt", b"Late"),
        lambda: drafts.files.remove(number, 1),
        lambda: drafts.files.describe(number, 1, language="km", text="official"),
    ]


def test_one_of_two_who_publish_at_once_does(desk: Desk, number: int) -> None:
    version = Drafts(desk, CURATOR).get(number).version
    outcomes: list[object] = []

    def publish(by: Account) -> None:
        try:
            outcomes.append(Review(desk, by).publish(number, version))
        except DeskError as error:
            outcomes.append(error)

    _at_once(lambda: publish(CURATOR), lambda: publish(OTHER))
    assert sum(isinstance(each, int) for each in outcomes) == 1 and len(outcomes) == 2
    assert len([entry for entry in desk.trail.entries(subject="model-law") if entry.action == "changed"]) == 1


def test_where_two_publish_the_sender_may_not(desk: Desk, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEARINGHOUSE_TWO_PEOPLE", "true")
    settings.cache_clear()
    try:
        drafts = Drafts(desk, CURATOR)
        with pytest.raises(NotReadyError, match="sent for review first"):
            publish(desk, CURATOR, number)
        drafts.send(number)
        with pytest.raises(NotReadyError, match="somebody else has to publish"):
            publish(desk, CURATOR, number)
        # What is changed after it was sent was not reviewed.
        opened = Drafts(desk, OTHER).get(number)
        Drafts(desk, OTHER).save(number, opened.version, opened.fields | {"title": "Changed in review"})
        with pytest.raises(NotReadyError, match="sent for review first"):
            publish(desk, OTHER, number)
        drafts.send(number)
        publish(desk, OTHER, number)
    finally:
        settings.cache_clear()
    assert desk.store.record("model-law").title == "Changed in review"


def test_of_many_who_save_at_once_no_change_is_lost(desk: Desk) -> None:
    """Each writes its own field, and all of them one field in common: each save is in, or its writer was told."""
    number = Drafts(desk, CURATOR).begin([], {"title": "Begun"})
    own = ("publisher", "rights", "note", "source", "status_note", "date_note")
    told: list[str] = []
    kept: list[str] = []

    def work(place: int, field: str) -> None:
        drafts = Drafts(desk, (CURATOR, OTHER)[place % 2])
        for turn in range(8):
            opened = drafts.get(number)
            word = f"{field} {turn}"
            drafts.save(number, opened.version, opened.fields | {field: word}, opened=opened.fields)
            try:
                drafts.save(number, opened.version, opened.fields | {"title": word}, opened=opened.fields)
                kept.append(word)
            except DraftChangedError:
                told.append(word)

    _at_once(*[lambda place=place, field=field: work(place, field) for place, field in enumerate(own)])
    draft = Drafts(desk, CURATOR).get(number)
    assert {field: draft.fields[field] for field in own} == {field: f"{field} 7" for field in own}
    # Each title that was taken stands in the trail, in turn: none was written over another unseen.
    changes = [
        (json.loads(entry.before)["title"], json.loads(entry.after)["title"])
        for entry in reversed(desk.trail.entries(subject=f"draft {number}", action="described"))
        if "title" in json.loads(entry.after)
    ]
    assert [after for _, after in changes] and sorted(after for _, after in changes) == sorted(kept)
    assert [before for before, _ in changes] == ["Begun", *(after for _, after in changes[:-1])]
    assert len(kept) + len(told) == 8 * len(own) and draft.fields["title"] == changes[-1][1]


def _at_once(*acts: Callable[[], object]) -> None:
    faults: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
