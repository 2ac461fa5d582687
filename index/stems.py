"""Words brought to the stems that the full-text index goes by, by SQLite's own tokenizer, so both always agree."""

import sqlite3
import threading
from functools import lru_cache

from index.words import searchable

# As `passage_words` in schema.sql; a test holds them against each other.
TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
_OPEN, _CLOSE = "\x02", "\x03"
_local = threading.local()


def _connection() -> sqlite3.Connection:
    connection: sqlite3.Connection | None = getattr(_local, "connection", None)
    if connection is None:
        connection = _local.connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute(f'CREATE VIRTUAL TABLE shown USING fts5 (text, tokenize = "{TOKENIZER}")')
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (shown, instance)")
    return connection


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """
    The stems of a text's words, in order.

    ```python
    stems("Trafficked persons")  # ("traffick", "person")
    ```

    :param text: a word or a few.
    :returns: the stems, as the full-text index holds them.
    """
    connection = _connection()
    connection.execute("INSERT INTO shown (rowid, text) VALUES (1, ?)", [searchable(text)])
    try:
        return tuple(row[0] for row in connection.execute("SELECT term FROM terms ORDER BY offset"))
    finally:
        connection.execute("DELETE FROM shown")


def spans_matching(text: str, query: str) -> list[tuple[int, int]]:
    """
    Where the words of a full-text query stand in a text.

    :param text: a text without Khmer: its syllables are set apart in the index, and offsets would not be the text's.
    :param query: in FTS5's query language, as `index.words.any_of` gives it.
    :returns: starts and ends, in order, not overlapping.
    """
    connection = _connection()
    plain = text.replace(_OPEN, " ").replace(_CLOSE, " ").replace("\x00", " ")
    connection.execute("INSERT INTO shown (rowid, text) VALUES (1, ?)", [plain])
    try:
        row = connection.execute(
            "SELECT highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?", [_OPEN, _CLOSE, query]
        ).fetchone()
    finally:
        connection.execute("DELETE FROM shown")
    spans, begun, position = [], 0, 0
    for sign in row[0] if row else "":
        if sign == _OPEN:
            begun = position
        elif sign == _CLOSE:
            spans.append((begun, position))
        else:
            position += 1
    return spans
