"""Where in a file words still stand."""

from collections.abc import Sequence
from pathlib import Path

from ingest.parse.sniff import sniff
from ingest.redact.words import Wanted


def leaks(path: Path, words: Sequence[str]) -> list[str]:
    """
    Look for words in every byte of a file: each stream unpacked, each string decoded, the text as readers see it.

    Use it on what `redact_file` wrote, and on any file before it is handed out. It reads in this process: for a
    stranger's file that was not redacted first, start one with limits.

    ```python
    from pathlib import Path
    from ingest.redact import leaks

    leaks(Path("served.pdf"), ["Sok Sophea"])  # []
    ```

    :param path: the file.
    :param words: the words, found as `ingest.redact.words` says.
    :returns: each place; empty where they stand nowhere.
    """
    wanted = Wanted(words)
    format_ = sniff(path)
    if format_ == "pdf":
        from ingest.redact.leaks_pdf import leaks_in_pdf as look
    elif format_ == "docx":
        from ingest.redact.leaks_docx import leaks_in_docx as look
    elif format_ == "html":
        from ingest.redact.leaks_html import leaks_in_html as look
    else:
        from ingest.redact.leaks_html import leaks_in_plain as look
    return sorted({f"“{leak.words}” in {leak.where}" for leak in look(path, wanted)})
