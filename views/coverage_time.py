"""Through time and place: documents by year and P, what was in force on a day, provinces and corridors."""

from collections.abc import Sequence

import streamlit as st

from corpus.record import Record
from search.coverage import Coverage, DatedDocument
from views.address import DocumentAddress
from views.html import anchor, escape
from views.labels import counted, joined, value_label
from views.table_export import Rows
from views.value_address import row_address

_MOST = 60


def show_in_force(records: Sequence[Record], day: str, documents: int) -> None:
    """
    Draw what was in force on a day.

    :param records: those that were, the newest first.
    :param day: the day.
    :param documents: how many records there are in all.
    """
    items = "".join(
        f"<li>{_link(record)}"
        f'<p class="facts">{escape(joined([value_label("type", record.type), record.date, _held(record)]))}</p></li>'
        for record in records[:_MOST]
    )
    number = counted(len(records), "instrument or plan", "instruments and plans")
    st.html(
        f'<p class="facts">On {escape(day)}, by the dates of records: {number} of {documents:,} records. '
        "An instrument may have entered into force later than its date: its page says so where it is known.</p>"
        f'<ul class="held-list">{items}</ul>'
    )


def _link(record: Record) -> str:
    return anchor(DocumentAddress(record.identifier).link(), record.title)


def _held(record: Record) -> str:
    return "" if record.files else "known, not held"


def timeline_table(documents: Sequence[DatedDocument]) -> str:
    """
    The documents by year, as a table: what the picture shows, in words.

    :param documents: the oldest first.
    :returns: HTML.
    """
    lines = "".join(
        f"<tr><td>{document.year}</td><td>{_link(document.record)}</td>"
        f"<td>{escape(value_label('type', document.record.type))}</td>"
        f"<td>{escape(', '.join(value_label('four_p', p) for p in document.four_p) or 'not tagged')}</td></tr>"
        for document in reversed(documents)
    )
    return (
        '<div class="scroll"><table class="plan"><thead><tr><th scope="col">Year</th><th scope="col">Document</th>'
        f'<th scope="col">Type</th><th scope="col">Four Ps</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )


def timeline_rows(documents: Sequence[DatedDocument]) -> Rows:
    """
    The documents by year, to be taken away.

    :param documents: in order.
    :returns: rows, the first the heads of the columns.
    """
    return [
        ["year", "date", "title", "type", "four Ps", "document"],
        *(
            [
                document.year,
                document.record.date,
                document.record.title,
                value_label("type", document.record.type),
                ", ".join(value_label("four_p", p) for p in document.four_p),
                document.record.identifier,
            ]
            for document in documents
        ),
    ]


def places_table(table: Coverage) -> str:
    """
    Documents by place, as a table beside the map; each number opens what it counts.

    :param table: counted with provinces or corridors as rows.
    :returns: HTML.
    """
    lines = "".join(
        f'<tr><th scope="row">{escape(value_label(table.rows, term))}</th>'
        f"<td>{anchor(row_address(table, term).link(), f'{number:,}')}</td></tr>"
        for term, number in sorted(table.row_documents.items(), key=lambda pair: (-pair[1], pair[0]))
        if number
    )
    head = '<thead><tr><td></td><th scope="col">Documents</th></tr></thead>'
    return f'<table class="plan">{head}<tbody>{lines}</tbody></table>'
