"""Cells that a spreadsheet would run as formulas, made plain text and back."""

import re

# Excel, LibreOffice and Google Sheets run what begins so; the apostrophe before it says "text" to them.
_RUN = re.compile(r"^'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"^'+[=+\-@\t\r]")


def defused(text: str) -> str:
    """
    A cell that no spreadsheet runs.

    :param text: any text.
    :returns: it, with an apostrophe before what would be run.
    """
    return f"'{text}" if _RUN.match(text) else text


def as_meant(cell: str) -> str:
    """
    What `defused` was given.

    :param cell: a cell of a spreadsheet.
    :returns: it without the apostrophe that only says "text".
    """
    return cell[1:] if _DEFUSED.match(cell) else cell


def is_formula(cell: str) -> bool:
    """
    Whether a spreadsheet runs a cell.

    :param cell: as it stands there.
    :returns: whether it begins as formulas do, without an apostrophe.
    """
    return bool(_RUN.match(cell)) and not cell.startswith("'")
