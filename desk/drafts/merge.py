"""Two people changed one record: what each changed is kept, and where both changed the same field they are asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.passage_tags import PassageTags
from corpus.record import RELATIONS


@dataclass(frozen=True, slots=True)
class Merge:
    """
    Two changes of one set of fields, brought together.

    :param fields: the outcome; in a field that both changed, mine.
    :param conflicts: {field: theirs} of the fields that both changed, each otherwise.
    """

    fields: dict[str, Any]
    conflicts: dict[str, Any]


def merge(before: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """
    Bring two changes together, field by field; relations one by one, for nobody need know of all of them.

    ```python
    merge({"title": "A"}, {"title": "A", "date": "2008"}, {"title": "B"}).fields  # {"title": "B", "date": "2008"}
    ```

    :param before: the fields that both began with.
    :param mine: what I made of them.
    :param theirs: what the other made of them meanwhile.
    :returns: both changes, and where they contradict each other.
    """
    fields, conflicts = dict(theirs), {}
    for name in before.keys() | mine.keys() | theirs.keys():
        was, my, their = (_of(held, name) for held in (before, mine, theirs))
        if my in (was, their):
            continue
        if name in RELATIONS:
            fields[name] = _both(was or (), my or (), their or ())
            continue
        if their != was:
            conflicts[name] = their
        fields[name] = my
    return Merge({name: value for name, value in fields.items() if value not in (None, "", [], {})}, conflicts)


def merge_tags(
    before: Iterable[PassageTags], mine: Iterable[PassageTags], theirs: Iterable[PassageTags]
) -> tuple[tuple[PassageTags, ...], tuple[PassageTags, ...]]:
    """
    Bring together what two people said of passages, passage by passage.

    ```python
    tags, conflicts = merge_tags(opened, mine, draft.tags)
    ```

    :param before: what both began with.
    :param mine: what I made of it.
    :param theirs: what the other made of it meanwhile.
    :returns: what both said, of a passage of which both said something mine; and what the other said of those.
    """
    was, my, their = ({tags.place: tags for tags in each} for each in (before, mine, theirs))
    outcome, conflicts = dict(their), []
    for place in was.keys() | my.keys():
        before_it, mine_of_it, theirs_of_it = was.get(place), my.get(place), their.get(place)
        if _word(mine_of_it) in (_word(before_it), _word(theirs_of_it)):
            continue
        if _word(theirs_of_it) != _word(before_it):
            conflicts.append(theirs_of_it or PassageTags(file=place[0], page=place[1], sha256=place[2]))
        if mine_of_it is None:
            outcome.pop(place, None)
        else:
            outcome[place] = mine_of_it
    return tuple(outcome.values()), tuple(conflicts)


def _word(tags: PassageTags | None) -> object:
    """What was said, whoever said it and when."""
    return tags and (tags.confirmed, tags.struck)


def _both(was: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """What either took out is out, what either put in is in."""
    was, mine = list(was), list(mine)
    kept = [each for each in theirs if each in mine or each not in was]
    return list(dict.fromkeys([*kept, *(each for each in mine if each not in was)]))


def _of(fields: Mapping[str, Any], name: str) -> Any:
    """An empty field and one that is not there say the same."""
    value = fields.get(name)
    return None if value in ("", [], {}) else value
