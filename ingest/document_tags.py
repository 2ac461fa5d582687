"""The tags of a whole document: those a person confirmed, and those that enough of its passages suggest."""

from collections import Counter
from dataclasses import replace

from haystack import Document, component

from corpus.record import Record
from ingest.tag import likely
from ingest.terms import SCHEMES, in_order, with_broader

# A term that only one passage of many bears is a passing word; of a short document each passage counts.
_SHARE = 0.1


@component
class DocumentTagger:
    """
    Tells each passage what its document is about, so that documents can be counted and filtered by it.

    In `meta["document_tags"]` stand `confirmed` and `suggested`, each {vocabulary: terms}. A term above another is
    borne with it; what is confirmed is not suggested as well.

    ```python
    DocumentTagger().run(tagged, record)["documents"][0].meta["document_tags"]["confirmed"]["sector"]
    ```
    """

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document], record: Record) -> dict[str, list[Document]]:
        """
        Tag the document.

        :param documents: its passages, tagged.
        :param record: its record.
        :returns: {"documents": the passages, with the document's tags}.
        """
        confirmed, suggested = {}, {}
        fewest = max(1, round(_SHARE * len(documents)))
        for scheme in ("four_p", *SCHEMES):
            chosen = with_broader(scheme, record.four_p if scheme == "four_p" else record.tags.get(scheme, ()))
            counts = Counter(term for document in documents for term in _suggested(document, scheme))
            confirmed[scheme] = in_order(scheme, chosen)
            suggested[scheme] = in_order(scheme, {t for t, n in counts.items() if n >= fewest and t not in chosen})
        tags = {"confirmed": _held(confirmed), "suggested": _held(suggested)}
        return {"documents": [replace(d, meta={**d.meta, "document_tags": tags}) for d in documents]}


def _suggested(document: Document, scheme: str) -> list[str]:
    """What the passage itself says, without what it only has from its document."""
    if scheme != "four_p":
        return list(document.meta.get(scheme, ()))
    return list(likely(document.meta.get("four_p_suggested", {})))


def _held(tags: dict[str, list[str]]) -> dict[str, list[str]]:
    return {scheme: terms for scheme, terms in tags.items() if terms}
