"""The controlled vocabularies: terms with their labels, definitions and relations, after SKOS."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.record import FourP
from corpus.settings import ROOT

FOLDER = ROOT / "corpus" / "taxonomy"
# Fields of a term that name terms of another vocabulary.
_REFERENCES = {"lead": "body", "chair": "body", "approach": "approach"}

Labels = Mapping[str, tuple[str, ...]]


class VocabularyError(ValueError):
    """A vocabulary that cannot be used; the message says which file, which term and how to mend it."""


def _english(labels: dict[str, str]) -> dict[str, str]:
    if not labels.get("en"):
        raise ValueError("prefLabel has no `en`: every term has an English label")
    return labels


class Term(BaseModel):
    """
    A term of a vocabulary (a SKOS concept).

    :param id: its name within its vocabulary; stays when labels change.
    :param prefLabel: its one label in each language, by BCP 47 code.
    :param altLabel: other labels in each language: a query for one finds them all.
    :param hiddenLabel: words that tell that a text is about it, but that are not its names.
    :param definition: what it means.
    :param broader: the term above it, empty for none.
    :param related: terms of other vocabularies, as `scheme/id`.
    :param source: where it is from, where that is not the vocabulary's source.
    :param status: a retired term stays readable and is offered no more.
    :param four_p: of a plan's component or an area, the Ps it serves.
    :param approach: of a plan's component, the approaches of the UN that it serves.
    :param lead: of a plan's component, the bodies that lead it.
    :param chair: of a body, the body in its chair.
    :param kind: of a body: ministry, committee, UN, NGO, …
    :param works_on: of a body, the Ps it works on.
    :param origin: of a corridor, an ISO 3166-1 code.
    :param destination: of a corridor, an ISO 3166-1 code.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    prefLabel: Annotated[dict[str, str], AfterValidator(_english)]  # noqa: N815 - SKOS's name
    altLabel: dict[str, tuple[str, ...]] = Field({})  # noqa: N815 - SKOS's name
    hiddenLabel: dict[str, tuple[str, ...]] = Field({})  # noqa: N815 - SKOS's name
    definition: str = Field(min_length=1)
    broader: str = ""
    related: tuple[str, ...] = ()
    source: str = ""
    status: Literal["current", "retired"] = "current"
    four_p: tuple[FourP, ...] = ()
    approach: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    chair: str = ""
    kind: str = ""
    works_on: tuple[FourP, ...] = ()
    origin: str = ""
    destination: str = ""

    @property
    def label(self) -> str:
        """Its label in English."""
        return self.prefLabel["en"]

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in all languages, the preferred first; a plan's number before a name is no part of it."""
        preferred = [label.lstrip("0123456789. ") for label in self.prefLabel.values()]
        return (*preferred, *(name for names in self.altLabel.values() for name in names))


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
        ids = [term.id for term in self.terms]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"the id {twice[0]!r} stands there twice")
        if lost := [term.id for term in self.terms if term.broader and term.broader not in ids]:
            raise ValueError(f"{lost[0]}: its broader term is not in the vocabulary")
        names = [name for term in self.terms for name in {name.casefold() for name in term.names}]
        if shared := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two terms are called {shared[0]!r}: a name says one thing in one vocabulary")
        return self

    def get(self, identifier: str) -> Term | None:
        """
        One of its terms.

        :param identifier: the term's id.
        :returns: the term; None where there is none.
        """
        return next((term for term in self.terms if term.id == identifier), None)

    def narrower(self, identifier: str) -> tuple[Term, ...]:
        """
        The terms directly below another.

        :param identifier: a term's id; empty for those at the top.
        :returns: the terms, in order.
        """
        return tuple(term for term in self.terms if term.broader == identifier)


def load_vocabulary(path: Path) -> Vocabulary:
    """
    Read a vocabulary.

    :param path: a YAML file named after its scheme.
    :returns: the vocabulary, valid by itself.
    :raises VocabularyError: where it is no YAML, or a field does not fit.
    """
    try:
        vocabulary = Vocabulary.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise VocabularyError(f"{path}: cannot be read as YAML in UTF-8: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'vocabulary'}: {e['msg']}" for e in error.errors())
        raise VocabularyError(f"{path}: {faults}") from error
    if vocabulary.scheme != path.stem:
        raise VocabularyError(f"{path}: holds the scheme {vocabulary.scheme!r}; name the file {vocabulary.scheme}.yaml")
    return vocabulary


@lru_cache
def vocabularies(folder: Path = FOLDER) -> Mapping[str, Vocabulary]:
    """
    All vocabularies, checked against one another.

    ```python
    from corpus.vocabulary import vocabularies

    vocabularies()["sector"].get("fisheries").names  # ("Fisheries sector", "fishing boats", …)
    ```

    :param folder: of the YAML files.
    :returns: {scheme: vocabulary}.
    :raises VocabularyError: where one cannot be used, or names a term that is not there.
    """
    read = {path.stem: load_vocabulary(path) for path in sorted(folder.glob("*.yaml"))}
    for vocabulary in read.values():
        for term in vocabulary.terms:
            for scheme, identifier in _named_by(term):
                if scheme not in read or read[scheme].get(identifier) is None:
                    where = folder / f"{vocabulary.scheme}.yaml"
                    raise VocabularyError(f"{where}: {term.id} names {scheme}/{identifier}, which is not there")
    return read


def _named_by(term: Term) -> list[tuple[str, str]]:
    named = [(scheme, each) for field, scheme in _REFERENCES.items() for each in _several(getattr(term, field))]
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
