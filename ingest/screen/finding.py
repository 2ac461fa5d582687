"""What the screen found, and which of two findings on the same words is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "name",
    "date of birth",
    "phone",
    "identity document",
    "address",
    "shelter location",
    "account",
    "email",
    "bank account",
    "coordinates",
    "photograph",
]
# Where two overlap at like confidence, the kind further to the front tells more about what the words are.
_MOST_SPECIFIC: tuple[Kind, ...] = (
    "shelter location",
    "coordinates",
    "email",
    "bank account",
    "identity document",
    "date of birth",
    "account",
    "phone",
    "address",
    "name",
    "photograph",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Words that could identify someone.

    :param kind: what they are.
    :param page: the place of the page in `ParsedFile.pages`, from 0.
    :param start: where they start in that page's text; 0 of a photograph.
    :param end: where they end; 0 of a photograph.
    :param words: `page.text[start:end]`.
    :param confidence: how sure that is, 0 to 1.
    :param why: what a curator reads: "a name beside “was rescued”".
    :param box: where a photograph stands: left, top, right, bottom as shares of the page.
    """

    kind: Kind
    page: int
    start: int
    end: int
    words: str
    confidence: float
    why: str
    box: tuple[float, float, float, float] | None = None


def kept(findings: Iterable[Finding]) -> list[Finding]:
    """
    Of findings that overlap the more specific; of a kind the surer, then the longer.

    :param findings: of one page's words.
    :returns: those kept, in the page's order, none overlapping another.
    """
    chosen: list[Finding] = []
    for finding in sorted(findings, key=_rank):
        if all(finding.end <= other.start or other.end <= finding.start for other in chosen):
            chosen.append(finding)
    return sorted(chosen, key=lambda finding: finding.start)


def _rank(finding: Finding) -> tuple[int, float, int, int]:
    return (
        _MOST_SPECIFIC.index(finding.kind),
        -finding.confidence,
        finding.start - finding.end,
        finding.start,
    )
