"""A term is renamed, merged, retired, proposed: the files change in those lines only, and what bears it follows."""

import difflib
from pathlib import Path

import pytest
import yaml

from corpus.gaps import GapNote, dump_notes, read_notes
from corpus.geography import geography
from corpus.passage_tags import PassageTags
from corpus.record import Record
from corpus.taxonomy_change import TaxonomyChange
from corpus.taxonomy_files import TaxonomyFile
from corpus.taxonomy_proposals import accept, propose
from corpus.taxonomy_work import merge, rename, retire
from corpus.vocabulary import (
    VocabularyError,
    current_id,
    load_vocabulary,
    term_label,
    vocabularies,
    vocabulary_changed,
)
from search.query import chosen, current_value, parse_query
from views.address import SearchAddress

RECORDS = {
    "one": Record(identifier="one", title="One", tags={"sector": ("seafood-processing", "fisheries", "garment")}),
    "two": Record(identifier="two", title="Two", tags={"sector": ("seafood-processing",), "body": ("uniap",)}),
    "three": Record(identifier="three", title="Three", tags={"sector": ("garment",)}),
}


def _said(
    confirmed: dict[str, tuple[str, ...]], struck: dict[str, tuple[str, ...]], text: str = "Words."
) -> PassageTags:
    return PassageTags.of(text, "en.pdf", 1, confirmed=confirmed, struck=struck)


PASSAGES = {
    "three": (
        _said({"sector": ("seafood-processing",)}, {"sector": ("fisheries",)}),
        _said({}, {"sector": ("seafood-processing",)}, "Others."),
    ),
    "one": (_said({"sector": ("garment",)}, {}),),
}
GAP = GapNote(
    rows="sector", row="seafood-processing", columns="four_p", column="policy", verdict="real gap", reason="-"
)


@pytest.fixture
def taxonomy(own_taxonomy: Path) -> Path:
    return own_taxonomy


def _write(change: TaxonomyChange) -> None:
    for path, text in change.files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    vocabulary_changed()


def _lines(change: TaxonomyChange, path: Path) -> list[str]:
    before = path.read_text(encoding="utf-8").splitlines()
    changed = difflib.unified_diff(before, change.files[path].splitlines(), lineterm="", n=0)
    return [line for line in changed if not line.startswith(("---", "+++", "@@"))]


def _merge(scheme: str, term: str, into: str) -> TaxonomyChange:
    return merge(scheme, term, into, records=RECORDS, passage_tags=PASSAGES)


def _rename(scheme: str, term: str, label: str, language: str = "en", keep_old: bool = True) -> TaxonomyChange:
    return rename(scheme, term, label, language, keep_old=keep_old, records=RECORDS, passage_tags=PASSAGES)


def _retire(scheme: str, term: str, replaced_by: str = "") -> TaxonomyChange:
    return retire(scheme, term, replaced_by=replaced_by, records=RECORDS, passage_tags=PASSAGES)


def test_renamed_the_old_name_still_finds_it(taxonomy: Path) -> None:
    change = _rename("sector", "seafood-processing", "shrimp peeling")
    assert change.said == "“Seafood processing” is now called “shrimp peeling”: 3 documents tagged with it"
    assert (change.records, change.passage_tags) == ({}, {})
    assert _lines(change, taxonomy / "sector.yaml") == [
        "-    prefLabel: {en: Seafood processing}",
        "-    altLabel: {en: [shrimp processing, shrimp peeling, fish processing, seafood factories]}",
        "+    prefLabel: {en: shrimp peeling}",
        "+    altLabel: {en: [shrimp processing, fish processing, seafood factories, Seafood processing]}",
    ]
    _write(change)
    assert term_label("sector", "seafood-processing") == "shrimp peeling"
    assert parse_query('sector:"seafood processing"').filters["value"] == "seafood-processing"


def test_renamed_in_another_language_and_without_the_old_name(taxonomy: Path) -> None:
    _write(_rename("sector", "brick-making", "ឡឥដ្ឋ", "km"))
    _write(_rename("plan_component", "2.2", "2.2 Safe migration"))
    _write(_rename("sector", "construction", "Yes", keep_old=False))
    term = vocabularies()["sector"].get("brick-making")
    assert term is not None and term.prefLabel == {"en": "Brick making", "km": "ឡឥដ្ឋ"}
    component = vocabularies()["plan_component"].get("2.2")
    # A plan's number is no part of a name, and the new name no other name any more.
    assert component is not None and component.altLabel["en"] == (
        "regular migration",
        "legal migration channels",
        "Safer Migration",
    )
    yes = vocabularies()["sector"].get("construction")
    assert yes is not None and yes.label == "Yes" and "Construction" not in yes.names


def test_a_name_of_another_term_is_refused_with_what_to_do(taxonomy: Path) -> None:
    fault = r"Construction \(sector/construction\) is called “building sites” already: choose another name, or merge"
    with pytest.raises(VocabularyError, match=fault):
        _rename("sector", "garment", "Building sites")
    for label in ("", "Construction"):
        with pytest.raises(VocabularyError, match="give it a new name"):
            _rename("sector", "construction", label)
    with pytest.raises(VocabularyError, match="has no term 'mining'"):
        _rename("sector", "mining", "Mining")
    with pytest.raises(VocabularyError, match="no vocabulary 'colour'"):
        _rename("colour", "red", "Red")


def test_merged_what_bore_it_follows(taxonomy: Path) -> None:
    gaps = taxonomy.parent / "gaps.yaml"
    gaps.write_text(dump_notes([GAP.model_copy(update={"row": "fisheries", "reason": "Before."}), GAP]))
    before = (taxonomy / "sector.yaml").read_text(encoding="utf-8")
    change = _merge("sector", "seafood-processing", "fisheries")
    assert change.said == "“Seafood processing” was merged into “Fisheries sector”: 3 documents follow"
    assert {identifier: record.tags["sector"] for identifier, record in change.records.items()} == {
        "one": ("fisheries", "garment"),
        "two": ("fisheries",),
    }
    assert change.records["two"].tags["body"] == ("uniap",)
    assert change.passage_tags == {
        "three": (_said({"sector": ("fisheries",)}, {}), _said({}, {"sector": ("fisheries",)}, "Others."))
    }
    assert change.files.keys() == {taxonomy / "sector.yaml", gaps}
    assert (taxonomy / "sector.yaml").read_text(encoding="utf-8") == before
    lines = _lines(change, taxonomy / "sector.yaml")
    assert len([line for line in lines if line.startswith("-")]) == 1 + 4
    _write(change)
    term = vocabularies()["sector"].get("fisheries")
    assert term is not None and term.merged == ("seafood-processing",)
    assert term.altLabel["en"][-5:] == (
        "Seafood processing",
        "shrimp processing",
        "shrimp peeling",
        "fish processing",
        "seafood factories",
    )
    assert [(note.row, note.reason) for note in read_notes()] == [("fisheries", "-")]


def test_what_names_a_merged_id_means_its_successor(taxonomy: Path) -> None:
    _write(_merge("sector", "seafood-processing", "fisheries"))
    _write(_merge("sector", "fisheries", "agriculture"))
    assert current_id("sector", "seafood-processing") == "agriculture"
    assert chosen("sector", "seafood-processing")["value"] == "agriculture"
    assert chosen("confirmed", "sector/fisheries")["value"] == "agriculture"
    assert current_value("tagged", "sector/fisheries") == "sector/agriculture"
    address = SearchAddress.read({"sector": ["fisheries", "agriculture"], "without": ["sector/seafood-processing"]})
    assert (address.filters, address.without) == ({"sector": ("agriculture",)}, ("sector/agriculture",))
    with pytest.raises(VocabularyError, match="“Agriculture and plantations” is to be merged into itself"):
        _merge("sector", "fisheries", "agriculture")


def test_other_vocabularies_and_narrower_terms_follow(taxonomy: Path) -> None:
    before = load_vocabulary(taxonomy / "plan_component.yaml")
    led = [term.id for term in before.terms if "mosvy" in term.lead]
    assert led
    change = _merge("body", "mosvy", "mowa")
    assert change.files.keys() == {taxonomy / "body.yaml", taxonomy / "plan_component.yaml"}
    _write(change)
    after = load_vocabulary(taxonomy / "plan_component.yaml")
    assert [term.id for term in after.terms if "mosvy" in term.lead] == []
    assert all("mowa" in term.lead for term in after.terms if term.id in led)
    assert len(_lines(change, taxonomy / "plan_component.yaml")) == 0
    _write(_merge("exploitation", "sexual-exploitation", "forced-labour"))
    assert term_label("exploitation", "sexual-exploitation") == term_label("exploitation", "forced-labour")
    assert vocabularies()["exploitation"].above("child-sexual-exploitation") == ("forced-labour",)
    named = [term.related for term in vocabularies()["definition"].terms if term.related]
    assert named == [("exploitation/forced-labour", "exploitation/slavery", "exploitation/organ-removal")]


def test_a_term_merged_into_one_below_it_gives_it_its_place(taxonomy: Path) -> None:
    _write(_merge("sector", "manufacturing", "garment"))
    term = vocabularies()["sector"].get("manufacturing")
    assert term is not None and (term.id, term.broader) == ("garment", "")


def test_what_cannot_be_merged_says_why(taxonomy: Path) -> None:
    with pytest.raises(VocabularyError, match="the four Ps are what everything is sorted by"):
        _merge("four_p", "policy", "prevention")
    _write(_retire("sector", "street-work"))
    with pytest.raises(VocabularyError, match="is retired: merge it into “Construction”"):
        _merge("sector", "construction", "street-work")


def test_a_merged_province_leaves_the_map_whole(taxonomy: Path) -> None:
    _write(_merge("province", "KH-25", "KH-3"))
    assert geography().provinces.keys() >= {term.id for term in vocabularies()["province"].terms}


def test_retired_it_is_kept_and_offered_no_more(taxonomy: Path) -> None:
    change = _retire("sector", "seafood-processing", "fisheries")
    assert change.said == (
        "“Seafood processing” is retired: 3 documents keep it, no new passage is given it; "
        "“Fisheries sector” is used instead"
    )
    assert _lines(change, taxonomy / "sector.yaml") == ["+    status: retired", "+    replaced_by: fisheries"]
    _write(change)
    assert parse_query("sector:seafood-processing").filters["value"] == "seafood-processing"
    with pytest.raises(ValueError, match=r"sector:seafood-processin is not known: (?!.*seafood)"):
        parse_query("sector:seafood-processin")
    with pytest.raises(VocabularyError, match="retired already"):
        _retire("sector", "seafood-processing")


def test_what_stands_below_a_retired_term_is_not_forgotten(taxonomy: Path) -> None:
    with pytest.raises(VocabularyError, match="“Garment and footwear industry” stands below “Manufacturing”"):
        _retire("sector", "manufacturing")
    _write(_retire("sector", "manufacturing", "garment"))
    assert vocabularies()["sector"].above("garment") == ()
    _write(_retire("exploitation", "sexual-exploitation", "slavery"))
    assert vocabularies()["exploitation"].above("child-sexual-exploitation") == ("slavery",)


def test_proposed_waits_and_accepted_is_a_term(taxonomy: Path) -> None:
    mining = {"prefLabel": {"en": "Mining"}, "altLabel": {"en": ["quarries"]}}
    change = propose("sector", mining, "Sok")
    (path,) = change.files
    assert path == taxonomy / "proposed" / "sector.yaml"
    assert yaml.safe_load(change.files[path])["new"] == [{"id": "mining", **mining, "proposed_by": "Sok"}]
    _write(change)
    assert vocabularies()["sector"].get("mining") is None
    with pytest.raises(VocabularyError, match="'mining' is proposed already"):
        propose("sector", mining, "Dara")
    with pytest.raises(VocabularyError, match="'mining' has no definition"):
        accept("sector", ["mining"])
    fishing = {
        "prefLabel": {"en": "Shrimp farms"},
        "definition": "Raising of shrimps.",
        "broader": "seafood-processing",
    }
    _write(propose("sector", fishing, "Sok"))
    _write(_merge("sector", "seafood-processing", "fisheries"))
    change = accept("sector", ["shrimp-farms"])
    assert change.said == "“Shrimp farms” taken into Sector of work"
    _write(change)
    term = vocabularies()["sector"].get("shrimp-farms")
    assert term is not None and term.broader == "fisheries"
    assert [each["id"] for each in yaml.safe_load(path.read_text())["new"]] == ["mining"]


@pytest.mark.parametrize(
    ("scheme", "fields", "fault"),
    [
        (
            "sector",
            {"prefLabel": {"en": "Brick kilns"}},
            r"Brick making \(sector/brick-making\) is called “brick kilns”",
        ),
        ("sector", {"id": "garment", "prefLabel": {"en": "Silk"}}, "the id 'garment' is that of “Garment"),
        ("sector", {"prefLabel": {"en": "Silk"}, "broader": "cloth"}, "has no term 'cloth'"),
        ("sector", {"prefLabel": {"km": "សូត្រ"}}, "every term has an English label"),
        ("sector", {"prefLabel": {"en": "Silk"}, "colour": "red"}, "colour"),
        ("four_p", {"prefLabel": {"en": "Partnership"}}, "the four Ps"),
        ("province", {"id": "KH-26", "prefLabel": {"en": "Angkor Borei"}}, "KH-26 has no place on the map"),
        ("corridor", {"prefLabel": {"en": "To Narnia"}, "origin": "KH", "destination": "XX"}, "countries on the map"),
    ],
)
def test_a_wrong_proposal_says_what_to_mend(scheme: str, fields: dict[str, object], fault: str, taxonomy: Path) -> None:
    with pytest.raises(VocabularyError, match=fault):
        propose(scheme, fields, "Sok")


def test_a_folder_without_a_bundled_vocabulary_says_which(taxonomy: Path) -> None:
    (taxonomy / "approach.yaml").unlink()
    (taxonomy / "plan_component.yaml").unlink()
    vocabulary_changed()
    with pytest.raises(VocabularyError, match=r"has no approach\.yaml: copy it from"):
        vocabularies()


LAID_OUT = """# Before all.
scheme: sector
title: Sector
terms:
# On the first.
- id: one
  prefLabel:
    en: One
  definition: "The
    first."

# On the second.
- id: two
  prefLabel: {en: Two}   # as they say
  definition: The second.
# On the third.
- {id: three, prefLabel: {en: Three}, definition: The third.}
# After all.
source: A test.
"""


def test_comments_and_lines_of_other_terms_stay() -> None:
    file = TaxonomyFile(Path("sector.yaml"), LAID_OUT)
    assert file.text() == LAID_OUT
    file.term("two")["definition"] = "Another."
    file.remove("three")
    expected = LAID_OUT.replace("The second.", "Another.").replace(
        "- {id: three, prefLabel: {en: Three}, definition: The third.}\n", ""
    )
    assert file.text() == expected
    assert yaml.safe_load(file.text())["source"] == "A test."


def test_terms_in_one_line_are_not_guessed_at() -> None:
    with pytest.raises(VocabularyError, match="write one term a line"):
        TaxonomyFile(Path("sector.yaml"), "terms: [{id: one}, {id: two}]\n")
