"""The vocabularies: each valid, and whole among the others; a wrong one says how to mend it."""

import re
from pathlib import Path

import pytest
import yaml

from corpus.record import FOUR_P, load_record
from corpus.vocabulary import BUNDLED, VocabularyError, load_vocabulary, term_label, unknown_terms, vocabularies
from tests.conftest import REPOSITORY

FILES = sorted(BUNDLED.glob("*.yaml"))
TERM = {"id": "a", "prefLabel": {"en": "Alpha"}, "definition": "The first."}


def _write(folder: Path, terms: list[dict[str, object]], scheme: str = "letters") -> Path:
    path = folder / f"{scheme}.yaml"
    held = {"scheme": scheme, "title": "Letters", "source": "A test.", "terms": terms}
    path.write_text(yaml.safe_dump(held), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_vocabulary_is_valid_and_named_after_its_file(path: Path) -> None:
    assert load_vocabulary(path).scheme == path.stem


def test_what_the_field_asks_for_is_there() -> None:
    held = vocabularies()
    assert tuple(term.id for term in held["four_p"].terms) == FOUR_P
    assert len(held["plan_component"].narrower("")) == 5
    # The annex of the Joint Framework lists 27, and each stands under its programme and serves at least a P.
    components = [term for term in held["plan_component"].terms if term.broader]
    assert len(components) == 27
    assert all(term.id.startswith(f"{term.broader}.") and term.four_p for term in components)
    assert len(held["approach"].terms) == 8
    assert [term.id for term in held["province"].terms] == [f"KH-{number}" for number in range(1, 26)]
    assert {term.id for term in held["definition"].narrower("")} == {"act", "means", "purpose"}
    assert all(re.fullmatch("[A-Z]{2}", code) for t in held["corridor"].terms for code in (t.origin, t.destination))
    assert all(term.kind for term in held["body"].terms)


def test_every_term_of_every_record_is_in_its_vocabulary() -> None:
    records = map(load_record, (REPOSITORY / "corpus" / "documents").rglob("record.yaml"))
    assert [(record.identifier, unknown) for record in records if (unknown := unknown_terms(record.tags))] == []
    assert unknown_terms({"sector": ("fisheries", "gone"), "colour": ("red",)}) == ["sector/gone", "colour/red"]


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ([], "at least 1 item"),
        ([TERM, TERM], "'a' stands there twice"),
        ([TERM | {"broader": "z"}], "a: its broader term is not in the vocabulary"),
        ([TERM, TERM | {"id": "b", "altLabel": {"en": ["alpha"]}}], "two terms are called 'alpha'"),
        ([TERM | {"prefLabel": {"km": "ក"}}], "every term has an English label"),
        ([TERM | {"colour": "red"}], "colour"),
    ],
)
def test_a_wrong_vocabulary_says_what_and_where(terms: list[dict[str, object]], fault: str, tmp_path: Path) -> None:
    path = _write(tmp_path, terms)
    with pytest.raises(VocabularyError, match=re.escape(str(path))) as caught:
        load_vocabulary(path)
    assert fault in str(caught.value)


def test_a_term_that_names_one_that_is_not_there_is_found(tmp_path: Path) -> None:
    _write(tmp_path, [TERM | {"related": ["sector/nowhere"]}])
    with pytest.raises(VocabularyError, match=r"a names sector/nowhere, which is not there"):
        vocabularies(tmp_path)


def test_names_of_a_plan_component_are_without_its_number() -> None:
    term = vocabularies()["plan_component"].get("2.2")
    assert term is not None and term.names[0] == "Safer Migration" and term.label == "2.2 Safer Migration"


def test_labels() -> None:
    assert term_label("sector", "fisheries") == "Fisheries sector"
    assert term_label("sector", "gone") == "gone"
