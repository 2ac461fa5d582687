"""Identifiers for rows of a spreadsheet that have none."""

from collections.abc import Mapping
from itertools import count

from corpus.record import Record
from ingest.bulk.cells import slug

_LONGEST = 60


class Identifiers:
    """
    Makes identifiers of titles and dates, each once.

    The same sheet makes the same identifiers again: where one is held already, of a record of this title, the row is
    that record.

    :param held: the records there are.
    """

    def __init__(self, held: Mapping[str, Record]) -> None:
        self._held = held
        self.taken: dict[str, int] = {}

    def make(self, title: str, date: str, row: int) -> str:
        """
        The identifier of a row.

        ```python
        Identifiers({}).make("Law on Ferries", "2008-02-15", 2)  # "law-on-ferries-2008"
        ```

        :param title: its title.
        :param date: its date, empty where it is not known.
        :param row: the row's number.
        :returns: the identifier; nobody else is given it.
        """
        words = slug(title)
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rsplit("-", 1)[0]
        year = date[:4]
        base = "-".join(filter(None, (words or "record", year if year and year not in words.split("-") else "")))
        for number in count(1):
            choice = base if number == 1 else f"{base}-{number}"
            if choice in self.taken:
                continue
            held = self._held.get(choice)
            if held is None or (held.title == title and held.date[:4] == year):
                self.taken[choice] = row
                return choice
        raise AssertionError  # count never ends
