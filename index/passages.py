"""A Haystack Document as a row of `passages`, and back, with nothing lost."""

import hashlib
import json
import sqlite3
from typing import Any

import numpy as np
from haystack import Document

from index.values import value_rows
from index.words import searchable

COLUMNS = "number, id, content, meta, rest, embedding"
MOST_RESTRICTED = "restricted"


def embedding_key(document: Document) -> str:
    """
    What decides whether a passage was embedded before: its words and the title and headings in front of them.

    :param document: the passage.
    :returns: a hash; two passages of the same key have the same embedding under one model.
    """
    text = f"{document.meta.get('context', '')}\n{document.content or ''}"
    return hashlib.sha256(text.encode()).hexdigest()


def pack(embedding: list[float]) -> bytes:
    """
    An embedding as bytes: single precision where that loses nothing, as of every encoder, else double.

    :param embedding: the numbers.
    :returns: little-endian bytes, after one that tells the precision.
    """
    double = np.asarray(embedding, dtype="<f8")
    single = double.astype("<f4")
    exact = np.array_equal(single.astype("<f8"), double, equal_nan=True)
    return b"4" + single.tobytes() if exact else b"8" + double.tobytes()


def unpack(data: bytes) -> np.ndarray:
    """
    What `pack` wrote.

    :param data: the bytes.
    :returns: the numbers, of shape (dimension,).
    """
    return np.frombuffer(data, dtype="<f4" if data[:1] == b"4" else "<f8", offset=1)


def insert(connection: sqlite3.Connection, document: Document) -> int:
    """
    Write a passage with its words and metadata.

    :param connection: inside a writing transaction.
    :param document: the passage.
    :returns: its number.
    :raises ValueError: where its metadata cannot be kept as JSON.
    """
    meta = _meta_json(document.id, document.meta)
    cursor = connection.execute(
        "INSERT INTO passages (id, document, audience, content, meta, rest, embedding) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            *columns_of(document.meta),
            document.content,
            meta,
            _rest(document),
            None if document.embedding is None else pack(document.embedding),
        ),
    )
    number = cursor.lastrowid
    assert number is not None  # noqa: S101 - an INSERT has always given one
    _insert_meta(connection, number, document.meta)
    _insert_words(connection, number, document)
    return number


def columns_of(meta: dict[str, Any]) -> tuple[str | None, str]:
    """
    What of a passage's metadata has a column of its own.

    :param meta: the metadata.
    :returns: the document, None where it is none, and the audience: what carries no word for one is shown to no one.
    """
    document, audience = meta.get("document"), meta.get("audience", "public")
    return document if isinstance(document, str) else None, audience if isinstance(audience, str) else "unknown"


def words_of(content: str | None, meta: dict[str, Any]) -> tuple[str, str]:
    """
    What the full text holds of a passage.

    :param content: its text.
    :param meta: its metadata.
    :returns: the words of the text, and those of its title and headings.
    """
    return searchable(content or ""), searchable(str(meta.get("context") or ""))


def delete(connection: sqlite3.Connection, number: int) -> None:
    """
    Take a passage away, with its words and metadata.

    :param connection: inside a writing transaction.
    :param number: the passage's.
    """
    row = connection.execute("SELECT content, meta FROM passages WHERE number = ?", (number,)).fetchone()
    _delete_meta(connection, number, json.loads(row["meta"]))
    _delete_words(connection, number, row["content"])
    connection.execute("DELETE FROM passages WHERE number = ?", (number,))


def update_meta(connection: sqlite3.Connection, number: int, changes: dict[str, Any]) -> None:
    """
    Change some of a passage's metadata; its number and embedding stay.

    :param connection: inside a writing transaction.
    :param number: the passage's.
    :param changes: fields and their new values.
    :raises ValueError: where they cannot be kept as JSON.
    """
    row = connection.execute("SELECT id, meta FROM passages WHERE number = ?", (number,)).fetchone()
    before = json.loads(row["meta"])
    meta = {**before, **changes}
    _delete_meta(connection, number, before)
    _insert_meta(connection, number, meta)
    _, context = words_of(None, meta)
    if context != words_of(None, before)[1]:
        connection.execute("UPDATE passage_words SET context = ? WHERE rowid = ?", (context, number))
    connection.execute(
        "UPDATE passages SET meta = ?, document = ?, audience = ? WHERE number = ?",
        (_meta_json(row["id"], meta), *columns_of(meta), number),
    )


def from_row(row: sqlite3.Row, *, embedding: bool = True, score: float | None = None) -> Document:
    """
    The passage a row holds.

    :param row: of `COLUMNS`.
    :param embedding: whether to give its embedding too.
    :param score: of a search; None keeps the passage's own.
    :returns: the passage, equal to the one that was written.
    """
    rest = json.loads(row["rest"]) if row["rest"] else {}
    if score is not None:
        rest["score"] = score
    vector = unpack(row["embedding"]).tolist() if embedding and row["embedding"] is not None else None
    return Document.from_dict(
        {"id": row["id"], "content": row["content"], "meta": json.loads(row["meta"]), "embedding": vector, **rest}
    )


def _rest(document: Document) -> str | None:
    """What few documents have: binary content, a score of their own, a sparse embedding."""
    if document.blob is None and document.score is None and document.sparse_embedding is None:
        return None
    data = document.to_dict(flatten=False)
    return json.dumps({key: data[key] for key in ("blob", "score", "sparse_embedding")})


def _meta_json(passage_id: str, meta: dict[str, Any]) -> str:
    try:
        return json.dumps(meta, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"Passage {passage_id}: its metadata holds what JSON has no word for ({error}); "
            "turn dates and the like into text first."
        ) from error


def _insert_meta(connection: sqlite3.Connection, number: int, meta: dict[str, Any]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO passage_meta (field, element, key, value, number, at, at_utc, passage) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, number) for row in value_rows(meta)],
    )


def _delete_meta(connection: sqlite3.Connection, number: int, meta: dict[str, Any]) -> None:
    connection.executemany(
        "DELETE FROM passage_meta WHERE field = ? AND element = ? AND key = ? AND passage = ?",
        [(row.field, row.element, row.key, number) for row in value_rows(meta)],
    )


def _insert_words(connection: sqlite3.Connection, number: int, document: Document) -> None:
    words, context = words_of(document.content, document.meta)
    connection.execute("INSERT INTO passage_words (rowid, content, context) VALUES (?, ?, ?)", (number, words, context))
    connection.execute("INSERT INTO vocabulary_words (rowid, content) VALUES (?, ?)", (number, words))


def _delete_words(connection: sqlite3.Connection, number: int, content: str | None) -> None:
    connection.execute("DELETE FROM passage_words WHERE rowid = ?", (number,))
    connection.execute(
        "INSERT INTO vocabulary_words (vocabulary_words, rowid, content) VALUES ('delete', ?, ?)",
        (number, searchable(content or "")),
    )
