"""Taking words out of a file of any format we read."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingest.parse.errors import UnreadableFile
from ingest.parse.sniff import sniff
from ingest.redact.leaks import leaks
from ingest.redact.model import Box, RedactedFile, Redaction, RedactionError
from ingest.redact.pdf_sheet import OcrLimits
from ingest.redact.words import Wanted

_MOST_PAGES = 1500


def redact_file(
    path: Path,
    target: Path,
    redactions: Sequence[Redaction],
    *,
    ocr: OcrLimits | None = None,
    max_pages: int = _MOST_PAGES,
) -> RedactedFile:
    """
    Write a file without what a curator marked. For files of strangers use `redact_in_process`.

    The words are gone from the new file's text, pictures of pages, metadata, bookmarks, comments and bytes, or there is
    no new file. A page of a PDF that held any is a picture then, with its other words laid over unseen.

    ```python
    from pathlib import Path
    from ingest.redact import Redaction, redact_file

    marked = [Redaction(words="Sok Sophea"), Redaction(page=2, box=(0.1, 0.2, 0.5, 0.3))]
    redact_file(Path("report.pdf"), Path("served.pdf"), marked).occurrences  # {"Sok Sophea": 3}
    ```

    :param path: the file.
    :param target: where the new one goes; it may be the same place.
    :param redactions: what goes.
    :param ocr: how pictures of pages are read.
    :param max_pages: a PDF of more is refused.
    :returns: what was done.
    :raises RedactionError: where something could not be removed; it says what, and how to mend it.
    """
    wanted = Wanted([one.words for one in redactions if one.words.strip()])
    boxes: dict[int, list[Box]] = {}
    for one in redactions:
        if one.box is not None and one.page is not None:
            boxes.setdefault(one.page, []).append(one.box)
    try:
        format_ = sniff(path)
    except UnreadableFile as error:
        raise RedactionError(str(error)) from error
    if boxes and format_ != "pdf":
        raise RedactionError("only a PDF has pages to mark a box on: choose the words instead")
    data, done = _redacted(path, format_, wanted, boxes, ocr or OcrLimits(), max_pages)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".redact-", dir=target.parent) as folder:
        new = Path(folder) / f"new{path.suffix}"
        new.write_bytes(data)
        # A PDF was looked through while it was made, and pages were drawn until nothing was left.
        if format_ != "pdf" and (left := leaks(new, wanted.words)):
            raise RedactionError(f"the words would still stand there: {'; '.join(left[:3])}: take them out by hand")
        new.replace(target)
    return done


def _redacted(
    path: Path, format_: str, wanted: Wanted, boxes: dict[int, list[Box]], ocr: OcrLimits, max_pages: int
) -> tuple[bytes, RedactedFile]:
    notes: list[str] = []
    if format_ == "pdf":
        from ingest.redact.pdf import redact_pdf

        return redact_pdf(path, wanted, boxes, ocr=ocr, max_pages=max_pages)
    if format_ == "docx":
        from ingest.redact.docx import redact_docx

        data, remover, notes = redact_docx(path, wanted)
    elif format_ == "html":
        from ingest.redact.html import redact_html

        data, remover = redact_html(path, wanted)
    elif format_ == "markdown":
        from ingest.redact.plain import redact_markdown

        data, remover = redact_markdown(path, wanted)
    else:
        from ingest.redact.plain import redact_text

        data, remover = redact_text(path, wanted)
    changed = [0] if any(remover.occurrences.values()) else []
    return data, RedactedFile(changed, remover.occurrences, notes)
