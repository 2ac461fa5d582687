"""What a person said of single passages, laid over what programs suggest of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from haystack import Document, component

from corpus.passage_tags import PassageTags, text_hash
from corpus.vocabulary import vocabularies
from ingest.terms import in_order, schemes, with_broader


def tagged_by_hand(tags: Iterable[PassageTags], documents: list[Document]) -> dict[str, PassageTags]:
    """
    Which passages a person looked at. A passage is known by file, page and exact words; where no passage of that page
    has the words any more, by file and words.

    :param tags: what was said of a document's passages.
    :param documents: the passages.
    :returns: {id of a passage: what was said of it}.
    """
    places: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        places.setdefault((document.meta["file"], text_hash(document.content or "")), []).append(document)
    found: dict[str, PassageTags] = {}
    for said in tags:
        same = places.get((said.file, said.sha256), [])
        here = [document for document in same if document.meta.get("pdf_page") == said.page]
        for document in here:
            found[document.id] = said
        for document in () if here else same:
            found.setdefault(document.id, said)
    return found


def lapsed(tags: Iterable[PassageTags], documents: list[Document]) -> list[PassageTags]:
    """
    What was said of passages that are not there any more.

    :param tags: what was said of a document's passages.
    :param documents: the passages there are.
    :returns: those whose exact words none of them has.
    """
    there = {(document.meta["file"], text_hash(document.content or "")) for document in documents}
    return [said for said in tags if (said.file, said.sha256) not in there]


@component
class ConfirmedTagger:
    """
    Lays what a person said of passages over their suggested tags.

    A confirmed term is added with those above it and listed in `meta["confirmed"]`; a struck one goes, with those
    below it that nobody confirmed. A passage that was looked at is marked by `meta["tags_checked"]`.

    ```python
    ConfirmedTagger().run(tagged, (PassageTags.of(text, "en.pdf", 4, confirmed={}, struck={"sector": ["fisheries"]}),))
    ```
    """

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document], passage_tags: tuple[PassageTags, ...]) -> dict[str, list[Document]]:
        """
        Correct passages' tags.

        :param documents: the passages, tagged.
        :param passage_tags: what was said of them.
        :returns: {"documents": the passages, as a person wants them tagged}.
        """
        by_passage = tagged_by_hand(passage_tags, documents)
        return {"documents": [_corrected(d, by_passage[d.id]) if d.id in by_passage else d for d in documents]}


def _corrected(document: Document, said: PassageTags) -> Document:
    terms: dict[str, list[str]] = {}
    chosen: list[str] = []
    for scheme in ("four_p", *schemes()):
        confirmed = with_broader(scheme, said.confirmed.get(scheme, ()))
        struck = _with_narrower(scheme, said.struck)
        terms[scheme] = in_order(scheme, {*document.meta.get(scheme, ())} - struck | confirmed)
        chosen += [f"{scheme}/{term}" for term in in_order(scheme, confirmed)]
    borne = {f"{scheme}/{term}" for scheme, ids in terms.items() for term in ids}
    before = [each for each in document.meta.get("confirmed", ()) if each in borne]
    confirmed_now = list(dict.fromkeys([*before, *chosen]))
    return replace(document, meta={**document.meta, **terms, "confirmed": confirmed_now, "tags_checked": True})


def _with_narrower(scheme: str, struck: Mapping[str, tuple[str, ...]]) -> set[str]:
    """A passage that is not about something is about no kind of it."""
    vocabulary = vocabularies()[scheme]
    gone = {term.id for term in map(vocabulary.get, struck.get(scheme, ())) if term}
    return gone | {term.id for term in vocabulary.terms if gone & {*vocabulary.above(term.id)}}
