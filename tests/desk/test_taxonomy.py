"""Work on the vocabularies: files, records, passages and index follow together, and it can be undone."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import vocabulary
from corpus.passage_tags import PASSAGES, PassageTags, dump_passage_tags, read_passage_tags
from corpus.record import dump_record
from corpus.vocabulary import VocabularyError, vocabularies
from desk.desk import Desk
from desk.people.account import NotAllowedError
from desk.publishing.publication import ChangedMeanwhileError, Publisher
from desk.publishing.published import last_publications
from desk.taxonomy import Taxonomy
from index.verify import verify
from ingest.build import build
from tests.conftest import REPOSITORY
from tests.desk.conftest import CONTRIBUTOR, CURATOR, law, open_desk

pytestmark = pytest.mark.model

TEXT = "Article 1\nShrimp peeling is done at night.\n\nArticle 2\nThe owners of karaoke bars kept their papers."


@pytest.fixture
def tagged(own_taxonomy: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a law that a person tagged with a term, as a whole and in its first passage."""
    folder = tmp_path / "documents" / "law" / "model-law"
    folder.mkdir(parents=True)
    (folder / "en.txt").write_text(TEXT, encoding="utf-8")
    (folder / "record.yaml").write_text(dump_record(law(tags={"sector": ["seafood-processing"]})), encoding="utf-8")
    made = open_desk(tmp_path)
    build(made.corpus, made.store, made.encoder)
    first = made.store.passages("model-law")[0]
    said = PassageTags.of(
        first.content or "", "en.txt", None, confirmed={"sector": ["seafood-processing"]}, struck={}, by="Sok"
    )
    (folder / PASSAGES).write_text(dump_passage_tags([said]), encoding="utf-8")
    build(made.corpus, made.store, made.encoder)
    yield made
    made.store.close()


def _files(desk: Desk, taxonomy: Path) -> dict[Path, bytes]:
    found = [path for root in (desk.corpus, taxonomy) for path in root.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in found}


def _sectors(desk: Desk) -> list[list[str]]:
    return [passage.meta["sector"] for passage in desk.store.passages("model-law")]


def _whole(desk: Desk) -> None:
    assert verify(desk.store) == [] and desk.trail.faults() == []
    report = build(desk.corpus, desk.store, desk.encoder)
    assert (report.read, report.refused) == (0, [])


def test_what_bears_a_merged_term_follows_and_comes_back(tagged: Desk, own_taxonomy: Path) -> None:
    before, taxonomy = _files(tagged, own_taxonomy), Taxonomy(tagged, CURATOR)
    tried = taxonomy.merge("sector", "seafood-processing", "fisheries", try_only=True)
    assert (tried.publication, tried.documents) == (0, ("model-law",))
    assert _files(tagged, own_taxonomy) == before and tagged.trail.entries() == []
    done = taxonomy.merge("sector", "seafood-processing", "fisheries")
    folder = tagged.corpus / "law" / "model-law"
    assert (done.said, done.documents) == (tried.said, tried.documents)
    assert tagged.store.record("model-law").tags == {"sector": ("fisheries",)}  # type: ignore[union-attr]
    assert read_passage_tags(folder)[0].confirmed == {"sector": ("fisheries",)}
    assert vocabularies()["sector"].get("seafood-processing").id == "fisheries"  # type: ignore[union-attr]
    assert "fisheries" in _sectors(tagged)[0]
    about, document = tagged.trail.entries()[:2]
    assert (about.subject, about.action, about.note) == ("sector/seafood-processing", "merged a term", done.said)
    assert "seafood-processing" in about.before and '"id": "fisheries"' in about.after
    assert document.subject == "model-law"
    _whole(tagged)
    Publisher(tagged).undo(done.publication, CURATOR)
    after = _files(tagged, own_taxonomy)
    assert after == before
    assert vocabularies()["sector"].get("seafood-processing").id == "seafood-processing"  # type: ignore[union-attr]
    assert "seafood-processing" in _sectors(tagged)[0]
    assert tagged.trail.entries(action="undid", subject="sector")
    _whole(tagged)


def test_a_new_name_finds_passages_at_once(tagged: Desk) -> None:
    assert _sectors(tagged) == [["seafood-processing"], ["entertainment"]]
    Taxonomy(tagged, CURATOR).rename("sector", "fisheries", "Their papers")
    assert vocabularies()["sector"].get("fisheries").label == "Their papers"  # type: ignore[union-attr]
    assert _sectors(tagged) == [["seafood-processing"], ["fisheries", "entertainment"]]
    _whole(tagged)


def test_a_later_change_of_the_same_vocabulary_is_undone_first(tagged: Desk) -> None:
    taxonomy, publisher = Taxonomy(tagged, CURATOR), Publisher(tagged)
    first = taxonomy.rename("sector", "fisheries", "Fishing at sea").publication
    second = taxonomy.rename("sector", "fisheries", "Fishing on lakes").publication
    assert [each.can_be_undone for each in last_publications(tagged)] == [True, False]
    with pytest.raises(ChangedMeanwhileError, match="undo the later one first"):
        publisher.undo(first, CURATOR)
    publisher.undo(second, CURATOR)
    assert vocabularies()["sector"].get("fisheries").label == "Fishing at sea"  # type: ignore[union-attr]
    publisher.undo(first, CURATOR)


def test_a_term_is_proposed_by_a_contributor_and_accepted_by_a_curator(tagged: Desk, own_taxonomy: Path) -> None:
    before = _files(tagged, own_taxonomy)
    fields = {"prefLabel": {"en": "Salt pans"}, "definition": "Making salt of sea water."}
    proposed = Taxonomy(tagged, CONTRIBUTOR).propose("sector", fields)
    assert vocabularies()["sector"].get("salt-pans") is None
    with pytest.raises(NotAllowedError):
        Taxonomy(tagged, CONTRIBUTOR).accept("sector", ["salt-pans"])
    accepted = Taxonomy(tagged, CURATOR).accept("sector", ["salt-pans"])
    assert vocabularies()["sector"].get("salt-pans").label == "Salt pans"  # type: ignore[union-attr]
    with pytest.raises(VocabularyError):
        Taxonomy(tagged, CURATOR).accept("sector", ["salt-pans"])
    Publisher(tagged).undo(accepted.publication, CURATOR)
    Publisher(tagged).undo(proposed.publication, CURATOR)
    assert _files(tagged, own_taxonomy) == before


def test_a_retired_term_is_kept_where_it_stands(tagged: Desk) -> None:
    done = Taxonomy(tagged, CURATOR).retire("sector", "seafood-processing")
    assert done.documents == () and "1 document keeps it" in done.said
    assert "seafood-processing" in _sectors(tagged)[0]
    _whole(tagged)


def test_killed_after_the_commit_the_rest_is_done_by_who_comes_next(
    tagged: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("desk.publishing.publication.build", killed)
        Taxonomy(tagged, CURATOR).merge("sector", "seafood-processing", "fisheries")
    assert (tagged.folder / "publication.json").exists()
    opened = open_desk(tmp_path)
    Publisher(opened).recover()
    assert "fisheries" in _sectors(opened)[0]
    assert len(opened.trail.entries(action="merged a term")) == 2, "told once of the term, once of the document"
    _whole(opened)
    opened.store.close()


def test_another_process_notices(own_taxonomy: Path) -> None:
    assert vocabularies()["sector"].get("fisheries").label == "Fisheries sector"  # type: ignore[union-attr]
    path = own_taxonomy / "sector.yaml"
    write = f"from pathlib import Path; p = Path({str(path)!r}); p.write_text(p.read_text().replace(*{{}}))"
    for old, new, label in (
        ("Fisheries sector", "Fishing", "Fishing"),
        # Half written: what was read stays until it can be used.
        ("terms:", "terms: [", "Fishing"),
        ("terms: [", "terms:", "Fishing"),
        ("en: Fishing", "en: The sea", "The sea"),
    ):
        code = write.format((old, new))
        subprocess.run([sys.executable, "-c", code], check=True, cwd=REPOSITORY)
        time.sleep(vocabulary._LOOK_EVERY_S + 0.1)
        assert vocabularies()["sector"].get("fisheries").label == label  # type: ignore[union-attr]
