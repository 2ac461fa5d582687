"""Taking words out of texts, and counting them."""

from collections import Counter
from collections.abc import Iterable

from ingest.redact.encoded import find_encoded
from ingest.redact.words import Span, Wanted, merged


class Remover:
    """
    Takes the same words out of many texts, and keeps count.

    :param wanted: the words.
    :param mark: what takes their place; the words' own where none is given.
    """

    def __init__(self, wanted: Wanted, mark: str = "") -> None:
        self.wanted = wanted
        self.mark = mark or wanted.mark
        self._count: Counter[str] = Counter()

    @property
    def occurrences(self) -> dict[str, int]:
        """How often each words were taken out, 0 included."""
        return {words: self._count[words] for words in self.wanted.words}

    def count(self, spans: Iterable[Span]) -> None:
        """Count what another took out."""
        self._count.update(span.words for span in spans)

    def clean(self, text: str) -> str:
        """
        A text without the words.

        :param text: as written, with its encodings.
        :returns: the text with the mark in each place.
        """
        spans = find_encoded(self.wanted, text)
        self.count(spans)
        kept, end = [], 0
        for start, stop in merged(spans):
            kept += [text[end:start], self.mark]
            end = stop
        return "".join([*kept, text[end:]])
