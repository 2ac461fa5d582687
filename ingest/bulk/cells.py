"""What one cell of a spreadsheet says, as the record has it; what cannot be taken is told with how to mend it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, get_args

from corpus.record import FOUR_P, DocumentType, Status
from corpus.settings import Audience
from corpus.vocabulary import vocabularies
from ingest.bulk.columns import SEVERAL, TAGS, nearest
from ingest.bulk.formulas import as_meant, is_formula
from ingest.inferred.date_words import dates_in

# In a cell alone, it empties the field; an empty cell leaves it as it is.
EMPTY = ("-", "–", "—")
_CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(DocumentType),
    "status": get_args(Status),
    "audience": get_args(Audience),
    "four_p": FOUR_P,
}
_LANGUAGES = {"english": "en", "khmer": "km", "french": "fr", "thai": "th", "vietnamese": "vi", "lao": "lo"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLACE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
# A sheet's own word for what it could not work out.
_SHEET_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
# Signs that turn text about, so that it reads as what it is not.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class CellError(ValueError):
    """A cell that cannot be taken; the message says how to mend it."""


def value_of(column: str, cell: str) -> Any:
    """
    What a cell says.

    ```python
    value_of("date", "12 July 2014")               # "2014-07-12"
    value_of("tags.sector", "Fisheries sector; brick-making")
    ```

    :param column: of `column_of`.
    :param cell: its text, not empty.
    :returns: the value as the record has it: text, or texts of a field that has several.
    :raises CellError: where it fits no such field.
    """
    _check_signs(cell)
    if cell in EMPTY:
        return () if column in SEVERAL or column.startswith(TAGS) else ""
    if is_formula(cell):
        raise CellError(
            f"begins with {cell[0]!r}, which spreadsheets run as a formula: put an apostrophe (') before it"
        )
    text = as_meant(cell)
    if column.startswith(TAGS):
        return _each(text, lambda name: _term(column.removeprefix(TAGS), name))
    if column in SEVERAL:
        return _each(text, _ONE.get(column, str))
    return _ONE.get(column, str)(text)


def _check_signs(cell: str) -> None:
    for sign in cell:
        if (unicodedata.category(sign) == "Cc" and sign not in "\n\r\t") or sign in _TURNING:
            raise CellError(f"holds the control character U+{ord(sign):04X}: delete it, or type the text anew")
    if cell in _SHEET_ERRORS:
        raise CellError(f"is {cell}, an error of the spreadsheet: write the value itself")


def split_cell(text: str) -> list[str]:
    """
    The several values of a cell.

    :param text: with bars between them, or else semicolons; a bar within a value has a backslash before it.
    :returns: the values, none empty.
    """
    barred = re.split(r"(?<!\\)\|", text)
    values = barred if len(barred) > 1 else text.split(";")
    return [value.replace(r"\|", "|").strip() for value in values if value.strip()]


def _each(text: str, one: Callable[[str], str]) -> tuple[str, ...]:
    """Every fault of the cell is told, not the first only."""
    values, faults = [], []
    for value in split_cell(text):
        try:
            values.append(one(value))
        except CellError as error:
            faults.append(str(error))
    if faults:
        raise CellError("; ".join(faults))
    return tuple(dict.fromkeys(values))


def _line(text: str) -> str:
    return " ".join(text.split())


def _choice(field: str) -> Callable[[str], str]:
    choices = _CHOICES[field]
    plain = {re.sub(r"[^a-z]", "", choice): choice for choice in choices}

    def one(text: str) -> str:
        if found := plain.get(re.sub(r"[^a-z]", "", text.lower())):
            return found
        hint = nearest(text, choices) or f": it is one of {', '.join(choices)}"
        raise CellError(f"{text!r} is no {field.replace('_', ' ')}{hint}")

    return one


def _term(scheme: str, text: str) -> str:
    vocabulary = vocabularies()[scheme]
    names = {name.casefold(): term.id for term in reversed(vocabulary.terms) for name in (*term.names, term.label)}
    names |= {term.id.casefold(): term.id for term in vocabulary.terms}
    if found := names.get(_line(text).casefold()):
        return found
    hint = nearest(text, names) or ": see the vocabulary for its terms"
    raise CellError(f"{text!r} is no term of {vocabulary.title}{hint}")


def _day(text: str) -> str:
    if _DATE.fullmatch(text):
        try:
            date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
        except ValueError as error:
            raise CellError(f"{text!r} is in no calendar: write YYYY, YYYY-MM or YYYY-MM-DD") from error
        return text
    if slashed := _SLASHED.fullmatch(text):
        return _slashed(text, *(int(part) for part in slashed.groups()))
    found = dates_in(text)
    if len(found) == 1 and not re.sub(r"[\s,.]", "", text[: found[0].start] + text[found[0].end :]):
        return found[0].iso
    hint = f", as {found[0].iso}" if found else ""
    raise CellError(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD{hint}")


def _slashed(text: str, first: int, second: int, year: int) -> str:
    """Only where it can be read in one way: one office puts the day first, another the month."""
    readings = {
        f"{year:04}-{month:02}-{day:02}"
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= 31
    }
    if len(readings) == 1:
        return _day(readings.pop())
    both = " or ".join(sorted(readings)) or "YYYY-MM-DD"
    raise CellError(f"{text!r} can be read in more ways than one: write {both}")


def _language(text: str) -> str:
    code = _LANGUAGES.get(text.lower(), text)
    if not _LANGUAGE.fullmatch(code):
        raise CellError(f"{text!r} is no code of a language: write en, km, …{nearest(text, _LANGUAGES)}")
    return code


def _place(text: str) -> str:
    provinces = {
        name.casefold(): term.id for term in vocabularies()["province"].terms for name in (*term.names, term.id)
    }
    code = provinces.get(text.casefold(), "KH" if text.casefold() == "cambodia" else text.upper())
    if not _PLACE.fullmatch(code) or (code.startswith("KH-") and code not in provinces.values()):
        raise CellError(f"{text!r} is no code of a place: write KH, or KH-12 of a province{nearest(text, provinces)}")
    return code


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        plain = slug(text)
        hint = f", as {plain}" if plain else ""
        raise CellError(f"{text!r} is no identifier: use small letters, digits and single hyphens{hint}")
    return text


def slug(text: str) -> str:
    """
    A text as an identifier may have it.

    :param text: any text.
    :returns: small Latin letters, digits and single hyphens; empty where it has none.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


_ONE: dict[str, Callable[[str], str]] = {
    "title": _line,
    "publisher": _line,
    "source": _line,
    "temporal": _line,
    "alternative": _line,
    "creator": _line,
    "identifier": _identifier,
    "date": _day,
    "language": _language,
    "spatial": _place,
    **{field: _choice(field) for field in _CHOICES},
}


def joined(values: Iterable[str]) -> str:
    """
    Several values in one cell, so that `split_cell` gives them back.

    :param values: the values.
    :returns: them with semicolons between, or bars where a value has a semicolon or a bar itself.
    """
    several = list(values)
    if not any(";" in value or "|" in value for value in several):
        return "; ".join(several)
    barred = " | ".join(value.replace("|", r"\|") for value in several)
    return barred if len(several) > 1 else barred + " |"
