"""From a draft to a published document: what hinders it, redacting, publishing; and what is done to one published."""

from typing import Any

from corpus.record import Record, Status
from corpus.settings import Audience, settings
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.as_seen import fields_of
from desk.drafts.check import Checked, check_draft
from desk.drafts.draft import Draft
from desk.drafts.drafts import Drafts
from desk.drafts.merge import merge
from desk.drafts.shelf import Shelf
from desk.harm.findings import DraftFinding, Findings, open_findings, plain
from desk.people.account import Account
from desk.publishing.document_change import DocumentChange, dated
from desk.publishing.document_folder import DocumentFolder, document_folder
from desk.publishing.publication import Publisher
from index.audience import ORDER
from ingest.screen import screen_words


class NotReadyError(DeskError):
    """
    A draft that cannot be published yet.

    :param reasons: what is to be done, a sentence each.
    """

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Review:
    """
    What a curator does with drafts and published documents.

    ```python
    review = Review(desk, account)
    review.hindrances(12)  # ["3 findings are open: …"]
    review.publish(12, version=4)
    review.withdraw("report-2011", "Withdrawn by its author")
    ```

    :param desk: the desk.
    :param by: who works.
    """

    def __init__(self, desk: Desk, by: Account) -> None:
        self._desk, self._by = desk, by
        self._drafts = Drafts(desk, by)
        self._publisher = Publisher(desk)

    def hindrances(self, number: int) -> list[str]:
        """
        What keeps a draft from being published by this account.

        :param number: the draft's.
        :returns: a sentence each; none where it can be.
        """
        draft = self._drafts.get(number)
        return self._hindrances(draft, check_draft(self._desk, draft, self._by.sees))

    def publish(self, number: int, version: int, note: str = "") -> int:
        """
        Publish a draft.

        :param number: its number.
        :param version: of the draft that was looked at.
        :param note: why, for the trail.
        :returns: the publication's number, by which it can be undone.
        :raises NotReadyError: where something hinders it.
        :raises ChangedMeanwhileError: of `desk.publishing.publication`, where the draft or its document was changed
            meanwhile.
        """
        self._by.need("curate")
        draft = self._drafts.get(number)
        checked = check_draft(self._desk, draft)
        if reasons := self._hindrances(draft, checked):
            raise NotReadyError(reasons)
        if draft.version != version:
            raise DeskError(f"{draft.saved_by} changed the draft while you looked at it: look at what it is now.")
        assert checked.record is not None  # noqa: S101 - what makes no record is hindered
        change = self._change(draft, checked.record)
        action = "changed" if draft.changes else "published"
        return self._publisher.publish([change], self._by, action, note=note, draft=draft)

    def withdraw(self, identifier: str, reason: str) -> int:
        """
        Mark a document as withdrawn: it is found only where that is asked for.

        :param identifier: the document's.
        :param reason: why, shown on its page.
        :returns: the publication's number.
        """
        self._by.need("curate")
        if not reason.strip():
            raise DeskError("Say why it is withdrawn: its page says so.")
        if found := screen_words(reason):
            raise DeskError(
                f"The reason holds “{found[0].words}”, {found[0].why}, and everyone who opens the document reads it: "
                "say it without."
            )
        return self._mark(identifier, "withdrawn", {"status_note": reason.strip()}, "withdrew", reason.strip())

    def supersede(self, identifier: str, successor: str, note: str = "") -> int:
        """
        Mark a document as superseded by another.

        :param identifier: the document's.
        :param successor: identifier of the one that replaces it.
        :param note: why, for the trail.
        :returns: the publication's number.
        """
        self._by.need("curate")
        if successor == identifier or self._desk.store.record(successor) is None:
            raise DeskError(f"There is no other document {successor!r} that could replace it.")
        held = document_folder(self._desk.corpus, identifier).record
        replaced_by = tuple(dict.fromkeys([*(held.is_replaced_by if held else ()), successor]))
        return self._mark(identifier, "superseded", {"is_replaced_by": replaced_by}, "superseded", note)

    def narrow(self, identifier: str, audience: Audience, reason: str) -> int:
        """
        Show a document to fewer at once; to show it to more takes a draft, which is screened.

        :param identifier: the document's.
        :param audience: who may still see it.
        :param reason: why, for the trail.
        :returns: the publication's number.
        """
        folder = self._published(identifier)
        if ORDER.index(audience) <= ORDER.index(folder.record.audience):  # type: ignore[union-attr]
            raise DeskError("That would not show it to fewer. To show it to more, begin a draft that changes it.")
        return self._change_record(folder, {"audience": audience}, "narrowed the audience", reason)

    def undo(self, publication: int, note: str = "") -> int:
        """
        Put back what a publication changed; its draft can be worked on again.

        :param publication: its number.
        :param note: why, for the trail.
        :returns: the number of the publication that put it back.
        """
        return self._publisher.undo(publication, self._by, note)

    def _hindrances(self, draft: Draft, checked: Checked) -> list[str]:
        reasons = [fault.what for fault in checked.faults]
        if not draft.read:
            reasons.append("Its files are still being read: wait until they are.")
        findings = Findings(self._desk, self._by).of(draft.number)
        if waiting := open_findings(draft, findings):
            marked = sum(found.decision == "redact" for found in waiting)
            reasons += [_in_a_field(found) for found in waiting if found.field]
            number = sum(found.decision != "redact" and not found.field for found in waiting)
            if number:
                reasons.append(f"{number} {'findings are' if number != 1 else 'finding is'} open: decide each.")
            if marked:
                reasons.append(f"{marked} marked to be redacted: redact them now, and look at the pages.")
        gone = {plain(found.words) for found in findings if found.decision == "redacted"}
        told = plain(str(draft.fields))
        if any(words and words in told for words in gone):
            reasons.append("The record's fields hold words that were redacted in the file: take them out.")
        if settings().two_people:
            if draft.stage != "in review":
                reasons.append("It has to be sent for review first: two people publish.")
            elif draft.sent_by == self._by.name:
                reasons.append("You sent it for review: somebody else has to publish it.")
        return reasons

    def _change(self, draft: Draft, record: Record) -> DocumentChange:
        """The draft as a change of the corpus: files under names that are free, and when it was done."""
        folder = document_folder(self._desk.corpus, record.identifier, record.type)
        shelf, held = Shelf(self._desk.folder), folder.files
        names, new = {}, {}
        for file in draft.files:
            same = held.get(file.path) == file.sha256
            names[file.path] = file.path if same else folder.free_name(file.path)
            if not same:
                new[names[file.path]] = shelf.file(draft.number, file.sha256)
        fields = fields_of(record)
        if folder.record is not None:
            # Relations that a contributor may not see are not in the draft, and stay.
            fields = merge(draft.found, fields, fields_of(folder.record)).fields
        files = [file.model_copy(update={"path": names[file.path]}) for file in record.files]
        final = Record.model_validate({**fields, "identifier": record.identifier, "files": files})
        return DocumentChange(
            record.identifier,
            dated(final),
            new,
            tuple(tag.model_copy(update={"file": names[tag.file]}) for tag in draft.tags if tag.file in names),
            {
                file.sha256: parsed
                for file in draft.files
                if (parsed := shelf.reading(draft.number, file.sha256)) is not None
            },
            base=draft.base,
        )

    def _mark(self, identifier: str, status: Status, fields: dict[str, Any], action: str, note: str) -> int:
        return self._change_record(self._published(identifier), {"status": status, **fields}, action, note)

    def _change_record(self, folder: DocumentFolder, fields: dict[str, Any], action: str, note: str) -> int:
        record = folder.record
        assert record is not None  # noqa: S101 - a published document has a record
        changed = dated(record.model_copy(update=fields))
        change = DocumentChange(record.identifier, changed, passage_tags=folder.passage_tags, base=folder.state)
        return self._publisher.publish([change], self._by, action, note=note)

    def _published(self, identifier: str) -> DocumentFolder:
        self._by.need("curate")
        folder = document_folder(self._desk.corpus, identifier)
        if folder.record is None:
            raise DeskError(f"There is no document {identifier!r}.")
        return folder


def _in_a_field(found: DraftFinding) -> str:
    field = found.field.replace("_", " ")
    mend = "take it out, or say under Do no harm why it may stay."
    return f"The record's {field} holds “{found.words}”, {found.why}: {mend}"
