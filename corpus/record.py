"""The record: what is known about one document, its catalogue card."""

import re
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from corpus.settings import Audience

DocumentType = Literal[
    "law",
    "sub-decree",
    "prakas",
    "guideline",
    "treaty",
    "declaration",
    "agreement",
    "mou",
    "plan",
    "framework",
    "report",
    "study",
    "statistics",
    "tool",
    "other",
]
Status = Literal["in force", "draft", "superseded", "withdrawn", "completed", "unknown"]
TextKind = Literal["official", "digest"]
FourP = Literal["prevention", "protection", "prosecution", "policy"]
# The fields that name other records, as `record.yaml` calls them.
RELATIONS = ("replaces", "isReplacedBy", "amends", "isAmendedBy", "implements", "isImplementedBy", "related")
FOUR_P: tuple[FourP, ...] = ("prevention", "protection", "prosecution", "policy")

_DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
# The safe loader, written in C where that is there: it reads ten thousand records in seconds, not in a minute.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_IDENTIFIER = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")


def _date(value: str) -> str:
    if value and not _DATE.match(value):
        raise ValueError(f"{value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return value


PartialDate = Annotated[str, AfterValidator(_date)]


class RecordError(ValueError):
    """A record that cannot be used; the message says which file, which field and how to mend it."""


class RecordFile(BaseModel):
    """
    One file of a record.

    :param path: relative to the record's folder.
    :param language: BCP 47.
    :param text: the instrument's own words (`official`) or our description of it (`digest`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    language: str = "en"
    text: TextKind = "official"

    @field_validator("path")
    @classmethod
    def _inside(cls, path: str) -> str:
        if Path(path).is_absolute() or ".." in Path(path).parts:
            raise ValueError(f"{path!r} must stand inside the record's folder")
        return path


class Checked(BaseModel):
    """A public source that the record's facts were checked against."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    for_: str = Field("", alias="for", description="which facts it bears out")


class Record(BaseModel):
    """
    A document's catalogue card, in Dublin Core's names.

    A record and its files are the only truth about a document: the index is made from them and can
    always be made again.

    ```python
    from pathlib import Path
    from corpus.record import load_record

    record = load_record(Path("corpus/documents/framework/un-joint-framework-cambodia/record.yaml"))
    record.title, record.date
    ```
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    identifier: str
    title: str = Field(min_length=1)
    alternative: tuple[str, ...] = ()
    type: DocumentType = "other"
    date: PartialDate = ""
    date_note: str = Field("", description="what the date is of (adopted, signed, promulgated), and doubts about it")
    available: PartialDate = Field("", description="the day the clearinghouse published it")
    modified: PartialDate = Field("", description="the day its record or files were last changed here")
    creator: tuple[str, ...] = ()
    publisher: str = ""
    language: tuple[str, ...] = ("en",)
    spatial: tuple[str, ...] = Field((), description="ISO 3166-1 or 3166-2 codes")
    temporal: str = Field("", description="the years it is about or runs for, as in 2006/2010")
    source: str = Field("", description="where the official text is")
    rights: str = ""
    status: Status = "unknown"
    status_note: str = ""
    audience: Audience = "public"
    four_p: tuple[FourP, ...] = Field((), description="confirmed by a person; empty is not yet tagged")
    tags: dict[str, tuple[str, ...]] = Field({}, description="terms a person confirmed, by vocabulary")
    replaces: tuple[str, ...] = ()
    is_replaced_by: tuple[str, ...] = Field((), alias="isReplacedBy")
    amends: tuple[str, ...] = ()
    is_amended_by: tuple[str, ...] = Field((), alias="isAmendedBy")
    implements: tuple[str, ...] = ()
    is_implemented_by: tuple[str, ...] = Field((), alias="isImplementedBy")
    related: tuple[str, ...] = ()
    files: tuple[RecordFile, ...] = ()
    checked: tuple[Checked, ...] = Field((), description="the sources its facts were checked against")
    note: str = ""
    inferred: bool = Field(False, description="read off the file by a program, not described by a person")

    @field_validator("identifier")
    @classmethod
    def _plain(cls, value: str) -> str:
        if not _IDENTIFIER.match(value):
            raise ValueError(f"{value!r}: use small letters, digits and single hyphens, as in law-2008-trafficking")
        return value

    @field_validator("date", "available", "modified", "temporal", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        """YAML reads 2008 as a number and 2008-02-15 as a date; both are meant as written."""
        return str(value) if value is not None else ""

    @model_validator(mode="after")
    def _files_once(self) -> "Record":
        paths = [f.path for f in self.files]
        if len(paths) != len(set(paths)):
            raise ValueError("files: the same path stands there twice")
        return self

    @property
    def year(self) -> int | None:
        """The year of its date, None where the date is not known."""
        return int(self.date[:4]) if self.date else None


def load_record(path: Path) -> Record:
    """
    Read a `record.yaml`.

    :param path: the file.
    :returns: the record, valid.
    :raises RecordError: where it is no YAML, lacks a field, has one too many, or a value that does not fit;
        the message names the file and each field.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe one
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RecordError(f"{path}: cannot be read as YAML in UTF-8: {error}") from error
    if not isinstance(data, dict):
        raise RecordError(f"{path}: holds no fields; write at least `identifier:` and `title:`")
    try:
        return Record.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(str(p) for p in e['loc']) or 'record'}: {e['msg']}" for e in error.errors())
        raise RecordError(f"{path}: {faults}") from error


def dump_record(record: Record) -> str:
    """
    Write a record as the YAML that `load_record` reads, leaving out what is empty.

    :param record: the record.
    :returns: YAML text, fields in the order of the class.
    """
    data = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
