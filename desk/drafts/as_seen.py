"""A published document as an account may see it, which is what a draft that changes it begins with."""

from typing import Any

from corpus.record import Record
from desk.database import DeskError
from desk.desk import Desk
from desk.people.account import Account
from desk.publishing.document_folder import DocumentFolder, document_folder


def published(desk: Desk, by: Account, identifier: str) -> tuple[DocumentFolder, Record]:
    """
    A document's folder, and its record without relations to what the account may not see.

    ```python
    folder, record = published(desk, account, "crc-1989")
    ```

    :param desk: the desk.
    :param by: who asks.
    :param identifier: the document's.
    :returns: folder and record.
    :raises DeskError: where there is no such document that the account may see.
    """
    visible = desk.store.for_audience(by.sees).record(identifier)
    folder = document_folder(desk.corpus, identifier) if visible else None
    if visible is None or folder is None or folder.record is None:
        raise DeskError(f"There is no document {identifier!r} that could be changed here.")
    return folder, visible


def fields_of(record: Record) -> dict[str, Any]:
    """
    A record's fields as a draft holds them.

    :param record: the record.
    :returns: {field: value} by the names of `record.yaml`, without files and without what is empty.
    """
    fields = record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    fields.pop("files", None)
    return fields
