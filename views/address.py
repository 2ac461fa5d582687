"""The address of a page: everything one sees on it, so that it can be sent to a colleague and opens the same."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self, get_args
from urllib.parse import urlencode

import streamlit as st

from search.answer import Mode, Sort
from search.coverage import DIMENSIONS
from search.query import DOCUMENT_TAG_FIELDS, TERM_FIELDS, current_value

SORTS: tuple[Sort, ...] = get_args(Sort)
MODES: tuple[Mode, ...] = get_args(Mode)
SIDE_FIELDS = ("four_p", "type", *TERM_FIELDS, "text_kind", "status", "language", "spatial", "creator")
# What a cell of the coverage table asks for stands in the address, and above the results; no filter at the side has it.
FILTER_FIELDS = (*SIDE_FIELDS, *DOCUMENT_TAG_FIELDS)

_ROWS, _COLUMNS = "population", "four_p"
# What the calendars of a page can show.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_YEARS = re.compile(r"^(\d{4})?\.\.(\d{4})?$")
Params = Mapping[str, Sequence[str]]


class Address:
    """What a page shows, as an address."""

    __slots__ = ()
    page_path: ClassVar[str]

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is at its default.

        :returns: {name: values}.
        """
        raise NotImplementedError

    def link(self) -> str:
        """
        The state as a link from any page.

        :returns: a relative address.
        """
        return f"{self.page_path}?{query}" if (query := urlencode(self.params(), doseq=True)) else self.page_path


@dataclass(frozen=True, slots=True)
class SearchAddress(Address):
    """
    What the search page shows.

    ```python
    address = SearchAddress.read({"q": ["debt bondage"], "four_p": ["protection"]})
    address.link()  # "./?q=debt+bondage&four_p=protection"
    ```

    :param query: the words of the query.
    :param filters: {field: chosen values}.
    :param years: first and last year, None where open.
    :param page: of results, counted from 1.
    :param sort: order of results.
    :param mode: found by words, by meaning or by both.
    :param without: terms whose other names are not looked for, as `scheme/id`.
    :param about: only what is about the query, as the coverage table counts it.
    :param superseded: what is superseded or withdrawn too.
    """

    page_path: ClassVar[str] = "./"
    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    page: int = 1
    sort: Sort = "relevance"
    mode: Mode = "hybrid"
    without: tuple[str, ...] = ()
    about: bool = False
    superseded: bool = False

    @classmethod
    def read(cls, params: Params) -> Self:
        """
        Read an address; what makes no sense in it is passed over, never an error.

        :param params: {name: values} of the query string.
        :returns: the state.
        """
        years = _YEARS.match(_last(params, "year"))
        sort, mode, page = _last(params, "sort"), _last(params, "mode"), _last(params, "page")
        return cls(
            query=_last(params, "q").strip(),
            filters={
                name: tuple(dict.fromkeys(current_value(name, value) for value in params[name]))
                for name in FILTER_FIELDS
                if params.get(name)
            },
            years=(int(years[1]) if years and years[1] else None, int(years[2]) if years and years[2] else None),
            page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
            sort=sort if sort in SORTS else "relevance",
            mode=mode if mode in MODES else "hybrid",
            without=tuple(dict.fromkeys(current_value("tagged", each) for each in params.get("without", ()))),
            about=_last(params, "about") == "1",
            superseded=_last(params, "old") == "1",
        )

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is at its default.

        :returns: {name: values}.
        """
        found = {"q": [self.query] if self.query else []}
        found |= {name: list(self.filters.get(name, ())) for name in FILTER_FIELDS}
        if self.years != (None, None):
            found["year"] = ["..".join("" if year is None else str(year) for year in self.years)]
        found["page"] = [str(self.page)] if self.page > 1 else []
        found["sort"] = [self.sort] if self.sort != "relevance" else []
        found["mode"] = [self.mode] if self.mode != "hybrid" else []
        found["without"] = list(self.without)
        found["about"] = ["1"] if self.about else []
        found["old"] = ["1"] if self.superseded else []
        return {name: values for name, values in found.items() if values}

    def with_filter(self, name: str, values: Sequence[str]) -> Self:
        """
        The same search with other values chosen of one field, from its first page.

        :param name: the field.
        :param values: its values; none takes the filter off.
        :returns: the new state.
        """
        others = {field_: chosen for field_, chosen in self.filters.items() if field_ != name}
        return replace(self, filters=others | ({name: tuple(values)} if values else {}), page=1)

    @property
    def filtered(self) -> bool:
        """Whether any filter is on."""
        return bool(self.filters) or self.years != (None, None)

    @property
    def blank(self) -> bool:
        """Whether nothing was asked yet."""
        return not self.query and not self.filtered


@dataclass(frozen=True, slots=True)
class DocumentAddress(Address):
    """
    What the document page shows.

    :param document: the identifier.
    :param file: the file, relative to the record's folder; empty is the first one.
    :param passage: the passage that is marked; empty is none.
    :param page: the page shown, counted from 1; None is the passage's, or the first.
    :param query: what is looked for within the document.
    """

    page_path: ClassVar[str] = "document"
    document: str = ""
    file: str = ""
    passage: str = ""
    page: int | None = None
    query: str = ""

    @classmethod
    def read(cls, params: Params) -> Self:
        """
        Read an address.

        :param params: {name: values} of the query string.
        :returns: the state.
        """
        page = _last(params, "page")
        return cls(
            document=_last(params, "document"),
            file=_last(params, "file"),
            passage=_last(params, "passage"),
            page=int(page) if page.isdecimal() and 0 < len(page) < 7 else None,
            query=_last(params, "q").strip(),
        )

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is empty.

        :returns: {name: values}.
        """
        page = "" if self.page is None else str(self.page)
        found = {"document": self.document, "file": self.file, "passage": self.passage, "page": page, "q": self.query}
        return {name: [value] for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class CoverageAddress(Address):
    """
    What the coverage page shows.

    :param topic: what the table is about, in the query language; empty for all that is held.
    :param other: a second topic beside it; empty for none.
    :param rows: dimension of the rows.
    :param columns: dimension of the columns.
    :param confirmed: whether suggested tags are left out.
    """

    page_path: ClassVar[str] = "coverage"
    topic: str = ""
    other: str = ""
    rows: str = _ROWS
    columns: str = _COLUMNS
    confirmed: bool = False

    @classmethod
    def read(cls, params: Params) -> Self:
        """
        Read an address; what makes no sense in it is passed over.

        :param params: {name: values} of the query string.
        :returns: the state.
        """
        rows, columns = _last(params, "rows"), _last(params, "columns")
        rows = rows if rows in DIMENSIONS else _ROWS
        columns = columns if columns in DIMENSIONS else _COLUMNS
        if rows == columns:
            columns = _COLUMNS if rows != _COLUMNS else _ROWS
        topic, other = _last(params, "q").strip(), _last(params, "other").strip()
        return cls(topic, other, rows, columns, _last(params, "confirmed") == "1")

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is at its default.

        :returns: {name: values}.
        """
        found = {
            "q": self.topic,
            "other": self.other,
            "rows": self.rows if self.rows != _ROWS else "",
            "columns": self.columns if self.columns != _COLUMNS else "",
            "confirmed": "1" if self.confirmed else "",
        }
        return {name: [value] for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class NewsAddress(Address):
    """
    What the page of news shows.

    :param since: the first day; None is three months before the last.
    :param until: the last day; None is today.
    """

    page_path: ClassVar[str] = "news"
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, params: Params) -> Self:
        """
        Read an address; what makes no sense in it is passed over.

        :param params: of the query string.
        :returns: the state.
        """
        return cls(_day(_last(params, "since")), _day(_last(params, "until")))

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is at its default.

        :returns: {name: values}.
        """
        return {name: [day.isoformat()] for name in ("since", "until") if (day := getattr(self, name))}


def current_params() -> dict[str, list[str]]:
    """
    The query string of the page that is open.

    :returns: {name: values}.
    """
    return {name: st.query_params.get_all(name) for name in st.query_params}


def go(address: Address) -> None:
    """
    Put a state into the address of the page that is open; for callbacks of widgets, which a new run follows.

    :param address: the state, of this page.
    """
    st.query_params.from_dict(address.params())


def _last(params: Params, name: str) -> str:
    values = params.get(name) or [""]
    return values[-1]


def _day(text: str) -> date | None:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        return day if FIRST_DAY <= day <= LAST_DAY else None
    return None
