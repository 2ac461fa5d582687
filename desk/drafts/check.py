"""What is still to be mended before a draft can be published, in sentences that say how."""

from dataclasses import dataclass
from typing import Any, get_args

from pydantic import ValidationError
from rapidfuzz import process

from corpus.record import RELATIONS, Record, RecordFile
from corpus.settings import Audience
from corpus.vocabulary import unknown_terms, vocabularies
from desk.desk import Desk
from desk.drafts.draft import Draft
from desk.publishing.document_folder import document_folder
from index import PassageStore

_NEAR = 70


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something to be mended.

    :param field: of the record; empty where it is of none.
    :param what: what is wrong and how to mend it.
    """

    field: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """
    A draft held against the rules.

    :param record: its record; None where its fields make none yet.
    :param faults: what is to be mended.
    """

    record: Record | None
    faults: tuple[Fault, ...]


def check_draft(desk: Desk, draft: Draft, sees: Audience = "restricted") -> Checked:
    """
    Hold a draft's fields and files against the rules of a record.

    ```python
    check_draft(desk, drafts.get(12)).faults
    ```

    :param desk: the desk.
    :param draft: the draft.
    :param sees: whose documents whoever asks may see; of others nothing is told.
    :returns: its record, where it makes one, and what is to be mended.
    """
    fields = dict(draft.fields)
    identifier = str(fields.get("identifier") or draft.changes or identifier_from(fields))
    fields["identifier"] = identifier
    fields["files"] = [
        RecordFile(path=file.path, language=file.language, text=file.text)
        for file in draft.files
        if file.state != "refused"
    ]
    faults = [
        Fault("files", f"{file.name}: {file.said} Take it out, or bring another.")
        for file in draft.files
        if file.state == "refused"
    ]
    try:
        record = Record.model_validate(fields)
    except ValidationError as error:
        return Checked(None, (*faults, *(_fault(each, fields) for each in error.errors())))
    faults += [Fault("tags", _unknown(term)) for term in unknown_terms(record.tags)]
    seen = desk.store.for_audience(sees)
    faults += _relations(fields, draft.found, identifier, seen)
    if not draft.changes and _taken(desk, identifier, seen):
        faults.append(
            Fault(
                "identifier", f"There is a document {identifier!r} already: give this one another, or change that one."
            )
        )
    if draft.changes and identifier != draft.changes:
        faults.append(Fault("identifier", f"It stays {draft.changes}: addresses and citations lead there."))
    return Checked(record, tuple(faults))


def _taken(desk: Desk, identifier: str, seen: PassageStore) -> bool:
    """Of a document that one may not see a curator is told, who gives this one another identifier."""
    hidden = seen.record(identifier) is None and desk.store.record(identifier) is not None
    return not hidden and document_folder(desk.corpus, identifier).record is not None


def identifier_from(fields: dict[str, Any]) -> str:
    """
    An identifier made of title and date.

    :param fields: the record's fields.
    :returns: as in "report-on-brick-kilns-2019"; empty where the title has no Latin letter.
    """
    title, date = str(fields.get("title") or ""), str(fields.get("date") or "")
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in title.casefold())
    return "-".join([word for word in words.split("-") if word][:8] + ([date[:4]] if date else []))


def _fault(error: Any, fields: dict[str, Any]) -> Fault:
    name = str(error["loc"][0]) if error["loc"] else ""
    if name == "title" or (name == "identifier" and not fields["identifier"]):
        return Fault("title", "Write the official title; an identifier is made of it.")
    if error["type"] == "literal_error":
        field = next((f for key, f in Record.model_fields.items() if name in (key, f.alias)), None)
        choices = ", ".join(map(str, get_args(field.annotation))) if field else ""
        return Fault(name, f"{error['input']!r} is none of {choices}.")
    return Fault(name, error["msg"].removeprefix("Value error, ").rstrip(".") + ".")


def _unknown(term: str) -> str:
    scheme, _, identifier = term.partition("/")
    held = vocabularies().get(scheme)
    near = process.extractOne(identifier, [each.id for each in held.terms], score_cutoff=_NEAR) if held else None
    mend = f"did you mean {near[0]!r}?" if near else "choose one of the list, or propose it as a new term."
    return f"{identifier!r} is no term of {held.title if held else scheme}: {mend}"


def _relations(fields: dict[str, Any], found: dict[str, Any], identifier: str, store: PassageStore) -> list[Fault]:
    """Of those that are new: a record may name documents that are known by name only."""
    faults = []
    for name in RELATIONS:
        for other in fields.get(name) or ():
            if other in (found.get(name) or ()):
                continue
            if other == identifier:
                faults.append(Fault(name, "A document has no relation to itself: take it out."))
            elif store.record(other) is None:
                faults.append(
                    Fault(name, f"There is no document {other!r}: choose one of the list, or bring it first.")
                )
    return faults
