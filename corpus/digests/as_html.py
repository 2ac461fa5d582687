"""A digest as HTML."""

import html

from corpus.digests.front import facts, notice
from corpus.digests.source import ABOUT, Source
from corpus.record import Record


def make_html(record: Record, source: Source, stamp: str) -> bytes:
    """
    A digest as HTML.

    :param record: the instrument's.
    :param source: the digest's.
    :param stamp: what it is made from.
    :returns: the file.
    """
    title = html.escape(record.title)
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta name="keywords" content="{stamp}">\n<title>{title}</title>\n</head>\n<body>\n<main>',
        f"<h1>{title}</h1>\n<p>{html.escape(notice(record))}</p>",
        _table(tuple(facts(record))),
    ]
    for piece in source.pieces:
        text = html.escape(piece.text)
        if piece.kind == "table":
            lines.append(_table(piece.rows, heads=True))
        elif piece.is_title:
            lines.append(f"<h2>{ABOUT}</h2>")
        elif piece.kind == "heading":
            lines.append(f"<h{piece.level}>{text}</h{piece.level}>")
        elif piece.kind == "list":
            lines.append(f"<ul><li>{text}</li></ul>")
        elif piece.kind == "text":
            lines.append(f"<p>{text}</p>")
    return ("\n".join([*lines, "</main>\n</body>\n</html>"]) + "\n").replace("</ul>\n<ul>", "\n").encode()


def _table(rows: tuple[tuple[str, ...], ...], *, heads: bool = False) -> str:
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if heads and number == 0 else "td"
        lines.append("<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"
