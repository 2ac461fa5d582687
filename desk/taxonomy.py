"""Work on the vocabularies, published with all that bears their terms: in one transaction, and it can be undone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from corpus import taxonomy_work
from corpus.passage_tags import PassageTags
from corpus.record import Record
from corpus.settings import settings
from corpus.taxonomy_change import TaxonomyChange
from corpus.taxonomy_proposals import accept, propose
from corpus.vocabulary import parse_vocabulary, vocabularies
from desk.desk import Desk
from desk.people.account import Account
from desk.publishing.document_change import DocumentChange, dated
from desk.publishing.document_folder import document_folder
from desk.publishing.publication import Publisher, Told
from ingest.records import find_sources


@dataclass(frozen=True, slots=True)
class TaxonomyDone:
    """
    What became of the vocabularies.

    :param said: what was done, in a sentence.
    :param documents: identifiers of the documents that followed.
    :param publication: its number, by which it can be undone; 0 where it was only tried.
    """

    said: str
    documents: tuple[str, ...]
    publication: int = 0


class Taxonomy:
    """
    Renames, merges, retires, proposes and accepts terms.

    ```python
    taxonomy = Taxonomy(desk, account)
    taxonomy.merge("sector", "seafood-processing", "fisheries", try_only=True).said
    Publisher(desk).undo(taxonomy.merge("sector", "seafood-processing", "fisheries").publication, account)
    ```

    Each raises VocabularyError where it cannot be done; the message says how to mend it.

    :param desk: the desk.
    :param by: who works: a curator, or a contributor who only proposes.
    """

    def __init__(self, desk: Desk, by: Account) -> None:
        self._desk, self._by = desk, by

    def rename(
        self,
        scheme: str,
        term: str,
        label: str,
        language: str = "en",
        *,
        keep_old: bool = True,
        try_only: bool = False,
    ) -> TaxonomyDone:
        """
        Call a term something else.

        :param scheme: the vocabulary.
        :param term: the term's id.
        :param label: its new name.
        :param language: of the name, BCP 47.
        :param keep_old: whether the old name still finds it.
        :param try_only: say what it would do, and do nothing.
        :returns: what was done.
        """

        def change(records: Mapping[str, Record], tags: Mapping[str, tuple[PassageTags, ...]]) -> TaxonomyChange:
            return taxonomy_work.rename(
                scheme, term, label, language, keep_old=keep_old, records=records, passage_tags=tags
            )

        return self._do("renamed a term", scheme, [term], change, try_only)

    def merge(self, scheme: str, term: str, into: str, *, try_only: bool = False) -> TaxonomyDone:
        """
        Make two terms one; what bore the one bears the other.

        :param scheme: the vocabulary of both.
        :param term: the term that goes.
        :param into: the term that stays.
        :param try_only: say what it would do, and do nothing.
        :returns: what was done.
        """

        def change(records: Mapping[str, Record], tags: Mapping[str, tuple[PassageTags, ...]]) -> TaxonomyChange:
            return taxonomy_work.merge(scheme, term, into, records=records, passage_tags=tags)

        return self._do("merged a term", scheme, [term], change, try_only)

    def retire(self, scheme: str, term: str, *, replaced_by: str = "", try_only: bool = False) -> TaxonomyDone:
        """
        Offer a term no more; what bears it keeps it.

        :param scheme: the vocabulary.
        :param term: the term's id.
        :param replaced_by: the term to use in its stead; empty for none.
        :param try_only: say what it would do, and do nothing.
        :returns: what was done.
        """

        def change(records: Mapping[str, Record], tags: Mapping[str, tuple[PassageTags, ...]]) -> TaxonomyChange:
            return taxonomy_work.retire(scheme, term, replaced_by=replaced_by, records=records, passage_tags=tags)

        return self._do("retired a term", scheme, [term], change, try_only)

    def propose(self, scheme: str, fields: Mapping[str, Any], *, try_only: bool = False) -> TaxonomyDone:
        """
        Propose a term; nothing is tagged by it until a curator accepts it.

        :param scheme: the vocabulary.
        :param fields: of `corpus.term.Term`; the id is made of the English name where not given.
        :param try_only: say what it would do, and do nothing.
        :returns: what was done.
        """
        self._by.need("draft")
        named = str(fields.get("id") or (fields.get("prefLabel") or {}).get("en") or "")
        return self._do("proposed a term", scheme, [named], lambda *_: propose(scheme, fields, self._by.name), try_only)

    def accept(self, scheme: str, identifiers: Iterable[str], *, try_only: bool = False) -> TaxonomyDone:
        """
        Take proposed terms into their vocabulary, all of them or none.

        :param scheme: the vocabulary.
        :param identifiers: of the proposed terms.
        :param try_only: say what it would do, and do nothing.
        :returns: what was done.
        """
        terms = list(identifiers)
        return self._do("accepted a term", scheme, terms, lambda *_: accept(scheme, terms), try_only)

    def _do(
        self, action: str, scheme: str, terms: list[str], change: Callable[..., TaxonomyChange], try_only: bool
    ) -> TaxonomyDone:
        by = self._by
        if action == "proposed a term":
            # It waits beside the vocabularies and changes nothing that anybody finds.
            by = replace(by, role="curator")
        by.need("curate")
        with self._desk.alone():
            publisher = Publisher(self._desk)
            publisher.recover()
            records, tags = self._bearers()
            made = change(records, tags)
            follow = sorted(made.records.keys() | made.passage_tags.keys())
            if try_only:
                return TaxonomyDone(made.said, tuple(follow))
            changes = [self._follow(identifier, made) for identifier in follow]
            about = _told(scheme, terms, made)
            number = publisher.publish(changes, by, action, note=made.said, texts=made.files, about=about)
        return TaxonomyDone(made.said, tuple(follow), number)

    def _bearers(self) -> tuple[dict[str, Record], dict[str, tuple[PassageTags, ...]]]:
        """As the files say: the index may be older."""
        sources = [source for source in find_sources(self._desk.corpus)[0] if not source.loose]
        records = {source.record.identifier: source.record for source in sources}
        return records, {source.record.identifier: source.passage_tags for source in sources if source.passage_tags}

    def _follow(self, identifier: str, made: TaxonomyChange) -> DocumentChange:
        folder = document_folder(self._desk.corpus, identifier)
        record = made.records.get(identifier, folder.record)
        tags = made.passage_tags.get(identifier, folder.passage_tags)
        return DocumentChange(identifier, dated(record) if record else None, passage_tags=tags, base=folder.state)


def _told(scheme: str, terms: list[str], made: TaxonomyChange) -> Told:
    """The terms before and after, by the names of their fields."""
    path = settings().taxonomy_dir / f"{scheme}.yaml"
    before = vocabularies().get(scheme)
    after = parse_vocabulary(made.files[path], path) if path in made.files else before
    held = [
        [term.model_dump(mode="json", exclude_defaults=True) for each in terms if (term := vocabulary.get(each))]
        for vocabulary in (before, after)
        if vocabulary
    ]
    return Told(f"{scheme}/{', '.join(terms)}", *held)
