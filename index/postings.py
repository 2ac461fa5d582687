"""Which passages hold a word, how often, and how much that says (BM25), read from the full-text index."""

import sqlite3
import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.database import Stamp, stamp_of
from index.numbers import numbers_of
from index.stems import stems
from index.words import phrase

# As Anserini and Pyserini have them: measured beside FTS5's own 1.2 and 0.75, see FINDINGS, "Words".
K1, B = 0.9, 0.4
# What a name added by the thesaurus counts beside a word that was asked for: see FINDINGS, "The thesaurus".
ADDED = 0.5
_MOST_KEPT = 20_000_000
_EMPTY = np.empty(0, dtype=np.int64)


class Posting(NamedTuple):
    """
    The passages that hold a word.

    :param numbers: passage numbers, in order, of shape (n,).
    :param in_text: how often each holds it in its text, of shape (n,).
    :param in_context: how often in its title and headings, of shape (n,).
    """

    numbers: np.ndarray
    in_text: np.ndarray
    in_context: np.ndarray


class _Revision:
    """What was read of one revision; a thread that searches an older one keeps its own."""

    def __init__(self, stamp: Stamp | None, lengths: np.ndarray) -> None:
        self.stamp = stamp
        self.lengths = lengths
        self.postings: dict[str, Posting] = {}
        self.kept = 0


class Postings:
    """
    BM25 over the passages an audience may see, in some milliseconds.

    FTS5 has a BM25 of its own, but hands over its scores row by row, half a second for a question put to
    100,000 passages, takes no other k1 and b, and weighs words by passages that the audience may not see. The
    postings of a word are read whole and kept for the revision they were read from.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read = _Revision(None, _EMPTY)

    def score(
        self,
        connection: sqlite3.Connection,
        words: list[str],
        seen: np.ndarray | None,
        weights: tuple[float, float],
        added: Sequence[Sequence[str]] = (),
    ) -> tuple[np.ndarray, np.ndarray]:
        """
        Score every passage that holds any of some words, or a name that was added to them.

        :param connection: inside a transaction; its revision is the one searched.
        :param words: the words; one that is written in several signs of the index, as a Khmer one, is a phrase.
        :param seen: the passages the audience may see; None for all.
        :param weights: of a word in the text, and in the title and headings.
        :param added: for each term that was asked for its other names, each a phrase; of one term's names the best
            found counts, half of what a word asked for does.
        :returns: passage numbers in order, and their scores, higher is better.
        """
        revision = self._revision_of(connection)
        lengths = revision.lengths
        visible = lengths > 0
        if seen is not None:
            visible &= np.isin(np.arange(len(lengths)), seen)
        count = int(visible.sum())
        if not count:
            return _EMPTY, np.empty(0, dtype=np.float32)
        norms = K1 * (1 - B + B * lengths / lengths[visible].mean())

        def of(word: str) -> tuple[np.ndarray, np.ndarray]:
            posting = self._posting(connection, revision, word)
            kept = visible[posting.numbers]
            numbers = posting.numbers[kept]
            often = weights[0] * posting.in_text[kept] + weights[1] * posting.in_context[kept]
            # Robertson's, with Lucene's 1 + to keep a word of more than half of all passages from counting against.
            rarity = np.log1p((count - len(numbers) + 0.5) / (len(numbers) + 0.5))
            return numbers, rarity * often * (K1 + 1) / (often + norms[numbers])

        scores = np.zeros(len(lengths))
        for word in dict.fromkeys(_stem_or_phrase(word) for word in words):
            numbers, score = of(word)
            scores[numbers] += score
        for names in added:
            best = np.zeros(len(lengths))
            for name in dict.fromkeys(_stem_or_phrase(name) for name in names):
                numbers, score = of(name)
                best[numbers] = np.maximum(best[numbers], ADDED * score)
            scores += best
        found = np.flatnonzero(scores)
        return found, scores[found].astype(np.float32)

    def _revision_of(self, connection: sqlite3.Connection) -> _Revision:
        """With the words of each passage at the place of its number; 0 where there is none."""
        now = stamp_of(connection)
        with self._lock:
            if self._read.stamp != now:
                rows = connection.execute("SELECT id, sz FROM passage_words_docsize").fetchall()
                lengths = np.zeros(max((row[0] for row in rows), default=-1) + 1)
                for number, sizes in rows:
                    lengths[number] = max(_sum_of_varints(sizes), 1)
                self._read = _Revision(now, lengths)
            return self._read

    def _posting(self, connection: sqlite3.Connection, revision: _Revision, word: str) -> Posting:
        with self._lock:
            if word in revision.postings:
                return revision.postings[word]
            posting = _read_phrase(connection, word) if word.startswith('"') else _read(connection, word)
            if revision.kept > _MOST_KEPT:
                revision.postings, revision.kept = {}, 0
            revision.postings[word] = posting
            revision.kept += len(posting.numbers)
            return posting


def _read(connection: sqlite3.Connection, stem: str) -> Posting:
    # One text instead of a row an occurrence: ten times quicker to hand over. Negative is in the title or headings.
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_terms USING fts5vocab (main, passage_words, instance)"
    )
    listed = connection.execute(
        "SELECT group_concat(iif(col = 'content', doc, -doc)) FROM temp.passage_terms WHERE term = ?", [stem]
    ).fetchone()[0]
    occurrences = numbers_of(listed)
    numbers, places = np.unique(np.abs(occurrences), return_inverse=True)
    in_text = np.bincount(places[occurrences > 0], minlength=len(numbers))
    return Posting(numbers, in_text, np.bincount(places, minlength=len(numbers)) - in_text)


def _stem_or_phrase(word: str) -> str:
    stemmed = stems(word)
    return stemmed[0] if len(stemmed) == 1 else phrase(word)


def _read_phrase(connection: sqlite3.Connection, quoted: str) -> Posting:
    rows = connection.execute("SELECT rowid FROM passage_words WHERE passage_words MATCH ?", [quoted])
    numbers = np.sort(np.fromiter((row[0] for row in rows), dtype=np.int64))
    return Posting(numbers, np.ones(len(numbers)), np.zeros(len(numbers)))


def _sum_of_varints(data: bytes) -> int:
    """The sum of SQLite's variable-length integers, seven bits a byte, the last byte of each below 128."""
    total = value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            total += value
            value = 0
    return total
