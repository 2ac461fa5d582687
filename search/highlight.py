"""Where the words of a question stand in a text, in whatever form."""

import re

from index.stems import spans_matching
from index.words import any_of, is_khmer, split_words

Span = tuple[int, int]


def found_spans(text: str, terms: list[str]) -> list[Span]:
    """
    Where words stand in a text, by the stems that the full-text index goes by.

    ```python
    found_spans("Trafficked persons", ["trafficking"])  # [(0, 10)]
    ```

    :param text: the text, as shown.
    :param terms: words or phrases.
    :returns: the spans, in order, not overlapping; offsets into the text, so that it can be escaped around them.
    """
    latin = any_of([words for term in terms if not is_khmer(term) and (words := " ".join(split_words(term)))])
    spans = spans_matching(text, latin) if latin else []
    for term in {term for term in terms if is_khmer(term)}:
        spans += [match.span() for match in re.finditer(re.escape(term), text)]
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def found_words(text: str, spans: list[Span]) -> list[str]:
    """
    The words at some spans, as the text has them.

    :param text: the text.
    :param spans: of `found_spans`.
    :returns: each once, in small letters, in order.
    """
    return list(dict.fromkeys(" ".join(text[start:end].casefold().split()) for start, end in spans))
