"""A vocabulary's file, changed term by term: what was not changed stays as it stands, comments and all."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from corpus.vocabulary import VocabularyError

# A list in one line is never folded, so that a change shows as one line.
_WIDTH = 10**6


class TaxonomyFile:
    """
    A vocabulary's file, open for changes to its terms.

    ```python
    file = TaxonomyFile(Path("corpus/taxonomy/sector.yaml"), text)
    add_to(file.term("fisheries"), "altLabel", "en", ["trawling"])
    file.text()  # as before, but for the lines of that term
    ```

    :param path: the file.
    :param text: what stands in it: a vocabulary that `parse_vocabulary` takes.
    :raises VocabularyError: where it is laid out so that terms cannot be told apart.
    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self._before = text
        try:
            held = YAML().load(text)
            self._round = _written_like(held["terms"], text)
            open_ = self._round.load(text)
            self._blocks = _blocks(held["terms"], text)
        except (YAMLError, ValueError, AttributeError) as error:
            raise VocabularyError(
                f"{path}: cannot be changed as it is laid out, write one term a line: {error}"
            ) from error
        self.terms: list[CommentedMap] = list(open_["terms"])
        self._known = list(zip(self.terms, held["terms"], strict=True))

    def term(self, identifier: str) -> CommentedMap:
        """
        One of its terms, to be changed.

        :param identifier: its id, which it has.
        :returns: its fields.
        """
        return next(term for term in self.terms if term["id"] == identifier)

    def remove(self, identifier: str) -> None:
        """
        Take a term out.

        :param identifier: its id.
        """
        self.terms = [term for term in self.terms if term["id"] != identifier]

    def text(self) -> str:
        """
        The file with its changes.

        :returns: its text; the same as before where nothing changed.
        """
        lines = self._before.splitlines(keepends=True)
        kept = {id(term) for term in self.terms}
        for (term, known), (first, after) in reversed(list(zip(self._known, self._blocks, strict=True))):
            if id(term) not in kept:
                lines[first:after] = []
            elif term != known:
                lines[first:after] = self._one(term)
        return "".join(lines)

    def _one(self, term: CommentedMap) -> list[str]:
        """A term's lines, without the comments that follow it, for those are of the next."""
        written = io.StringIO()
        self._round.dump({"terms": [term]}, written)
        lines = written.getvalue().splitlines(keepends=True)[1:]
        while lines and _is_aside(lines[-1]):
            lines.pop()
        return lines


def _written_like(terms: CommentedSeq, text: str) -> YAML:
    """What writes terms as far to the right as they stand in a text."""
    line, column = terms.lc.item(0)
    made = YAML()
    made.preserve_quotes = True
    made.width = _WIDTH
    made.indent(mapping=2, sequence=column, offset=text.splitlines()[line].index("-"))
    return made


def _blocks(terms: CommentedSeq, text: str) -> list[tuple[int, int]]:
    """For each term its first line and the one after its last; comments between two are of neither."""
    lines = text.splitlines()
    starts = [terms.lc.item(at)[0] for at in range(len(terms))]
    if len(set(starts)) < len(starts) or not all(lines[start].lstrip().startswith("-") for start in starts):
        raise ValueError("several stand in one line, or one begins below its dash")
    dash = lines[starts[0]].index("-")
    found = []
    for start in starts:
        after = start + 1
        while after < len(lines) and (_is_aside(lines[after]) or not lines[after][: dash + 1].strip()):
            after += 1
        while _is_aside(lines[after - 1]):
            after -= 1
        found.append((start, after))
    return found


def _is_aside(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def scalar(value: str) -> str:
    """
    A text as it is written into a file: in quotes where YAML would read something else.

    :param value: the text.
    :returns: it, for a term's fields.
    """
    try:
        return value if yaml.safe_load(value) == value else DoubleQuotedScalarString(value)
    except yaml.YAMLError:
        return DoubleQuotedScalarString(value)


def add_to(term: CommentedMap, field: str, language: str, names: Iterable[str]) -> None:
    """
    Add labels to a term.

    :param term: its fields.
    :param field: altLabel or hiddenLabel.
    :param language: of the labels.
    :param names: the labels; those it has are not added again.
    """
    held = {name.casefold() for name in (term.get(field) or {}).get(language, ())}
    new = [name for name in dict.fromkeys(names) if name.casefold() not in held]
    if not new:
        return
    if not term.get(field):
        put(term, field, _in_one_line(CommentedMap()), after="altLabel" if field == "hiddenLabel" else "prefLabel")
    listed = term[field].setdefault(language, _in_one_line(CommentedSeq()))
    listed.extend(map(scalar, new))


def drop_name(term: CommentedMap, field: str, language: str, name: str) -> None:
    """
    Take a label from a term.

    :param term: its fields.
    :param field: altLabel or hiddenLabel.
    :param language: of the label.
    :param name: the label, in small or capital letters.
    """
    listed = (term.get(field) or {}).get(language) or []
    listed[:] = [each for each in listed if each.casefold() != name.casefold()]
    if not listed and term.get(field):
        term[field].pop(language, None)
        if not term[field]:
            del term[field]


def add_ids(term: CommentedMap, field: str, ids: Iterable[str]) -> None:
    """
    Add ids to a list of a term.

    :param term: its fields.
    :param field: related or merged.
    :param ids: those it has are not added again.
    """
    new = [each for each in dict.fromkeys(ids) if each not in (term.get(field) or ())]
    if new and not term.get(field):
        put(term, field, _in_one_line(CommentedSeq()))
    if new:
        term[field].extend(map(scalar, new))


def put(term: CommentedMap, field: str, value: Any, after: str = "id") -> None:
    """
    Set a field of a term; never as its last line, where a comment on the next term may hang.

    :param term: its fields.
    :param field: the field.
    :param value: its value; empty takes the field out.
    :param after: the field it comes after, where it is new.
    """
    if not value and not isinstance(value, CommentedMap | CommentedSeq):
        term.pop(field, None)
        return
    if field in term:
        term[field] = value
        return
    fields = list(term)
    at = fields.index(after) if after in fields[:-1] else 0
    term.insert(at + 1, field, value)


def _in_one_line(made: Any) -> Any:
    made.fa.set_flow_style()
    return made
