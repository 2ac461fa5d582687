"""A page's text, passage by passage: each can be chosen, the chosen one is marked."""

from haystack import Document

from views.address import DocumentAddress
from views.html import Span, escape, found_spans, shown


def page_text(
    text: str, passages: list[Document], address: DocumentAddress, terms: list[str], stretch: Span | None = None
) -> str:
    """
    The text of a page as HTML, cut where its passages begin.

    :param text: of the page.
    :param passages: those that lie on the page, in order.
    :param address: of the page that is open; its passage is marked.
    :param terms: words to mark.
    :param stretch: the part of the text that is shown; None is all of it.
    :returns: HTML.
    """
    spans = found_spans(text, terms)
    first, last = stretch or (0, len(text))
    parts, position = [], first
    for passage in passages:
        start, end = max(passage.meta["start"], position), passage.meta["end"]
        if start >= end:
            continue
        parts.append(_between(text, spans, position, start))
        parts.append(_passage(text, spans, (start, end), passage, address))
        position = end
    parts.append(_between(text, spans, position, last))
    return f'<div class="page-text">{"".join(parts)}</div>'


def _between(text: str, spans: list[Span], start: int, end: int) -> str:
    return f'<p class="words">{shown(text, spans, start, end)}</p>' if text[start:end].strip() else ""


def _passage(text: str, spans: list[Span], span: Span, passage: Document, address: DocumentAddress) -> str:
    link = DocumentAddress(address.document, address.file, passage.id, query=address.query).link()
    locator = escape(passage.meta.get("locator") or "passage")
    chosen = passage.id == address.passage
    state = ' class="part chosen" aria-current="true" id="chosen"' if chosen else ' class="part"'
    said = '<span class="said">the passage cited</span>' if chosen else ""
    return (
        f'<section{state}><p class="where"><a href="{escape(link)}">{locator}</a>{said}</p>'
        f'<p class="words">{shown(text, spans, *span)}</p></section>'
    )
