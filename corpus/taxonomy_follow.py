"""What bears a term, and what bears another in its stead when two terms become one."""

from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap

from corpus.gaps import GapNote
from corpus.passage_tags import PassageTags, Terms
from corpus.record import Record
from corpus.taxonomy_files import TaxonomyFile, put, scalar
from corpus.vocabulary import REFERENCES


def bearing(
    scheme: str, term: str, records: Mapping[str, Record], passage_tags: Mapping[str, Iterable[PassageTags]]
) -> set[str]:
    """
    The documents that a person tagged with a term, as a whole or in a passage.

    :param scheme: the term's vocabulary.
    :param term: the term.
    :param records: {identifier: record}.
    :param passage_tags: {identifier: the tags of its passages}.
    :returns: their identifiers.
    """
    of_records = {identifier for identifier, record in records.items() if term in _tags(record).get(scheme, ())}
    of_passages = {
        identifier
        for identifier, tags in passage_tags.items()
        if any(term in s.confirmed.get(scheme, ()) for s in tags)
    }
    return of_records | of_passages


def _tags(record: Record) -> dict[str, tuple[str, ...]]:
    return {**record.tags, "four_p": record.four_p}


def records_with(scheme: str, term: str, into: str, records: Mapping[str, Record]) -> dict[str, Record]:
    """
    The records that bear a term, with another in its stead.

    :param scheme: the vocabulary of both.
    :param term: the term that goes.
    :param into: the one they bear then.
    :param records: {identifier: record}.
    :returns: those that change, changed.
    """
    return {
        identifier: record.model_copy(update={"tags": _moved(record.tags, scheme, term, into)})
        for identifier, record in records.items()
        if term in record.tags.get(scheme, ())
    }


def passages_with(
    scheme: str, term: str, into: str, passage_tags: Mapping[str, Iterable[PassageTags]]
) -> dict[str, tuple[PassageTags, ...]]:
    """
    The tags of passages, with another term in one's stead. What was confirmed of either stays confirmed.

    :param scheme: the vocabulary of both.
    :param term: the term that goes.
    :param into: the one they bear then.
    :param passage_tags: {identifier: the tags of its passages}.
    :returns: of the documents where one changes, all.
    """
    held = {identifier: tuple(tags) for identifier, tags in passage_tags.items()}
    moved = {identifier: tuple(_said(s, scheme, term, into) for s in tags) for identifier, tags in held.items()}
    return {identifier: tags for identifier, tags in moved.items() if tags != held[identifier]}


def _said(said: PassageTags, scheme: str, term: str, into: str) -> PassageTags:
    confirmed, struck = (_moved(terms, scheme, term, into) for terms in (said.confirmed, said.struck))
    if into in confirmed.get(scheme, ()) and into in struck.get(scheme, ()):
        struck[scheme] = tuple(each for each in struck[scheme] if each != into)
    struck = {name: terms for name, terms in struck.items() if terms}
    return said.model_copy(update={"confirmed": confirmed, "struck": struck})


def _moved(tags: Terms, scheme: str, term: str, into: str) -> Terms:
    return {name: _once(ids, term, into) if name == scheme else ids for name, ids in tags.items()}


def _once(ids: Iterable[str], term: str, into: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(into if each == term else each for each in ids))


def notes_with(scheme: str, term: str, into: str, notes: Iterable[GapNote]) -> list[GapNote]:
    """
    A curator's notes on gaps, with another term in one's stead; of one pair the last stays.

    :param scheme: the vocabulary of both.
    :param term: the term that goes.
    :param into: the one the notes are on then.
    :param notes: the notes.
    :returns: them all.
    """
    moved = [
        note.model_copy(
            update={
                place: into
                for dimension, place in (("rows", "row"), ("columns", "column"))
                if (getattr(note, dimension), getattr(note, place)) == (scheme, term)
            }
        )
        for note in notes
    ]
    return list({note.pair: note for note in moved}.values())


def refer(files: Mapping[str, TaxonomyFile], scheme: str, term: str, into: str) -> None:
    """
    Have all terms of all vocabularies name another term where they named one; none comes to name itself.

    :param files: {scheme: its file}, changed in place.
    :param scheme: the vocabulary of both.
    :param term: the term that goes.
    :param into: the one that is named then.
    """
    within = dict.fromkeys(("broader", "replaced_by"), (term, into))
    across = {field: (term, into) for field, named in REFERENCES.items() if named == scheme}
    across["related"] = (f"{scheme}/{term}", f"{scheme}/{into}")
    for name, file in files.items():
        for fields in file.terms:
            own = {into, f"{scheme}/{into}"} if name == scheme and fields["id"] == into else set()
            for field, (old, new) in ((within if name == scheme else {}) | across).items():
                _rename(fields, field, old, new, own)


def _rename(fields: CommentedMap, field: str, old: str, new: str, own: set[str]) -> None:
    held: Any = fields.get(field)
    if held == old:
        put(fields, field, "" if new in own else scalar(new))
    elif isinstance(held, list) and old in held:
        kept = [each for each in _once(held, old, scalar(new)) if each not in own]
        # In place, so that it stays laid out as it is.
        held[:] = kept
