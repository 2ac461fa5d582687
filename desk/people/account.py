"""Who works at the desk: accounts, their roles and what each role may do."""

from dataclasses import dataclass
from typing import Literal, get_args

from corpus.settings import Audience

Role = Literal["reader", "contributor", "curator", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
Act = Literal["draft", "curate", "administer"]

# A reader sees what the audience of the account sees, and nothing of the desk.
_FROM: dict[Act, Role] = {"draft": "contributor", "curate": "curator", "administer": "administrator"}


class NotAllowedError(PermissionError):
    """An account asked for what its role may not do."""


@dataclass(frozen=True, slots=True)
class Account:
    """
    Somebody who may sign in.

    ```python
    from desk.people.account import Account

    Account("sophea", "Sophea Chan", "curator").may("curate")  # True
    ```

    :param name: what is written into the trail; small letters, digits, dots and hyphens.
    :param display: how the name is shown.
    :param role: what it may do.
    :param audience: whose documents it may see; curators and administrators see all.
    :param email: by which a sign-in elsewhere finds it; empty for none.
    :param active: whether it may sign in.
    """

    name: str
    display: str
    role: Role
    audience: Audience = "public"
    email: str = ""
    active: bool = True

    @property
    def sees(self) -> Audience:
        """The audience whose documents it sees."""
        return "restricted" if self.may("curate") else self.audience

    def may(self, act: Act) -> bool:
        """
        Whether its role may do something.

        :param act: bring drafts, curate (review, publish, withdraw, undo, vocabularies, trail), or administer accounts.
        :returns: whether it may.
        """
        return self.active and ROLES.index(self.role) >= ROLES.index(_FROM[act])

    def need(self, act: Act) -> None:
        """
        Refuse what the role may not do.

        :param act: as in `may`.
        :raises NotAllowedError: where it may not.
        """
        if not self.may(act):
            raise NotAllowedError(f"{self.display} ({self.role}) may not do this: it takes a {_FROM[act]}.")


def at_the_machine(name: str) -> Account:
    """
    Who works on the command line: whoever can write the desk's files may do everything.

    :param name: as it is to stand in the trail.
    :returns: an administrator of that name.
    """
    return Account(name, name, "administrator", "restricted")
