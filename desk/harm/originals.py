"""Erasing for good: what was brought and then redacted, and what a document was before it was published anew."""

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.draft_table import DraftTable
from desk.drafts.shelf import Shelf
from desk.people.account import Account
from desk.publishing.history import History


def erase_originals(desk: Desk, by: Account, draft: int) -> int:
    """
    Take away for good what was redacted in a published draft: the bytes that were brought and their name, what was
    read of them and inferred from it, and the words of the findings.

    The redacted files stay, so that the draft can be worked on where its publication is undone.

    ```python
    erase_originals(desk, account, 12)  # 1
    ```

    :param desk: the desk.
    :param by: who does it.
    :param draft: the draft's number.
    :returns: how many files had something redacted.
    :raises DeskError: where it is not published, or nothing of it was redacted.
    """
    by.need("curate")
    with desk.trail.writing() as connection:
        held = DraftTable(desk, by).read(connection, draft)
        if held.stage != "published":
            raise DeskError(f"Draft {draft} is not published: what it was made from may still be needed.")
        redacted = [file for file in held.files if file.redacted]
        if not redacted:
            raise DeskError(f"Nothing of draft {draft} was redacted: there is nothing to erase.")
        for file in redacted:
            connection.execute(
                "UPDATE findings SET words = '', why = '', start = 0, end = 0 WHERE file = ? AND decision = 'redacted'",
                (file.number,),
            )
            connection.execute(
                "UPDATE draft_files SET brought = sha256, name = path, inferred = '[]' WHERE number = ?", (file.number,)
            )
        # What was inferred from the file as it was brought is among the fields it began with.
        connection.execute("UPDATE drafts SET found = fields WHERE number = ?", (draft,))
        after = {"files": [file.path for file in redacted]}
        subject = held.changes or f"draft {draft}"
        desk.trail.add(connection, by.name, "erased originals", subject, after=after)
    Shelf(desk.folder).keep_only(draft, {file.sha256 for file in held.files})
    desk.database.let_go()
    desk.store.forget_deleted()
    return len(redacted)


def erase_history(desk: Desk, by: Account, identifier: str) -> int:
    """
    Take away for good the copies of what a document was before each publication; those can then not be undone.

    :param desk: the desk.
    :param by: who does it.
    :param identifier: the document's.
    :returns: how many copies there were.
    :raises DeskError: where there is none.
    """
    by.need("curate")
    with desk.alone():
        copies = History(desk.folder).erase(identifier)
        if not copies:
            raise DeskError(f"No earlier copy of {identifier!r} is kept: there is nothing to erase.")
        with desk.trail.writing() as connection:
            desk.trail.add(connection, by.name, "erased earlier copies", identifier, before={"copies": copies})
        desk.store.forget_deleted()
    return copies
