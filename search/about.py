"""What is about a topic, and not only near it: where the line between the two is drawn."""

from typing import NamedTuple

import numpy as np

from index import PassageStore
from index.thesaurus import thesaurus
from index.words import split_words
from search.fuse import Ranking
from search.stop_words import content_words

# As shares of the nearest passage's similarity: how near a passage is that bears half of the topic's parts, and one
# that bears all. Chosen on topics whose documents were named in advance: see FINDINGS, "About a topic".
NEAR_WITH_HALF, NEAR_WITH_ALL = 0.76, 0.65


def about(store: PassageStore, topic: str, ranking: Ranking) -> np.ndarray:
    """
    The passages that are about a topic.

    A topic has parts: the terms that it names, and the telling words that belong to none. A passage is about it where
    it bears all parts and is near in meaning, or bears half of them and is nearer. How near is told beside the nearest
    passage there is, for a short topic comes nearer to everything than a long one.

    ```python
    about(store, "debt bondage in brick kilns", ranking)
    ```

    :param store: the index, for one audience.
    :param topic: words.
    :param ranking: of every passage, for the topic.
    :returns: passage numbers, in order.
    """
    if not topic:
        return ranking.numbers
    parts = topic_parts(topic)
    held = np.zeros(len(ranking.numbers))
    for part in parts:
        held += np.isin(ranking.numbers, _bearing(store, part))
    share = held / max(len(parts), 1)
    nearest = np.nanmax(ranking.cosines) if np.isfinite(ranking.cosines).any() else 0.0
    if nearest <= 0:
        # Without the model words alone decide.
        return ranking.numbers[share == 1]
    near = np.nan_to_num(ranking.cosines, nan=-1.0) / nearest
    return ranking.numbers[((near >= NEAR_WITH_ALL) & (share == 1)) | ((near >= NEAR_WITH_HALF) & (share >= 0.5))]


class Part(NamedTuple):
    """
    A part of a topic.

    :param words: as the topic has it.
    :param scheme: the vocabulary of the term that it names; empty where it names none.
    :param term: the term's id.
    """

    words: str
    scheme: str = ""
    term: str = ""


def topic_parts(topic: str) -> list[Part]:
    """
    What a topic is made of.

    ```python
    topic_parts("men on fishing boats")  # [Part("men", "population", "men"), Part("fishing boats", "sector", …)]
    ```

    :param topic: words.
    :returns: the terms that it names, and the telling words that are part of no name.
    """
    words = split_words(topic)
    telling = set(split_words(content_words(topic)))
    # Of terms of several vocabularies that the same words name the first will do.
    named = {
        (m.first, m.last): Part(" ".join(words[m.first : m.last + 1]), m.scheme, m.term.id)
        for m in reversed(thesaurus().mentions(topic))
        if m.scheme != "definition"
    }
    covered = {at for first, last in named for at in range(first, last + 1)}
    return [*named.values(), *(Part(w) for at, w in enumerate(words) if at not in covered and w in telling)]


def _bearing(store: PassageStore, part: Part) -> np.ndarray:
    """A passage bears a term where it was found to name it, be it by a word that is no name of it."""
    if not part.scheme:
        return store.word_scores(part.words).numbers
    return store.numbers({"field": f"meta.{part.scheme}", "operator": "contains", "value": part.term})
