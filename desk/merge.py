"""Two people changed one record: what each changed is kept, and where both changed the same field they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
    Bring two changes together, field by field.

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
        if their != was:
            conflicts[name] = their
        fields[name] = my
    return Merge({name: value for name, value in fields.items() if value not in (None, "", [], {})}, conflicts)


def _of(fields: Mapping[str, Any], name: str) -> Any:
    """An empty field and one that is not there say the same."""
    value = fields.get(name)
    return None if value in ("", [], {}) else value
