"""The passages that tell best what a document is."""

from collections.abc import Sequence

from haystack import Document


def telling_passages(passages: Sequence[Document], four_p: Sequence[str]) -> tuple[Document, ...]:
    """
    A few passages that tell what a document is: how it begins, and what it says on each P that it bears.

    They are of its first file, and none is of a list of contents or of sources where there is anything else.

    :param passages: of one document, in its own order.
    :param four_p: the Ps it bears.
    :returns: the passages, in the document's order, its beginning first; two where it bears no P.
    """
    written = [passage for passage in passages if passage.content]
    body = [passage for passage in written if not passage.meta.get("apparatus")] or written
    if not body:
        return ()
    body = [passage for passage in body if passage.meta.get("path") == body[0].meta.get("path")]
    others = range(1, len(body))
    chosen: set[int] = set()
    for p in four_p:
        bearing = {at for at in others if p in body[at].meta.get("four_p", ())}
        if bearing and not bearing & chosen:
            chosen.add(max(sorted(bearing), key=lambda at, p=p: _share(body[at], p)))  # type: ignore[misc]
    return tuple(body[at] for at in (0, *sorted(chosen or others[:1])))


def suggested_four_p(passages: Sequence[Document]) -> frozenset[str]:
    """
    The Ps that a document's passages suggest for it.

    :param passages: of one document.
    :returns: the Ps; none where it has no passage.
    """
    tags = passages[0].meta.get("document_tags", {}) if passages else {}
    return frozenset(tags.get("suggested", {}).get("four_p", ()))


def _share(passage: Document, p: str) -> float:
    return float(passage.meta.get("four_p_suggested", {}).get(p, 0))
