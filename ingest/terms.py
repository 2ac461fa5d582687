"""The terms of the vocabularies that a passage names: its form of exploitation, its people, places and bodies."""

from collections.abc import Iterable
from dataclasses import replace

from haystack import Document, component

from corpus.record import Record
from corpus.vocabulary import vocabularies
from index.thesaurus import thesaurus


def schemes() -> tuple[str, ...]:
    """
    The vocabularies whose terms are found by name; the four Ps have a tagger of their own, which reads more than names.

    :returns: their names.
    """
    return tuple(scheme for scheme in vocabularies() if scheme != "four_p")


def named_terms(text: str) -> dict[str, list[str]]:
    """
    The terms that a text names, each with those above it, so that a filter for the broader finds the narrower.

    ```python
    from ingest.terms import named_terms

    named_terms("Girls were held in brothels in Poipet.")["province"]  # ["KH-1"]
    ```

    :param text: a passage, with its title and headings before it.
    :returns: {scheme: ids}, for each vocabulary, in the vocabulary's order.
    """
    found: dict[str, set[str]] = {scheme: set() for scheme in schemes()}
    for mention in thesaurus().mentions(text):
        found[mention.scheme] |= with_broader(mention.scheme, [mention.term.id])
    return {scheme: in_order(scheme, ids) for scheme, ids in found.items()}


def with_broader(scheme: str, ids: Iterable[str]) -> set[str]:
    """
    Terms with all that stand above them.

    :param scheme: their vocabulary.
    :param ids: the terms.
    :returns: their ids and those of the broader terms; of a merged term its successor's, of an unknown one none.
    """
    vocabulary = vocabularies()[scheme]
    terms = filter(None, map(vocabulary.get, ids))
    return {each for term in terms for each in (term.id, *vocabulary.above(term.id))}


def in_order(scheme: str, ids: set[str]) -> list[str]:
    """
    Terms in the order of their vocabulary.

    :param scheme: the vocabulary.
    :param ids: the terms; one that it does not have is left out.
    :returns: their ids.
    """
    return [term.id for term in vocabularies()[scheme].terms if term.id in ids]


@component
class TermTagger:
    """
    Adds the terms that passages name, and those that a person confirmed of their document.

    A confirmed term that no passage of the document names is given to all of them: a filter for it must find the
    document. What is confirmed is told in `meta["confirmed"]` as `scheme/id`.

    ```python
    from haystack import Document
    from ingest.terms import TermTagger

    TermTagger().run([Document(content="Work on fishing boats.")], record)["documents"][0].meta["sector"]
    ```
    """

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document], record: Record) -> dict[str, list[Document]]:
        """
        Tag passages.

        :param documents: the passages.
        :param record: the document's record.
        :returns: {"documents": the passages, with their terms}.
        """
        known = schemes()
        confirmed = {scheme: with_broader(scheme, ids) for scheme, ids in record.tags.items() if scheme in known}
        named = [named_terms(f"{d.meta.get('context', '')}\n{d.content or ''}") for d in documents]
        for scheme, ids in confirmed.items():
            for unnamed in ids.difference(*(terms[scheme] for terms in named)):
                for terms in named:
                    terms[scheme] = in_order(scheme, {*terms[scheme], unnamed})
        tagged = []
        for document, terms in zip(documents, named, strict=True):
            chosen = [
                f"{scheme}/{identifier}"
                for scheme, ids in terms.items()
                for identifier in ids
                if identifier in confirmed.get(scheme, ())
            ]
            before = document.meta.get("confirmed", [])
            tagged.append(replace(document, meta={**document.meta, **terms, "confirmed": [*before, *chosen]}))
        return {"documents": tagged}
