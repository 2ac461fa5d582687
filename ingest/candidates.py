"""The documents of an index that may share text with a new one, found by some of its words; no pair is compared."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from index import PassageStore

# Two documents that share two fifths of their words share a probe of this many in about that many of the probes; the
# chance that fewer than two of 24 hit is under one in ten thousand.
_PROBES, _WORDS, _BEST = 24, 12, 3
_MOST = 12
# Syllables of Khmer are too common alone; three in a row are about a word.
_SYLLABLES = 3


def likely_sharers(words: Sequence[str], store: PassageStore) -> list[str]:
    """
    Documents to compare a text with, word by word.

    Some runs of its words, spread over the whole of it, are each looked for in the index: some milliseconds each,
    however much the index holds.

    :param words: of the text, as `plain_words` gives them.
    :param store: the index.
    :returns: identifiers, those found by most runs first.
    """
    hits: Counter[str] = Counter()
    for probe in _probes(words):
        numbers, scores = store.word_scores(probe, weights=(1.0, 0.0))
        best = numbers[np.lexsort((numbers, -scores))[:_BEST]]
        hits.update({str(passage.meta.get("document")) for passage in store.by_number(best)})
    return [identifier for identifier, _ in hits.most_common(_MOST)]


def _probes(words: Sequence[str]) -> list[str]:
    """Runs of words as queries, each word apart; the longest of each stretch, for long words are rare ones."""
    if len(words) <= _WORDS:
        return [_query(words)] if words else []
    stretch = max(1, (len(words) - _WORDS) // _PROBES)
    starts = range(0, len(words) - _WORDS + 1, stretch)
    probes = []
    for start in starts[:_PROBES]:
        within = range(start, min(start + stretch, len(words) - _WORDS + 1), _WORDS)
        best = max(within, key=lambda at: sum(len(word) for word in words[at : at + _WORDS]))
        probes.append(_query(words[best : best + _WORDS]))
    return probes


def _query(words: Sequence[str]) -> str:
    if not any("\u1780" <= word[0] <= "\u17ff" for word in words):
        return " ".join(words)
    return " ".join("".join(words[at : at + _SYLLABLES]) for at in range(0, len(words), _SYLLABLES))
