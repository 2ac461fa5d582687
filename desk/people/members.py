"""Who belongs to the desk: accounts and sessions over one database."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from corpus.settings import settings
from desk.database import DeskDatabase
from desk.people.accounts import Accounts
from desk.people.sessions import Sessions
from desk.trail import Trail


@dataclass(frozen=True, slots=True)
class Members:
    """
    What signing in needs; it opens neither the index nor a model.

    ```python
    from desk.people.members import Members

    Members.open().accounts.everyone()
    ```

    :param accounts: who may sign in, and as what.
    :param sessions: who is signed in.
    :param trail: who did what.
    """

    accounts: Accounts
    sessions: Sessions
    trail: Trail

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """
        Open the desk's database, or make a new one.

        :param folder: where it is; the settings' where not given.
        :returns: accounts and sessions.
        :raises desk.database.DeskError: where it cannot be opened.
        """
        database = DeskDatabase(folder or settings().desk_dir)
        trail = Trail(database)
        return cls(Accounts(database, trail), Sessions(database, trail), trail)
