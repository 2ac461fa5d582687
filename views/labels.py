"""What the codes of a record are called on the page."""

from collections.abc import Sequence

from corpus.vocabulary import term_label, vocabularies
from search.query import DOCUMENT_TAG_FIELDS, TERM_FIELDS

FOUR_P_LETTERS = {"prevention": "V", "protection": "T", "prosecution": "S", "policy": "L"}

_TYPES = {
    "mou": "Memorandum of understanding",
    "sub-decree": "Sub-decree",
}
_TEXT_KINDS = {"official": "Official text", "digest": "Digest"}
LANGUAGES = {
    "en": "English",
    "km": "Khmer",
    "th": "Thai",
    "vi": "Vietnamese",
    "lo": "Lao",
    "my": "Burmese",
    "fr": "French",
}
PLACES = {
    "KH": "Cambodia",
    "TH": "Thailand",
    "VN": "Viet Nam",
    "LA": "Lao PDR",
    "MM": "Myanmar",
    "CN": "China",
    "MY": "Malaysia",
    "ID": "Indonesia",
    "PH": "Philippines",
    "BN": "Brunei Darussalam",
    "SG": "Singapore",
    "JP": "Japan",
}
_FIELDS = {
    "four_p": "Four Ps",
    "type": "Type",
    "text_kind": "Text",
    "status": "Status",
    "language": "Language",
    "spatial": "Place",
    "creator": "Issued by",
    "year": "Year",
}
# Short, for they stand over a column of filters.
_FIELDS |= {"tagged": "Documents on", "confirmed": "Documents confirmed on"}
# The fields of a record that no filter has.
_FIELDS |= {
    "alternative": "Also called",
    "date_note": "What the date is of",
    "temporal": "Period",
    "source": "Official text",
    "status_note": "On its status",
    "identifier": "Identifier",
}
_FIELDS |= {"approach": "UN approach", "body": "Body named"}
_BY_FIELD = {"text_kind": _TEXT_KINDS, "type": _TYPES, "language": LANGUAGES, "spatial": PLACES}


def field_label(name: str) -> str:
    """
    What a field is called.

    :param name: of a filter.
    :returns: its label.
    """
    if name in vocabularies() and name not in _FIELDS:
        return vocabularies()[name].title
    return _FIELDS.get(name, name.capitalize())


def value_label(name: str, value: object) -> str:
    """
    What a value of a field is called.

    :param name: of the field.
    :param value: the value, as the record has it.
    :returns: its label; a code that has no name here as it is, bodies as they write themselves.
    """
    text = str(value)
    known = _BY_FIELD.get(name, {})
    if text in known:
        return known[text]
    if name in DOCUMENT_TAG_FIELDS:
        scheme, _, term = text.partition("/")
        return f"{field_label(scheme)}: {value_label(scheme, term)}"
    if name in TERM_FIELDS:
        return term_label(name, text)
    if name in {"four_p", "type", "status"}:
        return text[:1].upper() + text[1:]
    return text


def page_label(pdf_page: int | None, printed: str | None) -> str:
    """
    A page as printed and as the PDF counts.

    :param pdf_page: counted from 1; None where the format has no pages.
    :param printed: the number printed on it, None where none is known.
    :returns: as in "p. iv (PDF p. 6)"; for a format without pages, nothing.
    """
    if pdf_page is None:
        return ""
    return f"p. {printed} (PDF p. {pdf_page})" if printed else f"PDF p. {pdf_page}"


def counted(number: int, one: str, many: str = "") -> str:
    """
    A number with its noun.

    :param number: how many.
    :param one: the noun for one.
    :param many: the noun for other numbers; empty adds an s.
    :returns: as in "1,204 passages".
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """
    Facts in one line, those that are empty left out.

    :param parts: the facts.
    :returns: them, with a middle dot between.
    """
    return " · ".join(part for part in parts if part)
