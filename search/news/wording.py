"""What every form of the news says in the same words: its title, its counts, the facts of a document, its links."""

import re
from datetime import date
from urllib.parse import urlencode

from haystack import Document

from corpus.record import Record
from search.news.collect import Ended, NewItem, News

# What no form of XML has a place for.
_NO_TEXT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = 420


def title(news: News) -> str:
    """
    What the news are called.

    :param news: the news.
    :returns: as in "New from 2026-07-01 to 2026-09-30"; up to today it is "New since 2026-07-01".
    """
    if news.until >= date.today().isoformat():
        return f"New since {news.since}"
    return f"New from {news.since} to {news.until}"


def counted(news: News) -> str:
    """
    The counts in one line.

    :param news: the news.
    :returns: what there is none of is left out; of nothing at all it says so.
    """
    counts = news.counts
    parts = [
        _number(counts["new"], "document is new", "documents are new"),
        _number(counts["changed"], "was changed", "were changed"),
        _number(counts["ended"], "is no longer in force", "are no longer in force"),
        _number(counts["known"], "more is known and not held", "more are known and not held"),
    ]
    said = ", ".join(part for part in parts if part)
    if not said:
        return "Nothing came, changed or ended in this period."
    return f"{said[0].upper()}{said[1:]}."


def earlier(news: News) -> str:
    """
    Where to look instead of a period in which nothing came.

    :param news: the news.
    :returns: a sentence; empty where something came, or nothing ever did before.
    """
    return f"The nearest earlier day with something: {news.earlier}." if news.empty and news.earlier else ""


def facts(item: NewItem) -> str:
    """
    What kind of document it is, in one line.

    :param item: the document.
    :returns: when it came or was changed, its type, date, bodies and status.
    """
    came = f"{'published here' if item.kind == 'new' else 'changed'} {item.day}"
    return _joined(came, card(item.record), _ps(item))


def card(record: Record) -> str:
    """
    The facts of a record in one line.

    :param record: the record.
    :returns: its type, date, bodies and status.
    """
    status = "" if record.status == "unknown" else record.status
    return _joined(record.type, record.date or "date not known", ", ".join(record.creator[:3]), status)


def replaced(ended: Ended) -> str:
    """
    What took the place of a document.

    :param ended: the document that is no longer in force.
    :returns: its status, the day that was noted here, and what replaced it; where that is not known, its note.
    """
    by = f"replaced by {'; '.join(ended.replaced_by)}" if ended.replaced_by else ended.record.status_note
    return _joined(f"{ended.record.status}, noted {ended.record.modified}", by)


def quoted(passage: Document) -> str:
    """
    The exact words of a passage from its beginning, in one line.

    :param passage: the passage.
    :returns: its words without the heading, which its citation has, cut between two words where it is long.
    """
    words, heading = (printable(text or "").split() for text in (passage.content, passage.meta.get("heading")))
    text = " ".join(words[_length(words, heading) :] or words)
    if len(text) <= _QUOTED * 1.25:
        return text
    return f"{text[:_QUOTED].rsplit(' ', 1)[0]} …"


def printable(text: str) -> str:
    """
    A text without the signs that XML and a terminal cannot take.

    :param text: any text.
    :returns: the text with a space in the place of each.
    """
    return _NO_TEXT.sub(" ", text)


def document_link(address: str, identifier: str, passage: Document | None = None) -> str:
    """
    Where a document, or a passage on its page, is read.

    :param address: where people reach the clearinghouse; empty where that is not known.
    :param identifier: the document's.
    :param passage: the passage.
    :returns: the whole address; empty without the clearinghouse's, for in a mail a part of one leads nowhere.
    """
    if not address:
        return ""
    params = {"document": identifier}
    if passage is not None:
        params |= {"file": passage.meta.get("file", ""), "passage": passage.id}
    chosen = {name: value for name, value in params.items() if value}
    return f"{address.rstrip('/')}/document?{urlencode(chosen)}"


def _length(words: list[str], heading: list[str]) -> int:
    """How many words a text begins with are its heading, whose dashes and colons may be set otherwise; 0 for none."""
    at = 0
    for wanted in filter(None, map(_bare, heading)):
        while at < len(words) and not _bare(words[at]):
            at += 1
        if at == len(words) or _bare(words[at]) != wanted:
            return 0
        at += 1
    return at


def _bare(word: str) -> str:
    return word.strip(".:,;–—-")


def _ps(item: NewItem) -> str:
    if not item.four_p:
        return "not yet tagged"
    return ", ".join(item.four_p) + ("" if item.record.four_p else " (suggested)")


def _number(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
