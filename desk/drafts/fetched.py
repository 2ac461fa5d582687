"""An official text that was fetched and could identify somebody: a draft that changes its record."""

from pathlib import Path

from corpus.record import Record, RecordFile
from desk.desk import Desk
from desk.drafts.drafts import Drafts
from desk.people.account import Account
from ingest.records import file_hash


def begin_from_fetched(desk: Desk, by: Account, record: Record, file: Path, filed: RecordFile) -> int:
    """
    Bring a fetched text to the desk, in the place of the official text its record has; where it is there, nothing.

    ```python
    begin_from_fetched(desk, account, record, Path("fetched.pdf"), RecordFile(path="official-en.pdf"))
    ```

    :param desk: the desk.
    :param by: who works.
    :param record: the published record.
    :param file: what was fetched.
    :param filed: what it is to be called in the record.
    :returns: the draft's number.
    :raises DeskError: where the record is not published, or the file cannot be taken.
    """
    drafts = Drafts(desk, by)
    number = drafts.begin_from(record.identifier)
    sha256 = file_hash(file)
    held = drafts.get(number).files
    if any(sha256 in (each.sha256, each.brought) for each in held):
        return number
    for each in held:
        if each.text == "official":
            drafts.files.remove(number, each.number)
    drafts.files.add(number, filed.path, file, path=filed.path, language=filed.language, text="official")
    return number
