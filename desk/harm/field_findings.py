"""What the do-no-harm screen finds in a record's own words: nobody reads these on a page before they are published."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.screen import Finding, screen_words

# Whoever wrote or issued a document is named in it; an address on the web is no text.
SCREENED = ("identifier", "title", "alternative", "date_note", "status_note", "rights", "note")


def screened_fields(fields: Mapping[str, Any], published: Mapping[str, Any]) -> Iterator[tuple[str, Finding]]:
    """
    What could identify someone in the words of a record.

    ```python
    from desk.harm.field_findings import screened_fields

    [(field, found.words) for field, found in screened_fields({"title": "Statement of Chan Sreymom, 15"}, {})]
    ```

    :param fields: the record's fields, by the names of `record.yaml`.
    :param published: the fields as they are published now, which are not screened again; empty for a new record.
    :returns: each finding with its field.
    """
    for field in SCREENED:
        value = fields.get(field)
        if not value or value == published.get(field):
            continue
        for text in [value] if isinstance(value, str) else value:
            # The address is made of the title's words, or somebody wrote it.
            for found in screen_words(str(text).replace("-", " ") if field == "identifier" else str(text)):
                yield field, found


def write_field_findings(connection: sqlite3.Connection, draft: int, fields: Mapping[str, Any]) -> None:
    """
    Keep what is found in a draft's fields as they are now; what was decided of the same words stays decided.

    :param connection: inside a transaction that writes.
    :param draft: the draft's number.
    :param fields: its fields.
    """
    row = connection.execute("SELECT changes, found FROM drafts WHERE number = ?", (draft,)).fetchone()
    decided = {
        (held["field"], held["kind"], held["words"]): (held["number"], held["decision"], held["reason"], held["who"])
        for held in connection.execute("SELECT * FROM findings WHERE draft = ? AND field <> ''", (draft,))
    }
    connection.execute("DELETE FROM findings WHERE draft = ? AND field <> ''", (draft,))
    for field, found in screened_fields(fields, json.loads(row["found"]) if row["changes"] else {}):
        said = decided.pop((field, found.kind, found.words), (None, "", "", ""))
        where = (field, found.kind, found.start, found.end, found.words, found.confidence, found.why)
        connection.execute(
            "INSERT INTO findings (draft, sha256, page, number, decision, reason, who, field, kind, start, end, words, "
            "confidence, why) VALUES (?, '', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (draft, *said, *where),
        )
