"""Bringing a draft onto what its document is now, where another change of it was published meanwhile."""

import json
from collections.abc import Mapping
from typing import Any

from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.as_seen import fields_of, published
from desk.drafts.draft import Draft
from desk.drafts.draft_files import DraftFiles
from desk.drafts.draft_table import DraftTable
from desk.drafts.merge import merge, merge_tags
from desk.harm.field_findings import write_field_findings
from desk.people.account import Account
from desk.publishing.document_folder import DocumentFolder
from desk.publishing.history import History

FILES, TAGS = "files", "tags of passages"


def catch_up(desk: Desk, by: Account, number: int) -> dict[str, Any]:
    """
    Bring both changes together: fields, files and what was said of passages.

    ```python
    catch_up(desk, account, 12)  # {} where the two changed different things
    ```

    :param desk: the desk.
    :param by: who works.
    :param number: the draft's.
    :returns: {field: what the document has now} of what both changed; the draft keeps its own.
    :raises DeskError: where the files were changed and nobody knows any more what they were.
    """
    table = DraftTable(desk, by)
    with desk.alone():
        with desk.database.reading() as connection:
            draft = table.open(connection, number)
        folder, seen = published(desk, by, draft.changes)
        was = _as_it_was(desk, draft)
        conflicts = _bring_files(DraftFiles(desk, by), draft, was, folder)
        now = fields_of(seen)
        with desk.trail.writing() as connection:
            draft = table.open(connection, number)
            merged = merge(draft.found, draft.fields, now)
            tags, tagged = merge_tags(was.passage_tags if was else (), draft.tags, folder.passage_tags)
            table.update(connection, draft, fields=merged.fields, tags=tags, action="caught up")
            connection.execute(
                "UPDATE drafts SET base = ?, found = ? WHERE number = ?", (folder.state, json.dumps(now), number)
            )
            write_field_findings(connection, number, merged.fields)
    return merged.conflicts | conflicts | ({TAGS: tagged} if tagged else {})


def _as_it_was(desk: Desk, draft: Draft) -> DocumentFolder | None:
    """The document as the draft was begun from it; None where no copy is kept."""
    with desk.database.reading() as connection:
        rows = connection.execute(
            "SELECT publication FROM published WHERE identifier = ? ORDER BY publication DESC", (draft.changes,)
        ).fetchall()
    history = History(desk.folder)
    for row in rows:
        try:
            before = history.before(row["publication"], draft.changes)
        except (DeskError, OSError):
            continue
        if before.state == draft.base:
            return before
    return None


def _bring_files(files: DraftFiles, draft: Draft, was: DocumentFolder | None, folder: DocumentFolder) -> dict[str, Any]:
    """What the other took out goes out of the draft, what the other put in comes in: a redacted page stays redacted."""
    now = folder.files
    held = {file.path: file for file in draft.files}
    if was is None:
        if now != {path: file.brought for path, file in held.items()}:
            raise DeskError(
                "The document was changed outside the desk, its files perhaps too: note what you changed, discard this "
                "draft and begin another."
            )
        return {}
    before = was.files
    conflicts = []
    for path in before.keys() - now.keys():
        file = held.get(path)
        if file is None or file.brought != before[path]:
            continue
        if file.redacted:
            conflicts.append(path)
        else:
            files.remove(draft.number, file.number)
    there = {sha for file in draft.files for sha in (file.sha256, file.brought)}
    for path in sorted(now.keys() - before.keys()):
        if now[path] not in there:
            _bring(files, draft.number, folder, path, held)
    return {FILES: sorted(conflicts)} if conflicts else {}


def _bring(files: DraftFiles, number: int, folder: DocumentFolder, path: str, held: Mapping[str, object]) -> None:
    named = folder.record.files if folder.record else ()
    entry = next(file for file in named if file.path == path)
    free = "" if path in held else path
    files.add(number, path, folder.path / path, path=free, language=entry.language, text=entry.text)
