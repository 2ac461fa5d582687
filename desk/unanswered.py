"""What people searched for and did not find: the list of what to collect. It tells never who asked."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desk.desk import Desk
from ingest.screen import identifies

# More than anybody reads; a crawler that asks without end may not fill the disk.
MOST = 5000
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Unanswered:
    """
    Words that nothing answered.

    :param words: the words.
    :param times: how often they were asked for.
    :param first: the day they were first asked for.
    :param last: the day they were last asked for.
    """

    words: str
    times: int
    first: str
    last: str


def note_unanswered(desk: Desk, words: str) -> bool:
    """
    Count words that nothing answered.

    Nothing is kept of what could identify somebody. Where the list is full, what was asked for the least and the
    longest ago gives way.

    ```python
    note_unanswered(desk, search.unanswered.unanswered(answer))
    ```

    :param desk: the desk.
    :param words: of `search.unanswered`; empty where something answered.
    :returns: whether they were kept.
    """
    words = " ".join(words.casefold().split())
    if not words or len(words) > _LONGEST or identifies(words):
        return False
    today = datetime.now(UTC).date().isoformat()
    with desk.database.writing() as connection:
        known = connection.execute("SELECT 1 FROM unanswered WHERE words = ?", (words,)).fetchone()
        if not known:
            connection.execute(
                "DELETE FROM unanswered WHERE words IN (SELECT words FROM unanswered ORDER BY times DESC, last DESC, "
                "words LIMIT -1 OFFSET ?)",
                (MOST - 1,),
            )
        connection.execute(
            "INSERT INTO unanswered (words, times, first, last) VALUES (?, 1, ?, ?) "
            "ON CONFLICT (words) DO UPDATE SET times = times + 1, last = excluded.last",
            (words, today, today),
        )
    return True


def unanswered(desk: Desk, most: int | None = None) -> list[Unanswered]:
    """
    The words that nothing answered, those asked for most often first.

    :param desk: the desk.
    :param most: how many; None for all.
    :returns: the words.
    """
    limit = "" if most is None else f" LIMIT {int(most)}"
    with desk.database.reading() as connection:
        rows = connection.execute(
            f"SELECT words, times, first, last FROM unanswered ORDER BY times DESC, last DESC, words{limit}"
        )
        return [Unanswered(*row) for row in rows]
