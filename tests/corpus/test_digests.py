"""The files made of the digests: the text is all there, laid out as said, and the same each time."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import html
from pypdf import PageObject, PdfReader

from corpus.digests import Piece, Source, make, notice, read_source, stale
from corpus.digests.as_docx import make_docx
from corpus.digests.as_html import make_html
from corpus.digests.as_pdf import make_pdf
from corpus.record import Record, RecordFile, dump_record, load_record

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
MADE = sorted(path for path in DOCUMENTS.rglob("en.*") if path.suffix != ".md")
each_made = pytest.mark.parametrize("path", MADE, ids=lambda path: f"{path.parent.name}{path.suffix}")

RECORD = Record(
    identifier="law-2001-fishing-boats",
    title="Law on Fishing Boats & Crews",
    alternative=("Boats law",),
    type="law",
    date="2001-05-04",
    date_note="A law made up for this test.",
    files=(RecordFile(path="en.pdf", text="digest"),),
)
TEXT = """# Law on Fishing Boats & Crews

It protects crews.

## Article 1 — Aim

The law protects <crews> & masters.

- first
- second

## Article 2 — Fees

| Who | Fee |
| --- | --- |
| Masters of boats longer than twelve metres | 2 |
| Crews | 0 |

## Annex — Forms

One form.
"""


def _read(path: Path) -> str:
    if path.suffix == ".pdf":
        # Running heads stand between the parts of a paragraph that goes over a page.
        pages = [page.extract_text() for page in PdfReader(path).pages]
        head = re.escape(pages[-1].splitlines()[0])
        return " ".join(re.sub(rf"^{head}\s*Digest\s*\d+\s*|^\s*[ivx]+\s*$", "", page) for page in pages)
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([paragraph.text for paragraph in document.paragraphs] + cells)
    return html.fromstring(path.read_bytes()).text_content()


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


@each_made
def test_every_word_of_the_source_is_in_the_made_file(path: Path) -> None:
    made = _bare(_read(path))
    source = read_source((path.parent / "source.md").read_text(encoding="utf-8"))
    words = [piece.text for piece in source.pieces] + [c for p in source.pieces for row in p.rows for c in row]
    # A paragraph may go over a page or a column; its sentences, nearly all, do not.
    sentences = [_bare(s) for text in words for s in re.split(r"(?<=[.;:])\s", text) if s]
    missing = [sentence for sentence in sentences if sentence not in made]
    assert len(missing) <= 0.05 * len(sentences), missing
    assert all(_bare(word) in made for text in words for word in text.split())


@each_made
def test_a_made_file_says_that_it_is_a_digest(path: Path) -> None:
    assert _bare(notice(load_record(path.parent / "record.yaml"))) in _bare(_read(path))


def test_pieces_in_order() -> None:
    source = read_source(TEXT)
    assert source.columns == 1
    assert [piece.kind for piece in source.pieces] == [
        *("heading", "text", "heading", "text", "list", "list", "heading", "table", "heading", "text")
    ]
    assert source.pieces[2] == Piece("heading", "Article 1 — Aim", 2)
    assert source.pieces[7].rows[2] == ("Crews", "0")
    assert [piece.text for piece in source.pieces if piece.is_annex] == ["Annex — Forms"]


def test_two_columns_are_asked_for_on_a_line_of_its_own() -> None:
    assert read_source(TEXT + "\n<!-- two columns -->\n").columns == 2
    assert read_source("The words `<!-- two columns -->` are only named here.").columns == 1


@pytest.mark.parametrize("maker", [make_pdf, make_docx, make_html])
def test_same_bytes_each_time(maker: Callable[[Record, Source, str], bytes]) -> None:
    source = read_source(TEXT)
    assert maker(RECORD, source, "made-from-0") == maker(RECORD, source, "made-from-0")


def test_pdf_has_labels_outline_language_and_author() -> None:
    reader = PdfReader(io.BytesIO(make_pdf(RECORD, read_source(TEXT), "made-from-0")))
    assert reader.page_labels == ["i", "ii", "1", "2"]
    assert [entry["/Title"] for entry in reader.outline] == [
        "About this digest",
        "Article 1 — Aim",
        "Article 2 — Fees",
        "Annex — Forms",
    ]
    assert reader.root_object["/Lang"] == "en"
    assert reader.metadata.title == RECORD.title
    assert reader.metadata.author
    assert "The law protects <crews> & masters." in reader.pages[2].extract_text()
    assert "Annex — Forms" in reader.pages[3].extract_text()


def test_two_columns_stand_side_by_side_and_the_annex_in_one() -> None:
    articles = "".join(f"\n## Article {n} — X\n\n{'Words of it. ' * 30}\n" for n in range(3, 20))
    text = TEXT.replace("## Annex", f"{articles}\n## Annex") + "\n<!-- two columns -->\n"
    reader = PdfReader(io.BytesIO(make_pdf(RECORD, read_source(text), "")))
    assert len(_lefts(reader.pages[2], "Article")) == 2
    assert len(_lefts(reader.pages[-1], "One form")) == 1


def _lefts(page: PageObject, word: str) -> set[int]:
    """Where, from the left, the lines that hold a word begin."""
    lefts: set[int] = set()

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if word in text:
            lefts.add(round(matrix[4] + text_matrix[4]))

    page.extract_text(visitor_text=visit)
    return lefts


def test_stale_until_made_and_again_when_the_text_changes(tmp_path: Path) -> None:
    folder = tmp_path / "law" / RECORD.identifier
    folder.mkdir(parents=True)
    (folder / "record.yaml").write_text(dump_record(RECORD), encoding="utf-8")
    (folder / "source.md").write_text(TEXT, encoding="utf-8")
    assert stale(folder) == [folder / "en.pdf"]
    make(folder / "en.pdf")
    assert stale(folder) == []
    (folder / "source.md").write_text(TEXT.replace("protects", "guards"), encoding="utf-8")
    assert stale(folder) == [folder / "en.pdf"]
    card = (folder / "record.yaml").read_text(encoding="utf-8")
    make(folder / "en.pdf")
    (folder / "record.yaml").write_text(card.replace("2001-05-04", "2001-05-05"), encoding="utf-8")
    assert stale(folder) == [folder / "en.pdf"]


def test_command_says_what_is_stale_and_makes_it(tmp_path: Path) -> None:
    folder = tmp_path / "law" / RECORD.identifier
    folder.mkdir(parents=True)
    (folder / "record.yaml").write_text(dump_record(RECORD), encoding="utf-8")
    (folder / "source.md").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "corpus.digests", "--corpus", str(tmp_path)]
    before = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert (before.returncode, before.stdout) == (1, f"stale: law/{RECORD.identifier}/en.pdf\n")
    subprocess.run(command, check=True, capture_output=True)
    assert subprocess.run([*command, "--check"], check=False).returncode == 0


@each_made
def test_no_sign_is_missing_from_a_made_file(path: Path) -> None:
    assert not re.search("[■□\ufffd]", _read(path))
