"""Do the words of every citation stand on the page it names? An independent reader, poppler's pdftotext, is asked."""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.record import Record
from index import PassageStore

_MODES = ((), ("-layout",), ("-raw",))
_NO_WORD = re.compile(r"[\W_]+")


@dataclass
class Tally:
    """
    What was found over a whole index.

    :param passages: passages of PDF pages with a text layer, the ones that can be checked.
    :param contiguous: of these, how many stand on the named page as one run of letters and digits.
    :param all_words: how many have every word on the named page, in whatever order.
    :param by_ocr: passages read by OCR, which no text layer can bear out; not counted above.
    :param pages: pages on which pdftotext sees at least a word, in files whose text layer was taken.
    :param reached: of these, how many hold some passage.
    :param misses: the passages with a word that is not there: document, page, the words.
    """

    passages: int = 0
    contiguous: int = 0
    all_words: int = 0
    by_ocr: int = 0
    pages: int = 0
    reached: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)


def measure(index: Path, corpus: Path) -> dict[str, Any]:
    """
    Hold every passage of an index against its PDF page as pdftotext reads it.

    Spaces, hyphens and punctuation are left out of the comparison, for two readers break lines
    differently; letters and digits are compared after Unicode NFKC.

    :param index: the folder of the built index.
    :param corpus: the folder the index was built from.
    :returns: the fields of `Tally` as a dictionary.
    :raises RuntimeError: where poppler's pdftotext is not installed.
    """
    if shutil.which("pdftotext") is None:
        raise RuntimeError("pdftotext is not installed: install poppler-utils")
    tally = Tally()
    with PassageStore(index) as store:
        for record in store.records():
            _check_document(store, record, corpus, tally)
    return asdict(tally)


def _check_document(store: PassageStore, record: Record, corpus: Path, tally: Tally) -> None:
    reached: dict[str, set[int]] = {}
    by_ocr: set[tuple[str, int]] = set()
    for passage in store.passages(record.identifier):
        meta = passage.meta
        if meta["pdf_page"] is None or not meta["path"].lower().endswith(".pdf"):
            continue
        reached.setdefault(meta["path"], set()).add(meta["pdf_page"])
        if meta["read_by"] == "ocr":
            tally.by_ocr += 1
            by_ocr.add((meta["path"], meta["pdf_page"]))
            continue
        _check_passage(passage.content or "", corpus / meta["path"], meta, tally)
    for path, numbers in reached.items():
        for number in range(1, _page_count(corpus / path) + 1):
            if (path, number) not in by_ocr and _letters(_page_text(corpus / path, number, ())):
                tally.pages += 1
                tally.reached += number in numbers


def _check_passage(words: str, file: Path, meta: dict[str, Any], tally: Tally) -> None:
    tally.passages += 1
    wanted = _letters(words)
    seen = [_page_text(file, meta["pdf_page"], mode) for mode in _MODES]
    if any(wanted in _letters(text) for text in seen):
        tally.contiguous += 1
        tally.all_words += 1
        return
    missing = _missing_words(words, seen)
    if missing:
        tally.misses.append({"document": meta["document"], "pdf_page": meta["pdf_page"], "words": missing[:10]})
    else:
        tally.all_words += 1


def _missing_words(words: str, seen: list[str]) -> list[str]:
    run_together = [_letters(text) for text in seen]
    on_page = Counter(word for text in seen for word in _words(text))
    return [word for word in _words(words) if not on_page[word] and not any(word in text for text in run_together)]


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()


def _letters(text: str) -> str:
    return _NO_WORD.sub("", _normal(text))


def _words(text: str) -> list[str]:
    return [word for word in _NO_WORD.split(_normal(text)) if word]


@lru_cache(maxsize=4096)
def _page_text(file: Path, number: int, mode: tuple[str, ...]) -> str:
    command = ["pdftotext", *mode, "-f", str(number), "-l", str(number), "-enc", "UTF-8", "-nopgbrk", str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode("utf-8", "replace")


@lru_cache(maxsize=256)
def _page_count(file: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(file).pages)
