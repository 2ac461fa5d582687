"""Publishing: all of it or nothing, by those who may, and it can be undone."""

from pathlib import Path

import pytest

from corpus.record import Record, load_record
from desk.database import DeskError
from desk.desk import Desk
from desk.people.account import NotAllowedError
from desk.publishing.document_change import DocumentChange
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import ChangedMeanwhileError, Publisher
from index.verify import verify
from ingest.build import build
from tests.desk.conftest import CONTRIBUTOR, CURATOR, law

pytestmark = pytest.mark.model

REPORT = Record(identifier="boat-report", title="Report on boats", type="report", files=({"path": "en.md"},))


@pytest.fixture
def uploaded(tmp_path: Path) -> Path:
    file = tmp_path / "uploaded.md"
    file.write_text("# Report on boats\n\nMen are held in debt bondage on fishing boats.\n", encoding="utf-8")
    return file


def _found(desk: Desk, words: str) -> list[str]:
    return [passage.meta["document"] for passage in desk.store.bm25_retrieval(words)]


def _whole(desk: Desk) -> None:
    """Folder, index and vectors say the same, and a build has nothing left to do."""
    assert verify(desk.store) == []
    for record in desk.store.records():
        folder = document_folder(desk.corpus, record.identifier)
        assert folder.record == record
        assert {file.path for file in record.files} == folder.files.keys()
    report = build(desk.corpus, desk.store, desk.encoder)
    assert (report.read, report.removed, report.refused) == (0, 0, [])
    assert not list(desk.corpus.rglob(".*"))
    assert not (desk.folder / "publication.json").exists()


def test_a_new_document_is_found_and_a_build_has_nothing_to_do(desk: Desk, uploaded: Path) -> None:
    Publisher(desk).publish([DocumentChange("boat-report", REPORT, {"en.md": uploaded})], CURATOR, "published")
    assert _found(desk, "fishing boats") == ["boat-report"]
    assert (desk.corpus / "report" / "boat-report" / "en.md").read_bytes() == uploaded.read_bytes()
    _whole(desk)
    entry = desk.trail.entries(subject="boat-report")[0]
    assert (entry.who, entry.action, entry.before) == ("sophea", "published", "")
    assert "Report on boats" in entry.after


def test_undo_restores_what_was_before(desk: Desk, uploaded: Path) -> None:
    publisher = Publisher(desk)
    before = document_folder(desk.corpus, "model-law").state
    first = publisher.publish([DocumentChange("boat-report", REPORT, {"en.md": uploaded})], CURATOR, "published")
    changed = law(title="Law renamed", files=[{"path": "en-2.txt"}])
    second = publisher.publish([DocumentChange("model-law", changed, {"en-2.txt": uploaded})], CURATOR, "published")
    assert _found(desk, "court sentences") == []
    assert not (desk.corpus / "law" / "model-law" / "en.txt").exists()
    publisher.undo(second, CURATOR)
    assert _found(desk, "court sentences") == ["model-law"]
    assert document_folder(desk.corpus, "model-law").state == before
    publisher.undo(first, CURATOR)
    assert desk.store.record("boat-report") is None and _found(desk, "fishing boats") == []
    assert not (desk.corpus / "report" / "boat-report").exists()
    _whole(desk)
    with pytest.raises(DeskError, match="undone already"):
        publisher.undo(first, CURATOR)


def test_only_the_last_publication_of_a_document_can_be_undone(desk: Desk) -> None:
    publisher = Publisher(desk)
    first = publisher.publish([DocumentChange("model-law", law(title="One"))], CURATOR, "published")
    second = publisher.publish([DocumentChange("model-law", law(title="Two"))], CURATOR, "published")
    with pytest.raises(ChangedMeanwhileError, match="undo the later one first"):
        publisher.undo(first, CURATOR)
    third = publisher.undo(second, CURATOR)
    publisher.undo(third, CURATOR)
    assert load_record(desk.corpus / "law" / "model-law" / "record.yaml").title == "Two"
    _whole(desk)


def test_what_cannot_be_read_publishes_nothing_of_the_rest(desk: Desk, tmp_path: Path, uploaded: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    bad = Record(identifier="broken", title="Broken", files=({"path": "en.pdf"},))
    state = document_folder(desk.corpus, "model-law").state
    revision = desk.store.revision()
    changes = [
        DocumentChange("boat-report", REPORT, {"en.md": uploaded}),
        DocumentChange("model-law", law(title="Renamed")),
        DocumentChange("broken", bad, {"en.pdf": broken}),
    ]
    with pytest.raises(DeskError, match=r"broken/en\.pdf"):
        Publisher(desk).publish(changes, CURATOR, "published")
    assert desk.store.revision() == revision and document_folder(desk.corpus, "model-law").state == state
    assert {path.name for path in desk.corpus.rglob("*") if path.is_file()} == {"record.yaml", "en.txt"}
    assert desk.trail.entries() == []
    _whole(desk)


def test_a_change_based_on_another_state_is_refused(desk: Desk) -> None:
    base = document_folder(desk.corpus, "model-law").state
    Publisher(desk).publish([DocumentChange("model-law", law(title="Mine"), base=base)], CURATOR, "published")
    with pytest.raises(ChangedMeanwhileError, match="somebody else"):
        Publisher(desk).publish([DocumentChange("model-law", law(title="Theirs"), base=base)], CURATOR, "published")
    assert desk.store.record("model-law").title == "Mine"


def test_a_contributor_may_not_publish(desk: Desk) -> None:
    with pytest.raises(NotAllowedError, match="takes a curator"):
        Publisher(desk).publish([DocumentChange("model-law", None)], CONTRIBUTOR, "took away")
    assert desk.store.record("model-law") is not None
