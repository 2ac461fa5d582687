"""What the do-no-harm screen found in a draft, and what a person decided of each finding."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.page import ParsedFile
from desk.database import DeskError
from desk.desk import Desk
from desk.drafts.draft import Draft, DraftFile
from desk.drafts.draft_table import DraftTable, subject_of
from desk.people.account import Account
from ingest.screen import Finding
from ingest.screen.finding import Box

Decision = Literal["", "redact", "keep", "restrict", "redacted"]
_BY_HAND = "marked by a person"


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """
    One finding of a draft.

    :param number: its number at the desk.
    :param file: the file's number; 0 where it stands in one of the record's own fields.
    :param field: that field; empty of a file.
    :param kind: what it is: a name, a phone number.
    :param page: place among the file's pages, from 0.
    :param start: where it begins in the page's text.
    :param end: where it ends.
    :param words: the words; empty of a part of a picture.
    :param confidence: 0 to 1.
    :param why: what gave it away.
    :param box: of a part of a picture: left, top, right, bottom as shares of the page.
    :param decision: redact (to be done), redacted (done), keep (with a reason), restrict (only while the document is
        restricted), or empty: still open.
    :param reason: why it was decided so.
    :param who: by whom.
    """

    number: int
    file: int
    field: str
    kind: str
    page: int
    start: int
    end: int
    words: str
    confidence: float
    why: str
    box: Box | None
    decision: Decision
    reason: str
    who: str

    def hinders(self, audience: str) -> bool:
        """
        Whether nothing may be published because of it.

        :param audience: who is to see the document.
        :returns: whether it is open: not decided, not done yet, or decided for a restricted document only.
        """
        return self.decision in {"", "redact"} or (self.decision == "restrict" and audience != "restricted")


class Findings:
    """
    Findings of the drafts that an account may see.

    ```python
    findings = Findings(desk, account)
    findings.decide(12, [found.number for found in findings.of(12)], "redact")
    ```

    :param desk: the desk.
    :param by: who works.
    """

    def __init__(self, desk: Desk, by: Account) -> None:
        self._desk, self._by = desk, by
        self._table = DraftTable(desk, by)

    def of(self, draft: int) -> list[DraftFinding]:
        """
        The findings of a draft: of its record's fields, then in the order of its files and pages.

        :param draft: its number.
        :returns: the findings of the fields and files as they are now.
        """
        with self._desk.database.reading() as connection:
            self._table.read(connection, draft)
            rows = connection.execute(
                "SELECT findings.* FROM findings LEFT JOIN draft_files ON draft_files.number = findings.file "
                "WHERE findings.draft = ? "
                "AND (field <> '' OR draft_files.sha256 = findings.sha256 OR findings.decision = 'redacted') "
                "ORDER BY file, page, start, findings.number",
                (draft,),
            ).fetchall()
        return [_finding(row) for row in rows]

    def decide(self, draft: int, numbers: Collection[int], decision: Decision, reason: str = "") -> None:
        """
        Decide findings, one or many at once.

        :param draft: the draft's number.
        :param numbers: of the findings.
        :param decision: redact, keep, restrict, or empty to open them again.
        :param reason: why; needed to keep.
        :raises DeskError: where something is to be kept without a reason.
        """
        if decision == "keep" and not reason.strip():
            raise DeskError("Say why it may stay: the reason is kept with it.")
        if decision == "redacted":
            raise DeskError("A finding is redacted by redacting it, not by saying so.")
        with self._desk.trail.writing() as connection:
            held = self._table.open(connection, draft)
            for number in numbers:
                row = connection.execute(
                    "SELECT * FROM findings WHERE number = ? AND draft = ?", (number, draft)
                ).fetchone()
                if row is None or row["decision"] == "redacted":
                    continue
                if row["field"] and decision == "redact":
                    raise DeskError(f"Finding {number} stands in the record's {row['field']}: take it out there.")
                connection.execute(
                    "UPDATE findings SET decision = ?, reason = ?, who = ? WHERE number = ?",
                    (decision, reason.strip(), self._by.name, number),
                )
                # The words themselves stay out of the trail, which outlives them.
                self._desk.trail.add(
                    connection,
                    self._by.name,
                    f"finding: {decision or 'open again'}",
                    subject_of(held),
                    after={"kind": row["kind"], **_place(row), "finding": number},
                    note=reason.strip(),
                )
            _looked_at_no_more(connection, draft)

    def mark(
        self,
        draft: int,
        file: int,
        page: int,
        words: str = "",
        box: Box | None = None,
    ) -> None:
        """
        Mark something by hand that is to be redacted.

        :param draft: the draft's number.
        :param file: the file's number.
        :param page: place among its pages, from 0.
        :param words: the words, wherever they stand in the file.
        :param box: a part of the page's picture, as shares of the page.
        :raises DeskError: where neither is given, or the box is none.
        """
        words = " ".join(words.split())
        if not words and box is None:
            raise DeskError("Give the words that are to go, or a part of the page.")
        if box is not None and not (0 <= box[0] < box[2] <= 1 and 0 <= box[1] < box[3] <= 1):
            raise DeskError("The part of the page must lie on it: left before right, top before bottom.")
        with self._desk.trail.writing() as connection:
            held = self._table.open(connection, draft)
            marked = next((each for each in held.files if each.number == file), None)
            if marked is None:
                raise DeskError(f"Draft {draft} has no file {file}.")
            found = Finding("name", page, 0, 0, words, 1.0, _BY_HAND, box)
            number = _insert(connection, marked, found, "redact", who=self._by.name, kind=_BY_HAND)
            after = {"kind": _BY_HAND, "page": page + 1, "finding": number}
            self._desk.trail.add(connection, self._by.name, "finding: redact", subject_of(held), after=after)
            _looked_at_no_more(connection, draft)


def _place(row: sqlite3.Row) -> dict[str, Any]:
    return {"field": row["field"]} if row["field"] else {"page": row["page"] + 1}


def _looked_at_no_more(connection: sqlite3.Connection, draft: int) -> None:
    """What was looked at before is not what would be published: a finding may have been opened again."""
    connection.execute("UPDATE drafts SET version = version + 1 WHERE number = ?", (draft,))


def write_findings(
    connection: sqlite3.Connection, file: DraftFile, sha256: str, found: Sequence[Finding], parsed: ParsedFile
) -> None:
    """
    Keep what the screen found in a file; what was decided of the same words on the same page before stays decided.

    :param connection: of `Trail.writing`.
    :param file: the draft's file.
    :param sha256: of the bytes that were read.
    :param found: the findings.
    :param parsed: what was read, to see that a mark made by hand is still on a page of it.
    """
    decided: dict[tuple[str, str, int], tuple[Decision, str, str]] = {
        (row["kind"], plain(row["words"]), row["page"]): (row["decision"], row["reason"], row["who"])
        for row in connection.execute(
            "SELECT DISTINCT findings.* FROM findings JOIN draft_files ON draft_files.number = findings.file "
            "WHERE decision IN ('keep', 'restrict') AND (findings.file = ? OR draft_files.sha256 = ?)",
            (file.number, sha256),
        )
    }
    connection.execute("DELETE FROM findings WHERE file = ? AND decision != 'redacted'", (file.number,))
    for each in found:
        if each.page < len(parsed.pages):
            decision, reason, who = decided.get((each.kind, plain(each.words), each.page), ("", "", ""))
            _insert(connection, file, each, decision, reason, who, sha256=sha256)


def open_findings(draft: Draft, findings: Sequence[DraftFinding]) -> list[DraftFinding]:
    """
    The findings that keep a draft from being published.

    :param draft: the draft.
    :param findings: its findings.
    :returns: those that are open.
    """
    return [found for found in findings if found.hinders(str(draft.fields.get("audience") or "public"))]


def _insert(
    connection: sqlite3.Connection,
    file: DraftFile,
    found: Finding,
    decision: Decision,
    reason: str = "",
    who: str = "",
    *,
    sha256: str = "",
    kind: str = "",
) -> int:
    values: dict[str, Any] = asdict(found) | {
        "file": file.number,
        "sha256": sha256 or file.sha256,
        "kind": kind or found.kind,
        "box": json.dumps(found.box) if found.box else "",
        "decision": decision,
        "reason": reason,
        "who": who,
    }
    columns = ", ".join(values)
    inserted = connection.execute(
        f"INSERT INTO findings ({columns}, draft) SELECT {', '.join('?' * len(values))}, draft FROM draft_files "
        "WHERE number = ?",
        (*values.values(), file.number),
    )
    return int(inserted.lastrowid or 0)


def _finding(row: sqlite3.Row) -> DraftFinding:
    values = {name: row[name] for name in row.keys() if name not in {"draft", "file", "sha256", "box"}}  # noqa: SIM118
    return DraftFinding(**values, file=row["file"] or 0, box=tuple(json.loads(row["box"])) if row["box"] else None)


def plain(words: str) -> str:
    """
    Words as they are compared: however they are spaced, broken over lines or written large.

    :param words: the words.
    :returns: them in small letters, with single spaces.
    """
    return " ".join(words.casefold().split())
