"""The news as one HTML file that a mail program can show: every style stands in the element, nothing is fetched."""

import html

from corpus.settings import settings
from search.news.collect import NewItem, News, Quote
from search.news.wording import card, counted, document_link, earlier, facts, printable, quoted, replaced, title

# The colours of the pages.
COLOURS = {"prevention": "#009e73", "protection": "#0072b2", "prosecution": "#d55e00", "policy": "#cc79a7"}
_GREY = "#8a9095"
_BODY = (
    "margin:0 auto;max-width:44rem;padding:1rem;font:16px/1.5 Helvetica,Arial,sans-serif;color:#1a1d1f;background:#fff"
)
_H2 = "font-size:1.15rem;margin:2rem 0 .5rem;padding-left:.5rem;border-left:.5rem solid {}"
_H3 = "font-size:1rem;margin:1.25rem 0 0"
_FACTS = "margin:0;font-size:.9rem;color:#4a5056"
_QUOTE = "margin:.5rem 0 0;padding-left:.75rem;border-left:3px solid #c9cdd0;font-family:Georgia,serif"
_CITATION = "margin:.1rem 0 0;padding-left:.9rem;font-size:.875rem;color:#4a5056"


def as_html(news: News, address: str = "") -> str:
    """
    The news as a file of its own.

    ```python
    Path("news.html").write_text(as_html(news(store, date(2026, 7, 1))), encoding="utf-8")
    ```

    :param news: the news.
    :param address: where people reach the clearinghouse, for the links; empty leaves them out.
    :returns: the file's text.
    """
    parts = [
        f'<h1 style="font-size:1.5rem;margin:0">{_text(title(news))}</h1>',
        f'<p style="{_FACTS}">{_text(settings().owner)}</p>',
        f"<p>{_text(counted(news))} {_text(earlier(news))}</p>",
    ]
    for heading, items in news.items_by_p.items():
        parts.append(_heading(heading.capitalize(), len(items), COLOURS.get(heading, _GREY)))
        parts += [_item(item, heading, address) for item in items]
    if news.ended:
        parts.append(_heading("No longer in force", len(news.ended), _GREY))
        parts += [_document(one.record.title, replaced(one), address, one.record.identifier) for one in news.ended]
    if news.known:
        parts.append(_heading("Newly known, not held", len(news.known), _GREY))
        parts += [_document(each.title, card(each), address, each.identifier) for each in news.known]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title(news))}</title></head>\n"
        f'<body style="{_BODY}">\n' + "\n".join(parts) + "\n</body></html>\n"
    )


def quotes_as_html(item: NewItem, quotes: tuple[Quote, ...], address: str) -> str:
    """
    Passages of a document, each with its citation.

    :param item: the document.
    :param quotes: the passages.
    :param address: where people reach the clearinghouse; empty leaves the links out.
    :returns: HTML.
    """
    return "\n".join(
        f'<blockquote style="{_QUOTE}">“{_text(quoted(quote.passage))}”</blockquote>'
        f'<p style="{_CITATION}">'
        f"{_linked(quote.citation, document_link(address, item.record.identifier, quote.passage))}</p>"
        for quote in quotes
    )


def _item(item: NewItem, heading: str, address: str) -> str:
    document = _document(item.record.title, facts(item), address, item.record.identifier)
    return f"{document}\n{quotes_as_html(item, item.on(heading), address)}"


def _document(name: str, line: str, address: str, identifier: str) -> str:
    linked = _linked(name, document_link(address, identifier))
    return f'<h3 style="{_H3}">{linked}</h3><p style="{_FACTS}">{_text(line)}</p>'


def _heading(name: str, number: int, colour: str) -> str:
    return f'<h2 style="{_H2.format(colour)}">{_text(name)} ({number})</h2>'


def _linked(text: str, link: str) -> str:
    return f'<a href="{_text(link)}">{_text(text)}</a>' if link else _text(text)


def _text(text: str) -> str:
    return html.escape(printable(text), quote=True)
