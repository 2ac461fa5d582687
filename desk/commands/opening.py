"""What every command of the desk shares: the desk it opens, who works, and how it answers."""

import getpass
import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import BaseModel
from rich.console import Console, RenderableType

from corpus.passage_tags import PassageTagsError
from corpus.record import RecordError
from corpus.settings import settings
from corpus.vocabulary import VocabularyError
from desk.database import DeskError
from desk.desk import Desk
from desk.people.account import Account, NotAllowedError, at_the_machine
from desk.publishing.publication import Publisher
from index import IndexModelError
from index.database import IndexFormatError, IndexLockedError
from index.encoder import EncoderError
from ingest.bulk import TableError

# What a person can mend: said in a sentence, not in a traceback.
SAID = (
    DeskError,
    EncoderError,
    IndexFormatError,
    IndexLockedError,
    IndexModelError,
    NotADirectoryError,
    NotAllowedError,
    PassageTagsError,
    RecordError,
    TableError,
    VocabularyError,
)
_OPTIONS = {
    "desk": Annotated[Path | None, typer.Option("--desk", help="The desk's folder; the settings' by default.")],
    "corpus": Annotated[
        Path | None, typer.Option("--corpus", help="The folder of documents; the settings' by default.")
    ],
    "index": Annotated[Path | None, typer.Option("--index", help="The index's folder; the settings' by default.")],
    "by": Annotated[str, typer.Option("--by", help="Who works, for the trail; your login name by default.")],
    "as_json": Annotated[bool, typer.Option("--json", help="Print JSON.")],
}
_DEFAULTS: dict[str, Any] = {"desk": None, "corpus": None, "index": None, "by": "", "as_json": False}
_out = Console()
_errors = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """
    A command at work.

    :param desk: the desk, opened.
    :param by: who works.
    :param as_json: whether JSON is asked for.
    """

    desk: Desk
    by: Account
    as_json: bool

    def say(self, data: Any, *shown: RenderableType) -> None:
        """
        Answer, in the way that was asked for.

        :param data: the answer, for JSON.
        :param shown: the answer, for a person.
        """
        if self.as_json:
            print(json.dumps(data, ensure_ascii=False, default=_plain))
            return
        for each in shown:
            if isinstance(each, str):
                _out.print(each, highlight=False, markup=False, soft_wrap=True)
            else:
                _out.print(each)


def at_the_desk(command: Callable[..., None]) -> Callable[..., None]:
    """
    Make a function a command of the desk: it is given the desk, and the command gets `--desk`, `--corpus`, `--index`,
    `--by` and `--json`.

    ```python
    @app.command()
    @at_the_desk
    def discard(at: AtDesk, number: Number) -> None: ...
    ```

    :param command: takes `AtDesk` and then what the command line gives.
    :returns: what typer makes a command of.
    """

    def run(
        *given: Any,
        desk: Path | None,
        corpus: Path | None,
        index: Path | None,
        by: str,
        as_json: bool,
        **more: Any,
    ) -> None:
        with opened(desk, corpus, index, by, as_json) as at:
            command(at, *given, **more)

    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS[name], annotation=option)
        for name, option in _OPTIONS.items()
    ]
    parameters = [*(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own), *shared]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


@contextmanager
def opened(
    desk: Path | None, corpus: Path | None, index: Path | None, by: str = "", as_json: bool = False
) -> Iterator[AtDesk]:
    """
    The desk, opened for one command; what a killed publication left is settled first.

    :param desk: its folder; the settings' where not given.
    :param corpus: the folder of documents; the settings' where not given.
    :param index: the index's folder; the settings' where not given.
    :param by: who works; the login name where not given.
    :param as_json: whether JSON is asked for.
    :returns: the desk and who works; what can be mended ends the command with a sentence.
    """
    if corpus and not same_folder(corpus, settings().corpus_dir) and not (desk and index):
        fail("Name --desk and --index too: those of the settings belong to another folder of documents.")
    try:
        held = Desk.open(desk, corpus, index)
        try:
            Publisher(held).recover()
            yield AtDesk(held, who_works(by), as_json)
        finally:
            held.store.close()
    except SAID as error:
        fail(str(error))


def who_works(by: str) -> Account:
    """
    Who works at the machine.

    :param by: the name that was given; the login name where none was.
    :returns: an account that may do everything.
    """
    if by:
        return at_the_machine(by)
    try:
        return at_the_machine(getpass.getuser())
    except (ImportError, KeyError, OSError):
        # In a container the user may have no name.
        fail("Your system does not say who you are: name yourself with --by.")


def same_folder(one: Path, other: Path) -> bool:
    """
    Whether two paths lead to one folder.

    :param one: a path.
    :param other: another.
    :returns: whether they do.
    """
    return one.resolve() == other.resolve()


def fail(message: str, code: int = 2) -> NoReturn:
    """
    End the command with a sentence.

    :param message: what is wrong and how to mend it.
    :param code: the exit status: 2 where it could not be done, 1 where something hinders it.
    """
    _errors.print(message, style="red", highlight=False, markup=False, soft_wrap=True)
    raise typer.Exit(code)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return str(value)
