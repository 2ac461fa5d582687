"""What was published from the desk, and which of it can still be undone."""

from dataclasses import dataclass

from desk.desk import Desk
from desk.publishing.history import History


@dataclass(frozen=True, slots=True)
class Publication:
    """
    A publication.

    :param number: its number.
    :param at: when, ISO 8601 in UTC.
    :param who: the account that did it.
    :param action: what was done.
    :param identifiers: the documents that it changed.
    :param undone: the publication that undid it; 0 for none.
    :param can_be_undone: whether all that it changed is as it left it, and it was not undone.
    """

    number: int
    at: str
    who: str
    action: str
    identifiers: tuple[str, ...]
    undone: int
    can_be_undone: bool


def last_publications(desk: Desk, most: int | None = None, identifier: str = "") -> list[Publication]:
    """
    The publications, the last first.

    ```python
    last_publications(desk, 10)[0].identifiers
    ```

    :param desk: the desk.
    :param most: how many; None for all.
    :param identifier: only those that changed this document.
    :returns: the publications.
    """
    limit = "" if most is None else f"LIMIT {int(most)}"
    history = History(desk.folder)
    with desk.database.reading() as connection:
        rows = connection.execute(
            "SELECT * FROM publications WHERE ? = '' OR number IN "
            f"(SELECT publication FROM published WHERE identifier = ?) ORDER BY number DESC {limit}",
            (identifier, identifier),
        ).fetchall()
        last = dict(
            connection.execute("SELECT identifier, max(publication) FROM published GROUP BY identifier").fetchall()
        )
        found = []
        for row in rows:
            changed = connection.execute(
                "SELECT identifier FROM published WHERE publication = ? ORDER BY identifier", (row["number"],)
            )
            names = tuple(each["identifier"] for each in changed)
            newest = all(last[name] == row["number"] for name in names) and not history.changed_texts(row["number"])
            found.append(
                Publication(
                    row["number"],
                    row["at"],
                    row["who"],
                    row["action"],
                    names,
                    row["undone"],
                    newest and not row["undone"],
                )
            )
    return found
