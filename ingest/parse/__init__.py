"""Reading files: one converter a format, every page with its number, its label and how well it was read."""

from collections.abc import Callable
from pathlib import Path

from corpus.page import ParsedFile
from ingest.parse.errors import UnreadableFile
from ingest.parse.sniff import READABLE, sniff

__all__ = ["READABLE", "UnreadableFile", "parse_file"]


def parse_file(
    path: Path,
    *,
    ocr_languages: str = "eng+khm",
    ocr_dpi: int = 300,
    ocr_seconds: float = 3600,
    max_pages: int = 1500,
    on_page: Callable[[int, int], None] | None = None,
) -> ParsedFile:
    """
    Read a file of any format we know. For files of strangers use `ingest.parse.process.parse_in_process`.

    ```python
    from pathlib import Path
    from ingest.parse import parse_file

    parsed = parse_file(Path("report.pdf"))
    parsed.pages[0].label, parsed.pages[0].text
    ```

    :param path: the file.
    :param ocr_languages: languages for tesseract, joined by +.
    :param ocr_dpi: dots per inch a page is drawn at for OCR.
    :param ocr_seconds: no page is sent to OCR after so many; those left out say so.
    :param max_pages: a file of more is refused.
    :param on_page: told (pages done, pages in all) after each page of a PDF.
    :returns: its pages, outline, title and language.
    :raises UnreadableFile: where it cannot be read; the message says why and how to mend it.
    """
    format_ = sniff(path)
    if format_ == "pdf":
        from ingest.parse.pdf import parse_pdf

        return parse_pdf(
            path,
            ocr_languages=ocr_languages,
            ocr_dpi=ocr_dpi,
            ocr_seconds=ocr_seconds,
            max_pages=max_pages,
            on_page=on_page,
        )
    return _CONVERTERS[format_](path)


def _docx(path: Path) -> ParsedFile:
    from ingest.parse.docx import parse_docx

    return parse_docx(path)


def _html(path: Path) -> ParsedFile:
    from ingest.parse.html import parse_html

    return parse_html(path)


def _markdown(path: Path) -> ParsedFile:
    from ingest.parse.markdown import parse_markdown

    return parse_markdown(path)


def _text(path: Path) -> ParsedFile:
    from ingest.parse.text import parse_text

    return parse_text(path)


# Each is loaded when it is needed: the child process that reads a file starts quicker.
_CONVERTERS: dict[str, Callable[[Path], ParsedFile]] = {
    "docx": _docx,
    "html": _html,
    "markdown": _markdown,
    "text": _text,
}
