"""Citations: document, locator, page and exact words, as text, RIS, BibTeX and CSL-JSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import rispy
from bibtexparser import Library, write_string
from bibtexparser.model import Entry, Field
from haystack import Document

from corpus.record import Record
from corpus.settings import settings
from search.answer import Result

# CSL 1.0.2 item types (docs.citationstyles.org, appendix III) and RIS reference types, by our types of document.
_CSL_TYPES = {"law": "legislation", "sub-decree": "legislation", "prakas": "legislation", "treaty": "treaty"}
_CSL_TYPES |= {"agreement": "treaty", "mou": "treaty", "declaration": "treaty", "statistics": "dataset"}
_RIS_TYPES = {"law": "STAT", "sub-decree": "STAT", "prakas": "STAT", "statistics": "DATA"}
# What may stand in an address as it is; braces, which would end a field of BibTeX, may not.
_IN_URL = ":/?#[]@!$&'()*+,;=%~"
# A cell that begins so would be run as a formula by a spreadsheet (OWASP, CSV injection), full-width signs too.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True)
class Citation:
    """
    A citation of a passage, or of a whole document; see `search.standing.cite` for one that may be superseded.

    ```python
    Citation(passage).text()
    # 'Labour Law (1997), Article 16, p. 12 (PDF p. 14).'
    ```

    :param of: a passage, or a record for the document as a whole.
    :param successors: what superseded the document, where that is known.
    """

    of: Document | Record
    successors: tuple[Record, ...] = ()

    @property
    def _meta(self) -> dict[str, Any]:
        if isinstance(self.of, Document):
            return self.of.meta
        record = self.of.model_dump(mode="json")
        digests = bool(self.of.files) and all(file.text == "digest" for file in self.of.files)
        return {**record, "document": self.of.identifier, "text_kind": "digest" if digests else "official"}

    @property
    def words(self) -> str:
        """The exact words cited; empty for a document as a whole."""
        return (self.of.content or "") if isinstance(self.of, Document) else ""

    def page(self) -> str:
        """
        The page, as printed and as the PDF counts.

        :returns: "p. xii (PDF p. 12)", "PDF p. 3", or "no pages" for a format that has none; empty for a document.
        """
        if not isinstance(self.of, Document):
            return ""
        label, number = self._meta.get("page_label"), self._meta.get("pdf_page")
        if number is None:
            paged = str(self._meta.get("path", "")).lower().endswith(".pdf")
            return "page not known" if paged else "no pages"
        return f"p. {label} (PDF p. {number})" if label else f"PDF p. {number}"

    def text(self) -> str:
        """
        The citation as one line.

        :returns: bodies, title, date, locator and page; what is superseded or withdrawn and a digest say so.
        """
        meta = self._meta
        by = ", ".join(meta.get("creator") or ([meta["publisher"]] if meta.get("publisher") else []))
        title = meta.get("title", "")
        parts = [f"{by}. {title}" if by else title]
        if meta.get("date"):
            parts[0] += f" ({meta['date']})"
        page = self.page()
        locator = str(meta.get("locator") or "") if isinstance(self.of, Document) else ""
        if locator and not re.fullmatch(r"p\. \S+", locator):
            parts.append(locator)
        if page and page != "no pages":
            parts.append(page)
        standing = f" ({self._standing()})" if self._standing() else ""
        line = f"{', '.join(parts)}{standing}."
        if meta.get("text_kind") == "digest":
            line += f" [Digest by {settings().owner}; not the official text.]"
        return line

    def csl_json(self) -> dict[str, Any]:
        """
        The citation as an item of CSL-JSON.

        :returns: the item; `page` and `locator` hold the page as printed, `note` the section and both pages.
        """
        meta = self._meta
        language = meta.get("language") or ""
        item: dict[str, Any] = {
            "id": self._key(),
            "type": "report" if self._is_digest else _CSL_TYPES.get(meta.get("type", ""), "report"),
            "title": self._title(),
            "author": [{"literal": name} for name in self._authors()],
            "publisher": meta.get("publisher", ""),
            "language": language if isinstance(language, str) else ", ".join(language),
            "URL": meta.get("source", ""),
            "genre": "digest" if self._is_digest else meta.get("type", ""),
            "section": self._locator(),
            "page": self._page_number(),
            "locator": self._page_number(),
            "note": self._note(),
        }
        if meta.get("date"):
            item["issued"] = {"date-parts": [[int(part) for part in str(meta["date"]).split("-")]]}
        return {name: value for name, value in item.items() if value}

    def ris(self) -> str:
        """
        The citation in RIS.

        :returns: one entry.
        """
        return as_ris([self])

    def bibtex(self) -> str:
        """
        The citation in BibTeX.

        :returns: one entry.
        """
        return as_bibtex([self])

    def _key(self) -> str:
        meta = self._meta
        ordinal = f"-{meta['ordinal']}" if "ordinal" in meta else ""
        return f"{meta.get('document', 'document')}{ordinal}"

    def _locator(self) -> str:
        return str(self._meta.get("locator") or "") if isinstance(self.of, Document) else ""

    @property
    def _is_digest(self) -> bool:
        return self._meta.get("text_kind") == "digest"

    def _title(self) -> str:
        """A digest goes by a title of its own, so that no reference manager takes it for the instrument."""
        title = str(self._meta.get("title", ""))
        return f"[Digest by {settings().owner} of:] {title}" if self._is_digest else title

    def _authors(self) -> list[str]:
        return [settings().owner] if self._is_digest else list(self._meta.get("creator") or [])

    def _page_number(self) -> str:
        return str(self._meta.get("page_label") or self._meta.get("pdf_page") or "")

    def _standing(self) -> str:
        """Whether the document stands no longer, and what stands in its place; empty where it does."""
        status = self._meta.get("status")
        if status not in ("superseded", "withdrawn"):
            return ""
        by = " and ".join(", ".join(filter(None, (each.title, each.date[:4]))) for each in self.successors)
        if not by:
            return str(status)
        return f"superseded by {by}" if status == "superseded" else f"withdrawn, replaced by {by}"

    def _note(self) -> str:
        digest = "Digest, not the official text" if self._is_digest else ""
        return "; ".join(part for part in (self._locator(), self.page(), digest, self._standing()) if part)

    def _ris_entry(self) -> dict[str, Any]:
        meta = self._meta
        entry: dict[str, Any] = {
            "type_of_reference": "RPRT" if self._is_digest else _RIS_TYPES.get(meta.get("type", ""), "RPRT"),
            "id": self._key(),
            "title": self._title(),
            "authors": self._authors(),
            "publisher": meta.get("publisher", ""),
            "year": str(meta.get("date", ""))[:4],
            "date": str(meta.get("date", "")).replace("-", "/"),
            "start_page": self._page_number(),
            "section": self._locator(),
            "urls": [meta["source"]] if meta.get("source") else [],
            "notes": [note for note in (self._note(), self.words) if note],
        }
        return {name: _one_line(value) for name, value in entry.items() if value}

    def _bibtex_entry(self) -> Entry:
        meta = self._meta
        fields = {
            "title": _tex(self._title()),
            "author": " and ".join(f"{{{_tex(name)}}}" for name in self._authors()),
            "institution": _tex(meta.get("publisher", "")),
            "year": str(meta.get("date", ""))[:4],
            "pages": _tex(self._page_number()),
            "url": quote(meta.get("source", ""), safe=_IN_URL),
            "note": _tex(self._note()),
            "annote": _tex(self.words),
        }
        return Entry("techreport", self._key(), [Field(name, value) for name, value in fields.items() if value])


def _one_line(value: Any) -> Any:
    """RIS ends a field at the end of its line."""
    if isinstance(value, list):
        return [_one_line(each) for each in value]
    return " ".join(str(value).split())


def _tex(text: str) -> str:
    """A text with the signs that TeX acts on escaped."""
    signs = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    signs |= {sign: f"\\{sign}" for sign in "&%$#_{}"}
    return "".join(signs.get(sign, sign) for sign in " ".join(text.split()))


def _unfolded(results: Iterable[Result]) -> Iterator[Result]:
    """What is folded for reading is exported with the rest: it stands in another document."""
    for result in results:
        yield result
        yield from result.folded


def _citations(items: Iterable[Result | Citation]) -> list[Citation]:
    citations: list[Citation] = []
    for item in items:
        if isinstance(item, Citation):
            citations.append(item)
        else:
            citations += [Citation(one.passage, one.successors) for one in _unfolded([item])]
    return citations


def as_ris(items: Iterable[Result | Citation]) -> str:
    """
    Citations in RIS.

    :param items: results or citations.
    :returns: a RIS file's text.
    """
    # rispy numbers its entries; the format has no such line.
    return re.sub(r"^\d+\.\n", "", rispy.dumps([c._ris_entry() for c in _citations(items)]), flags=re.MULTILINE)


def as_bibtex(items: Iterable[Result | Citation]) -> str:
    """
    Citations in BibTeX.

    :param items: results or citations.
    :returns: a .bib file's text.
    """
    return write_string(Library([citation._bibtex_entry() for citation in _citations(items)]))


def as_csl_json(items: Iterable[Result | Citation]) -> str:
    """
    Citations in CSL-JSON.

    :param items: results or citations.
    :returns: a JSON list.
    """
    return json.dumps([citation.csl_json() for citation in _citations(items)], ensure_ascii=False, indent=1)


def as_csv(items: Iterable[Result]) -> str:
    """
    Results as a table, safe to open in a spreadsheet.

    :param items: results.
    :returns: CSV with a line of column names.
    """
    out = io.StringIO()
    columns = ("rank", "document", "title", "type", "date", "four_p", "locator", "page_label", "pdf_page", "text")
    writer = csv.writer(out)
    writer.writerow([*columns, "text_kind", "citation", "score"])
    for result in _unfolded(items):
        row = result.to_json()
        cells = ["; ".join(row[name]) if isinstance(row[name], list) else row[name] for name in columns]
        writer.writerow([spreadsheet_cell(cell) for cell in [*cells, row["text_kind"], row["citation"], row["score"]]])
    return out.getvalue()


def spreadsheet_cell(value: Any) -> Any:
    """
    A value that a spreadsheet takes for what it is, and never runs as a formula.

    :param value: of a cell.
    :returns: the value; a text that begins as a formula does with an apostrophe in front, nothing for None.
    """
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value
