"""The words of passages as they are written, for "did you mean"."""

import sqlite3
from typing import Any

# As `vocabulary_words` in schema.sql; a test holds them against each other.
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"


def read_vocabulary(connection: sqlite3.Connection) -> dict[str, int]:
    """
    The words of all passages.

    :param connection: inside a transaction.
    :returns: {word in small letters: passages that hold it}.
    """
    return dict(connection.execute("SELECT term, doc FROM vocabulary_rows").fetchall())


def read_vocabulary_of(connection: sqlite3.Connection, condition: str, parameters: list[Any]) -> dict[str, int]:
    """
    The words of some passages, of few sooner than of many.

    :param connection: inside a transaction.
    :param condition: on the table `passages`.
    :param parameters: of the condition.
    :returns: {word in small letters: how many of these passages hold it}.
    """
    connection.execute(
        "CREATE VIRTUAL TABLE temp.some_words USING fts5 "
        f"(content, content = '', detail = none, tokenize = \"{TOKENIZER}\")"
    )
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.some_rows USING fts5vocab (temp, some_words, row)")
        connection.execute(
            "INSERT INTO temp.some_words (rowid, content) SELECT rowid, content FROM main.passage_words "
            f"WHERE rowid IN (SELECT number FROM passages WHERE {condition})",
            parameters,
        )
        return dict(connection.execute("SELECT term, doc FROM temp.some_rows").fetchall())
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.some_rows")
        connection.execute("DROP TABLE temp.some_words")
