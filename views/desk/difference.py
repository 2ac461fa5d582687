"""A line of the trail for people: who did what, when and why, and what it was before and after, field by field."""

import json
from typing import Any

from desk.trail import Entry
from views.html import escape
from views.labels import field_label

_LONGEST = 600


def entry_facts(entry: Entry) -> str:
    """
    When a line was written, and why.

    :param entry: the line.
    :returns: HTML.
    """
    note = f" — {escape(entry.note)}" if entry.note else ""
    return f"{escape(entry.at[:16].replace('T', ' '))} UTC{note}"


def difference(entry: Entry) -> str:
    """
    What changed, field by field, folded away.

    ```python
    st.html(difference(desk.trail.entries(subject="crc-1989")[0]))
    ```

    :param entry: the line.
    :returns: HTML; empty where nothing is told to have changed.
    """
    rows = "".join(
        f"<dt>{escape(_named(name))}</dt><dd>{_side(before, 'nothing')} <b>→</b> {_side(after, 'nothing')}</dd>"
        for name, before, after in changed_fields(entry)
    )
    return f'<details class="difference"><summary>Before → after</summary><dl>{rows}</dl></details>' if rows else ""


def changed_fields(entry: Entry) -> list[tuple[str, str, str]]:
    """
    The fields that differ.

    :param entry: the line.
    :returns: (field, before, after), by field; empty texts where there was nothing.
    """
    before, after = _fields(entry.before), _fields(entry.after)
    names = sorted(before.keys() | after.keys())
    return [
        (name, _text(before.get(name)), _text(after.get(name))) for name in names if before.get(name) != after.get(name)
    ]


def _fields(held: str) -> dict[str, Any]:
    value = json.loads(held) if held else {}
    return value if isinstance(value, dict) else {"": value}


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    return str(value)


def _side(text: str, empty: str) -> str:
    if not text:
        return f'<i class="facts">{escape(empty)}</i>'
    return f"<span>{escape(text[:_LONGEST])}{'…' if len(text) > _LONGEST else ''}</span>"


def _named(name: str) -> str:
    return field_label(name) if name else "Value"
