"""What a person said of a passage wins over what programs suggest, and lapses, aloud, when its words change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from haystack import Document

from corpus.passage_tags import PASSAGES, PassageTags, dump_passage_tags
from index import PassageStore
from index.encoder import load_encoder
from ingest.build import BuildReport, build
from ingest.confirmed_tags import ConfirmedTagger
from search.coverage import count_coverage

pytestmark = pytest.mark.model

RECORD = "identifier: report\ntitle: Report\ntype: report\ndate: 2010\nfiles:\n- path: en.txt\n"
BOATS = "Article 1\nMen were held on fishing vessels for months and were not paid."
KILNS = "Article 2\nFamilies in brick kilns owe money to the owner and may not leave."
PAY = "Article 3\nThe crews told of their pay on the way home."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus" / "report"
    made.mkdir(parents=True)
    (made / "record.yaml").write_text(RECORD)
    (made / "en.txt").write_text("\n\n".join([BOATS, KILNS, PAY]))
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    encoder = load_encoder()
    with PassageStore(tmp_path / "index", encoder.dimension, encoder.name, encoder.revision) as opened:
        yield opened


def _build(folder: Path, store: PassageStore, *tags: PassageTags) -> BuildReport:
    if tags:
        (folder / PASSAGES).write_text(dump_passage_tags(tags), encoding="utf-8")
    return build(folder.parent, store, load_encoder())


def _said(passage: Document, **terms: dict[str, list[str]]) -> PassageTags:
    both: dict[str, Any] = {"confirmed": {}, "struck": {}} | terms
    return PassageTags.of(passage.content or "", "en.txt", passage.meta["pdf_page"], **both)


def _sectors(passages: list[Document]) -> list[list[str]]:
    return [passage.meta["sector"] for passage in passages]


def test_confirmed_is_added_and_struck_is_gone(folder: Path, store: PassageStore) -> None:
    _build(folder, store)
    boats, kilns, pay = store.passages("report")
    assert _sectors([boats, kilns, pay]) == [["fisheries"], ["brick-making"], []]
    assert boats.meta["document_tags"]["suggested"]["sector"] == ["fisheries", "brick-making"]
    report = _build(
        folder,
        store,
        _said(kilns, struck={"sector": ["brick-making"]}),
        _said(pay, confirmed={"sector": ["garment"], "four_p": ["protection"]}),
    )
    assert (report.read, report.refused) == (1, [])
    boats, kilns, pay = store.passages("report")
    # The term above a confirmed one is borne with it.
    assert _sectors([boats, kilns, pay]) == [["fisheries"], [], ["manufacturing", "garment"]]
    assert "protection" in pay.meta["four_p"]
    assert pay.meta["confirmed"] == ["four_p/protection", "sector/manufacturing", "sector/garment"]
    assert boats.meta["confirmed"] == []
    assert boats.meta["document_tags"]["suggested"]["sector"] == ["fisheries", "manufacturing", "garment"]
    checked = {"field": "meta.tags_checked", "operator": "==", "value": True}
    assert {passage.id for passage in store.filter_documents(checked)} == {kilns.id, pay.id}
    assert count_coverage(store, "sector", "type").row_documents["garment"] == 1


def test_a_p_confirmed_of_a_passage_is_suggested_to_its_document(folder: Path, store: PassageStore) -> None:
    _build(folder, store)
    passages = store.passages("report")
    unlikely = min(passages[0].meta["four_p_suggested"], key=passages[0].meta["four_p_suggested"].get)
    assert all(unlikely not in passage.meta["four_p"] for passage in passages)
    _build(folder, store, _said(passages[0], confirmed={"four_p": [unlikely]}))
    assert unlikely in store.passages("report")[0].meta["document_tags"]["suggested"]["four_p"]


def test_tags_follow_the_words_and_lapse_aloud(folder: Path, store: PassageStore) -> None:
    _build(folder, store)
    boats, kilns, pay = store.passages("report")
    said = [_said(each, confirmed={"population": ["men"]}) for each in (boats, kilns, pay)]
    _build(folder, store, *said)
    (folder / "en.txt").write_text(
        "\n\n".join(["Article 9\nSomething new comes first.", BOATS, KILNS + " Not even then."])
    )
    report = _build(folder, store)
    marked = [passage for passage in store.passages("report") if passage.meta.get("tags_checked")]
    assert [passage.content for passage in marked] == [boats.content]
    (refusal,) = report.refused
    assert refusal.path == "report/passages.yaml"
    assert refusal.reason.startswith("2 passages with confirmed tags are not in the file any more: “")
    assert _build(folder, store).refused == [refusal]


def test_what_cannot_be_taken_is_named_and_stops_nothing(folder: Path, store: PassageStore) -> None:
    _build(folder, store)
    boats = store.passages("report")[0]
    report = _build(folder, store, _said(boats, confirmed={"sector": ["mining", "tourism"]}))
    assert [(r.path, "sector/mining, which no vocabulary has" in r.reason) for r in report.refused] == [
        ("report/passages.yaml", True)
    ]
    assert store.passages("report")[0].meta["sector"] == ["fisheries", "tourism"]
    (folder / PASSAGES).write_text("- file: [", encoding="utf-8")
    report = _build(folder, store)
    assert "without the tags of its passages: cannot be read as YAML" in report.refused[0].reason
    assert _sectors(store.passages("report"))[0] == ["fisheries"]


def _run(meta: dict[str, Any], said: PassageTags) -> dict[str, Any]:
    document = Document(content="Words.", meta={"file": "en.txt", "pdf_page": 1, **meta})
    return ConfirmedTagger().run([document], (said,))["documents"][0].meta


def test_striking_the_broader_strikes_what_is_below_it_unless_confirmed() -> None:
    held = {
        "exploitation": ["sexual-exploitation", "prostitution-of-others", "child-sexual-exploitation"],
        "confirmed": ["exploitation/sexual-exploitation"],
    }
    said = PassageTags.of("Words.", "en.txt", 1, confirmed={}, struck={"exploitation": ["sexual-exploitation"]})
    assert _run(held, said)["exploitation"] == []
    assert _run(held, said)["confirmed"] == []
    kept = said.model_copy(update={"confirmed": {"exploitation": ("child-sexual-exploitation",)}})
    assert _run(held, kept)["exploitation"] == ["sexual-exploitation", "child-sexual-exploitation"]


def test_the_same_words_on_another_page_are_another_passage() -> None:
    documents = [Document(content="Words.", meta={"file": "en.txt", "pdf_page": page}) for page in (1, 2)]
    documents.append(Document(content="Words.", meta={"file": "km.txt", "pdf_page": 1}))

    def marked(page: int) -> list[bool]:
        said = PassageTags.of("Words.", "en.txt", page, confirmed={}, struck={})
        tagged = ConfirmedTagger().run(documents, (said,))["documents"]
        return [document.meta.get("tags_checked", False) for document in tagged]

    assert marked(2) == [False, True, False]
    # A page that was taken out before them moves the words, and what was said of them goes along.
    assert marked(7) == [True, True, False]
