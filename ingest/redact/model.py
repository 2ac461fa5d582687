"""What is to be removed from a file, and what was."""

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]

# What `python -m ingest.redact` ends with where it refuses.
REFUSED = 3


class RedactionError(Exception):
    """What could not be removed, and how to mend it, for a curator to act on. No file is left behind then."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """
    Words that go from the whole file, or a part of one page that goes.

    :param words: every occurrence goes, wherever it stands in the file; see `ingest.redact.words` for the rule.
    :param page: the page's place in the file, from 0: needed with a box; with words it narrows nothing.
    :param box: left, top, right, bottom as shares of the page as it is shown; what is under it goes too.
    """

    words: str = ""
    page: int | None = None
    box: Box | None = None

    def __post_init__(self) -> None:
        if self.box is None and not any(sign.isalnum() for sign in self.words):
            raise RedactionError("a redaction needs words with a letter or a digit, or a box")
        if self.box is not None:
            left, top, right, bottom = self.box
            if self.page is None or self.page < 0:
                raise RedactionError("a box needs the page it stands on, counted from 0")
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                raise RedactionError("a box is left, top, right, bottom as shares of the page, from 0 to 1")


@dataclass(frozen=True, slots=True)
class RedactedFile:
    """
    What was done to a file.

    :param pages_changed: the pages that are pictures now, from 0; 0 alone for a changed file without pages.
    :param occurrences: how often each words stood in the file; 0 where they were nowhere found.
    :param notes: what a curator should know or look at, in sentences.
    """

    pages_changed: list[int] = field(default_factory=list)
    occurrences: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
