"""A SKOS file brings terms before a curator; only what a curator accepts, complete, goes into a vocabulary."""

from pathlib import Path

import pytest
import yaml

from corpus.skos import main, propose, read_skos
from corpus.vocabulary import VocabularyError, load_vocabulary

SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://example.org/> .
x:work a skos:Concept ; skos:prefLabel "Work"@en .
x:mining a skos:Concept ; skos:prefLabel "Mining"@en, "ការជីករ៉ែ"@km, "Bergbau"@de ;
    skos:altLabel "quarrying"@en ; skos:definition "Taking stone and ore from the ground."@en ; skos:broader x:work .
x:fish a skos:Concept ; skos:prefLabel "Fishing"@en ; skos:altLabel "trawling"@en .
x:nameless a skos:Concept ; skos:prefLabel "Fischerei"@de .
"""
OURS = """# A comment that stays.
scheme: sector
title: Sector
source: A test.
terms:
  - {id: fishing, prefLabel: {en: Fishing}, definition: Catching fish.}
"""


@pytest.fixture
def taxonomy(tmp_path: Path) -> Path:
    (tmp_path / "sector.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / "other.ttl").write_text(SKOS, encoding="utf-8")
    return tmp_path


def _run(taxonomy: Path, *arguments: str) -> int:
    return main([*arguments, "--taxonomy", str(taxonomy)])


def test_read() -> None:
    with pytest.raises(VocabularyError, match="save it as Turtle"):
        read_skos(Path("terms.json"))


def test_what_a_file_brings_is_proposed_and_changes_nothing(taxonomy: Path) -> None:
    target = propose(taxonomy / "other.ttl", "sector", taxonomy)
    found = yaml.safe_load(target.read_text(encoding="utf-8"))
    assert [term["id"] for term in found["new"]] == ["mining", "work"]
    mining = found["new"][0]
    assert mining["prefLabel"] == {"en": "Mining", "km": "ការជីករ៉ែ"}
    assert (mining["altLabel"], mining["broader"]) == ({"en": ["quarrying"]}, "work")
    assert [(each["id"], each["names"]) for each in found["names"]] == [("fishing", ["trawling"])]
    assert (taxonomy / "sector.yaml").read_text(encoding="utf-8") == OURS


def test_accepted_when_complete_all_or_none(taxonomy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(taxonomy, "propose", str(taxonomy / "other.ttl"), "--scheme", "sector")
    assert _run(taxonomy, "accept", "sector", "mining") == 2
    assert "broader term is not in the vocabulary" in capsys.readouterr().err
    assert _run(taxonomy, "accept", "sector", "mining", "work") == 2
    assert "'work' has no definition" in capsys.readouterr().err
    assert (taxonomy / "sector.yaml").read_text(encoding="utf-8") == OURS
    proposed = taxonomy / "proposed" / "sector.yaml"
    held = yaml.safe_load(proposed.read_text(encoding="utf-8"))
    held["new"][1]["definition"] = "What is done for pay."
    proposed.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
    assert _run(taxonomy, "accept", "sector", "mining", "work") == 0
    vocabulary = load_vocabulary(taxonomy / "sector.yaml")
    assert [term.id for term in vocabulary.terms] == ["fishing", "mining", "work"]
    assert (taxonomy / "sector.yaml").read_text(encoding="utf-8").startswith("# A comment that stays.")
    assert yaml.safe_load(proposed.read_text(encoding="utf-8"))["new"] == []
    assert _run(taxonomy, "accept", "sector", "mining") == 2


def test_a_broken_file_says_so(taxonomy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (taxonomy / "broken.ttl").write_text("@prefix skos <", encoding="utf-8")
    assert _run(taxonomy, "propose", str(taxonomy / "broken.ttl"), "--scheme", "sector") == 2
    assert "broken.ttl: cannot be read as turtle" in capsys.readouterr().err
