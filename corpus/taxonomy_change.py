"""A change to the vocabularies before it is written, and the files it is made from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.passage_tags import PassageTags
from corpus.record import Record
from corpus.settings import settings
from corpus.taxonomy_files import TaxonomyFile
from corpus.term import Term
from corpus.vocabulary import VocabularyError, check_together, read_texts


@dataclass(frozen=True)
class TaxonomyChange:
    """
    A change to the vocabularies and to what bears their terms.

    :param files: {file: its new text}: vocabularies, proposals, notes on gaps; one of proposals may be new.
    :param said: what it does, in a sentence.
    :param records: {identifier: record} of the records that change.
    :param passage_tags: {identifier: the tags of its passages, all of them} of the documents where one changes.
    """

    files: dict[Path, str]
    said: str
    records: dict[str, Record] = field(default_factory=dict)
    passage_tags: dict[str, tuple[PassageTags, ...]] = field(default_factory=dict)


class OpenTaxonomy:
    """
    The vocabularies as they stand in their files now, open for a change.

    :param folder: of the vocabularies; the settings' where not given.
    :raises VocabularyError: where they cannot be used as they are.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder or settings().taxonomy_dir
        self._texts = read_texts(self.folder)
        self.vocabularies = check_together(self._texts)
        self.files = {path.stem: TaxonomyFile(path, text) for path, text in self._texts.items()}

    def term(self, scheme: str, identifier: str) -> Term:
        """
        A term that is to be worked on.

        :param scheme: its vocabulary.
        :param identifier: its id.
        :returns: the term.
        :raises VocabularyError: where there is none.
        """
        if scheme not in self.vocabularies:
            raise VocabularyError(f"there is no vocabulary {scheme!r}: it is one of {', '.join(self.vocabularies)}")
        term = self.vocabularies[scheme].get(identifier)
        if term is None:
            raise VocabularyError(f"{self.folder / scheme}.yaml: has no term {identifier!r}: name one by its id")
        return term

    def ids(self, scheme: str) -> set[str]:
        """
        The ids that are taken in a vocabulary, those of merged terms among them.

        :param scheme: the vocabulary.
        :returns: the ids.
        """
        return {each for term in self.vocabularies[scheme].terms for each in (term.id, *term.merged)}

    def keep_the_four_p(self, scheme: str) -> None:
        """
        Leave the four Ps what they are.

        :param scheme: the vocabulary that is to have a term more or less.
        :raises VocabularyError: where it is theirs.
        """
        if scheme == "four_p":
            raise VocabularyError("the four Ps are what everything is sorted by: they can be renamed, and nothing else")

    def free(self, scheme: str, names: Iterable[str], mend: str, besides: str = "") -> None:
        """
        See that no term is called so.

        :param scheme: the vocabulary.
        :param names: the names.
        :param mend: what to do where one is.
        :param besides: the id of the term that may be called so.
        :raises VocabularyError: where a term has one of the names.
        """
        wanted = {name.casefold() for name in names}
        for term in self.vocabularies[scheme].terms:
            taken = [name for name in (term.label, *term.names) if name.casefold() in wanted]
            if taken and term.id != besides:
                raise VocabularyError(f"{term.label} ({scheme}/{term.id}) is called “{taken[0]}” already: {mend}")

    def changed(self) -> dict[Path, str]:
        """
        The files that are different now.

        :returns: {file: its new text}.
        :raises VocabularyError: where the vocabularies could not be used so.
        """
        texts = {file.path: file.text() for file in self.files.values()}
        check_together(texts)
        return {path: text for path, text in texts.items() if text != self._texts[path]}


def documents(count: int) -> str:
    """
    A number of documents in words.

    :param count: how many.
    :returns: as in "12 documents".
    """
    return f"{count} document{'' if count == 1 else 's'}"
