"""A corpus folder becomes records and files; what cannot be taken is refused with the reason."""

from pathlib import Path

import pytest

from corpus.page import Block, Page, ParsedFile
from ingest.records import Source, file_hash, find_sources, fingerprint, infer_record, same_reader


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def parsed(title: str, *lines: str, heading: str = "", language: str = "en") -> ParsedFile:
    text = "\n\n".join(filter(None, [heading, *lines]))
    return ParsedFile((Page(1, None, text, (Block(0, len(heading), "heading"),)),), title=title, language=language)


def loose(tmp_path: Path, name: str) -> Source:
    (tmp_path / name).write_text("words")
    ((source,), _) = find_sources(tmp_path)
    return source


def test_a_folder_with_a_record_is_one_document(tmp_path: Path) -> None:
    write(tmp_path, law__x__record_yaml="identifier: x\ntitle: X\nfiles:\n- path: en.pdf\n- path: annex/en.pdf\n")
    write(tmp_path, law__x__en_pdf="a", law__x__annex__en_pdf="b", law__x__source_md="c")
    ((source,), refusals) = find_sources(tmp_path)
    assert source.paths == ("law/x/en.pdf", "law/x/annex/en.pdf")
    assert not source.loose
    assert refusals == []


def test_a_loose_file_is_a_document(tmp_path: Path) -> None:
    source = loose(tmp_path, "National Plan (2006).txt")
    assert (source.record.identifier, source.loose, source.record.inferred) == ("national-plan-2006", True, True)


def test_identifiers_are_unique(tmp_path: Path) -> None:
    write(tmp_path, a_pdf="1", a_txt="2", A_txt="3", ច្បាប់_txt="4")
    sources, _ = find_sources(tmp_path)
    identifiers = [source.record.identifier for source in sources]
    assert len(set(identifiers)) == 4
    assert {"a", "a-txt", "document"} <= set(identifiers)


def test_what_is_hidden_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, law__record_yaml="")
    (tmp_path / "law").rename(tmp_path / ".filing-x")
    (tmp_path / "~$law.docx").write_text("Word's own")
    assert find_sources(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ("title: [", "cannot be read as YAML"),
        ("identifier: b\n", "title"),
        ("identifier: B b\ntitle: T\n", "use small letters"),
        ("identifier: a\ntitle: T\n", "is that of a/record.yaml already"),
    ],
)
def test_a_bad_record_is_refused_and_the_rest_is_taken(tmp_path: Path, card: str, reason: str) -> None:
    write(tmp_path, a__record_yaml="identifier: a\ntitle: A\n", b__record_yaml=card, c_txt="words")
    sources, (refusal,) = find_sources(tmp_path)
    assert [source.record.identifier for source in sources] == ["a", "c"]
    assert refusal.path == "b/record.yaml"
    assert reason in refusal.reason


def test_formats_we_do_not_read_are_named_with_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, numbers_xlsx="x", program_py="x")
    _, (refusal,) = find_sources(tmp_path)
    assert (refusal.path, refusal.reason) == ("numbers.xlsx", ".xlsx is not read: save it as PDF")


@pytest.mark.parametrize(
    ("name", "title", "lines", "expected"),
    [
        ("labour-law-1997.txt", "The Labor Law of Cambodia", [], ("The Labor Law of Cambodia", "law", "")),
        ("f.txt", "Findings on Child Labor 2021", [], ("Findings on Child Labor 2021", "report", "2021")),
        ("f.txt", "National Plan 2006-2010 on Trafficking", [], ("National Plan 2006-2010 on Trafficking", "plan", "")),
        (
            "un-joint-framework-cambodia.txt",
            "United Nations",
            ["United Nations A framework for addressing trafficking in Cambodia", "Joint frameworks are many. " * 9],
            ("United Nations A framework for addressing trafficking in Cambodia", "framework", ""),
        ),
        ("x.txt", "", ["The Convention was read at the meeting."], ("x", "other", "")),
        ("mou-thailand.txt", "", [], ("mou-thailand", "mou", "")),
    ],
)
def test_inference(tmp_path: Path, name: str, title: str, lines: list[str], expected: tuple[str, str, str]) -> None:
    record = infer_record(loose(tmp_path, name), parsed(title, *lines))
    assert (record.title, record.type, record.date) == expected
    assert record.inferred


def test_headings_of_the_first_page_tell_the_type(tmp_path: Path) -> None:
    record = infer_record(loose(tmp_path, "x.txt"), parsed("", "words", heading="MEMORANDUM OF UNDERSTANDING"))
    assert record.type == "mou"


def test_language_is_that_of_the_words(tmp_path: Path) -> None:
    record = infer_record(loose(tmp_path, "x.txt"), parsed("ច្បាប់", language="km"))
    assert (record.language, record.files[0].language, record.type) == (("km",), "km", "law")
    assert infer_record(loose(tmp_path, "x.txt"), parsed("", language="und")).language == ("en",)


def test_a_fingerprint_tells_the_reader_from_the_rest(tmp_path: Path) -> None:
    source = loose(tmp_path, "x.txt")
    digest = file_hash(tmp_path / "x.txt")
    first = fingerprint(source, [digest], "reader", "maker")
    assert first == fingerprint(source, [digest], "reader", "maker")
    for other in (
        fingerprint(source, ["0"], "reader", "maker"),
        fingerprint(source, [digest], "reader", "another"),
    ):
        assert other != first
        assert same_reader(other, first)
    assert not same_reader(fingerprint(source, [digest], "another", "maker"), first)
    assert not same_reader("", first)


def test_a_tag_that_no_vocabulary_has_is_told_and_the_document_taken(tmp_path: Path) -> None:
    folder = tmp_path / "law" / "law-1"
    folder.mkdir(parents=True)
    (folder / "record.yaml").write_text("identifier: law-1\ntitle: Law\ntags: {sector: [fisheries, gone]}\n")
    (source,), (told,) = find_sources(tmp_path)
    assert source.record.identifier == "law-1"
    assert "without the tags sector/gone" in told.reason
