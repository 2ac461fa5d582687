"""A document as an entry of a bibliography: APA 7, Chicago, and the editorial style of the United Nations."""

import re
from calendar import month_name
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

Style = Literal["apa", "chicago", "un"]
STYLES: tuple[Style, ...] = get_args(Style)
# The types whose code is not their name.
_TYPES = {"mou": "Memorandum of understanding", "other": ""}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """
    One entry of a bibliography.

    :param before: what stands before the title.
    :param title: the document's, to be set in italics.
    :param after: what stands after it.
    """

    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        """The whole entry."""
        return self.before + self.title + self.after


def apa(fields: Mapping[str, Any]) -> Reference:
    """
    An entry in the style of the American Psychological Association, 7th edition.

    :param fields: creator, date, title, type, publisher and source of the record; any may be missing.
    :returns: as in "Ministry. (2008, February 15). *Law on …* [Law]. Publisher. https://…".
    """
    by, title, (year, month, day) = _authors(fields), _title(fields), written_date(fields)
    when = f"({year}, {month} {day}".rstrip() + ")." if month else f"({year})."
    name = str(fields.get("type") or "")
    kind = _TYPES.get(name, name.capitalize())
    publisher = "" if fields.get("publisher") in by else _stopped(fields.get("publisher"))
    ending = f" [{kind}]." if kind else _stop(title)
    before = f"{_stopped(_listed(by, ', & '))} {when} " if by else ""
    return Reference(before, title, ending + _after("" if by else when, publisher, fields.get("source")))


def chicago(fields: Mapping[str, Any]) -> Reference:
    """
    An entry in the style of the Chicago Manual, notes and bibliography.

    :param fields: creator, date, title, publisher and source of the record; any may be missing.
    :returns: as in "Ministry. *Law on …*. Publisher, February 15, 2008. https://….".
    """
    by, title, (year, month, day) = _authors(fields), _title(fields), written_date(fields)
    when = f"{month} {day}, {year}" if day else f"{month} {year}".strip()
    published = ", ".join(part for part in (fields.get("publisher"), when) if part)
    before = f"{_stopped(_listed(by, ' and ' if len(by) == 2 else ', and '))} " if by else ""
    return Reference(before, title, _stop(title) + _after(_stopped(published), _stopped(fields.get("source"))))


def un(fields: Mapping[str, Any]) -> Reference:
    """
    An entry in the editorial style of the United Nations, as in its lists by author and date.

    :param fields: creator, date, title, publisher and source of the record; any may be missing.
    :returns: as in "Ministry (2008). *Law on …*. 15 February. Publisher. Available at https://….".
    """
    by, title, (year, month, day) = _authors(fields), _title(fields), written_date(fields)
    publisher = "" if fields.get("publisher") in by else _stopped(fields.get("publisher"))
    where = f"Available at {fields['source']}" if fields.get("source") else ""
    after = _after(_stopped(f"{day} {month}".strip()), publisher, _stopped(where))
    if not by:
        return Reference("", title, f" ({year}).{after}")
    return Reference(f"{_listed(by, ' and ')} ({year}). ", title, _stop(title) + after)


FORMATS: dict[Style, Callable[[Mapping[str, Any]], Reference]] = {"apa": apa, "chicago": chicago, "un": un}


def _title(fields: Mapping[str, Any]) -> str:
    return str(fields.get("title") or "Untitled")


def _authors(fields: Mapping[str, Any]) -> list[str]:
    """The bodies a document is by; its publisher where none is known."""
    return list(fields.get("creator") or ([fields["publisher"]] if fields.get("publisher") else []))


def written_date(fields: Mapping[str, Any]) -> tuple[str, str, str]:
    """
    A date as it is written in a bibliography.

    :param fields: with a `date` in ISO 8601, as exact as it is known.
    :returns: year, month and day; "n.d." for the year and nothing for the others where they are not known.
    """
    known = str(fields.get("date") or "n.d.")
    parts = _DATE.fullmatch(known)
    if parts is None:
        return known, "", ""
    year, month, day = parts.groups()
    return year, month_name[int(month)] if month else "", str(int(day)) if day else ""


def _listed(names: Sequence[str], last: str) -> str:
    return last.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _stop(text: str) -> str:
    return "" if text.endswith((".", "?", "!")) else "."


def _stopped(text: str | None) -> str:
    return text + _stop(text) if text else ""


def _after(*parts: str | None) -> str:
    return "".join(f" {part}" for part in parts if part)
