"""The words of a text as runs of five: what two texts share, whatever their spaces, case and punctuation."""

import unicodedata
from collections.abc import Iterable, Sequence

from corpus.page import Page
from index.words import searchable, split_words

# Five words in a row are seldom the same by chance, and one word read wrongly spoils five runs only.
RUN = 5


def words_of(pages: Iterable[Page]) -> list[str]:
    """
    The words of a file, as they are compared.

    :param pages: its pages.
    :returns: its words in small letters, Khmer as syllables.
    """
    return plain_words("\n".join(page.text for page in pages))


def plain_words(text: str) -> list[str]:
    """
    The words of a text, without what differs between two copies of it.

    ```python
    plain_words("“No one”, says Article 4")  # ["no", "one", "says", "article", "4"]
    ```

    :param text: any text.
    :returns: its words in small letters, Khmer as syllables.
    """
    return split_words(searchable(unicodedata.normalize("NFKC", text)).casefold())


def shingles(words: Sequence[str], run: int = RUN) -> set[int]:
    """
    The runs of words of a text.

    :param words: of `plain_words`.
    :param run: how many words are one run; a text shorter than that is one run.
    :returns: a number for each.
    """
    if not words:
        return set()
    return {hash(tuple(words[at : at + run])) for at in range(max(1, len(words) - run + 1))}
