"""The controlled vocabularies, after SKOS: read, checked against one another, and kept while they do not change."""

import time
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.settings import ROOT, settings
from corpus.term import Term

BUNDLED = ROOT / "corpus" / "taxonomy"
# Fields of a term that name terms of another vocabulary.
REFERENCES = {"lead": "body", "chair": "body", "approach": "approach"}

Made = TypeVar("Made")
_held: list[Callable[[], None]] = []
# Other processes write the files too: the command line while pages are served. So often is looked whether they did.
_LOOK_EVERY_S = 1.0
_looked: dict[str, Any] = {"at": 0.0, "files": None}


class VocabularyError(ValueError):
    """A vocabulary that cannot be used; the message says which file, which term and how to mend it."""


class Vocabulary(BaseModel):
    """
    A vocabulary (a SKOS concept scheme).

    :param scheme: its name, that of its file, and of the field that holds its terms.
    :param title: what it is called on a page.
    :param source: where its terms are from.
    :param terms: in the order they are shown.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    scheme: str
    title: str
    source: str
    terms: tuple[Term, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> "Vocabulary":
        ids = [each for term in self.terms for each in (term.id, *term.merged)]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"the id {twice[0]!r} stands there twice")
        for field in ("broader", "replaced_by"):
            if lost := [term.id for term in self.terms if getattr(term, field) not in ("", *ids)]:
                raise ValueError(f"{lost[0]}: its {field} term is not in the vocabulary")
        if circle := next((term.id for term in self.terms if term.id in self.above(term.id)), ""):
            raise ValueError(f"{circle}: it stands above itself, by way of its broader terms")
        names = [name for term in self.terms for name in {name.casefold() for name in term.names}]
        if shared := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two terms are called {shared[0]!r}: a name says one thing in one vocabulary")
        return self

    def get(self, identifier: str) -> Term | None:
        """
        One of its terms.

        :param identifier: the term's id, or that of one that was merged into it.
        :returns: the term; None where there is none.
        """
        return next((term for term in self.terms if identifier == term.id or identifier in term.merged), None)

    def above(self, identifier: str) -> tuple[str, ...]:
        """
        The ids of the terms above another, the nearest first.

        :param identifier: a term's id.
        :returns: their ids.
        """
        found: list[str] = []
        term = self.get(identifier)
        while term and term.broader and term.broader not in found:
            found.append(term.broader)
            term = self.get(term.broader)
        return tuple(found)

    def narrower(self, identifier: str) -> tuple[Term, ...]:
        """
        The terms directly below another.

        :param identifier: a term's id; empty for those at the top.
        :returns: the terms, in order.
        """
        return tuple(term for term in self.terms if term.broader == identifier)


def parse_vocabulary(text: str, path: Path) -> Vocabulary:
    """
    Understand a vocabulary's text.

    :param text: YAML.
    :param path: the file it is of, or is to be: named after its scheme.
    :returns: the vocabulary, valid by itself.
    :raises VocabularyError: where it is no YAML, or a field does not fit.
    """
    try:
        vocabulary = Vocabulary.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise VocabularyError(f"{path}: cannot be read as YAML in UTF-8: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'vocabulary'}: {e['msg']}" for e in error.errors())
        raise VocabularyError(f"{path}: {faults}") from error
    if vocabulary.scheme != path.stem:
        raise VocabularyError(f"{path}: holds the scheme {vocabulary.scheme!r}; name the file {vocabulary.scheme}.yaml")
    return vocabulary


def load_vocabulary(path: Path) -> Vocabulary:
    """
    Read a vocabulary.

    :param path: a YAML file named after its scheme.
    :returns: the vocabulary, valid by itself.
    :raises VocabularyError: where it is no YAML, or a field does not fit.
    """
    return parse_vocabulary(_text(path), path)


def check_together(texts: Mapping[Path, str]) -> Mapping[str, Vocabulary]:
    """
    Vocabularies as they are, or as they would be, checked against one another.

    :param texts: {file: its YAML}.
    :returns: {scheme: vocabulary}.
    :raises VocabularyError: where one cannot be used, or names a term that is not there.
    """
    read = {path.stem: parse_vocabulary(text, path) for path, text in sorted(texts.items())}
    for path in texts:
        for term in read[path.stem].terms:
            for scheme, identifier in _named_by(term):
                if scheme not in read or read[scheme].get(identifier) is None:
                    fault = f"{term.id} names {scheme}/{identifier}, which is not there"
                    raise VocabularyError(f"{path}: {fault}: name another term, or take it out")
    return read


def while_unchanged(make: Callable[[], Made]) -> Callable[[], Made]:
    """
    Keep what is made of the vocabularies until they change; for functions that take nothing.

    ```python
    @while_unchanged
    def number_of_terms() -> int:
        return sum(len(vocabulary.terms) for vocabulary in vocabularies().values())
    ```

    :param make: makes it.
    :returns: a function that makes it once, and anew after `vocabulary_changed()` or when the files are others.
    """
    kept = lru_cache(maxsize=1)(make)
    _held.append(kept.cache_clear)

    @wraps(make)
    def made() -> Made:
        _look_again()
        return kept()

    return made


def _look_again() -> None:
    """Forget what was made of files that are others now; while those cannot be used, go on with what there is."""
    now = time.monotonic()
    if now - _looked["at"] < _LOOK_EVERY_S:
        return
    _looked["at"] = now
    folder = settings().taxonomy_dir
    files = [(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml"))]
    if files == _looked["files"]:
        return
    if _looked["files"] is not None:
        try:
            read_folder(folder)
        except VocabularyError:
            return
        vocabulary_changed()
    _looked["files"] = files


def vocabulary_changed() -> None:
    """Forget what this process has read and made of the vocabularies: to be called when their files were written."""
    for forget in _held:
        forget()


def vocabularies(folder: Path | None = None) -> Mapping[str, Vocabulary]:
    """
    All vocabularies, checked against one another.

    ```python
    from corpus.vocabulary import vocabularies

    vocabularies()["sector"].get("fisheries").names  # ("Fisheries sector", "fishing boats", …)
    ```

    :param folder: of the YAML files; the settings' where not given, which must have each of the bundled ones.
    :returns: {scheme: vocabulary}.
    :raises VocabularyError: where one cannot be used, or names a term that is not there.
    """
    return read_folder(folder) if folder else _of_settings()


@while_unchanged
def _of_settings() -> Mapping[str, Vocabulary]:
    folder = settings().taxonomy_dir
    read = read_folder(folder)
    if lost := sorted(path.name for path in BUNDLED.glob("*.yaml") if path.stem not in read):
        raise VocabularyError(f"{folder}: has no {lost[0]}: copy it from {BUNDLED}, pages are made by it")
    return read


def read_folder(folder: Path) -> Mapping[str, Vocabulary]:
    """
    The vocabularies of a folder as they stand there now.

    :param folder: of the YAML files.
    :returns: {scheme: vocabulary}.
    :raises VocabularyError: where one cannot be used, or names a term that is not there.
    """
    return check_together(read_texts(folder))


def read_texts(folder: Path) -> dict[Path, str]:
    """
    The vocabularies' files.

    :param folder: where they stand.
    :returns: {file: its text}.
    :raises VocabularyError: where one cannot be read.
    """
    return {path: _text(path) for path in sorted(folder.glob("*.yaml"))}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{path}: cannot be read as YAML in UTF-8: {error}") from error


def _named_by(term: Term) -> list[tuple[str, str]]:
    named = [(scheme, each) for field, scheme in REFERENCES.items() for each in _several(getattr(term, field))]
    return named + [(scheme, each) for scheme, _, each in (other.partition("/") for other in term.related)]


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else tuple(filter(None, (value,)))


def unknown_terms(tags: Mapping[str, tuple[str, ...]]) -> list[str]:
    """
    The tags that no vocabulary has.

    :param tags: a record's, {scheme: ids}.
    :returns: them, as `scheme/id`.
    """
    held = vocabularies()
    return [
        f"{scheme}/{identifier}"
        for scheme, identifiers in tags.items()
        for identifier in identifiers
        if scheme not in held or held[scheme].get(identifier) is None
    ]


def term_label(scheme: str, identifier: str) -> str:
    """
    What a term is called on a page.

    :param scheme: its vocabulary.
    :param identifier: its id.
    :returns: its English label; the id where the term is not known any more.
    """
    vocabulary = vocabularies().get(scheme)
    term = vocabulary.get(identifier) if vocabulary else None
    return term.label if term else identifier


def current_id(scheme: str, identifier: str) -> str:
    """
    What a term's id is now.

    :param scheme: its vocabulary.
    :param identifier: an id of today, or of a term that was merged into another.
    :returns: the id; as it was given where nothing has it.
    """
    vocabulary = vocabularies().get(scheme)
    term = vocabulary.get(identifier) if vocabulary else None
    return term.id if term else identifier
