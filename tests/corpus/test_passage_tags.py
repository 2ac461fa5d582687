"""What a person says of passages is kept beside the record, reads back as it was written, and says how to mend it."""

from pathlib import Path

import pytest

from corpus.passage_tags import (
    PASSAGES,
    PassageTags,
    PassageTagsError,
    dump_passage_tags,
    read_passage_tags,
    with_passage_tags,
)

TEXT = "Men were held on fishing vessels for months without pay, and few came home before the next season began."
SAID = PassageTags.of(
    TEXT, "en.pdf", 4, confirmed={"sector": ["fisheries"]}, struck={"four_p": ["policy"]}, by="Sok", date="2011-03-02"
)


def test_written_and_read(tmp_path: Path) -> None:
    right = PassageTags.of("ទូកនេសាទ", "km.pdf", None, confirmed={}, struck={})
    assert read_passage_tags(tmp_path) == ()
    (tmp_path / PASSAGES).write_text(dump_passage_tags([right, SAID]), encoding="utf-8")
    assert read_passage_tags(tmp_path) == (SAID, right)
    assert SAID.words == "Men were held on fishing vessels for months without pay, and few"
    assert "ទូកនេសាទ" in (tmp_path / PASSAGES).read_text(encoding="utf-8")


def test_a_date_is_read_as_written(tmp_path: Path) -> None:
    (tmp_path / PASSAGES).write_text(f"- file: en.pdf\n  sha256: {SAID.sha256}\n  date: 2011-03-02\n")
    assert read_passage_tags(tmp_path)[0].date == "2011-03-02"


def test_a_new_word_replaces_that_on_the_same_passage() -> None:
    other = PassageTags.of("Other words.", "en.pdf", 4, confirmed={}, struck={})
    changed = SAID.model_copy(update={"confirmed": {}, "by": "Dara"})
    assert with_passage_tags([SAID, other], [changed]) == (changed, other)


def test_terms_that_no_vocabulary_has_are_named() -> None:
    said = PassageTags.of(TEXT, "en.pdf", 4, confirmed={"sector": ["mining"]}, struck={"four_p": ["peace", "policy"]})
    assert said.unknown == ["sector/mining", "four_p/peace"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [", "cannot be read as YAML"),
        ("words: all", "valid tuple"),
        ("- {file: en.pdf, sha256: abc}", "0.sha256"),
        (f"- {{file: en.pdf, sha256: {SAID.sha256}, colour: red}}", "0.colour"),
        (
            f"- {{file: e, sha256: {SAID.sha256}, confirmed: {{sector: [a]}}, struck: {{sector: [a]}}}}",
            "sector/a is both",
        ),
        (
            dump_passage_tags([SAID, SAID.model_copy(update={"confirmed": {}})]),
            "without pay, and few” stands there twice",
        ),
    ],
)
def test_a_wrong_file_says_what_and_where(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / PASSAGES).write_text(text, encoding="utf-8")
    with pytest.raises(PassageTagsError) as caught:
        read_passage_tags(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / PASSAGES}: ")
    assert fault in str(caught.value)


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / PASSAGES).mkdir()
    with pytest.raises(PassageTagsError, match="cannot be read as YAML"):
        read_passage_tags(tmp_path)
