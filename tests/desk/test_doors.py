"""Every door of the desk, tried by everybody who may not go through it: found by looking, so that none is forgotten."""

import inspect
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.record import Record, dump_record
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.check import check_draft
from desk.drafts.draft_files import DraftFiles
from desk.drafts.drafts import Drafts
from desk.drafts.preview import preview
from desk.drafts.reading import Reader
from desk.harm.findings import Findings
from desk.harm.redacting import redact_draft
from desk.people.account import Account, NotAllowedError
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import Publisher
from desk.publishing.review import Review
from ingest.build import build
from tests.desk.conftest import CURATOR, LAW, law, open_desk

pytestmark = pytest.mark.model

READER = Account("bopha", "Bopha", "reader")
PARTNER = Account("kosal", "Kosal", "reader", "partners")
CONTRIBUTOR = Account("dara", "Dara", "contributor")
ANOTHER = Account("sok", "Sok", "contributor")
GONE = replace(CURATOR, active=False)
SECRET, PARTNERS = "secret-dossier", "partners-list"
DRAFT = 1
TEXT = "# Report on kilns\n\nFamilies inherit a debt in brick kilns.\n"

Door = Callable[[Desk, Account, int], object]

# What each public method may be tried with. A method that is not here fails the test below.
OF_DRAFTS: dict[str, Door] = {
    "begin": lambda desk, by, _: Drafts(desk, by).begin([("a.md", b"Text")]),
    "begin_from": lambda desk, by, _: Drafts(desk, by).begin_from("model-law"),
    "get": lambda desk, by, draft: Drafts(desk, by).get(draft),
    "all": lambda desk, by, _: Drafts(desk, by).all(open_only=False),
    "save": lambda desk, by, draft: Drafts(desk, by).save(draft, 1, {"title": "Theirs"}),
    "send": lambda desk, by, draft: Drafts(desk, by).send(draft),
    "send_back": lambda desk, by, draft: Drafts(desk, by).send_back(draft, "Mend it"),
    "discard": lambda desk, by, draft: Drafts(desk, by).discard(draft),
    "hand_over": lambda desk, by, draft: Drafts(desk, by).hand_over(draft, "model-law"),
    "catch_up": lambda desk, by, draft: Drafts(desk, by).catch_up(draft),
    "visible_records": lambda desk, by, _: Drafts(desk, by).visible_records(),
}
OF_FILES: dict[str, Door] = {
    "add": lambda desk, by, draft: DraftFiles(desk, by).add(draft, "a.md", b"Text"),
    "describe": lambda desk, by, draft: DraftFiles(desk, by).describe(draft, 1, language="km", text="digest"),
    "remove": lambda desk, by, draft: DraftFiles(desk, by).remove(draft, 1),
    "get": lambda desk, by, draft: DraftFiles(desk, by).get(draft, 1),
}
OF_FINDINGS: dict[str, Door] = {
    "of": lambda desk, by, draft: Findings(desk, by).of(draft),
    "decide": lambda desk, by, draft: Findings(desk, by).decide(draft, [1], "redact"),
    "mark": lambda desk, by, draft: Findings(desk, by).mark(draft, 1, 0, "kilns"),
}
OF_REVIEW: dict[str, Door] = {
    "hindrances": lambda desk, by, draft: Review(desk, by).hindrances(draft),
    "publish": lambda desk, by, draft: Review(desk, by).publish(draft, 1),
    "withdraw": lambda desk, by, _: Review(desk, by).withdraw("model-law", "Why"),
    "supersede": lambda desk, by, _: Review(desk, by).supersede("model-law", SECRET),
    "narrow": lambda desk, by, _: Review(desk, by).narrow("model-law", "restricted", "Why"),
    "undo": lambda desk, by, _: Review(desk, by).undo(1),
}
OF_PUBLISHER: dict[str, Door] = {
    "publish": lambda desk, by, _: Publisher(desk).publish([], by, "published"),
    "undo": lambda desk, by, _: Publisher(desk).undo(1, by),
}
OF_ITS_OWN: dict[str, Door] = {
    "redact": redact_draft,
    "preview": lambda desk, by, draft: preview(desk, Drafts(desk, by).get(draft), law()),
    "check": lambda desk, by, draft: check_draft(desk, Drafts(desk, by).get(draft), by.sees),
}
RULES: dict[type, dict[str, Door]] = {
    Drafts: OF_DRAFTS,
    DraftFiles: OF_FILES,
    Findings: OF_FINDINGS,
    Review: OF_REVIEW,
    Publisher: OF_PUBLISHER,
}
# What takes no account: the process itself does it when the desk is opened.
WITHOUT_ACCOUNT = {Publisher: {"recover"}}
# What a curator only may do, with one's own draft too.
CURATORS = {
    "Drafts.send_back",
    "Review.publish",
    "Review.withdraw",
    "Review.supersede",
    "Review.narrow",
    "Review.undo",
    "Publisher.publish",
    "Publisher.undo",
}
DOORS = {f"{held.__name__}.{name}": door for held, doors in RULES.items() for name, door in doors.items()}
DOORS |= OF_ITS_OWN
# They take no number of a draft.
WITHOUT_DRAFT = {"Drafts.begin", "Drafts.begin_from", "Drafts.all", "Drafts.visible_records"}
OF_A_DRAFT = sorted(DOORS.keys() - WITHOUT_DRAFT - (CURATORS - {"Drafts.send_back"}))


def _report(identifier: str, title: str, audience: str, **more: object) -> Record:
    return law(identifier=identifier, title=title, type="report", audience=audience, **more)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A law that names a restricted document among others, that one, and one for partners; a contributor's draft."""
    root = tmp_path_factory.mktemp("built")
    records = [
        (law(related=[SECRET, "other-law"], isAmendedBy=[SECRET]), LAW),
        (law(identifier="other-law", title="Other law"), "Article 1\n\nOf other things altogether."),
        (_report(SECRET, "Xylophone dossier", "restricted", creator=["Quagmire"]), TEXT.replace("kilns", "xylophones")),
        (_report(PARTNERS, "Velociraptor list", "partners"), "A list of shelters."),
    ]
    for record, text in records:
        folder = root / "documents" / record.type / record.identifier
        folder.mkdir(parents=True)
        (folder / "record.yaml").write_text(dump_record(record), encoding="utf-8")
        (folder / "en.txt").write_text(text, encoding="utf-8")
    made = open_desk(root)
    build(made.corpus, made.store, made.encoder)
    assert Drafts(made, CONTRIBUTOR).begin([("report.md", TEXT.encode())]) == DRAFT
    _read(made)
    made.store.close()
    return root


@pytest.fixture(scope="module")
def left_alone(built: Path) -> Iterator[Desk]:
    """The desk for tests at whose end nothing is changed, as each of them sees to."""
    made = open_desk(built)
    yield made
    made.store.close()


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of it to work on."""
    shutil.copytree(built, tmp_path / "copy")
    made = open_desk(tmp_path / "copy")
    yield made
    made.store.close()


def _read(desk: Desk) -> None:
    while Reader(desk).read_next():
        pass


def _state(desk: Desk) -> tuple[object, ...]:
    with desk.database.reading() as connection:
        rows = [
            [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]
            for table in ("drafts", "draft_files", "findings", "publications", "trail")
        ]
    files = {path: path.read_bytes() for path in sorted(desk.corpus.rglob("*")) if path.is_file()}
    return (*rows, files, desk.store.revision())


@pytest.mark.parametrize("held", RULES, ids=lambda held: held.__name__)
def test_each_public_method_has_a_rule(held: type) -> None:
    methods = {name for name, _ in inspect.getmembers(held, inspect.isfunction) if not name.startswith("_")}
    assert methods - WITHOUT_ACCOUNT.get(held, set()) == RULES[held].keys()


@pytest.mark.parametrize("by", [READER, PARTNER, GONE, replace(CONTRIBUTOR, active=False)], ids=lambda by: by.name)
@pytest.mark.parametrize("door", DOORS)
def test_who_does_not_work_at_the_desk_gets_in_nowhere(left_alone: Desk, door: str, by: Account) -> None:
    """One who begun a draft and was made inactive, or a reader, too."""
    before = _state(left_alone)
    with pytest.raises(NotAllowedError, match="may not do this"):
        DOORS[door](left_alone, by, DRAFT)
    assert _state(left_alone) == before


@pytest.mark.parametrize("door", sorted(CURATORS))
def test_what_takes_a_curator_a_contributor_may_not(left_alone: Desk, door: str) -> None:
    before = _state(left_alone)
    with pytest.raises(NotAllowedError, match="takes a curator"):
        DOORS[door](left_alone, CONTRIBUTOR, DRAFT)
    assert _state(left_alone) == before


@pytest.mark.parametrize("door", OF_A_DRAFT)
def test_the_draft_of_another_is_one_that_does_not_exist(left_alone: Desk, door: str) -> None:
    before = _state(left_alone)
    with pytest.raises((DeskError, NotAllowedError)) as theirs:
        DOORS[door](left_alone, ANOTHER, DRAFT)
    with pytest.raises((DeskError, NotAllowedError)) as none:
        DOORS[door](left_alone, ANOTHER, 987)
    assert type(theirs.value) is type(none.value)
    assert str(theirs.value).replace(str(DRAFT), "N") == str(none.value).replace("987", "N")
    assert _state(left_alone) == before
    assert Drafts(left_alone, ANOTHER).all(open_only=False) == []


def test_a_document_that_another_changes_already_is_begun_as_any_other(desk: Desk) -> None:
    """Else its number would be told, or the document could not be changed and one would know why."""
    theirs = Drafts(desk, CURATOR).begin_from("model-law")
    mine = Drafts(desk, CONTRIBUTOR).begin_from("model-law")
    assert mine != theirs and Drafts(desk, CONTRIBUTOR).get(mine).changes == "model-law"
    assert Drafts(desk, CONTRIBUTOR).begin_from("model-law") == mine


@pytest.mark.parametrize("identifier", [SECRET, PARTNERS, "not-there", "", "*", "../../desk", "report/secret-dossier"])
def test_a_document_that_one_may_not_see_cannot_be_begun_from(left_alone: Desk, identifier: str) -> None:
    said = f"There is no document {identifier!r} that could be changed here."
    drafts = Drafts(left_alone, CONTRIBUTOR)
    for act in (lambda: drafts.begin_from(identifier), lambda: drafts.hand_over(DRAFT, identifier)):
        with pytest.raises(DeskError) as refused:
            act()
        assert str(refused.value) == said
    assert [each.number for each in drafts.all()] == [DRAFT]


def test_a_draft_of_a_document_that_is_shown_to_fewer_goes_out_of_sight(desk: Desk) -> None:
    drafts = Drafts(desk, CONTRIBUTOR)
    number = drafts.begin_from("model-law")
    Review(desk, CURATOR).narrow("model-law", "restricted", "A name stands in it")
    assert [each.number for each in drafts.all()] == [DRAFT] and Drafts(desk, CURATOR).get(number).number == number
    with pytest.raises(DeskError, match=f"There is no draft {number}"):
        drafts.get(number)
    with pytest.raises(DeskError, match=f"There is no draft {number}"):
        Findings(desk, CONTRIBUTOR).of(number)


def _hidden_in(value: Any) -> bool:
    return any(secret in repr(value).casefold() for secret in (SECRET, PARTNERS, "xylophone dossier", "quagmire"))


def test_a_draft_of_a_public_document_knows_of_no_hidden_relation_and_keeps_them(desk: Desk) -> None:
    """Both where the field is left alone and where it is changed, and with a curator at work between."""
    drafts = Drafts(desk, CONTRIBUTOR)
    number = drafts.begin_from("model-law")
    assert drafts.get(number).fields["related"] == ["other-law"] and not _hidden_in(drafts.get(number))
    _read(desk)
    mine = drafts.get(number)
    fields = mine.fields | {"title": "Model law, amended", "related": ["other-law"], "replaces": ["other-law"]}
    assert not _hidden_in(drafts.save(number, mine.version, fields, opened=mine.fields))
    theirs = Drafts(desk, CURATOR).get(number)
    Drafts(desk, CURATOR).save(
        number, theirs.version, theirs.fields | {"implements": [SECRET, "other-law"]}, opened=theirs.fields
    )
    mine = drafts.get(number)
    assert mine.fields["implements"] == ["other-law"] and not _hidden_in(mine)
    drafts.save(number, mine.version, mine.fields | {"implements": [], "related": []}, opened=mine.fields)
    assert not _hidden_in(drafts.get(number)) and not _hidden_in(Review(desk, CONTRIBUTOR).hindrances(number))
    Review(desk, CURATOR).publish(number, Drafts(desk, CURATOR).get(number).version)
    record = document_folder(desk.corpus, "model-law").record
    assert record is not None and record.title == "Model law, amended"
    assert (record.related, record.is_amended_by, record.implements) == ((SECRET,), (SECRET,), (SECRET,))
    assert not _hidden_in(desk.store.for_audience("public").record("model-law"))


def test_a_curator_who_catches_up_tells_whoever_began_it_nothing(desk: Desk) -> None:
    drafts = Drafts(desk, CONTRIBUTOR)
    number = drafts.begin_from("model-law")
    _read(desk)
    mine = drafts.get(number)
    drafts.save(number, mine.version, mine.fields | {"related": []}, opened=mine.fields)
    Review(desk, CURATOR).withdraw("model-law", "For a while")
    assert Drafts(desk, CURATOR).catch_up(number) == {}
    assert set(Drafts(desk, CURATOR).get(number).fields["related"]) == {SECRET}
    assert not _hidden_in(drafts.get(number))


def test_what_a_draft_is_like_is_told_of_what_one_may_see(desk: Desk) -> None:
    """The very bytes of a restricted file are brought by somebody who may not see it."""
    held = document_folder(desk.corpus, SECRET)
    drafts = Drafts(desk, CONTRIBUTOR)
    number = drafts.begin([("dossier.txt", (held.path / "en.txt").read_bytes())])
    _read(desk)
    assert [each["identifier"] for each in Drafts(desk, CURATOR).get(number).files[0].alike] == [SECRET]
    assert drafts.get(number).files[0].alike == ()
    assert DraftFiles(desk, CONTRIBUTOR).get(number, drafts.get(number).files[0].number).alike == ()


def test_naming_a_document_is_no_way_to_ask_what_there_is(desk: Desk) -> None:
    drafts = Drafts(desk, CONTRIBUTOR)
    said = set()
    for other in (SECRET, PARTNERS, "not-there-at-all"):
        held = drafts.get(DRAFT)
        with pytest.raises(DeskError) as begun:
            drafts.begin([], {"title": "Report", "related": [other]})
        with pytest.raises(DeskError) as saved:
            drafts.save(DRAFT, held.version, held.fields | {"replaces": [other]}, opened=held.fields)
        said |= {str(each.value).replace(other, "X") for each in (begun, saved)}
    assert said == {"There is no document 'X': choose one of the list, or bring it first."}


def test_an_identifier_that_is_taken_by_a_hidden_document_is_told_to_curators(desk: Desk) -> None:
    number = Drafts(desk, CONTRIBUTOR).begin([], {"title": "Report", "identifier": SECRET})
    free = Drafts(desk, CONTRIBUTOR).begin([], {"title": "Report", "identifier": "free"})
    review = Review(desk, CONTRIBUTOR)
    assert review.hindrances(number) == review.hindrances(free)
    assert check_draft(desk, Drafts(desk, CONTRIBUTOR).get(number), "public").faults == ()
    assert any("already" in reason for reason in Review(desk, CURATOR).hindrances(number))


def test_relations_may_name_what_one_may_see(desk: Desk) -> None:
    def names(by: Account) -> set[str]:
        return {record.identifier for record in Drafts(desk, by).visible_records()}

    assert names(CONTRIBUTOR) == {"model-law", "other-law"}
    assert names(replace(CONTRIBUTOR, audience="partners")) == {"model-law", "other-law", PARTNERS}
    assert names(CURATOR) == {"model-law", "other-law", PARTNERS, SECRET}


def test_the_trail_of_a_change_tells_curators_all(desk: Desk) -> None:
    """What a contributor is not told of is not lost to those who must know it."""
    number = Drafts(desk, CONTRIBUTOR).begin_from("model-law")
    _read(desk)
    Review(desk, CURATOR).publish(number, Drafts(desk, CURATOR).get(number).version)
    entry = desk.trail.entries(subject="model-law", action="changed")[0]
    assert SECRET in json.loads(entry.before)["related"] and SECRET in json.loads(entry.after)["related"]
