"""The news as an Atom 1.0 feed (RFC 4287)."""

import uuid
from collections.abc import Sequence
from datetime import date

from lxml import etree

from corpus.settings import settings
from index import PassageStore
from search.news.as_html import quotes_as_html
from search.news.collect import NewItem, News, latest
from search.news.wording import card, document_link, printable, quoted, title

_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "Clearinghouse on human trafficking in Cambodia"
_IN_PUBLIC_FEED = 50


def as_atom(news: News, base_url: str = "") -> bytes:
    """
    The news as a feed, an entry a document.

    :param news: the news.
    :param base_url: where people reach the clearinghouse, for the links; empty leaves them out.
    :returns: an XML file.
    """
    feed = _feed(f"{news.since}/{news.until}", f"{_NAME}: {title(news)}", news.items, news.until)
    return _written(feed, news.items, base_url)


def public_feed(store: PassageStore, base_url: str) -> bytes:
    """
    What came or changed last, as the feed that anyone may follow: nothing stands in it but what the public may see.

    ```python
    public_feed(store, "https://clearinghouse.example.org")
    ```

    :param store: the index.
    :param base_url: where people reach the clearinghouse, for the links; empty leaves them out.
    :returns: an XML file with the last 50 documents.
    """
    items = latest(store.for_audience("public"), _IN_PUBLIC_FEED)
    feed = _feed("public", f"{_NAME}: new documents", items, date.today().isoformat())
    if base_url:
        _put(feed, "link", rel="self", type="application/atom+xml", href=f"{base_url.rstrip('/')}/feed.atom")
    return _written(feed, items, base_url)


def _feed(name: str, called: str, items: Sequence[NewItem], otherwise: str) -> etree._Element:
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _put(feed, "id", _urn(f"feed/{name}"))
    _put(feed, "title", called)
    _put(feed, "updated", _moment(max(map(_last_day, items), default=otherwise)))
    _put(_put(feed, "author"), "name", settings().owner)
    return feed


def _written(feed: etree._Element, items: Sequence[NewItem], base_url: str) -> bytes:
    if base_url:
        _put(feed, "link", rel="alternate", type="text/html", href=f"{base_url.rstrip('/')}/news")
    for item in items:
        _put_entry(feed, item, base_url)
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _put_entry(feed: etree._Element, item: NewItem, base_url: str) -> None:
    record = item.record
    entry = _put(feed, "entry")
    _put(entry, "id", _urn(record.identifier))
    _put(entry, "title", record.title)
    _put(entry, "updated", _moment(_last_day(item)))
    if record.available:
        _put(entry, "published", _moment(record.available))
    if link := document_link(base_url, record.identifier):
        _put(entry, "link", rel="alternate", type="text/html", href=link)
    for p in item.four_p:
        _put(entry, "category", term=p)
    first = f" “{quoted(item.passages[0].passage)}”" if item.passages else ""
    _put(entry, "summary", f"{'New' if item.kind == 'new' else 'Changed'}: {card(record)}.{first}")
    # An entry without a link must have content.
    _put(entry, "content", quotes_as_html(item, item.passages, base_url) or printable(item.citation), type="html")


def _put(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = printable(text)
    return element


def _last_day(item: NewItem) -> str:
    return max(item.record.available, item.record.modified)


def _urn(name: str) -> str:
    """The same for the same document of the same owner, wherever the clearinghouse is reached."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, settings().owner), name).urn


def _moment(day: str) -> str:
    """A day as the moment it began, in UTC; of a month or a year its first."""
    return f"{day}{'0000-01-01'[len(day) :]}T00:00:00Z"
