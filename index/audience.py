"""Who may see what: every read of the store passes through here."""

from typing import Any

from corpus.settings import Audience
from index.database import Database
from index.filters import filter_to_sql
from index.remembered import Remembered

# Each sees what is meant for it and for all before it.
ORDER: tuple[Audience, ...] = ("public", "partners", "restricted")


def known(audience: Audience) -> Audience:
    """
    An audience, if there is one of the name.

    :param audience: its name.
    :returns: the same.
    :raises ValueError: where it is none of `ORDER`.
    """
    if audience not in ORDER:
        raise ValueError(f"There is no audience {audience!r}: it is one of {', '.join(ORDER)}")
    return audience


class AudienceReads:
    """
    What the readers of a store share: the database, the audience they read for, and what was worked out before.

    :param database: the SQLite file.
    :param audience: who reads; None is the store's own keeper, who sees everything.
    """

    def __init__(self, database: Database, audience: Audience | None) -> None:
        self._database = database
        self._remembered = Remembered()
        self.audience = None if audience is None else known(audience)

    @property
    def audiences(self) -> tuple[Audience, ...] | None:
        """The audiences whose documents may be seen; None for all."""
        return None if self.audience is None else ORDER[: ORDER.index(self.audience) + 1]

    def _visible(self, filters: dict[str, Any] | None) -> tuple[str, list[Any]]:
        """A condition on the table `passages` that the filters and the audience make, and its parameters."""
        sql, parameters = filter_to_sql(filters)
        seen, audiences = self._audience_sql()
        return f"({seen}) AND ({sql})", [*audiences, *parameters]

    def _audience_sql(self) -> tuple[str, list[Any]]:
        """A condition on any table with a column `audience`, and its parameters."""
        if self.audiences is None:
            return "1", []
        # What carries a word we do not know is shown to no one but the keeper.
        return f"audience IN ({', '.join('?' * len(self.audiences))})", list(self.audiences)

    def _may_write(self) -> None:
        if self.audience is not None:
            raise PermissionError(f"This store was opened for the audience {self.audience!r}, which may only read.")
