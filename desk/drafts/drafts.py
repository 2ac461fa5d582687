"""Drafts: begun, described, sent for review and sent back; a change of another is never overwritten."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.passage_tags import PassageTags
from corpus.record import Record
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.as_seen import fields_of, published
from desk.drafts.catch_up import TAGS, catch_up
from desk.drafts.draft import Draft
from desk.drafts.draft_files import DraftFiles
from desk.drafts.draft_table import DraftTable, subject_of, without_findings
from desk.drafts.merge import merge, merge_tags
from desk.drafts.shelf import check_name
from desk.people.account import Account

_OPEN = ("draft", "in review")


class DraftChangedError(DeskError):
    """
    Somebody else changed the same fields meanwhile; nothing was saved.

    :param draft: as it is now.
    :param conflicts: {field: what the other made of it}.
    """

    def __init__(self, draft: Draft, conflicts: dict[str, Any]) -> None:
        named = ", ".join(sorted(conflicts))
        super().__init__(
            f"{draft.saved_by} changed {named} meanwhile, and so did you. Your words are still in the form: look at "
            "both and save again. Nothing was overwritten."
        )
        self.draft = draft
        self.conflicts = conflicts


class Drafts:
    """
    The drafts that an account may see: its own for a contributor, all for a curator.

    ```python
    drafts = Drafts(desk, account)
    number = drafts.begin([("Report 2019.pdf", Path("Report 2019.pdf"))])
    drafts.save(number, 1, drafts.get(number).fields | {"title": "Report on brick kilns"})
    drafts.send(number)
    ```

    :param desk: the desk.
    :param by: who works.
    :raises desk.people.account.NotAllowedError: where the account may not work at the desk.
    """

    def __init__(self, desk: Desk, by: Account) -> None:
        by.need("draft")
        self._desk, self._by = desk, by
        self._table = DraftTable(desk, by)
        self.files = DraftFiles(desk, by)
        self.name = by.name

    def begin(self, files: Sequence[tuple[str, Path | bytes]], fields: dict[str, Any] | None = None) -> int:
        """
        Begin a draft of a new document.

        :param files: its files, each with its name; none for a document that is known and not held.
        :param fields: what is known of it.
        :returns: the draft's number.
        :raises DeskError: where a file is empty, too large or of a kind that is not read; no draft is begun then.
        """
        for name, _ in files:
            check_name(name)
        self._table.refuse_unseen(fields or {})
        number = self._table.insert("", "", fields or {}, ())
        try:
            for name, source in files:
                self.files.add(number, name, source)
        except BaseException:
            self._forget(number)
            raise
        return number

    def begin_from(self, identifier: str) -> int:
        """
        Begin a draft that changes a published document; where one is open already that the account may see, that one.

        :param identifier: the document's.
        :returns: the draft's number.
        :raises DeskError: where there is no such document that the account may see.
        """
        # Alone: nothing is published between looking at the document and copying its files.
        with self._desk.alone():
            folder, seen = published(self._desk, self._by, identifier)
            if begun := next((draft for draft in self.all() if draft.changes == identifier), None):
                return begun.number
            number = self._table.insert(identifier, folder.state, fields_of(seen), folder.passage_tags)
            try:
                for file in seen.files:
                    held = folder.path / file.path
                    if held.is_file():
                        self.files.add(number, file.path, held, path=file.path, language=file.language, text=file.text)
            except BaseException:
                # A draft of some of the files would take out the others.
                self._forget(number)
                raise
        return number

    def get(self, number: int) -> Draft:
        """
        One draft.

        :param number: its number.
        :returns: the draft.
        :raises DeskError: where there is none that the account may see.
        """
        with self._desk.database.reading() as connection:
            return self._table.read(connection, number)

    def all(self, *, open_only: bool = True) -> list[Draft]:
        """
        The drafts that the account may see, those changed last first.

        :param open_only: leave out what was published or discarded.
        :returns: the drafts.
        """
        stages = f"stage IN ({', '.join('?' * len(_OPEN))})" if open_only else "1"
        values: list[Any] = list(_OPEN) if open_only else []
        if not self._by.may("curate"):
            stages, values = f"{stages} AND begun_by = ?", [*values, self._by.name]
        with self._desk.database.reading() as connection:
            rows = connection.execute(
                f"SELECT number FROM drafts WHERE {stages} ORDER BY saved_at DESC, number DESC", values
            )
            found = [self._table.look(connection, row["number"]) for row in rows.fetchall()]
        return [draft for draft in found if draft is not None]

    def save(
        self,
        number: int,
        version: int,
        fields: dict[str, Any],
        tags: tuple[PassageTags, ...] | None = None,
        opened: dict[str, Any] | None = None,
        opened_tags: tuple[PassageTags, ...] | None = None,
    ) -> Draft:
        """
        Change a draft. What another changed meanwhile in other fields is kept.

        :param number: its number.
        :param version: of the draft that the change is of.
        :param fields: the record's fields, all of them.
        :param tags: what is said of single passages; None leaves them.
        :param opened: the fields as they were when the form was opened; those of the draft where not given.
        :param opened_tags: what was said of passages when the form was opened.
        :returns: the draft as it is now.
        :raises DraftChangedError: where another changed the same fields to something else.
        """
        with self._desk.trail.writing() as connection:
            now = self._table.open(connection, number)
            wanted = fields
            if now.version != version:
                merged = merge(opened if opened is not None else now.found, fields, now.fields)
                if merged.conflicts:
                    raise DraftChangedError(now, merged.conflicts)
                if tags is not None and tags != now.tags:
                    tags, conflicting = merge_tags(opened_tags or (), tags, now.tags)
                    if conflicting:
                        raise DraftChangedError(now, {TAGS: conflicting})
                wanted = merged.fields
            self._table.refuse_unseen(wanted, now.fields, now.found)
            wanted = {name: value for name, value in wanted.items() if value not in (None, "", [], {})}
            if wanted == now.fields and (tags is None or tags == now.tags):
                return now
            self._table.update(connection, now, fields=wanted, tags=tags)
        return self.get(number)

    def send(self, number: int) -> None:
        """
        Send a draft for review.

        :param number: its number.
        :raises DeskError: where its files are not all read yet, or it was sent already.
        """
        with self._desk.trail.writing() as connection:
            draft = self._table.open(connection, number)
            if draft.stage == "in review":
                raise DeskError(f"{draft.sent_by} sent it for review already.")
            if not draft.read:
                raise DeskError("Its files are still being read: wait until they are.")
            connection.execute(
                "UPDATE drafts SET stage = 'in review', sent_by = ?, note = '' WHERE number = ?",
                (self._by.name, number),
            )
            told = without_findings(connection, number, draft.fields)
            self._desk.trail.add(connection, self._by.name, "sent for review", subject_of(draft), after=told)

    def send_back(self, number: int, note: str) -> None:
        """
        Send a draft back to be worked on.

        :param number: its number.
        :param note: what is to be done, for whoever sent it.
        """
        self._by.need("curate")
        if not note.strip():
            raise DeskError("Say what is to be done: whoever sent it reads this.")
        with self._desk.trail.writing() as connection:
            draft = self._table.open(connection, number)
            if draft.stage != "in review":
                raise DeskError(f"It is not in review any more: {draft.saved_by} works on it.")
            connection.execute(
                "UPDATE drafts SET stage = 'draft', sent_by = '', note = ? WHERE number = ?", (note.strip(), number)
            )
            self._desk.trail.add(connection, self._by.name, "sent back", subject_of(draft), note=note.strip())

    def discard(self, number: int, note: str = "") -> None:
        """
        Give a draft up; its files are erased.

        :param number: its number.
        :param note: why.
        """
        with self._desk.trail.writing() as connection:
            draft = self._table.open(connection, number)
            connection.execute("UPDATE drafts SET stage = 'discarded' WHERE number = ?", (number,))
            connection.execute("DELETE FROM findings WHERE draft = ?", (number,))
            self._desk.trail.add(connection, self._by.name, "discarded", subject_of(draft), note=note)
        self.files.shelf.clear(number)

    def hand_over(self, number: int, identifier: str) -> int:
        """
        Put a draft's files into a published document instead, the official text beside its digest for one.

        :param number: the draft's; it is given up.
        :param identifier: the document's.
        :returns: the number of the draft that changes the document.
        :raises DeskError: where there is no such document, or it holds one of the files.
        """
        with self._desk.database.reading() as connection:
            draft = self._table.open(connection, number)
        other = self.begin_from(identifier)
        if other == number:
            raise DeskError("This draft changes that document already.")
        for file in draft.files:
            source = self.files.shelf.file(number, file.sha256)
            self.files.add(other, file.name, source, language=file.language, text=file.text)
        self.discard(number, f"its files went to {identifier}")
        return other

    def catch_up(self, number: int) -> dict[str, Any]:
        """
        Bring a draft onto what its document is now, where somebody published another change of it meanwhile.

        :param number: its number.
        :returns: {field: what the document has now} of the fields that both changed; the draft keeps its own.
        """
        return catch_up(self._desk, self._by, number)

    def visible_records(self) -> list[Record]:
        """
        The published records that the account may see, which relations may name.

        :returns: the records, by identifier.
        """
        return self._desk.store.for_audience(self._by.sees).records()

    def _forget(self, number: int) -> None:
        with self._desk.trail.writing() as connection:
            connection.execute("UPDATE drafts SET stage = 'discarded' WHERE number = ?", (number,))
        self.files.shelf.clear(number)
