"""Is everything there and does it agree? The checks behind `python -m index verify`."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import reduce
from operator import xor
from typing import Any

import numpy as np

from index import passages
from index.passages import unpack
from index.store import PassageStore
from index.values import ValueRow, value_rows
from index.vectors import unit


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
    for row in connection.execute(
        "SELECT passages.id, passages.content, passages.meta, passage_words.content AS words, context "
        "FROM passages JOIN passage_words ON passage_words.rowid = passages.number"
    ):
        if (row["words"], row["context"]) != passages.words_of(row["content"], json.loads(row["meta"])):
            yield f"passage {row['id']}: the full text holds other words than it does"


_FULL_TEXT = "SELECT id FROM passage_words_docsize"


def _only_in(connection: sqlite3.Connection, what: str, these: str, where: str, those: str) -> Iterator[str]:
    for row in connection.execute(f"{these} EXCEPT {those}"):
        yield f"{what} is not in {where}: number {row[0]}"


def _metadata(connection: sqlite3.Connection) -> Iterator[str]:
    """The rows that filters go by are those the metadata makes: held against each other by sums, in one pass each."""
    sums: dict[int, int] = {}
    for row in connection.execute("SELECT number, id, document, audience, meta FROM passages"):
        meta = json.loads(row["meta"])
        sums[row["number"]] = reduce(xor, map(hash, _rows_of(meta)), 0)
        if (row["document"], row["audience"]) != passages.columns_of(meta):
            yield f"passage {row['id']}: its document or audience is not what its metadata says"
    for row in connection.execute(f"SELECT passage, {_VALUES} FROM passage_meta"):
        number, *values = row
        sums[number] = sums.get(number, 0) ^ hash(tuple(values))
    for number in (number for number, total in sums.items() if total):
        yield from _differences(connection, number)


_VALUES = ", ".join(ValueRow._fields)


def _rows_of(meta: dict[str, Any]) -> set[tuple[Any, ...]]:
    # Of two values that are equal to a filter the first is kept.
    first = {(row.field, row.element, row.key): row for row in reversed(list(value_rows(meta)))}
    return {tuple(row) for row in first.values()}


def _differences(connection: sqlite3.Connection, number: int) -> Iterator[str]:
    passage = connection.execute("SELECT id, meta FROM passages WHERE number = ?", (number,)).fetchone()
    if passage is None:
        yield f"filters know values of a passage that is not there: number {number}"
        return
    wanted = _rows_of(json.loads(passage["meta"]))
    rows = connection.execute(f"SELECT {_VALUES} FROM passage_meta WHERE passage = ?", (number,))
    held = {tuple(row) for row in rows}
    for field in sorted({row[0] for row in wanted - held}):
        yield f"passage {passage['id']}: filters do not know its {field}"
    for field in sorted({row[0] for row in held - wanted}):
        yield f"passage {passage['id']}: filters know a {field} that it does not have"


def _quotes(connection: sqlite3.Connection) -> Iterator[str]:
    """A passage that names its page stands there word for word."""
    rows = connection.execute(
        "SELECT passages.id, passages.content, passages.meta, pages.text FROM passages "
        "LEFT JOIN pages ON pages.identifier = passages.document "
        "AND pages.path = json_extract(passages.meta, '$.path') "
        "AND pages.number IS json_extract(passages.meta, '$.pdf_page') "
        "WHERE json_extract(passages.meta, '$.path') IS NOT NULL"
    )
    for row in rows:
        meta = json.loads(row["meta"])
        if row["text"] is None:
            yield f"passage {row['id']}: the page it names is not there"
        elif row["content"] != row["text"][meta.get("start") : meta.get("end")]:
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


def _vectors(store: PassageStore, connection: sqlite3.Connection) -> Iterator[str]:
    """What is searched is what is kept."""
    dimension = int(store.info()["embedding_dim"])
    searched = dict(zip(store.vectors.numbers(connection).tolist(), store.vectors.vectors(connection), strict=True))
    for row in connection.execute("SELECT number, id, embedding FROM passages WHERE embedding IS NOT NULL"):
        kept = unpack(row["embedding"])
        found = searched.pop(row["number"], None)
        if len(kept) != dimension:
            yield f"passage {row['id']}: its embedding is of another width than the index"
        elif found is None or not np.allclose(found, unit(kept), atol=1e-5, equal_nan=True):
            yield f"passage {row['id']}: FAISS and SQLite disagree about it; run `python -m index rebuild`"
    for number in searched:
        yield f"FAISS holds a passage that is gone: number {number}; run `python -m index rebuild`"


CHECKS: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
    _file,
    _words,
    _metadata,
    _quotes,
    _records,
)
