"""Redacting a draft's files: what was marked goes out of them, and what is left is read and screened again."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.draft import DraftFile
from desk.drafts.draft_table import DraftTable
from desk.drafts.shelf import Shelf
from desk.harm.findings import DraftFinding, Findings, write_findings
from desk.people.account import Account
from ingest.parse.process import parse_in_process
from ingest.redact import Redaction, RedactionError, redact_in_process
from ingest.screen import screen_in_process


def redact_draft(desk: Desk, by: Account, number: int) -> list[str]:
    """
    Take everything that was marked out of a draft's files.

    ```python
    redact_draft(desk, account, 12)  # ["report.pdf: 4 marks redacted on pages 2, 3."]
    ```

    :param desk: the desk.
    :param by: who works.
    :param number: the draft's.
    :returns: a sentence a file.
    :raises DeskError: where something could not be removed; that file stays as it was, and unpublished.
    """
    findings = [found for found in Findings(desk, by).of(number) if found.decision == "redact"]
    with desk.database.reading() as connection:
        files = DraftTable(desk, by).open(connection, number).files
    said = []
    for file in files:
        marked = [found for found in findings if found.file == file.number]
        if marked:
            said.append(_redact_file(desk, by, number, file, marked))
    return said


def _redact_file(desk: Desk, by: Account, number: int, file: DraftFile, marked: Sequence[DraftFinding]) -> str:
    shelf = Shelf(desk.folder)
    source = shelf.file(number, file.sha256)
    redactions = [Redaction(words=found.words, page=found.page, box=found.box) for found in marked]
    with tempfile.TemporaryDirectory(dir=shelf.of(number), prefix=".redacting-") as folder:
        target = Path(folder) / source.name
        try:
            done = redact_in_process(source, target, redactions)
        except RedactionError as error:
            raise DeskError(f"{file.name}: {error}") from error
        sha256 = shelf.take(number, source.name, target)
    parsed = parse_in_process(shelf.file(number, sha256))
    shelf.keep_reading(number, sha256, parsed)
    found = screen_in_process(shelf.file(number, sha256), parsed)
    size = shelf.file(number, sha256).stat().st_size
    with desk.trail.writing() as connection:
        table = DraftTable(desk, by)
        draft = table.open(connection, number)
        if all(held.sha256 != file.sha256 for held in draft.files):
            raise DeskError(f"{file.name} was changed by somebody else meanwhile: look at it again.")
        connection.executemany(
            "UPDATE findings SET decision = 'redacted', who = ? WHERE number = ?",
            [(by.name, each.number) for each in marked],
        )
        write_findings(connection, file, sha256, found, parsed)
        connection.execute(
            "UPDATE draft_files SET sha256 = ?, size = ?, pages = ?, done = ? WHERE number = ?",
            (sha256, size, len(parsed.pages), len(parsed.pages), file.number),
        )
        after = {"file": file.path, "marks": len(marked), "pages": [page + 1 for page in done.pages_changed]}
        table.update(connection, draft, action="redacted", after=after)
    pages = ", ".join(str(page + 1) for page in done.pages_changed) or "none"
    missed = [words for words, times in done.occurrences.items() if not times]
    notes = [f"“{words}” stood nowhere in the file." for words in missed] + done.notes
    return " ".join([f"{file.name}: {len(marked)} marked and redacted, pages drawn anew: {pages}.", *notes])
