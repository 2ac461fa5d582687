"""The news as JSON values, for scripts."""

from typing import Any

from corpus.record import Record
from search.news.collect import NewItem, News, Quote


def as_json(news: News) -> dict[str, Any]:
    """
    The news as the command line prints them.

    :param news: the news.
    :returns: a dictionary of JSON values; a document stands once in `documents`, by identifier under each P.
    """
    return {
        "since": news.since,
        "until": news.until,
        "counts": news.counts,
        "by_p": {p: [item.record.identifier for item in items] for p, items in news.items_by_p.items()},
        "documents": [_item(item) for item in news.items],
        "ended": [{**_record(one.record), "replaced_by": list(one.replaced_by)} for one in news.ended],
        "known": [_record(record) for record in news.known],
        "earlier": news.earlier,
    }


def _item(item: NewItem) -> dict[str, Any]:
    return {
        **_record(item.record),
        "kind": item.kind,
        "four_p": list(item.four_p),
        "confirmed": bool(item.record.four_p),
        "citation": item.citation,
        "passages": [_quote(quote) for quote in item.passages],
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "document": record.identifier,
        "title": record.title,
        "type": record.type,
        "date": record.date,
        "status": record.status,
        "available": record.available,
        "modified": record.modified,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    meta = quote.passage.meta
    return {
        "locator": meta.get("locator", ""),
        "pdf_page": meta.get("pdf_page"),
        "page_label": meta.get("page_label"),
        "text": quote.passage.content or "",
        "citation": quote.citation,
    }
