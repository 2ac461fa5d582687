"""Text of documents as HTML: always escaped, with the words found marked."""

import html
import re
import sqlite3

from index.words import any_of, split_words

_TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
_OPEN, _CLOSE = "\x02", "\x03"
_CONTROL = re.compile("[\x00\x02\x03]")
_KHMER = re.compile("[\u1780-\u17ff]")
_GAP = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
_LIST_LINE = re.compile(r"[ \t]*\n[ \t]*(?=(?:[•▪◦●–-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)])[ \t])")
_LINE = re.compile(r"[ \t]*\n[ \t]*")

Span = tuple[int, int]


def escape(text: object) -> str:
    """
    A text made safe to stand anywhere in HTML, in an attribute too.

    :param text: any text; a number is written out.
    :returns: the text with the signs of HTML escaped.
    """
    return html.escape(str(text), quote=True)


def anchor(href: str, text: object) -> str:
    """
    A link.

    :param href: where it leads.
    :param text: its words.
    :returns: HTML, both escaped.
    """
    return f'<a href="{escape(href)}">{escape(text)}</a>'


def found_spans(text: str, terms: list[str]) -> list[Span]:
    """
    Where the words of a query stand in a text, by the stems that the full-text index goes by.

    ```python
    found_spans("Trafficked persons", ["trafficking"])  # [(0, 10)]
    ```

    :param text: the text, as shown.
    :param terms: words or phrases.
    :returns: the spans, in order, not overlapping.
    """
    latin = [term for term in terms if not _KHMER.search(term)]
    spans = _by_stem(text, latin) if latin else []
    for term in set(terms) - set(latin):
        spans += [match.span() for match in re.finditer(re.escape(term), text)]
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _by_stem(text: str, terms: list[str]) -> list[Span]:
    words = any_of([phrase for phrase in (" ".join(split_words(term)) for term in terms) if phrase])
    if not words:
        return []
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f'CREATE VIRTUAL TABLE shown USING fts5 (text, tokenize = "{_TOKENIZER}")')
        connection.execute("INSERT INTO shown VALUES (?)", [_CONTROL.sub(" ", text)])
        row = connection.execute(
            "SELECT highlight(shown, 0, ?, ?) FROM shown WHERE shown MATCH ?", [_OPEN, _CLOSE, words]
        ).fetchone()
    finally:
        connection.close()
    spans, begun, position = [], 0, 0
    for sign in row[0] if row else "":
        if sign == _OPEN:
            begun = position
        elif sign == _CLOSE:
            spans.append((begun, position))
        else:
            position += 1
    return spans


def excerpt(text: str, spans: list[Span], length: int = 420) -> Span:
    """
    The stretch of a text that shows the most of what was found, cut between words.

    :param text: the text.
    :param spans: what was found in it.
    :param length: how many characters may be shown; a text a quarter longer is shown whole.
    :returns: its start and end.
    """
    if len(text) <= length * 1.25:
        return 0, len(text)
    starts = [max(0, start - 60) for start, _ in spans] or [0]
    best = max(starts, key=lambda start: sum(start <= s and e <= start + length for s, e in spans))
    start = min(best, len(text) - length)
    end = start + length
    if start:
        start += next((gap.end() for gap in _GAP.finditer(text[start : start + 40])), 0)
    if end < len(text):
        end = max((end - 40 + gap.start() for gap in _GAP.finditer(text[end - 40 : end])), default=end)
    return start, end


def shown(text: str, spans: list[Span] | None = None, start: int = 0, end: int | None = None) -> str:
    """
    A stretch of a text as HTML: escaped, what was found marked, its paragraphs and lists kept.

    A single line break is where the printed line ended and becomes a space.

    :param text: the text.
    :param spans: what is to be marked, as offsets into the whole text.
    :param start: where the stretch starts.
    :param end: where it ends; None is the end of the text.
    :returns: HTML.
    """
    end = len(text) if end is None else end
    parts, position = [], start
    for from_, to in spans or []:
        if to <= start or from_ >= end:
            continue
        parts.append(escape(text[position : max(from_, start)]))
        parts.append(f"<mark>{escape(text[max(from_, start) : min(to, end)])}</mark>")
        position = min(to, end)
    parts.append(escape(text[position:end]))
    return flowing("".join(parts))


def flowing(escaped: str) -> str:
    """
    Escaped text with its line breaks as HTML wants them.

    :param escaped: escaped text.
    :returns: HTML.
    """
    joined = _PARAGRAPH.sub('<span class="paragraph"></span>', escaped.strip("\n"))
    return _LINE.sub(" ", _LIST_LINE.sub("<br>", joined))
