"""Passages bear the terms they name, those above them, and what a person confirmed of their document."""

import pytest
from haystack import Document

from corpus.record import Record
from ingest.terms import TermTagger, named_terms


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("Men were held on fishing vessels.", "sector", ["fisheries"]),
        ("Child prostitution is forbidden.", "exploitation", ["sexual-exploitation", "child-sexual-exploitation"]),
        ("They were brought from Poipet.", "province", ["KH-1"]),
        ("The NCCT met twice.", "body", ["ncct"]),
        ("Who may commit to this?", "body", []),
        ("The Ministry of Women's Affairs met.", "population", []),
        ("The rice harvest was good.", "exploitation", []),
        ("Victim identification was poor.", "plan_component", ["3", "3.5"]),
    ],
)
def test_named(text: str, scheme: str, expected: list[str]) -> None:
    assert named_terms(text)[scheme] == expected


def test_headings_name_terms_too() -> None:
    document = Document(content="They work at night.", meta={"context": "Report — Brick kilns"})
    (tagged,) = TermTagger().run([document], Record(identifier="r", title="R"))["documents"]
    assert tagged.meta["sector"] == ["brick-making"]
    assert tagged.meta["confirmed"] == []


def test_a_confirmed_term_that_no_passage_names_is_given_to_all() -> None:
    record = Record(identifier="r", title="R", tags={"sector": ("fisheries", "construction")})
    documents = [Document(content="Crews of fishing boats."), Document(content="Pay is kept back.")]
    first, second = TermTagger().run(documents, record)["documents"]
    assert first.meta["sector"] == ["fisheries", "construction"]
    assert second.meta["sector"] == ["construction"]
    assert second.meta["confirmed"] == ["sector/construction"]
