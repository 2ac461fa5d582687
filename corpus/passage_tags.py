"""
The tags that a person confirmed or took away on single passages, kept in `passages.yaml` beside the record.

A passage is known by its exact words: where they change, its tags lapse, and the build says so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from corpus.record import PartialDate
from corpus.vocabulary import unknown_terms

PASSAGES = "passages.yaml"
_WORDS = 12

Terms = dict[str, tuple[str, ...]]


class PassageTagsError(ValueError):
    """Tags of passages that cannot be used; the message says which file, which passage and how to mend it."""


class PassageTags(BaseModel):
    """
    A person's word on the tags of one passage. With nothing confirmed and nothing struck: they were found right.

    :param file: the file it stands in, as the record names it.
    :param page: the page, as the file counts; None where the file has none.
    :param words: its first words, for a person to know it by.
    :param sha256: of its exact text.
    :param confirmed: {vocabulary: terms} that it is about, `four_p` among the vocabularies.
    :param struck: {vocabulary: terms} that were suggested and that it is not about.
    :param by: who said so.
    :param date: the day it was said.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(min_length=1)
    page: int | None = None
    words: str = ""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    confirmed: Terms = Field({})
    struck: Terms = Field({})
    by: str = ""
    # YAML reads 2008-02-15 as a date; it is meant as written.
    date: Annotated[PartialDate, BeforeValidator(str)] = ""

    @model_validator(mode="after")
    def _one_word_on_each(self) -> Self:
        both = [f"{s}/{t}" for s, terms in self.confirmed.items() for t in terms if t in self.struck.get(s, ())]
        if both:
            raise ValueError(f"{both[0]} is both confirmed and struck: take it out of one of them")
        return self

    @classmethod
    def of(
        cls,
        text: str,
        file: str,
        page: int | None,
        *,
        confirmed: Mapping[str, Iterable[str]],
        struck: Mapping[str, Iterable[str]],
        by: str = "",
        date: str = "",
    ) -> Self:
        """
        The tags of a passage that lies before one.

        ```python
        PassageTags.of(passage.content, "en.pdf", 4, confirmed={"sector": ["fisheries"]}, struck={}, by="Sok")
        ```

        :param text: the passage's exact text.
        :param file: the file, as the record names it.
        :param page: the page; None where the file has none.
        :param confirmed: {vocabulary: terms} that it is about.
        :param struck: {vocabulary: terms} that it is not about.
        :param by: who says so.
        :param date: the day.
        :returns: the tags.
        """
        return cls(
            file=file,
            page=page,
            words=" ".join(text.split()[:_WORDS]),
            sha256=text_hash(text),
            confirmed={scheme: tuple(terms) for scheme, terms in confirmed.items()},
            struck={scheme: tuple(terms) for scheme, terms in struck.items()},
            by=by,
            date=date,
        )

    @property
    def place(self) -> tuple[str, int | None, str]:
        """What tells the passage from others: file, page and exact words."""
        return self.file, self.page, self.sha256

    @property
    def unknown(self) -> list[str]:
        """Its terms that no vocabulary has, as `scheme/id`."""
        return list(dict.fromkeys([*unknown_terms(self.confirmed), *unknown_terms(self.struck)]))


def text_hash(text: str) -> str:
    """
    What a passage's exact text is known by.

    :param text: the text.
    :returns: its SHA-256 in hexadecimal.
    """
    return hashlib.sha256(text.encode()).hexdigest()


def read_passage_tags(folder: Path) -> tuple[PassageTags, ...]:
    """
    The tags of a record's passages.

    ```python
    from corpus.passage_tags import read_passage_tags

    [tags.words for tags in read_passage_tags(Path("corpus/documents/law/law-2008-trafficking"))]
    ```

    :param folder: the record's.
    :returns: the tags, none where nobody has looked at a passage yet.
    :raises PassageTagsError: where the file cannot be read as tags, or has a passage twice.
    """
    path = folder / PASSAGES
    if not path.exists():
        return ()
    try:
        tags = TypeAdapter(tuple[PassageTags, ...]).validate_python(_items(path))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PassageTagsError(f"{path}: cannot be read as YAML in UTF-8: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'list'}: {e['msg']}" for e in error.errors())
        raise PassageTagsError(f"{path}: {faults}") from error
    places = [each.place for each in tags]
    if twice := next((each.words for each in tags if places.count(each.place) > 1), None):
        raise PassageTagsError(f"{path}: the passage “{twice}” stands there twice: take one of them out")
    return tags


def _items(path: Path) -> object:
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held if held is not None else ()


def dump_passage_tags(tags: Iterable[PassageTags]) -> str:
    """
    Write tags as the YAML that `read_passage_tags` reads, leaving out what is empty.

    :param tags: the tags.
    :returns: YAML text, one passage after the other in the order of files and pages.
    """
    ordered = sorted(tags, key=lambda each: (each.file, each.page or 0))
    data = [each.model_dump(mode="json", exclude_defaults=True) for each in ordered]
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def with_passage_tags(held: Iterable[PassageTags], said: Iterable[PassageTags]) -> tuple[PassageTags, ...]:
    """
    Tags with what a person said now in place of what was said of the same passages before.

    :param held: those there are.
    :param said: the new ones, of one passage or many.
    :returns: both together.
    """
    return tuple({each.place: each for each in (*held, *said)}.values())
