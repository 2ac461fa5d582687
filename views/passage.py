"""A passage as it is shown wherever one is quoted: where it stands, and its words."""

from haystack import Document

from views.address import DocumentAddress
from views.html import escape, excerpt, found_spans, shown
from views.labels import page_label


def where(passage: Document, badges: str = "") -> str:
    """
    Where a passage stands, as a link to its page.

    :param passage: the passage.
    :param badges: HTML to stand beside it.
    :returns: HTML.
    """
    meta = passage.meta
    link = DocumentAddress(document=meta.get("document", ""), file=meta.get("file", ""), passage=passage.id).link()
    page = page_label(meta.get("pdf_page"), meta.get("page_label"))
    locator = meta.get("locator", "")
    place = locator or page or "the whole document"
    beside = page if locator and page and page != place else ""
    return f'<p class="where"><a href="{escape(link)}">{escape(place)}</a><span>{escape(beside)}</span>{badges}</p>'


def words(text: str, terms: list[str]) -> str:
    """
    The words of a passage; of a long one the stretch that was found, and the whole behind a click.

    :param text: its words.
    :param terms: what was looked for, to be marked.
    :returns: HTML.
    """
    spans = found_spans(text, terms)
    start, end = excerpt(text, spans)
    whole = shown(text, spans)
    if (start, end) == (0, len(text)):
        return f'<blockquote class="words">{whole}</blockquote>'
    part = ("… " if start else "") + shown(text, spans, start, end) + (" …" if end < len(text) else "")
    return (
        f'<details class="more"><summary><span class="words excerpt">{part}</span> '
        '<span class="toggle"><span class="closed">whole passage</span><span class="opened">show less</span></span>'
        f'</summary><blockquote class="words">{whole}</blockquote></details>'
    )
