"""How far a build is: bars with counts and time left on a terminal, a line a document elsewhere."""

from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from ingest.build import Told


class Bars(Told):
    """
    Draws what a build tells.

    ```python
    with Bars(Console(stderr=True)) as bars:
        build(corpus, store, encoder, bars)
    ```

    :param console: where to.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, TimeRemainingColumn(), console=console, transient=True)
        self._documents = self._progress.add_task("Looking for what changed", total=None)
        self._parts = self._progress.add_task("", visible=False)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def document(self, identifier: str, done: int, of: int) -> None:
        """See `Told`."""
        self._progress.update(self._documents, description=f"Reading {identifier}", completed=done, total=of)
        self._progress.update(self._parts, visible=False)
        if not self._console.is_terminal:
            self._console.print(f"{done + 1} of {of}: {identifier}", highlight=False)

    def page(self, path: str, done: int, of: int) -> None:
        """See `Told`."""
        self._part(f"  pages of {Path(path).name}", done, of)

    def passage(self, done: int, of: int) -> None:
        """See `Told`."""
        self._part("  passages embedded", done, of)

    def _part(self, description: str, done: int, of: int) -> None:
        self._progress.update(self._parts, description=description, completed=done, total=of, visible=True)
