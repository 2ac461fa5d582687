"""Is everything there and does it agree? The checks behind `python -m index verify`."""

import json
import sqlite3
from collections.abc import Callable, Iterator

from index.passages import unpack
from index.store import PassageStore
from index.values import value_rows


def verify(store: PassageStore) -> list[str]:
    """
    Hold the parts of an index against each other.

    ```python
    from index import PassageStore
    from index.verify import verify

    assert verify(PassageStore("some/folder")) == []
    ```

    :param store: the index, opened by its keeper.
    :returns: a sentence for each fault; none where all is well.
    """
    with store.snapshot() as connection:
        return [fault for check in CHECKS for fault in check(connection)] + list(_vectors(store, connection))


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"the SQLite file is damaged: {row[0]}; restore a backup, or delete the index and build it again"
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} belongs to nothing in {row[2]}"


def _words(connection: sqlite3.Connection) -> Iterator[str]:
    for table in ("passage_words", "vocabulary_words"):
        try:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            yield f"the full text ({table}) does not agree with itself: {error}"
    yield from _only_in(connection, "a passage", "SELECT number FROM passages", "the full text", _FULL_TEXT)
    yield from _only_in(connection, "the full text of a passage", _FULL_TEXT, "passages", "SELECT number FROM passages")


_FULL_TEXT = "SELECT id FROM passage_words_docsize"


def _only_in(connection: sqlite3.Connection, what: str, these: str, where: str, those: str) -> Iterator[str]:
    for row in connection.execute(f"{these} EXCEPT {those}"):
        yield f"{what} is not in {where}: number {row[0]}"


def _metadata(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _only_in(
        connection, "metadata", "SELECT passage FROM passage_meta", "passages", "SELECT number FROM passages"
    )
    for row in connection.execute("SELECT number, id, document, audience, meta FROM passages"):
        meta = json.loads(row["meta"])
        wanted = {(r.field, r.element, r.key) for r in value_rows(meta)}
        for field, element, key in wanted:
            held = connection.execute(
                "SELECT 1 FROM passage_meta WHERE field = ? AND element = ? AND key = ? AND passage = ?",
                (field, element, key, row["number"]),
            ).fetchone()
            if not held:
                yield f"passage {row['id']}: filters do not know its {field}"
        if (row["document"], row["audience"]) != (meta.get("document"), meta.get("audience", "public")):
            yield f"passage {row['id']}: its document or audience is not what its metadata says"
    for row in connection.execute("SELECT passage, count(*) AS rows FROM passage_meta GROUP BY passage"):
        passage = connection.execute("SELECT id, meta FROM passages WHERE number = ?", (row["passage"],)).fetchone()
        wanted_rows = (
            len({(r.field, r.element, r.key) for r in value_rows(json.loads(passage["meta"]))}) if passage else 0
        )
        if row["rows"] > wanted_rows:
            yield f"passage {passage['id'] if passage else row['passage']}: filters know values it does not have"


def _quotes(connection: sqlite3.Connection) -> Iterator[str]:
    """A passage that names its page stands there word for word."""
    rows = connection.execute(
        "SELECT passages.id, passages.content, passages.meta, pages.text FROM passages "
        "JOIN pages ON pages.identifier = passages.document AND pages.path = json_extract(passages.meta, '$.path') "
        "AND pages.number IS json_extract(passages.meta, '$.pdf_page')"
    )
    for row in rows:
        meta = json.loads(row["meta"])
        if row["content"] != row["text"][meta["start"] : meta["end"]]:
            yield f"passage {row['id']}: its words are not those of the page it names"


def _records(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _only_in(
        connection,
        "a passage's document",
        "SELECT document FROM passages WHERE document IN (SELECT json_extract(meta, '$.document') FROM passages "
        "WHERE json_extract(meta, '$.path') IS NOT NULL)",
        "records",
        "SELECT identifier FROM records",
    )
    for row in connection.execute(
        "SELECT passages.id FROM passages JOIN records ON identifier = document "
        "WHERE passages.audience != records.audience"
    ):
        yield f"passage {row['id']}: it is meant for another audience than its record"


def _widths(connection: sqlite3.Connection) -> Iterator[str]:
    dimension = connection.execute("SELECT value FROM info WHERE key = 'embedding_dim'").fetchone()
    for row in connection.execute("SELECT id, embedding FROM passages WHERE embedding IS NOT NULL"):
        if dimension is None or len(unpack(row["embedding"])) != int(dimension[0]):
            yield f"passage {row['id']}: its embedding is of another width than the index"


def _vectors(store: PassageStore, connection: sqlite3.Connection) -> Iterator[str]:
    held = set(store.vectors.numbers(connection).tolist())
    wanted = {row[0] for row in connection.execute("SELECT number FROM passages WHERE embedding IS NOT NULL")}
    for number in sorted(held ^ wanted):
        yield f"FAISS and SQLite disagree about passage number {number}: run `python -m index rebuild`"


CHECKS: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
    _file,
    _words,
    _metadata,
    _quotes,
    _records,
    _widths,
)
