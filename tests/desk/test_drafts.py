"""Drafts: brought, read, described, sent, sent back, discarded."""

from pathlib import Path

import pytest

from corpus.page import Page, ParsedFile
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.check import check_draft
from desk.drafts.drafts import DraftChangedError, Drafts
from desk.drafts.reading import Reader
from desk.people.account import Account, NotAllowedError
from desk.publishing.review import NotReadyError, Review
from tests.desk.conftest import CONTRIBUTOR, CURATOR, OTHER

pytestmark = pytest.mark.model

REPORT = (
    "# Report on boats\n\nPublished by the International Labour Organization, 2019.\n\n## Debt\n\n"
    "Men are held in debt bondage on fishing boats. The inspector boards a boat in port and asks for the contracts.\n"
)


def bring(desk: Desk, by: Account, text: str = REPORT, name: str = "report.md") -> int:
    number = Drafts(desk, by).begin([(name, text.encode())])
    while Reader(desk).read_next():
        pass
    return number


def test_what_is_brought_is_read_and_says_what_it_seems_to_be(desk: Desk) -> None:
    drafts = Drafts(desk, CURATOR)
    number = drafts.begin([("report.md", REPORT.encode())])
    assert drafts.get(number).files[0].state == "waiting" and not drafts.get(number).read
    assert Reader(desk).read_next() and not Reader(desk).read_next()
    draft = drafts.get(number)
    assert draft.read and draft.files[0].pages == 1
    assert (draft.fields["title"], draft.fields["type"]) == ("Report on boats", "report")
    titles = [each for each in draft.files[0].inferred if each["field"] == "title"]
    assert titles[0]["where"] and titles[0]["value"] == "Report on boats"


def test_what_a_person_wrote_is_not_written_over_when_the_file_is_read(desk: Desk) -> None:
    drafts = Drafts(desk, CURATOR)
    number = drafts.begin([("report.md", REPORT.encode())])
    draft = drafts.get(number)
    drafts.save(number, draft.version, {"title": "My title"}, opened=draft.fields)
    Reader(desk).read_next()
    assert drafts.get(number).fields["title"] == "My title"
    assert drafts.get(number).fields["type"] == "report"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "is empty"),
        ("sheet.xlsx", b"PK", "save it as PDF"),
        ("program.exe", b"MZ", "is not read"),
    ],
)
def test_what_cannot_be_taken_begins_no_draft(desk: Desk, name: str, content: bytes, said: str) -> None:
    drafts = Drafts(desk, CURATOR)
    with pytest.raises(DeskError, match=said):
        drafts.begin([("good.md", REPORT.encode()), (name, content)])
    assert drafts.all() == []
    assert not list((desk.folder / "drafts").rglob("*.md"))


def test_a_broken_file_is_refused_and_said_so_and_hinders(desk: Desk) -> None:
    number = bring(desk, CURATOR, "%PDF-1.7\n1 0 obj\n<<", "cut.pdf")
    draft = Drafts(desk, CURATOR).get(number)
    assert draft.files[0].state == "refused" and draft.files[0].said
    assert any("cut.pdf" in reason for reason in Review(desk, CURATOR).hindrances(number))
    with pytest.raises(NotReadyError):
        Review(desk, CURATOR).publish(number, draft.version)


def test_what_a_killed_reader_left_is_read_again(desk: Desk) -> None:
    drafts = Drafts(desk, CURATOR)
    number = drafts.begin([("report.md", REPORT.encode())])
    with desk.database.writing() as connection:
        connection.execute("UPDATE draft_files SET state = 'reading', beat = 0")
    assert Reader(desk).read_next()
    assert drafts.get(number).read


def test_a_file_that_another_reader_reads_is_left_to_it(desk: Desk) -> None:
    Drafts(desk, CURATOR).begin([("report.md", REPORT.encode())])
    with desk.database.writing() as connection:
        connection.execute("UPDATE draft_files SET state = 'reading', beat = strftime('%s', 'now')")
    assert not Reader(desk).read_next()


def test_a_published_draft_is_found_and_its_undoing_opens_it_again(desk: Desk) -> None:
    number = bring(desk, CURATOR)
    drafts, review = Drafts(desk, CURATOR), Review(desk, CURATOR)
    assert review.hindrances(number) == []
    publication = review.publish(number, drafts.get(number).version)
    identifier = check_draft(desk, drafts.get(number)).record.identifier  # type: ignore[union-attr]
    record = desk.store.record(identifier)
    assert record is not None and record.available and record.audience == "public"
    assert desk.store.bm25_retrieval("inspector boards")[0].meta["document"] == identifier
    assert drafts.get(number).stage == "published" and drafts.all() == []
    with pytest.raises(DeskError, match="cannot be changed"):
        drafts.save(number, drafts.get(number).version, {"title": "Later"})
    review.undo(publication)
    assert desk.store.record(identifier) is None
    assert drafts.get(number).stage == "draft"
    review.publish(number, drafts.get(number).version)
    assert desk.store.record(identifier) is not None


def test_a_contributor_sees_only_their_own_drafts(desk: Desk) -> None:
    theirs, mine = bring(desk, CURATOR), bring(desk, CONTRIBUTOR, REPORT + "More.")
    drafts = Drafts(desk, CONTRIBUTOR)
    assert [draft.number for draft in drafts.all()] == [mine]
    with pytest.raises(DeskError) as there:
        drafts.get(theirs)
    with pytest.raises(DeskError) as nowhere:
        drafts.get(999)
    assert str(there.value).replace(str(theirs), "N") == str(nowhere.value).replace("999", "N")
    with pytest.raises(NotAllowedError):
        Drafts(desk, Account("reader", "Reader", "reader", "partners"))


def test_review_goes_to_and_fro_with_its_reasons(desk: Desk) -> None:
    number = bring(desk, CONTRIBUTOR)
    Drafts(desk, CONTRIBUTOR).send(number)
    with pytest.raises(NotAllowedError):
        Review(desk, CONTRIBUTOR).publish(number, 1)
    with pytest.raises(DeskError, match="what is to be done"):
        Drafts(desk, CURATOR).send_back(number, " ")
    Drafts(desk, CURATOR).send_back(number, "The date is missing")
    draft = Drafts(desk, CONTRIBUTOR).get(number)
    assert (draft.stage, draft.note) == ("draft", "The date is missing")
    done = [entry.action for entry in reversed(desk.trail.entries(subject=f"draft {number}"))]
    assert done == ["began a draft", "added a file", "sent for review", "sent back"]


def test_two_people_publish_where_the_setting_asks_for_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.settings import settings

    monkeypatch.setenv("CLEARINGHOUSE_TWO_PEOPLE", "true")
    settings.cache_clear()
    number = bring(desk, CURATOR)
    assert any("sent for review first" in reason for reason in Review(desk, CURATOR).hindrances(number))
    Drafts(desk, CURATOR).send(number)
    assert any("somebody else" in reason for reason in Review(desk, CURATOR).hindrances(number))
    assert Review(desk, OTHER).hindrances(number) == []
    Review(desk, OTHER).publish(number, Drafts(desk, OTHER).get(number).version)
    settings.cache_clear()


def test_changes_of_two_are_brought_together_and_a_contradiction_is_told(desk: Desk) -> None:
    number = bring(desk, CURATOR)
    opened = Drafts(desk, CURATOR).get(number)
    Drafts(desk, OTHER).save(number, opened.version, opened.fields | {"date": "2017"}, opened=opened.fields)
    both = Drafts(desk, CURATOR).save(number, opened.version, opened.fields | {"title": "Boats"}, opened=opened.fields)
    assert (both.fields["date"], both.fields["title"]) == ("2017", "Boats")
    with pytest.raises(DraftChangedError, match="changed date meanwhile") as told:
        Drafts(desk, CURATOR).save(number, opened.version, opened.fields | {"date": "2018"}, opened=opened.fields)
    assert told.value.conflicts == {"date": "2017"}
    assert Drafts(desk, CURATOR).get(number).fields["date"] == "2017"


def test_a_draft_of_a_published_record_changes_it_and_only_one_is_open(desk: Desk) -> None:
    drafts, review = Drafts(desk, CURATOR), Review(desk, CURATOR)
    number = drafts.begin_from("model-law")
    assert Drafts(desk, OTHER).begin_from("model-law") == number
    while Reader(desk).read_next():
        pass
    draft = drafts.get(number)
    assert draft.files[0].alike == ()
    drafts.save(number, draft.version, draft.fields | {"date": "2009"})
    publication = review.publish(number, drafts.get(number).version)
    record = desk.store.record("model-law")
    assert record is not None and (record.date, record.files[0].path) == ("2009", "en.txt")
    assert record.modified
    review.undo(publication)
    record = desk.store.record("model-law")
    assert record is not None and record.date == "2008-02-15"


def test_what_is_wrong_says_how_to_mend_it(desk: Desk) -> None:
    number = bring(desk, CURATOR)
    drafts = Drafts(desk, CURATOR)
    draft = drafts.get(number)
    wrong = {"date": "12.7.2019", "type": "novel", "tags": {"sector": ["fishery"]}, "replaces": ["nowhere"]}
    draft = drafts.save(number, draft.version, draft.fields | wrong)
    faults = {fault.field: fault.what for fault in check_draft(desk, draft).faults}
    assert "YYYY-MM-DD" in faults["date"] and "is none of law" in faults["type"]
    draft = drafts.save(number, draft.version, draft.fields | {"date": "2019", "type": "report"})
    faults = {fault.field: fault.what for fault in check_draft(desk, draft).faults}
    assert "did you mean 'fisheries'" in faults["tags"] and "no document 'nowhere'" in faults["replaces"]


def test_a_discarded_draft_leaves_no_file(desk: Desk) -> None:
    number = bring(desk, CURATOR)
    Drafts(desk, CURATOR).discard(number, "held already")
    assert not list((desk.folder / "drafts" / str(number)).glob("*"))
    assert Drafts(desk, CURATOR).all() == []


def test_superseded_and_withdrawn_documents_say_so(desk: Desk) -> None:
    number = bring(desk, CURATOR)
    review = Review(desk, CURATOR)
    review.publish(number, Drafts(desk, CURATOR).get(number).version)
    identifier = desk.store.records()[-1].identifier if desk.store.records()[-1].identifier != "model-law" else ""
    identifier = identifier or desk.store.records()[0].identifier
    review.supersede("model-law", identifier)
    record = desk.store.record("model-law")
    assert record is not None and record.status == "superseded" and record.is_replaced_by == (identifier,)
    with pytest.raises(DeskError, match="Say why"):
        review.withdraw(identifier, "")
    withdrawn = review.withdraw(identifier, "Its author withdrew it")
    record = desk.store.record(identifier)
    assert record is not None and (record.status, record.status_note) == ("withdrawn", "Its author withdrew it")
    review.undo(withdrawn)
    record = desk.store.record(identifier)
    assert record is not None and record.status != "withdrawn"


def test_a_document_can_be_shown_to_fewer_at_once_and_to_more_only_through_a_draft(desk: Desk) -> None:
    review = Review(desk, CURATOR)
    review.narrow("model-law", "restricted", "It names a shelter")
    assert desk.store.for_audience("public").record("model-law") is None
    with pytest.raises(DeskError, match="begin a draft"):
        review.narrow("model-law", "public", "It does not")


def test_the_files_of_a_draft_can_go_to_a_held_document(desk: Desk) -> None:
    number = bring(desk, CURATOR)
    drafts = Drafts(desk, CURATOR)
    other = drafts.hand_over(number, "model-law")
    assert drafts.get(number).stage == "discarded"
    assert sorted(file.path for file in drafts.get(other).files) == ["en.md", "en.txt"]


def test_what_was_read_is_kept_as_it_was(desk: Desk, tmp_path: Path) -> None:
    from desk.drafts.shelf import Shelf

    parsed = ParsedFile(pages=(Page(1, "i", "ពាក្យ", reading="poorly", note="note"),), language="km")
    Shelf(tmp_path).keep_reading(1, "ab", parsed)
    assert Shelf(tmp_path).reading(1, "ab") == parsed
    assert Shelf(tmp_path).reading(1, "cd") is None
