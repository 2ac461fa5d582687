"""What the screen found, and which of two findings on the same words is kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Self

from ingest.screen.text.prose import Prose

# Left, top, right, bottom as shares of the page.
Box = tuple[float, float, float, float]
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
    "face",
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
    "face",
    "photograph",
)

# So unsure is what stands on a page of cases with no more to say for it: whatever is surer comes before.
DOUBT = 0.35
# Characters: what marks a whole paragraph shows nobody where to look.
LONGEST = 200
_EDGES = " ,;:(\n\t+-"
_SHORTEST = 8
_SURE_NAME = 0.65
_PLACES: tuple[Kind, ...] = ("address", "shelter location")


@dataclass(frozen=True, slots=True)
class Finding:
    """
    Words that could identify someone.

    :param kind: what they are.
    :param page: the place of the page in `ParsedFile.pages`, from 0.
    :param start: where they start in that page's text; 0 of a face or a photograph.
    :param end: where they end; 0 of a face or a photograph.
    :param words: `page.text[start:end]`.
    :param confidence: how sure that is, 0 to 1.
    :param why: what a curator reads: "a name beside “was rescued”".
    :param box: where a face or a photograph stands: left, top, right, bottom as shares of the page.
    """

    kind: Kind
    page: int
    start: int
    end: int
    words: str
    confidence: float
    why: str
    box: Box | None = None

    @classmethod
    def on(cls, prose: Prose, kind: Kind, start: int, end: int, confidence: float, why: str) -> Self:
        """
        What stands between two places of a page that is being read; its page is told later.

        :param prose: the page.
        :param kind: what the words are.
        :param start: where they start.
        :param end: where they end.
        :param confidence: how sure that is, 0 to 1.
        :param why: what gave them away.
        :returns: the finding.
        """
        return cls(kind, 0, start, end, prose.text[start:end], confidence, why)


Detectors = tuple[Callable[[Prose], Iterator[Finding]], ...]


def kept(findings: Iterable[Finding]) -> list[Finding]:
    """
    Of findings that overlap the more specific; of a kind the surer, then the longer.

    Where the weaker reaches further than the one kept, the two are joined: half of an address is no less telling than
    a doubt about the other half.

    :param findings: of one page's words.
    :returns: those kept, in the page's order, none overlapping another.
    """
    chosen: list[Finding] = []
    for ranked in sorted(findings, key=_rank):
        finding = _clipped(chosen, ranked)
        if finding is None:
            continue
        beside = [other for other in chosen if finding.start < other.end and other.start < finding.end]
        if not beside:
            chosen.append(finding)
        elif (joined := _joined(finding, beside)) is not None:
            chosen = [other for other in chosen if other not in beside]
            chosen.append(joined)
    return sorted(chosen, key=lambda finding: finding.start)


def _clipped(chosen: list[Finding], finding: Finding) -> Finding | None:
    """
    Of a doubt about a place the longest piece that is free of what is surer and no place: the two are not one thing.

    A doubtful name inside it stays: “the house of Ta Kong” tells where.
    """
    if finding.kind not in _PLACES or finding.confidence > DOUBT:
        return finding
    others = sorted(
        (other.start, other.end)
        for other in chosen
        if other.start < finding.end and finding.start < other.end and _is_apart(other)
    )
    pieces, start = [], finding.start
    for other_start, other_end in [*others, (finding.end, finding.end)]:
        pieces.append((start, min(other_start, finding.end)))
        start = max(start, other_end)
    first = pieces[0]
    start, end = first if first[1] - first[0] > _SHORTEST else max(pieces, key=lambda piece: piece[1] - piece[0])
    words = finding.words[start - finding.start : end - finding.start]
    start += len(words) - len(words.lstrip(_EDGES))
    words = words.strip(_EDGES)
    if start > finding.start + _SHORTEST and words.startswith(("or ", "and ")):
        return None
    whole = len(others) == 0
    return (
        replace(finding, start=start, end=start + len(words), words=words) if whole or len(words) > _SHORTEST else None
    )


def _is_apart(other: Finding) -> bool:
    return other.kind not in (*_PLACES, "name") or (other.kind == "name" and other.confidence >= _SURE_NAME)


def _joined(finding: Finding, beside: list[Finding]) -> Finding | None:
    """One finding over all the words, of the kind that ranks first; none where it is too long to show where to look."""
    first, start, end = beside[0], finding.start, finding.end
    words = finding.words
    for other in sorted(beside, key=lambda other: other.start):
        if other.start < start:
            words, start = other.words[: start - other.start] + words, other.start
        if other.end > end:
            words, end = words + other.words[end - other.start :], other.end
    if len(words) > LONGEST or (start, end) == (first.start, first.end):
        return None
    if finding.kind in _PLACES and all(other.kind == "name" for other in beside):
        first = finding
    return replace(first, start=start, end=end, words=words)


def _rank(finding: Finding) -> tuple[bool, int, float, int, int]:
    return (
        finding.confidence <= DOUBT,
        _MOST_SPECIFIC.index(finding.kind),
        -finding.confidence,
        finding.start - finding.end,
        finding.start,
    )
