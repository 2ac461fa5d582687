"""The address of a draft: which one, which part of it, which file and page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self, get_args
from urllib.parse import urlencode

Part = Literal["describe", "pages", "passages", "duplicates", "harm", "publish"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class DraftAddress:
    """
    What the page of a draft shows.

    ```python
    DraftAddress(12, "harm").link()  # "draft?draft=12&part=harm"
    ```

    :param draft: the draft's number; 0 for none.
    :param part: which part of it.
    :param file: a file's number; 0 for the first.
    :param page: a page's place, from 0.
    """

    draft: int = 0
    part: Part = "describe"
    file: int = 0
    page: int = 0

    @classmethod
    def read(cls, params: Mapping[str, Sequence[str]]) -> Self:
        """
        Read an address; what makes no sense in it is passed over.

        :param params: {name: values} of the query string.
        :returns: the state.
        """
        part = _last(params, "part")
        return cls(
            _number(params, "draft"),
            part if part in PARTS else "describe",
            _number(params, "file"),
            max(0, _number(params, "page") - 1),
        )

    def params(self) -> dict[str, list[str]]:
        """
        The query string of this state, without what is at its default.

        :returns: {name: values}.
        """
        found = {
            "draft": str(self.draft),
            "part": self.part if self.part != "describe" else "",
            "file": str(self.file or ""),
            "page": str(self.page + 1) if self.page else "",
        }
        return {name: [value] for name, value in found.items() if value}

    def link(self) -> str:
        """
        The state as a link from any page.

        :returns: a relative address.
        """
        return f"draft?{urlencode(self.params(), doseq=True)}"


def _last(params: Mapping[str, Sequence[str]], name: str) -> str:
    return (params.get(name) or [""])[-1]


def _number(params: Mapping[str, Sequence[str]], name: str) -> int:
    value = _last(params, name)
    return int(value) if value.isdecimal() and len(value) < 9 else 0
