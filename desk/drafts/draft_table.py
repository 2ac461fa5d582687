"""The drafts as the desk's file holds them: read by who may see them, changed with their line of the trail."""

import json
import re
import sqlite3
from dataclasses import replace
from typing import Any

from corpus.passage_tags import PassageTags
from corpus.record import RELATIONS
from desk.database import DeskError, now
from desk.desk import Desk
from desk.drafts.draft import Draft, draft_from_rows, tags_json
from desk.harm.field_findings import write_field_findings
from desk.people.account import Account

_BAR = "▇▇▇"


class DraftTable:
    """
    Reads and writes single drafts inside a transaction of the desk.

    :param desk: the desk.
    :param by: who works; what it may not see is not there.
    :raises desk.people.account.NotAllowedError: where the account may not work at the desk.
    """

    def __init__(self, desk: Desk, by: Account) -> None:
        by.need("draft")
        self._trail, self._by = desk.trail, by
        self._all, self._seen = desk.store, desk.store.for_audience(by.sees)

    def read(self, connection: sqlite3.Connection, number: int) -> Draft:
        """
        One draft.

        :param connection: inside a transaction.
        :param number: its number.
        :returns: the draft, without a word of documents that the account may not see.
        :raises DeskError: where there is none that the account may see.
        """
        draft = self.look(connection, number)
        if draft is None:
            # The same words for both: whoever may not see a draft does not learn that there is one.
            raise DeskError(f"There is no draft {number}.")
        return draft

    def look(self, connection: sqlite3.Connection, number: int) -> Draft | None:
        """
        One draft, if there is one.

        :param connection: inside a transaction.
        :param number: its number.
        :returns: as `read`; None where there is none that the account may see. A draft that changes a document goes
            out of sight with it.
        """
        row = connection.execute("SELECT * FROM drafts WHERE number = ?", (number,)).fetchone()
        if row is None or not (self._by.may("curate") or row["begun_by"] == self._by.name):
            return None
        if row["changes"] and self._untold(row["changes"]):
            return None
        files = connection.execute("SELECT * FROM draft_files WHERE draft = ? ORDER BY number", (number,)).fetchall()
        return self._as_told(draft_from_rows(row, files))

    def open(self, connection: sqlite3.Connection, number: int) -> Draft:
        """
        One draft that can still be worked on.

        :param connection: inside a transaction.
        :param number: its number.
        :returns: the draft.
        :raises DeskError: where there is none, or it was published or discarded.
        """
        draft = self.read(connection, number)
        if not draft.open:
            raise DeskError(f"This draft is {draft.stage} and cannot be changed: begin another from the document.")
        return draft

    def insert(self, changes: str, base: str, fields: dict[str, Any], tags: tuple[PassageTags, ...]) -> int:
        """
        Begin a draft.

        :param changes: identifier of the document that it changes; empty for a new one.
        :param base: that document's state.
        :param fields: the record's fields.
        :param tags: of single passages.
        :returns: the draft's number.
        """
        at, held, who = now(), json.dumps(fields, ensure_ascii=False), self._by.name
        with self._trail.writing() as connection:
            number = connection.execute(
                "INSERT INTO drafts "
                "(changes, base, stage, fields, found, tags, begun_by, begun_at, saved_by, saved_at) "
                "VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?)",
                (changes, base, held, held, tags_json(tags), who, at, who, at),
            ).lastrowid
            write_field_findings(connection, int(number or 0), fields)
            told = without_findings(connection, int(number or 0), fields)
            self._trail.add(connection, who, "began a draft", changes or f"draft {number}", after=told)
        return int(number or 0)

    def update(
        self,
        connection: sqlite3.Connection,
        draft: Draft,
        *,
        fields: dict[str, Any] | None = None,
        tags: tuple[PassageTags, ...] | None = None,
        action: str = "described",
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """
        Write a change down and count the version up; a draft in review is one to be worked on again.

        :param connection: of `Trail.writing`.
        :param draft: as it was.
        :param fields: the record's fields; None leaves them.
        :param tags: of single passages; None leaves them.
        :param action: what was done, for the trail.
        :param before: what else was before, for the trail.
        :param after: what else is now, for the trail.
        """
        was = json.loads(
            connection.execute("SELECT fields FROM drafts WHERE number = ?", (draft.number,)).fetchone()["fields"]
        )
        wanted = was if fields is None else _with_untold(fields, was, draft.fields)
        said = draft.tags if tags is None else tags
        connection.execute(
            "UPDATE drafts SET fields = ?, tags = ?, version = version + 1, stage = 'draft', sent_by = '', "
            "saved_by = ?, saved_at = ? WHERE number = ?",
            (json.dumps(wanted, ensure_ascii=False), tags_json(said), self._by.name, now(), draft.number),
        )
        changed = {name for name in wanted.keys() | was.keys() if wanted.get(name) != was.get(name)}
        before = (before or {}) | {name: was.get(name) for name in changed}
        after = (after or {}) | {name: wanted.get(name) for name in changed}
        if said != draft.tags:
            before, after = before | {"passages": len(draft.tags)}, after | {"passages": len(said)}
        before = without_findings(connection, draft.number, before)
        if fields is not None:
            write_field_findings(connection, draft.number, wanted)
        # What was found until now and what is found from now on: neither stands in the trail.
        before, after = (without_findings(connection, draft.number, told) for told in (before, after))
        self._trail.add(connection, self._by.name, action, subject_of(draft), before=before, after=after)

    def refuse_unseen(self, fields: dict[str, Any], *known: dict[str, Any]) -> None:
        """
        Refuse relations to what the account may not see in the words for what is not there.

        :param fields: what is to be kept.
        :param known: fields in which a relation may stand already.
        :raises DeskError: where one is new and to no document that the account may see.
        """
        if self._by.sees == "restricted":
            return
        for name in RELATIONS:
            held = {other for each in known for other in each.get(name) or ()}
            for other in fields.get(name) or ():
                if other not in held and self._seen.record(other) is None:
                    raise DeskError(f"There is no document {other!r}: choose one of the list, or bring it first.")

    def _as_told(self, draft: Draft) -> Draft:
        if self._by.sees == "restricted":
            return draft
        return replace(
            draft,
            fields=self._without_untold(draft.fields),
            found=self._without_untold(draft.found),
            files=tuple(
                replace(file, alike=tuple(each for each in file.alike if not self._untold(each["identifier"])))
                for file in draft.files
            ),
        )

    def _without_untold(self, fields: dict[str, Any]) -> dict[str, Any]:
        told = {
            name: [other for other in others if not self._untold(other)] if name in RELATIONS else others
            for name, others in fields.items()
        }
        return {name: value for name, value in told.items() if value or name not in RELATIONS}

    def _untold(self, identifier: str) -> bool:
        """Whether there is a document that the account may not see; what is not held at all may be told of."""
        return self._seen.record(identifier) is None and self._all.record(identifier) is not None


def _with_untold(fields: dict[str, Any], was: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Fields with the relations that whoever wrote them was not told of, and so cannot have meant to take out."""
    kept = {
        name: [*fields.get(name, ()), *(other for other in untold if other not in fields.get(name, ()))]
        for name in RELATIONS
        if (untold := [other for other in was.get(name, ()) if other not in told.get(name, ())])
    }
    return fields | kept


def without_findings(connection: sqlite3.Connection, draft: int, told: Any) -> Any:
    """
    What the trail may tell of a draft's fields: it outlives what is redacted and cannot be erased.

    :param connection: inside a transaction.
    :param draft: the draft's number.
    :param told: a text, or fields with texts.
    :returns: the same, with a bar for all words that were found and are not to be kept.
    """
    rows = connection.execute(
        "SELECT words FROM findings WHERE draft = ? AND words <> '' AND decision <> 'keep'",
        (draft,),
    )
    words = sorted({row["words"] for row in rows}, key=len, reverse=True)
    patterns = [r"\s+".join(map(re.escape, each.split())) for each in words]
    return _barred(told, re.compile("|".join(patterns), re.IGNORECASE)) if patterns else told


def _barred(told: Any, found: re.Pattern[str]) -> Any:
    if isinstance(told, str):
        return found.sub(_BAR, told)
    if isinstance(told, dict):
        return {name: _barred(value, found) for name, value in told.items()}
    if isinstance(told, list | tuple):
        return [_barred(value, found) for value in told]
    return told


def subject_of(draft: Draft) -> str:
    """
    What the trail calls a draft.

    :param draft: the draft.
    :returns: the identifier of the document that it changes, else its number.
    """
    return draft.changes or f"draft {draft.number}"
