"""The tags of a document: what a person confirmed, and what its passages suggest."""

from typing import NamedTuple

from corpus.record import Record
from index import PassageStore
from search.query import TERM_FIELDS

_MOST = 6


class DocumentTags(NamedTuple):
    """
    The terms of one vocabulary that a document bears.

    :param scheme: the vocabulary.
    :param confirmed: chosen by a person.
    :param suggested: (term, passages that name it), the most named first; none that is confirmed.
    """

    scheme: str
    confirmed: tuple[str, ...]
    suggested: tuple[tuple[str, int], ...]


def document_tags(store: PassageStore, record: Record) -> list[DocumentTags]:
    """
    The tags of a document, by vocabulary; the four Ps first.

    ```python
    for tags in document_tags(store, store.record("law-2008-trafficking")):
        print(tags.scheme, tags.confirmed, tags.suggested)
    ```

    :param store: the passages the audience may see.
    :param record: the document's.
    :returns: those vocabularies of which it bears a term.
    """
    schemes = ("four_p", *TERM_FIELDS)
    only = {"field": "meta.document", "operator": "==", "value": record.identifier}
    field = "document_tags.suggested.{}"
    counts = store.count_by(only, [*schemes, *map(field.format, schemes)])
    found = []
    for scheme in schemes:
        confirmed = tuple(record.four_p) if scheme == "four_p" else record.tags.get(scheme, ())
        suggested = counts[field.format(scheme)]
        named = [(term, n) for term, n in counts[scheme].items() if term in suggested]
        if confirmed or named:
            found.append(DocumentTags(scheme, confirmed, tuple(named[:_MOST])))
    return found
