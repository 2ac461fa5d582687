"""What was worked out of one revision of the index, kept until the next."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from index.database import Stamp, stamp_of

T = TypeVar("T")


class Remembered:
    """
    Answers that hold for a whole revision, so that what is asked with every search is worked out once.

    ```python
    remembered = Remembered()
    with database.reading() as connection:
        remembered.get(connection, "passages", lambda: connection.execute("SELECT count(*) FROM passages").fetchone())
    ```

    Inside a change, work it out anew: its revision is counted up at its end only.

    :param most: how many answers are kept; the one not asked for the longest goes first.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, connection: sqlite3.Connection, key: Hashable, work_out: Callable[[], T]) -> T:
        """
        An answer, from memory where it was worked out of this revision before.

        :param connection: inside a transaction; its snapshot's revision is the one meant.
        :param key: what is asked.
        :param work_out: the answer, worked out in the snapshot; must not ask for another one.
        :returns: the answer, which nobody may change.
        """
        now = stamp_of(connection)
        with self._lock:
            if self._stamp != now:
                self._answers.clear()
                self._stamp = now
            if key not in self._answers:
                self._answers[key] = work_out()
                if len(self._answers) > self._most:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(key)
            answer: T = self._answers[key]
            return answer
