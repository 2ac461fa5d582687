"""Which file and page of a document an address means."""

from dataclasses import dataclass
from pathlib import Path

from haystack import Document

from corpus.page import OutlineEntry, Page
from corpus.record import Record, RecordFile
from corpus.settings import settings
from index import FileState, PassageStore
from views.address import DocumentAddress


@dataclass(frozen=True, slots=True)
class OpenFile:
    """
    One file of a document, opened at a page.

    :param record: the document's.
    :param file: its entry in the record; where the record names none, one made from its name.
    :param state: what became of it when it was read.
    :param pages: all its pages.
    :param outline: its own table of contents.
    :param passages: those of this file, in order.
    :param passage: the one the address names, None where it names none that is held.
    :param page: the one shown, None where nothing was read.
    """

    record: Record
    file: RecordFile
    state: FileState
    pages: list[Page]
    outline: tuple[OutlineEntry, ...]
    passages: list[Document]
    passage: Document | None
    page: Page | None

    @property
    def location(self) -> Path:
        """The file itself, which may have been moved since it was read."""
        return settings().corpus_dir / self.state.path

    @property
    def paged(self) -> bool:
        """Whether the format has pages."""
        return self.page is not None and self.page.number is not None

    def passages_on(self, page: Page) -> list[Document]:
        """
        The passages of one page.

        :param page: one of `pages`.
        :returns: the passages, in order.
        """
        return [passage for passage in self.passages if passage.meta.get("pdf_page") == page.number]


def open_file(record: Record, address: DocumentAddress, store: PassageStore) -> OpenFile | None:
    """
    Open what an address means: the file of its passage, else the file it names, else the first that was read.

    :param record: the document's.
    :param address: of the page.
    :param store: holds what was read.
    :returns: the file, None where the document has none.
    """
    states = store.files(record.identifier)
    if not states:
        return None
    passages = store.passages(record.identifier)
    passage = next((passage for passage in passages if passage.id == address.passage), None)
    path = passage.meta["path"] if passage else _path(states, address.file)
    state = next((state for state in states if state.path == path), states[0])
    pages = store.pages(record.identifier, state.path)
    number = address.page if address.page is not None or passage is None else passage.meta.get("pdf_page")
    page = next((page for page in pages if page.number == number), pages[0] if pages else None)
    return OpenFile(
        record=record,
        file=_entry(record, state),
        state=state,
        pages=pages,
        outline=store.outline(record.identifier, state.path),
        passages=[held for held in passages if held.meta.get("path") == state.path],
        passage=passage,
        page=page,
    )


def _path(states: list[FileState], file: str) -> str:
    named = [state for state in states if file and (state.path == file or state.path.endswith(f"/{file}"))]
    read = [state for state in states if not state.refused]
    return (named or read or states)[0].path


def _entry(record: Record, state: FileState) -> RecordFile:
    for file in record.files:
        if state.path == file.path or state.path.endswith(f"/{file.path}"):
            return file
    return RecordFile(path=Path(state.path).name)
