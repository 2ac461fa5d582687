"""The query language: words, "a phrase", -without, field:value, year:2004..2010, article:44."""

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from corpus.record import FOUR_P, DocumentType, Status, TextKind
from corpus.vocabulary import current_id, vocabularies
from search.wanted import wanted_part

Filter = dict[str, Any]

_CLOSED: dict[str, tuple[str, ...]] = {
    "four_p": FOUR_P,
    "type": get_args(DocumentType),
    "status": get_args(Status),
    "text_kind": get_args(TextKind),
}
# The vocabularies that are filters; the elements of the definition are read in laws, not chosen beside results.
TERM_FIELDS = ("exploitation", "population", "sector", "plan_component", "province", "corridor", "body", "approach")
_LISTS = ("four_p", "spatial", "creator", "alternative", *TERM_FIELDS)
# Of the whole document: `tagged` by a person or by suggestion, `confirmed` by a person; a value is `scheme/term`.
DOCUMENT_TAG_FIELDS = ("tagged", "confirmed")
FIELDS = (
    *_CLOSED,
    *TERM_FIELDS,
    *DOCUMENT_TAG_FIELDS,
    "year",
    "language",
    "spatial",
    "creator",
    "publisher",
    "document",
    "article",
)
_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<field>[A-Za-z_]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_YEARS = re.compile(r"^(?:(\d{4})?\.\.(\d{4})?|(\d{4}))$")
_ARTICLE = re.compile(r"^\d{1,4}$")
_NAMED_ARTICLE = re.compile(r"\b(?:article|art\.)\s*(\d{1,4})\b", re.IGNORECASE)


class QueryError(ValueError):
    """A query that cannot be understood; the message shows how to mend it."""


@dataclass(frozen=True, slots=True)
class Query:
    """
    A query, understood.

    :param text: as it was written.
    :param words: what is looked for by word and by meaning, phrases included.
    :param filters: what every result must meet; empty for none.
    :param article: the article it names ("Article 44"), empty for none.
    """

    text: str
    words: str = ""
    filters: Filter = field(default_factory=dict)
    article: str = ""


def parse_query(text: str) -> Query:
    """
    Understand a query.

    ```python
    from search.query import parse_query

    parse_query('"debt bondage" -brick type:report year:2015..').words  # "debt bondage"
    ```

    :param text: what somebody typed.
    :returns: the query.
    :raises QueryError: where a quotation mark is left open, a field or a value is not known, or years make no span.
    """
    text = text.replace("“", '"').replace("”", '"').strip()
    if text.count('"') % 2:
        raise QueryError(f'A quotation mark is left open: close it, as in {text}", or take it out.')
    words: list[str] = []
    conditions: list[Filter] = []
    for token in _TOKEN.finditer(text):
        value = token["phrase"] if token["phrase"] is not None else token["word"]
        if not value.strip():
            continue
        if token["field"] and not value.startswith("//"):
            condition = _condition(token["field"].lower(), value)
        elif token["minus"] or token["phrase"] is not None:
            condition = {"field": "words", "operator": "matches", "value": value}
        else:
            condition = None
        if condition is None or (token["phrase"] is not None and not token["minus"] and not token["field"]):
            words.append(token[0] if condition is None else value)
        if condition is not None:
            conditions.append({"operator": "NOT", "conditions": [condition]} if token["minus"] else condition)
    asked = plain_question(" ".join(words))
    return replace(asked, text=text, filters=all_of(conditions))


def plain_question(text: str) -> Query:
    """
    Understand a question as it would be put to a person: none of its signs means anything but itself.

    :param text: the question.
    :returns: the query; what the question says it does not want is not looked for.
    """
    words = wanted_part(text)
    named = _NAMED_ARTICLE.search(words)
    return Query(text, words, article=f"Article {named[1]}" if named else "")


def all_of(conditions: list[Filter]) -> Filter:
    """
    Filters that must all hold, as one.

    :param conditions: Haystack filters; empty ones do not count.
    :returns: a filter; empty where there is none.
    """
    conditions = [condition for condition in conditions if condition]
    if len(conditions) < 2:
        return conditions[0] if conditions else {}
    return {"operator": "AND", "conditions": conditions}


def chosen(name: str, value: Any) -> Filter:
    """
    The filter of a choice beside the results: one value or several, any of which will do.

    :param name: a field.
    :param value: a value, several, or for `year` a tuple of first and last, None where open. Several of `tagged` or
        `confirmed` must all hold.
    :returns: a filter; empty where nothing is chosen.
    :raises QueryError: where there is no such field, or no such value of a field whose values are fixed.
    """
    if name not in FIELDS:
        raise QueryError(f"There is no field {name!r}: the fields are {', '.join(FIELDS)}.")
    if name == "year" and isinstance(value, tuple):
        return _between(*value)
    values = [value] if isinstance(value, str | int) else list(value)
    if name in DOCUMENT_TAG_FIELDS:
        return all_of([_document_tag(name, str(each)) for each in values])
    if name in _CLOSED:
        values = [_known(name, str(each)) for each in values]
    if name in TERM_FIELDS:
        values = [_term(name, str(each)) for each in values]
    operator = "contains" if name in _LISTS else "=="
    conditions = [{"field": f"meta.{name}", "operator": operator, "value": each} for each in values]
    if len(conditions) < 2:
        return conditions[0] if conditions else {}
    return {"operator": "OR", "conditions": conditions}


def current_value(name: str, value: str) -> str:
    """
    A chosen value as it is called now, so that an address of before a merger shows what it finds.

    :param name: a field.
    :param value: a value of it.
    :returns: of a term that was merged into another, the other; any other value as it is.
    """
    if name in DOCUMENT_TAG_FIELDS:
        scheme, slash, term = value.partition("/")
        return f"{scheme}{slash}{current_id(scheme, term)}"
    return current_id(name, value) if name in TERM_FIELDS else value


def years(text: str) -> tuple[int | None, int | None]:
    """
    A span of years.

    :param text: "2008", "2004..2010", "..2005" or "2015..".
    :returns: first and last year, None where open.
    :raises QueryError: where it is none, or runs backwards.
    """
    match = _YEARS.match(text)
    if not match or text == "..":
        raise QueryError(f"{text!r} is no span of years: write 2008, 2004..2010, ..2005 or 2015..")
    first, last = (int(match[i] or match[3]) if match[i] or match[3] else None for i in (1, 2))
    if first and last and first > last:
        raise QueryError(f"The years {text} run backwards: write {last}..{first}")
    return first, last


def _between(first: int | None, last: int | None) -> Filter:
    bounds = [(">=", first), ("<=", last)]
    return all_of([{"field": "meta.year", "operator": op, "value": year} for op, year in bounds if year is not None])


def _condition(name: str, value: str) -> Filter:
    if name not in FIELDS:
        close = difflib.get_close_matches(name, FIELDS, 1)
        mend = f"did you mean {close[0]}:{value}?" if close else f"the fields are {', '.join(FIELDS)}."
        raise QueryError(f'There is no field {name!r}: {mend} To look for the words, write "{name}:{value}" in quotes.')
    if name == "year":
        return _between(*years(value))
    if name == "article":
        if not _ARTICLE.match(value):
            raise QueryError(f"article:{value} names no article: write article:44")
        return {"field": "meta.locator", "operator": "==", "value": f"Article {value}"}
    return chosen(name, value.upper() if name == "spatial" else value)


def _document_tag(name: str, value: str) -> Filter:
    """What a document as a whole bears: several of these must all hold, as the row and the column of a table do."""
    scheme, _, wanted = value.partition("/")
    if scheme not in ("four_p", *TERM_FIELDS) or not wanted:
        raise QueryError(f"{name}:{value} is not known: write {name}:sector/fisheries or {name}:four_p/protection")
    term = _known(scheme, wanted) if scheme == "four_p" else _term(scheme, wanted)
    kinds = ("confirmed",) if name == "confirmed" else ("confirmed", "suggested")
    fields = [f"meta.document_tags.{kind}.{scheme}" for kind in kinds]
    conditions = [{"field": field, "operator": "contains", "value": term} for field in fields]
    return conditions[0] if len(conditions) == 1 else {"operator": "OR", "conditions": conditions}


def _term(name: str, value: str) -> str:
    """A term by its id, by that of one merged into it or by any of its names: sector:"fishing boats" is understood."""
    terms = vocabularies()[name].terms
    named = {each.casefold(): term for term in terms for each in (term.id, *term.merged)}
    for term in terms:
        for label in (term.label, *term.names):
            named.setdefault(label.casefold(), term)
    if value.casefold() in named:
        return named[value.casefold()].id
    offered = [label for label, term in named.items() if term.status == "current"]
    close = difflib.get_close_matches(value.casefold(), offered, 1)
    shown = f'"{close[0]}"' if close and " " in close[0] else (close or [""])[0]
    ids = ", ".join([term.id for term in terms if term.status == "current"][:12])
    raise QueryError(f"{name}:{value} is not known: " + (f"did you mean {name}:{shown}?" if close else f"try {ids}, …"))


def _known(name: str, value: str) -> str:
    values = _CLOSED[name]
    if value.lower() in values:
        return value.lower()
    close = difflib.get_close_matches(value.lower(), values, 1)
    shown = f'"{close[0]}"' if close and " " in close[0] else (close or [""])[0]
    mend = f"did you mean {name}:{shown}?" if close else f"it is one of {', '.join(values)}."
    raise QueryError(f"{name}:{value} is not known: {mend}")
