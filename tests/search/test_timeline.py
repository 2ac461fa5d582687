"""What stood when: documents by year, and what was in force on a day by the dates that records give."""

from pathlib import Path

from haystack import Document

from corpus.record import Record
from index import PassageStore
from search.coverage import dated_documents, in_force_on

OLD = Record(identifier="law-1996", title="Old", type="law", date="1996-01-16", isReplacedBy=("law-2008",))
NEW = Record(identifier="law-2008", title="New", type="law", date="2008-02-15", replaces=("law-1996",))
PLAN = Record(identifier="plan", title="Plan", type="plan", date="2006", temporal="2006/2010")
DRAFT = Record(identifier="draft", title="Draft", type="law", date="2001", status="draft")
STUDY = Record(identifier="study", title="Study", type="study", date="2007", four_p=("policy",))
ALL = [OLD, NEW, PLAN, DRAFT, STUDY]


def _on(day: str) -> list[str]:
    return [record.identifier for record in in_force_on(ALL, day)]


def test_in_force() -> None:
    assert _on("1990-01-01") == []
    assert _on("2000-01-01") == ["law-1996"]
    assert _on("2008-02-14") == ["plan", "law-1996"]
    assert _on("2008-02-15") == ["law-2008", "plan"]
    assert _on("2012-01-01") == ["law-2008"]


def test_what_only_the_later_record_says_it_replaces_is_replaced() -> None:
    old = OLD.model_copy(update={"is_replaced_by": ()})
    assert [record.identifier for record in in_force_on([old, NEW], "2012-01-01")] == ["law-2008"]
    assert [record.identifier for record in in_force_on([old, NEW], "2000-01-01")] == ["law-1996"]


def test_documents_by_year(tmp_path: Path) -> None:
    store = PassageStore(tmp_path, 4)
    for record, suggested in ((STUDY, ["protection"]), (OLD, []), (Record(identifier="undated", title="U"), [])):
        tags = {"confirmed": {}, "suggested": {"four_p": suggested} if suggested else {}}
        meta = {"document": record.identifier, "document_tags": tags}
        passage = Document(id=f"{record.identifier}/0", content="x", meta=meta)
        store.replace_document(record, [], [passage], "")
    found = [(document.year, document.record.identifier, document.four_p) for document in dated_documents(store)]
    assert found == [(1996, "law-1996", ()), (2007, "study", ("protection", "policy"))]
    only = store.numbers({"field": "meta.document", "operator": "==", "value": "study"})
    assert [document.record.identifier for document in dated_documents(store, only)] == ["study"]
