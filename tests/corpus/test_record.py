"""The record: what it takes, what it refuses and how it says so."""

from pathlib import Path

import pytest

from corpus.record import Record, RecordError, RecordFile, dump_record, load_record


def _card(folder: Path, text: str) -> Path:
    path = folder / "record.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_least_record() -> None:
    record = Record(identifier="boats-law", title="Boats law")
    assert (record.type, record.status, record.audience, record.year) == ("other", "unknown", "public", None)
    assert record.files == record.four_p == ()


@pytest.mark.parametrize(
    ("written", "date", "year"),
    [("2008-02-15", "2008-02-15", 2008), ('"2008-02"', "2008-02", 2008), ("2008", "2008", 2008), ('""', "", None)],
)
def test_dates_are_kept_as_written(tmp_path: Path, written: str, date: str, year: int | None) -> None:
    record = load_record(_card(tmp_path, f"identifier: boats-law\ntitle: Boats law\ndate: {written}\n"))
    assert (record.date, record.year) == (date, year)


@pytest.mark.parametrize("field", ["available", "modified"])
def test_the_days_of_the_clearinghouse_are_dates_too(tmp_path: Path, field: str) -> None:
    record = load_record(_card(tmp_path, f"identifier: boats-law\ntitle: Boats law\n{field}: 2026-11-24\n"))
    assert getattr(record, field) == "2026-11-24"
    with pytest.raises(RecordError, match=f"{field}: .*write YYYY, YYYY-MM or YYYY-MM-DD"):
        load_record(_card(tmp_path, f"identifier: boats-law\ntitle: Boats law\n{field}: yesterday\n"))


@pytest.mark.parametrize("date", ["15 February 2008", "2008-13", "2008-2-15", "2008-02-32", "08", "2008/02/15"])
def test_what_is_no_date_is_refused_with_how_to_write_one(tmp_path: Path, date: str) -> None:
    with pytest.raises(RecordError, match="write YYYY, YYYY-MM or YYYY-MM-DD"):
        load_record(_card(tmp_path, f'identifier: boats-law\ntitle: Boats law\ndate: "{date}"\n'))


@pytest.mark.parametrize("identifier", ["Boats", "boats_law", "-boats", "boats--law", "boats law", "boats/law", ""])
def test_identifiers_are_fit_for_addresses_and_folders(identifier: str) -> None:
    with pytest.raises(ValueError, match="small letters, digits and single hyphens"):
        Record(identifier=identifier, title="Boats law")


@pytest.mark.parametrize("path", ["/etc/passwd", "../other/en.pdf", "a/../../en.pdf"])
def test_files_stand_inside_the_folder(path: str) -> None:
    with pytest.raises(ValueError, match="inside the record's folder"):
        RecordFile(path=path)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("title: Boats law\n", "identifier: Field required"),
        ("identifier: boats-law\ntitle: ''\n", "title: "),
        ("identifier: boats-law\ntitle: Boats law\nstatus: valid\n", "status: "),
        ("identifier: boats-law\ntitle: Boats law\nfour_p: [care]\n", "four_p.0: "),
        ("identifier: boats-law\ntitle: Boats law\ncolour: blue\n", "colour: "),
        ("identifier: boats-law\ntitle: Boats law\nfiles: [{path: a.pdf}, {path: a.pdf}]\n", "twice"),
    ],
)
def test_faults_name_the_file_and_the_field(tmp_path: Path, text: str, field: str) -> None:
    path = _card(tmp_path, text)
    with pytest.raises(RecordError) as error:
        load_record(path)
    assert str(path) in str(error.value)
    assert field in str(error.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"title: .*; .*status: "):
        load_record(_card(tmp_path, "identifier: boats-law\nstatus: valid\n"))


@pytest.mark.parametrize("text", ["", "- a list\n", "just words\n"])
def test_what_holds_no_fields_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RecordError, match="holds no fields"):
        load_record(_card(tmp_path, text))


def test_what_is_no_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read as YAML"):
        load_record(_card(tmp_path, "title: [unclosed\n"))
    (tmp_path / "record.yaml").write_bytes(b"\xff\xfe\x00title")
    with pytest.raises(RecordError, match="cannot be read as YAML"):
        load_record(tmp_path / "record.yaml")
    with pytest.raises(RecordError, match="cannot be read"):
        load_record(tmp_path / "absent.yaml")


def test_dump_and_load_give_the_same(tmp_path: Path) -> None:
    record = Record.model_validate(
        {
            "identifier": "boats-law",
            "title": "Boats law — ច្បាប់",
            "type": "law",
            "date": "2001-05",
            "isReplacedBy": ["boats-law-2"],
            "files": [{"path": "en.pdf", "text": "digest"}],
            "checked": [{"source": "https://example.org/boats", "for": "the date"}],
        }
    )
    text = dump_record(record)
    assert "ច្បាប់" in text
    assert "isReplacedBy" in text
    assert "audience" not in text
    assert load_record(_card(tmp_path, text)) == record


def test_a_record_cannot_be_changed() -> None:
    record = Record(identifier="boats-law", title="Boats law")
    with pytest.raises(ValueError, match="frozen"):
        record.title = "Another"
