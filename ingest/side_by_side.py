"""A new file beside a held one, stretch by stretch, for the eye of a curator."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from corpus.page import Page, ParsedFile
from index import PassageStore
from ingest.duplicates import Duplicate
from ingest.shingles import plain_words, shingles

Row = tuple[str, str, float]
MOST_ROWS = 40
_RUN, _MOST_SIGNS, _TOO_COMMON, _FEWEST_ALIKE = 3, 700, 25, 0.3
_FIRST_ROWS, _FEWEST_PAIRED = 5, 0.1


def side_by_side(parsed: ParsedFile, store: PassageStore, duplicate: Duplicate) -> list[Row]:
    """
    What differs between a new file and a held one.

    ```python
    for new, held, alike in side_by_side(parsed, store, duplicates[0]):
        print(f"{alike:.0%}", new, "|", held)
    ```

    :param parsed: the new file.
    :param store: the keeper's index.
    :param duplicate: the held one, of `likely_duplicates`.
    :returns: (new text, held text, likeness 0 to 1) of what differs, in the new file's order; empty on one side where
        the other has nothing like it. Of more than 40 the weightiest are kept. Where nothing differs, or where nothing
        is alike (a digest, another language), how both begin.
    """
    mine = _stretches(parsed.pages)
    theirs = _stretches(store.pages(duplicate.identifier, duplicate.path))
    rows = list(_aligned(mine, theirs))
    differing = [(at, row) for at, row in enumerate(rows) if row[2] < 1]
    if not differing:
        return rows[:_FIRST_ROWS]
    if sum(row[2] > 0 for row in rows) < _FEWEST_PAIRED * len(mine):
        return [(new, held, _alike(new, held)) for new, held in zip(mine, theirs, strict=False)][:_FIRST_ROWS]
    heaviest = sorted(differing, key=lambda each: -_weight(each[1]))[:MOST_ROWS]
    return [row for _, row in sorted(heaviest, key=lambda each: each[0])]


def _stretches(pages: Iterable[Page]) -> list[str]:
    """Paragraphs, articles, items; long ones cut where a sentence ends, or else anywhere: a table is one sentence."""
    paragraphs = [part.strip() for page in pages for part in re.split(r"\n\s*\n", page.text)]
    return [stretch for paragraph in paragraphs if paragraph for stretch in _cut(paragraph)]


def _cut(paragraph: str) -> list[str]:
    cut = [""]
    sentences = re.split(r"(?<=[.;។])\s+", paragraph)
    for sentence in [each[at : at + _MOST_SIGNS] for each in sentences for at in range(0, len(each), _MOST_SIGNS)]:
        if cut[-1] and len(cut[-1]) + len(sentence) > _MOST_SIGNS:
            cut.append("")
        cut[-1] = f"{cut[-1]} {sentence}".strip()
    return cut


def _aligned(mine: list[str], theirs: list[str]) -> Iterable[Row]:
    """Each stretch beside the one it shares most runs of words with; what only the held one has comes in its place."""
    partners = _partners(mine, theirs)
    taken = {*partners.values()}
    alone = [at for at in range(len(theirs)) if at not in taken]
    for at, new in enumerate(mine):
        beside = partners.get(at)
        while beside is not None and alone and alone[0] < beside:
            yield "", theirs[alone.pop(0)], 0.0
        yield (new, "", 0.0) if beside is None else (new, theirs[beside], _alike(new, theirs[beside]))
    yield from (("", theirs[at], 0.0) for at in alone)


def _partners(mine: list[str], theirs: list[str]) -> dict[int, int]:
    holding: defaultdict[int, list[int]] = defaultdict(list)
    for at, held in enumerate(theirs):
        for run in shingles(plain_words(held), _RUN):
            holding[run].append(at)
    partners: dict[int, int] = {}
    last = 0
    for at, new in enumerate(mine):
        runs = shingles(plain_words(new), _RUN)
        votes = Counter(
            place for run in runs if len(holding.get(run, ())) <= _TOO_COMMON for place in holding.get(run, ())
        )
        # Of equals ("Section 1" of every chapter) the next after the last partner.
        best = max(votes, key=lambda place: (votes[place], place >= last, -abs(place - last)), default=None)
        if best is not None and votes[best] >= _FEWEST_ALIKE * len(runs):
            partners[at] = last = best
    return partners


def _alike(new: str, held: str) -> float:
    one, other = plain_words(new), plain_words(held)
    return 1.0 if one == other else min(0.99, fuzz.ratio(" ".join(one), " ".join(other)) / 100)


def _weight(row: Row) -> float:
    return (1 - row[2]) * max(len(row[0]), len(row[1]))
