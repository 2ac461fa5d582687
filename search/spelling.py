""" "Did you mean": words of a query that the collection does not have, mended by words it has."""

import difflib
import threading

from index import PassageStore
from index.words import split_words

_CLOSE = 0.75
_FEWEST_LETTERS = 4


class Speller:
    """
    Mends a query by the words of the passages the audience may see.

    ```python
    Speller(store).suggest("traficking of childern")  # "trafficking of children"
    ```

    :param store: the index, for one audience.
    """

    def __init__(self, store: PassageStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._revision = -1
        self._by_length: dict[int, list[str]] = {}
        self._counts: dict[str, int] = {}

    def suggest(self, query: str) -> str:
        """
        A query with its unknown words replaced.

        :param query: as it was written.
        :returns: the mended query; empty where every word is known or none is near.
        """
        mended = query
        for word in split_words(query):
            if len(word) >= _FEWEST_LETTERS and word.isalpha() and not self._knows(word.lower()):
                near = self._nearest(word.lower())
                mended = mended.replace(word, near) if near else mended
        return "" if mended == query else mended

    def _knows(self, word: str) -> bool:
        self._follow()
        return word in self._counts or bool(self._store.bm25_retrieval(word, top_k=1))

    def _nearest(self, word: str) -> str:
        candidates = [w for length in range(len(word) - 2, len(word) + 3) for w in self._by_length.get(length, ())]
        near = difflib.get_close_matches(word, candidates, n=3, cutoff=_CLOSE)
        return max(near, key=lambda w: (difflib.SequenceMatcher(None, word, w).ratio(), self._counts[w]), default="")

    def _follow(self) -> None:
        revision = self._store.revision()
        with self._lock:
            if revision == self._revision:
                return
            self._counts = self._store.vocabulary()
            self._by_length = {}
            for word in self._counts:
                if word.isascii() and word.isalpha():
                    self._by_length.setdefault(len(word), []).append(word)
            self._revision = revision
