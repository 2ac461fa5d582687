""" "Did you mean": words of a query that the collection does not have, mended by words it has."""

import threading

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index import PassageStore
from index.words import split_words

# One slip in a short word, two in a longer one; two letters that changed places are one slip.
_FEWEST_LETTERS, _LONG = 4, 7


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
        slips = 2 if len(word) >= _LONG else 1
        candidates = [w for n in range(len(word) - slips, len(word) + slips + 1) for w in self._by_length.get(n, ())]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None)
        # Of words as near, one with the same beginning, for people err there least; then the most frequent.
        best = min(near, key=lambda found: (found[1], found[0][0] != word[0], -self._counts[found[0]]), default=None)
        return best[0] if best else ""

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
