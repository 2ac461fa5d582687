"""The official text of a record, brought from its source address and filed beside its digest."""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin, urlsplit

import httpx

from corpus.page import ParsedFile
from corpus.record import Record, RecordError, RecordFile, dump_record, load_record
from corpus.settings import settings
from ingest.parse import UnreadableFile
from ingest.parse.process import parse_in_process
from ingest.parse.sniff import sniff
from ingest.records import CARD
from ingest.screen import screen_in_process

_ENDINGS = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "text": ".txt", "markdown": ".md"}
_SECONDS, _MOST_REDIRECTS = 60.0, 5
_AGENT = "trafficking-clearinghouse (fetches official texts of public instruments)"
# A page that only leads to a text ("Download") has fewer words than the shortest instrument.
_FEWEST_WORDS = 300

Outcome = Literal["filed", "replaced", "at the desk", "kept", "no address", "refused"]
# Given a record, the file and what it would be called in the record; gives the number of the draft it is in.
Hold = Callable[[Record, Path, RecordFile], int]


class FetchError(Exception):
    """Why a text was not fetched, and the mend."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """
    What became of one record.

    :param identifier: the record's.
    :param outcome: filed, replaced (it was asked to), at the desk (it could identify somebody, and waits there to be
        looked at), kept (an official text is held already), no address, refused.
    :param reason: why, where it was not filed.
    :param file: the file that was written, relative to the record's folder.
    :param size: its bytes.
    :param draft: the number of its draft, where it is at the desk.
    """

    identifier: str
    outcome: Outcome
    reason: str = ""
    file: str = ""
    size: int = 0
    draft: int = 0


def fetch_official_texts(
    corpus: Path,
    identifiers: Iterable[str] = (),
    *,
    replace: bool = False,
    local: bool = False,
    hold: Hold | None = None,
) -> Iterator[Fetched]:
    """
    Bring the official texts of records from their source addresses, one after the other.

    What comes is read in a limited process before it is filed, and a record is written only when its file stands
    beside it: a fetch that is broken off leaves everything as it was. What could identify somebody is not filed.

    ```python
    for done in fetch_official_texts(Path("corpus/documents"), ["un-trafficking-protocol-2000"]):
        print(done.identifier, done.outcome, done.reason)
    ```

    :param corpus: the folder of records.
    :param identifiers: which records; all that have an address where none is named.
    :param replace: fetch again what is held, in place of it.
    :param local: allow addresses of this machine and of local networks, which are refused otherwise.
    :param hold: takes what could identify somebody, for a person to look at; without it, that is refused.
    :returns: what became of each record, as it is done.
    """
    cards = {card.parent.name: card for card in sorted(corpus.glob(f"*/*/{CARD}"))}
    named = list(identifiers)
    for identifier in named or cards:
        card = cards.get(identifier)
        if card is None:
            yield Fetched(identifier, "refused", f"there is no record {identifier!r} in {corpus}")
            continue
        try:
            record = load_record(card)
            if named or record.source:
                yield _fetch(card, record, replace, local, hold)
        except (FetchError, UnreadableFile, RecordError) as error:
            yield Fetched(identifier, "refused", str(error))
        except httpx.HTTPError as error:
            yield Fetched(identifier, "refused", f"the address did not answer ({error or type(error).__name__})")


def _fetch(card: Path, record: Record, replace: bool, local: bool, hold: Hold | None) -> Fetched:
    held = next((file for file in record.files if file.text == "official"), None)
    if held and not replace:
        return Fetched(record.identifier, "kept", f"{held.path} is held; --replace fetches it anew", held.path)
    if not record.source:
        return Fetched(record.identifier, "no address", "its record has no source")
    with downloaded(record.source, card.parent, local) as unfinished:
        parsed = _read(unfinished)
        name = f"official-{parsed.language}{unfinished.suffix}"
        if (card.parent / name).exists() and not replace:
            raise FetchError(f"{name} stands there and the record does not list it: list it, or take it away")
        size = unfinished.stat().st_size
        filed = RecordFile(path=name, language=parsed.language, text="official")
        if found := screen_in_process(unfinished, parsed):
            return _held_back(record, unfinished, filed, len(found), hold)
        unfinished.replace(card.parent / name)
    _write(
        card,
        record.model_copy(update={"files": (filed, *(f for f in record.files if f.path not in _gone(held, name)))}),
    )
    if held and held.path != name:
        (card.parent / held.path).unlink(missing_ok=True)
    return Fetched(record.identifier, "replaced" if held else "filed", "", name, size)


def _held_back(record: Record, file: Path, filed: RecordFile, found: int, hold: Hold | None) -> Fetched:
    said = f"{found} {'places' if found != 1 else 'place'} in it could identify somebody"
    if hold is None:
        raise FetchError(f"{said}: name --desk and --index, and it becomes a draft to be looked at")
    size, draft = file.stat().st_size, hold(record, file, filed)
    return Fetched(record.identifier, "at the desk", f"{said}: draft {draft}", filed.path, size, draft)


def _gone(held: RecordFile | None, name: str) -> set[str]:
    return {name, held.path} if held else {name}


def _write(card: Path, record: Record) -> None:
    unfinished = card.with_suffix(".unfinished")
    unfinished.write_text(dump_record(record), encoding="utf-8")
    unfinished.replace(card)


def _read(file: Path) -> ParsedFile:
    parsed = parse_in_process(file)
    words = sum(len(page.text.split()) for page in parsed.pages)
    if file.suffix == ".html" and words < _FEWEST_WORDS:
        raise FetchError(
            f"the address gives a web page of {words} words, not the text: put the address of the document itself into "
            "the record's source"
        )
    return parsed


@contextmanager
def downloaded(address: str, folder: Path, local: bool) -> Iterator[Path]:
    """
    The bytes of an address, in a file that is gone afterwards unless it was moved.

    ```python
    with downloaded("https://example.org/law.pdf", folder, local=False) as file:
        file.rename(folder / "law.pdf")
    ```

    :param address: of the web.
    :param folder: where to put the file.
    :param local: allow addresses of this machine and of local networks.
    :returns: the file, with an ending that its bytes are of.
    :raises FetchError: where the address may not be asked, or gives no document.
    :raises httpx.HTTPError: where it does not answer.
    """
    handle, name = tempfile.mkstemp(dir=folder, prefix=".fetching-")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in _pieces(address, local):
                file.write(piece)
        unfinished.chmod(0o644)
        unfinished = unfinished.rename(unfinished.with_suffix(_ENDINGS[sniff(unfinished)]))
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)


def _pieces(address: str, local: bool) -> Iterator[bytes]:
    """Each step of a chain of addresses is looked at before it is asked: one may lead into the local network."""
    most = settings().max_file_mb << 20
    with httpx.Client(timeout=_SECONDS, headers={"user-agent": _AGENT}, trust_env=True) as client:
        for _ in range(_MOST_REDIRECTS + 1):
            _check_address(address, local)
            with client.stream("GET", address) as answer:
                if answer.is_redirect:
                    address = urljoin(address, answer.headers.get("location", ""))
                    continue
                if answer.status_code != httpx.codes.OK:
                    raise FetchError(f"the address answers {answer.status_code} {answer.reason_phrase}")
                got = 0
                for piece in answer.iter_bytes():
                    got += len(piece)
                    if got > most:
                        raise FetchError(
                            f"over {settings().max_file_mb} MiB: raise CLEARINGHOUSE_MAX_FILE_MB, or file it by hand"
                        )
                    yield piece
                return
    raise FetchError(f"the address leads on more than {_MOST_REDIRECTS} times")


def _check_address(address: str, local: bool) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{address!r} is no address of the web: it begins with https:// or http://")
    if local:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP)
    except OSError as error:
        raise FetchError(f"there is no {parts.hostname}, or no way to it from here") from error
    if not all(ipaddress.ip_address(entry[4][0]).is_global for entry in found):
        raise FetchError(f"{parts.hostname} is of this machine or a local network: --local allows it")
