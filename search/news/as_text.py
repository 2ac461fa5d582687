"""The news as plain text."""

from textwrap import fill, indent

from corpus.settings import settings
from search.news.collect import NewItem, News
from search.news.wording import card, counted, document_link, earlier, facts, printable, quoted, replaced, title

_WIDTH = 100


def as_text(news: News, address: str = "") -> str:
    """
    The news as plain text, to be read in a terminal or a mail.

    ```python
    print(as_text(news(store, date(2026, 7, 1))))
    ```

    :param news: the news.
    :param address: where people reach the clearinghouse, for the links; empty leaves them out.
    :returns: the text.
    """
    parts = [f"{title(news)}\n{settings().owner}", f"{counted(news)} {earlier(news)}".strip()]
    for heading, items in news.items_by_p.items():
        parts.append(_heading(heading, len(items)))
        parts += [_item(item, heading, address) for item in items]
    if news.ended:
        parts.append(_heading("no longer in force", len(news.ended)))
        parts += [
            _lines(one.record.title, replaced(one), document_link(address, one.record.identifier)) for one in news.ended
        ]
    if news.known:
        parts.append(_heading("newly known, not held", len(news.known)))
        parts += [_lines(each.title, card(each), document_link(address, each.identifier)) for each in news.known]
    return printable("\n\n".join(parts)) + "\n"


def _heading(name: str, number: int) -> str:
    line = f"{name.upper()} ({number})"
    return f"{line}\n{'=' * len(line)}"


def _item(item: NewItem, heading: str, address: str) -> str:
    said = [_lines(item.record.title, facts(item), document_link(address, item.record.identifier))]
    for quote in item.on(heading):
        words = fill(f"“{quoted(quote.passage)}”", _WIDTH - 4)
        source = fill(quote.citation, _WIDTH - 4)
        link = document_link(address, item.record.identifier, quote.passage)
        said.append(indent("\n".join(filter(None, (words, source, link))), "    "))
    return "\n".join(said)


def _lines(*lines: str) -> str:
    first, *others = [" ".join(line.split()) for line in lines if line]
    return "\n".join([first, *(indent(fill(line, _WIDTH - 2, break_long_words=False), "  ") for line in others)])
