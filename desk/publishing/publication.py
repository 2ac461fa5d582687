"""Publishing: record, files, passages and vectors change together or not at all, and can be put back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.vocabulary import vocabulary_changed
from desk.database import DeskError, now
from desk.desk import Desk
from desk.drafts.draft import Draft
from desk.people.account import Account
from desk.publishing.document_change import DocumentChange, file_changes, prepared_documents, told_of
from desk.publishing.document_folder import DocumentFolder, document_folder
from desk.publishing.file_changes import FileChanges
from desk.publishing.history import History
from ingest.build import build

_JOURNAL = "publication.json"


class ChangedMeanwhileError(DeskError):
    """Somebody else changed the document since the work on it was begun; nothing was published."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    A line of the trail on what is no document.

    :param subject: what it is: a term, as in "sector/fisheries".
    :param before: what it was.
    :param after: what it is to be.
    """

    subject: str
    before: Any = None
    after: Any = None


class Publisher:
    """
    Publishes changes to documents.

    The commit of the index is the moment of publication: the new files stand in place by then, and the record takes
    its place right after it. A process killed before that moment leaves what was; one killed after it leaves the rest
    to `recover`, which whoever opens the desk next calls.

    ```python
    Publisher(desk).publish([DocumentChange("law-2008", record, {"en.pdf": uploaded})], account, "published")
    ```

    :param desk: the desk.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._journal = desk.folder / _JOURNAL
        self._history = History(desk.folder)

    def publish(
        self,
        changes: Sequence[DocumentChange],
        by: Account,
        action: str,
        *,
        note: str = "",
        texts: Mapping[Path, str | None] | None = None,
        about: Told | None = None,
        draft: Draft | None = None,
        undoes: int = 0,
    ) -> int:
        """
        Change documents, and other texts with them: all or nothing.

        :param changes: the documents.
        :param by: who does it.
        :param action: what is done, for the trail.
        :param note: why.
        :param texts: other files of the corpus and what they are to hold, vocabularies for one; None takes one away.
            All that depends on them is brought up to date before it returns.
        :param about: what the trail tells besides of what is no document.
        :param draft: the draft that is published by it, as it was looked at.
        :param undoes: the publication that is undone by it; 0 for none.
        :returns: the publication's number, for `undo`.
        :raises desk.people.account.NotAllowedError: where the account may not publish.
        :raises ChangedMeanwhileError: where a document is not of the state that the change is based on.
        """
        by.need("curate")
        with self._desk.alone():
            self._recover()
            if draft:
                self._take(draft)
            try:
                return self._publish(
                    changes, by, action, note, texts or {}, about, draft.number if draft else 0, undoes
                )
            finally:
                if draft and self._taken():
                    self._let_go()

    def _publish(
        self,
        changes: Sequence[DocumentChange],
        by: Account,
        action: str,
        note: str,
        texts: Mapping[Path, str | None],
        about: Told | None,
        draft: int,
        undoes: int,
    ) -> int:
        folders = {change.identifier: self._folder(change) for change in changes}
        number, token = self._next_number(), uuid.uuid4().hex
        details = {
            "token": token,
            "number": number,
            "who": by.name,
            "action": action,
            "note": note,
            "draft": draft,
            "undoes": undoes,
            "texts": bool(texts),
            "about": asdict(about) if about else None,
            "subjects": [told_of(change, folders[change.identifier]) for change in changes],
        }
        self._history.keep(number, folders.values(), texts)
        files = file_changes(self._journal, changes, folders, texts)
        try:
            files.prepare(details)
            gone = [change.identifier for change in changes if change.record is None]
            self._desk.store.change_documents(prepared_documents(self._desk, changes, folders), gone, token)
        finally:
            self._settle(files)
        return number

    def undo(self, number: int, by: Account, note: str = "") -> int:
        """
        Put back what a publication changed.

        :param number: the publication's.
        :param by: who does it.
        :param note: why.
        :returns: the number of the publication that put it back.
        :raises DeskError: where there is none of that number, it was undone already, or a later one built on it.
        """
        by.need("curate")
        with self._desk.database.reading() as connection:
            row = connection.execute("SELECT undone FROM publications WHERE number = ?", (number,)).fetchone()
            states = dict(
                connection.execute(
                    "SELECT identifier, state FROM published WHERE publication = ?", (number,)
                ).fetchall()
            )
        if row is None:
            raise DeskError(f"There is no publication {number}.")
        if row["undone"]:
            raise DeskError(f"Publication {number} was undone already, by publication {row['undone']}.")
        changes = [self._put_back(number, identifier, state) for identifier, state in states.items()]
        if changed := self._history.changed_texts(number):
            raise ChangedMeanwhileError(
                f"{changed[0].name} was changed again after publication {number}: undo the later one first."
            )
        texts = self._history.texts(number)
        about = Told(", ".join(path.stem for path in texts)) if texts else None
        note = note or f"publication {number}"
        return self.publish(changes, by, "undid", note=note, texts=texts, about=about, undoes=number)

    def recover(self) -> None:
        """Finish or take back what a process left that was killed; to be called when the desk is opened."""
        if self._journal.exists() or self._taken():
            with self._desk.alone():
                self._recover()

    def _recover(self) -> None:
        if files := FileChanges.found(self._journal):
            self._settle(files)
        if self._taken():
            self._let_go()

    def _take(self, draft: Draft) -> None:
        """From here on nobody changes the draft; what was changed since it was looked at is not published."""
        with self._desk.database.writing() as connection:
            taken = connection.execute(
                "UPDATE drafts SET stage = 'publishing' WHERE number = ? AND version = ? AND stage = ?",
                (draft.number, draft.version, draft.stage),
            ).rowcount
        if not taken:
            raise ChangedMeanwhileError(
                "The draft was changed while you looked at it: look at what it is now. Nothing was published."
            )

    def _taken(self) -> bool:
        with self._desk.database.reading() as connection:
            return connection.execute("SELECT 1 FROM drafts WHERE stage = 'publishing'").fetchone() is not None

    def _let_go(self) -> None:
        """Of a publication that was not: its draft can be worked on again."""
        with self._desk.database.writing() as connection:
            connection.execute(
                "UPDATE drafts SET stage = iif(sent_by = '', 'draft', 'in review') WHERE stage = 'publishing'"
            )

    def _settle(self, files: FileChanges) -> None:
        """By what the index says: it committed, and the rest is done too, or it did not, and all is taken back."""
        if not files.details:
            return
        if self._desk.store.last_publication() != files.details["token"]:
            files.take_back()
            self._history.forget(files.details["number"])
            return
        files.finish()
        self._note(files.details)
        self._desk.store.finish_build(str(self._desk.corpus.resolve()))
        if files.details["texts"]:
            # Every passage is tagged by the vocabularies: those of documents that did not change too.
            vocabulary_changed()
            build(self._desk.corpus, self._desk.store, self._desk.encoder)
        files.forget()

    def _note(self, details: dict[str, Any]) -> None:
        """Into the desk's own file, once: after a crash it may have been done."""
        number, subjects = details["number"], details["subjects"]
        with self._desk.trail.writing() as connection:
            if connection.execute("SELECT 1 FROM publications WHERE number = ?", (number,)).fetchone():
                return
            connection.execute(
                "INSERT INTO publications (number, at, who, action, draft) VALUES (?, ?, ?, ?, ?)",
                (number, now(), details["who"], details["action"], details["draft"]),
            )
            for subject in subjects:
                folder = document_folder(self._desk.corpus, subject["identifier"])
                connection.execute(
                    "INSERT INTO published (publication, identifier, state) VALUES (?, ?, ?)",
                    (number, subject["identifier"], folder.state),
                )
                self._desk.trail.add(
                    connection,
                    details["who"],
                    details["action"],
                    subject["identifier"],
                    before=subject["before"],
                    after=subject["after"],
                    note=details["note"],
                )
            if about := details["about"]:
                told = {"before": about["before"], "after": about["after"], "note": details["note"]}
                self._desk.trail.add(connection, details["who"], details["action"], about["subject"], **told)
            if details["draft"]:
                connection.execute("UPDATE drafts SET stage = 'published' WHERE number = ?", (details["draft"],))
            if details["undoes"]:
                connection.execute("UPDATE publications SET undone = ? WHERE number = ?", (number, details["undoes"]))
                connection.execute(
                    "UPDATE drafts SET stage = 'draft', sent_by = '', version = version + 1 "
                    "WHERE number = (SELECT draft FROM publications WHERE number = ?)",
                    (details["undoes"],),
                )

    def _folder(self, change: DocumentChange) -> DocumentFolder:
        folder = document_folder(self._desk.corpus, change.identifier, change.record.type if change.record else "")
        if change.base is not None and folder.state != change.base:
            raise ChangedMeanwhileError(
                f"{change.identifier} was changed by somebody else meanwhile: look at what it is now, and bring your "
                "changes in again. Nothing was published."
            )
        if folder.record is None and self._desk.store.record(change.identifier) is not None:
            raise DeskError(
                f"{change.identifier} is a loose file, or its folder has another name: give it a folder of its own, "
                f"named {change.identifier}, with a record.yaml."
            )
        return folder

    def _next_number(self) -> int:
        with self._desk.database.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM publications").fetchone()[0])

    def _put_back(self, number: int, identifier: str, state: str) -> DocumentChange:
        """What the document was before a publication, as a change of what it is now."""
        before, now = self._history.before(number, identifier), document_folder(self._desk.corpus, identifier)
        if now.state != state:
            raise ChangedMeanwhileError(
                f"{identifier} was changed again after publication {number}: undo the later one first."
            )
        new = {path: before.path / path for path, sha in before.files.items() if now.files.get(path) != sha}
        return DocumentChange(identifier, before.record, new, before.passage_tags, base=state)
