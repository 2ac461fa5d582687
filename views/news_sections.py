"""The parts of the page of news: the documents under one P, and what is no longer in force."""

from collections.abc import Sequence

from corpus.record import Record
from search.news import NOT_YET_TAGGED, Ended, NewItem, Quote
from views.address import DocumentAddress
from views.badges import four_p_badge, four_p_badges, text_kind_badge
from views.html import anchor, escape
from views.labels import joined, value_label
from views.passage import where, words

# Those after it stand as titles, behind a click: a page of all there is must still open at once.
_IN_FULL = 12


def section(heading: str, items: Sequence[NewItem]) -> str:
    """
    The documents under one P, each with its facts and what tells what it is.

    :param heading: a P, or `NOT_YET_TAGGED`.
    :param items: the documents, in order.
    :returns: HTML.
    """
    full = "".join(_document(item, heading) for item in items[:_IN_FULL])
    rest = items[_IN_FULL:]
    if rest:
        titles = "".join(f"<li>{_title(item)}</li>" for item in rest)
        full += f'<details class="rest"><summary>{len(rest):,} more</summary><ul>{titles}</ul></details>'
    return (
        f'<section class="news" id="{section_id(heading)}">'
        f'<h2>{heading_label(heading)} <span class="number">{len(items):,}</span></h2>{full}</section>'
    )


def ended_section(ended: Sequence[Ended]) -> str:
    """
    What is no longer in force, and what took its place.

    :param ended: the documents.
    :returns: HTML.
    """
    items = "".join(_ended(one) for one in ended)
    return (
        '<section class="news" id="ended"><h2>No longer in force '
        f'<span class="number">{len(ended):,}</span></h2><ul>{items}</ul></section>'
    )


def heading_label(heading: str) -> str:
    """
    What a part of the page is called.

    :param heading: a P, or `NOT_YET_TAGGED`.
    :returns: HTML: the sign of a P, the words of the other.
    """
    return "Not yet tagged" if heading == NOT_YET_TAGGED else four_p_badge(heading)


def section_id(heading: str) -> str:
    """
    Where a part stands on the page.

    :param heading: a P, or `NOT_YET_TAGGED`.
    :returns: the name to link to.
    """
    return heading.replace(" ", "-")


def _document(item: NewItem, heading: str) -> str:
    return f"<article>{_title(item)}{''.join(map(_quote, item.on(heading)))}</article>"


def _title(item: NewItem) -> str:
    record = item.record
    kinds = "".join(text_kind_badge(kind) for kind in sorted({file.text for file in record.files}))
    came = f"{'published here' if item.kind == 'new' else 'changed'} {item.day}"
    badges = four_p_badges(item.four_p, confirmed=record.four_p)
    return (
        f"<h3>{_link(record)}</h3>"
        f'<p class="facts">{kinds}<span>{escape(joined([_facts(record), came]))}</span>{badges}</p>'
    )


def _quote(quote: Quote) -> str:
    return (
        f'<div class="passage">{where(quote.passage)}{words(quote.passage.content or "", [])}'
        f'<p class="citation">{escape(quote.citation)}</p></div>'
    )


def _ended(ended: Ended) -> str:
    record = ended.record
    said = joined([value_label("status", record.status), _facts(record, status=False), f"noted here {record.modified}"])
    by = ", ".join(
        anchor(DocumentAddress(identifier).link(), name) if name != identifier else f"{escape(name)} (not held)"
        for identifier, name in zip(record.is_replaced_by, ended.replaced_by, strict=True)
    )
    below = f"Replaced by {by}" if by else escape(record.status_note)
    why = f'<p class="facts">{below}</p>' if below else ""
    return f'<li>{_link(record)}<p class="facts">{escape(said)}</p>{why}</li>'


def _link(record: Record) -> str:
    return anchor(DocumentAddress(record.identifier).link(), record.title)


def _facts(record: Record, status: bool = True) -> str:
    known = status and record.status != "unknown"
    return joined(
        [
            value_label("type", record.type),
            record.date or "date not known",
            ", ".join(record.creator[:3]),
            value_label("status", record.status) if known else "",
        ]
    )
