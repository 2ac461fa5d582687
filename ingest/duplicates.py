"""What the clearinghouse holds already of a new file: the same bytes, the same text, nearly it, another edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.page import ParsedFile
from corpus.record import Record
from index import PassageStore
from ingest.candidates import likely_sharers
from ingest.editions import titles_like
from ingest.shingles import shingles, words_of

Likeness = Literal["same bytes", "same text", "near text", "another edition"]
_ORDER: tuple[Likeness, ...] = ("same bytes", "same text", "near text", "another edition")
# Measured on runs of five words: different documents of one series (the chapters of a yearly report, which share their
# headings, tables and boilerplate) share 0.07 to 0.17; two readings of one scan, one of them by OCR, 0.47.
NEAR = 0.35
# A held text that stands wholly in the file counts from this many runs on: a notice of two lines stands anywhere.
_FEWEST_SHARED = 30


@dataclass(frozen=True, slots=True)
class Duplicate:
    """
    A held document that a new file may be a copy or an edition of.

    :param identifier: the document's.
    :param path: its file, relative to the corpus folder; empty where the record has none.
    :param likeness: in what they are alike.
    :param share: how much of the new file's text stands there too, 0 to 1.
    :param why: a sentence for the curator.
    """

    identifier: str
    path: str
    likeness: Likeness
    share: float
    why: str


def likely_duplicates(
    parsed: ParsedFile, sha256: str, record: Record, store: PassageStore, path_of_self: str = ""
) -> list[Duplicate]:
    """
    Find what is held already of a file, before it is taken in a second time.

    ```python
    from corpus.record import Record
    from ingest.duplicates import likely_duplicates

    likely_duplicates(parsed, sha256, Record(identifier="new", title="The Labour Law", type="law"), store)
    ```

    :param parsed: what was read of the file.
    :param sha256: of its bytes.
    :param record: what it is described as: its titles, type, date and languages.
    :param store: the keeper's index, so that a restricted document is found too.
    :param path_of_self: where the file itself is held, when it is looked at again; its document is passed over.
    :returns: at most one for a document, the most alike first.
    """
    same_bytes = store.holders(sha256)
    own = {record.identifier} if path_of_self else set()
    own |= {identifier for identifier, path in same_bytes if path == path_of_self}
    records = {held.identifier: held for held in store.records() if held.identifier not in own}
    found: dict[str, Duplicate] = {}
    for identifier, path in same_bytes:
        if identifier in records:
            why = "It is the same file, byte for byte."
            found.setdefault(identifier, Duplicate(identifier, path, "same bytes", 1.0, why))
    # The surest finding of a document stays, and text is surer than titles.
    for each in [*_by_text(parsed, record, records, store), *_by_title(record, records, store)]:
        found.setdefault(each.identifier, each)
    return sorted(found.values(), key=lambda each: (_ORDER.index(each.likeness), -each.share, each.identifier))


def _by_text(
    parsed: ParsedFile, record: Record, records: Mapping[str, Record], store: PassageStore
) -> Iterator[Duplicate]:
    words = words_of(parsed.pages)
    mine = shingles(words)
    for identifier in likely_sharers(words, store):
        if identifier not in records:
            continue
        found = []
        for file in store.files(identifier):
            theirs = words_of(store.pages(identifier, file.path))
            if theirs == words:
                why = "Every word of it stands there; only spaces, capitals or punctuation differ."
                found.append(Duplicate(identifier, file.path, "same text", 1.0, why))
            elif near := _near(mine, shingles(theirs), file.path, record, records[identifier]):
                found.append(near)
        yield from sorted(found, key=lambda each: (_ORDER.index(each.likeness), -each.share))[:1]


def _near(mine: set[int], theirs: set[int], path: str, record: Record, held: Record) -> Duplicate | None:
    shared = len(mine & theirs)
    if not mine or not theirs:
        return None
    share, back = shared / len(mine), shared / len(theirs)
    if share < NEAR and (back < NEAR or shared < _FEWEST_SHARED):
        return None
    told = f"{share:.0%} of its text stands there too, and {back:.0%} of that text here"
    if share < NEAR and _is_digest(held, path):
        return Duplicate(held.identifier, path, "another edition", share, f"{told}: it is our digest, which quotes it.")
    if _apart(record.date, held.date):
        why = f"{told}, but it is dated {held.date} and this file {record.date}."
        return Duplicate(held.identifier, path, "another edition", share, why)
    why = f"{told}: pages added, articles amended, or one of them read off a scan."
    return Duplicate(held.identifier, path, "near text", share, why)


def _by_title(record: Record, records: Mapping[str, Record], store: PassageStore) -> Iterator[Duplicate]:
    of_type = [held for held in records.values() if held.type == record.type or "other" in (held.type, record.type)]
    names = [(held.identifier, name) for held in of_type for name in (held.title, *held.alternative)]
    alike = {each for name in (record.title, *record.alternative) for each in titles_like(name, names)}
    for identifier in alike:
        held = records[identifier]
        paths = [file.path for file in store.files(identifier)]
        same_language = {file.path for file in held.files if file.language in record.language}
        # The file in the new one's language, where there is one.
        path = next((path for path in paths if path.rsplit("/", 1)[-1] in same_language), next(iter(paths), ""))
        yield Duplicate(identifier, path, "another edition", 0.0, _why_edition(record, held, path))


def _why_edition(record: Record, held: Record, path: str) -> str:
    if not path:
        return "The record has this title and no file: the file may belong to it."
    if _is_digest(held, path):
        return "It is our digest of an instrument of this title; the file may be its official text."
    if not {*held.language} & {*record.language}:
        return f"It has this title, in another language ({', '.join(held.language)})."
    if _apart(record.date, held.date):
        return f"Its title differs in numbers and years at most; it is dated {held.date} and this file {record.date}."
    return "Its title differs in numbers and years at most, but its text is another."


def _is_digest(held: Record, path: str) -> bool:
    return any(file.text == "digest" and path.endswith(file.path) for file in held.files)


def _apart(one: str, other: str) -> bool:
    """Whether two dates are of different days, months or years; one that is less exact may be the same."""
    return bool(one and other) and not one.startswith(other) and not other.startswith(one)
