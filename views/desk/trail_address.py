"""The address of what is looked for in the trail, so that it can be kept and sent."""

from dataclasses import dataclass
from typing import ClassVar, Self

from views.address import Address, Params

_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class TrailAddress(Address):
    """
    What the trail's page shows.

    ```python
    TrailAddress(who="sophea", subject="crc-1989").link()  # "trail?who=sophea&subject=crc-1989"
    ```

    :param text: words that stand somewhere in the line.
    :param who: an account's name.
    :param action: what was done.
    :param subject: to what.
    :param page: counted from 1, the newest lines first.
    """

    page_path: ClassVar[str] = "trail"
    text: str = ""
    who: str = ""
    action: str = ""
    subject: str = ""
    page: int = 1

    @classmethod
    def read(cls, params: Params) -> Self:
        """
        Read an address; what makes no sense in it is passed over.

        :param params: {name: values} of the query string.
        :returns: the state.
        """
        found = {name: (params.get(name) or [""])[-1].strip() for name in ("q", "who", "action", "subject", "page")}
        page = int(found["page"]) if found["page"].isdecimal() and len(found["page"]) < 7 else 1
        return cls(found["q"], found["who"], found["action"], found["subject"], min(max(page, 1), _MOST_PAGES))

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is empty.

        :returns: {name: values}.
        """
        page = str(self.page) if self.page > 1 else ""
        found = {"q": self.text, "who": self.who, "action": self.action, "subject": self.subject, "page": page}
        return {name: [value] for name, value in found.items() if value}
