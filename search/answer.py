"""An answer: cited passages, their counts, and why each came."""

from dataclasses import dataclass, field
from typing import Any, Literal

from haystack import Document

from corpus.record import Record
from search.expand import Expansion

Mode = Literal["hybrid", "dense", "lexical"]
Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Why:
    """
    Why a passage was found.

    :param terms: the words of the query that it holds, in the query's form.
    :param similarity: the cosine of its meaning to the question's; None where meaning was not asked.
    """

    terms: tuple[str, ...] = ()
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """
    A passage that was found.

    :param rank: counted from 1 over all pages of results.
    :param score: 0 to 1, comparable within one answer only.
    :param passage: the passage itself.
    :param citation: as plain text.
    :param why: why it came.
    :param related: False for what only fills the page: it meets the filters, but neither words nor meaning.
    :param folded: passages of nearly the same words, found below this one.
    :param successors: what superseded its document, where it was and that is known.
    """

    rank: int
    score: float
    passage: Document
    citation: str
    why: Why
    related: bool = True
    folded: tuple["Result", ...] = ()
    successors: tuple[Record, ...] = ()

    @property
    def document(self) -> str:
        """The document's identifier."""
        return self.passage.meta.get("document", "")

    @property
    def title(self) -> str:
        """The document's title."""
        return self.passage.meta.get("title", "")

    @property
    def four_p(self) -> list[str]:
        """The Ps it is about."""
        return self.passage.meta.get("four_p", [])

    @property
    def heading(self) -> str:
        """The heading it stands under."""
        return self.passage.meta.get("heading", "")

    @property
    def locator(self) -> str:
        """Where in the document a lawyer would look."""
        return self.passage.meta.get("locator", "")

    @property
    def pdf_page(self) -> int | None:
        """The page in the file, counted from 1; None where there are none."""
        return self.passage.meta.get("pdf_page")

    @property
    def page_label(self) -> str | None:
        """The page as printed."""
        return self.passage.meta.get("page_label")

    @property
    def text(self) -> str:
        """Its exact words."""
        return self.passage.content or ""

    def to_json(self) -> dict[str, Any]:
        """
        The result as the command line prints it.

        :returns: a dictionary of JSON values.
        """
        meta = self.passage.meta
        return {
            "rank": self.rank,
            "score": round(self.score, 4),
            "document": self.document,
            "title": self.title,
            "type": meta.get("type", ""),
            "date": meta.get("date", ""),
            "four_p": self.four_p,
            "heading": self.heading,
            "locator": self.locator,
            "pdf_page": self.pdf_page,
            "page_label": self.page_label,
            "text": self.text,
            "citation": self.citation,
            "why": {"terms": list(self.why.terms), "similarity": self.why.similarity},
            "related": self.related,
            "text_kind": meta.get("text_kind", ""),
            "file": meta.get("path", ""),
            "folded": [{"document": f.document, "locator": f.locator, "citation": f.citation} for f in self.folded],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What a query found.

    :param query: as it was asked.
    :param total: passages that meet the filters and hold a word of the query or come near its meaning.
    :param documents: documents these are of.
    :param took_ms: milliseconds it took.
    :param facets: {field: {value: passages}}; choosing a value gives that many.
    :param results: one page of them.
    :param mode: how they were found.
    :param revision: of the index; every number here is of this one.
    :param suggestion: the query with its unknown words mended; empty where there is nothing to mend.
    :param expanded: what the thesaurus added to the query, term by term.
    :param known: documents that are not held and whose titles the query asks for, the likeliest first.
    :param left_out: passages that would be found too, but for their documents being superseded or withdrawn.
    :param left_out_titles: such documents, held or not, whose titles the query asks for, the likeliest first.
    :param error: why the query could not be understood, and the mend; empty where it could.
    """

    query: str
    total: int = 0
    documents: int = 0
    took_ms: float = 0.0
    facets: dict[str, dict[Any, int]] = field(default_factory=dict)
    results: tuple[Result, ...] = ()
    mode: Mode = "hybrid"
    revision: int = 0
    suggestion: str = ""
    expanded: tuple[Expansion, ...] = ()
    known: tuple[Record, ...] = ()
    left_out: int = 0
    left_out_titles: tuple[Record, ...] = ()
    error: str = ""

    def to_json(self) -> dict[str, Any]:
        """
        The answer as the command line prints it.

        :returns: a dictionary of JSON values.
        """
        return {
            "query": self.query,
            "total": self.total,
            "took_ms": round(self.took_ms, 1),
            "expanded": [name for expansion in self.expanded for name in expansion.names],
            "facets": {
                name: {str(value): count for value, count in counts.items()} for name, counts in self.facets.items()
            },
            "results": [result.to_json() for result in self.results],
            "documents": self.documents,
            "mode": self.mode,
            "revision": self.revision,
            "suggestion": self.suggestion,
            "known": [{"document": r.identifier, "title": r.title, "date": r.date} for r in self.known],
            "left_out": self.left_out,
            "left_out_titles": [
                {"document": r.identifier, "title": r.title, "date": r.date} for r in self.left_out_titles
            ],
            "error": self.error,
        }
