"""The text of a PDF page as a reader reads it: columns, running heads, labels, broken words, tables, headings."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.page import OutlineEntry, Page, ParsedFile
from ingest.parse import parse_file
from ingest.parse.hyphens import join_lines, words_of
from tests.ingest.parse.pdfs import WIDTH, Draw, lines, make_pdf

LEFT = [f"left{n} words of the first column" for n in range(14)]
RIGHT = [f"right{n} words of the second one" for n in range(14)]
BODY = [
    f"Line {word} of a paragraph about the protection of victims in Cambodia"
    for word in ("one", "two", "three", "four")
]


def _parse(path: Path) -> ParsedFile:
    return parse_file(path, ocr_languages="none")


def _texts(page: Page, kind: str) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind == kind]


def _assert_covers(page: Page) -> None:
    """Blocks are in order, do not overlap and hold every word."""
    ends = 0
    for block in page.blocks:
        assert ends <= block.start < block.end
        assert not page.text[ends : block.start].strip()
        ends = block.end
    assert not page.text[ends:].strip()


@pytest.mark.parametrize("foot_first", [False, True])
def test_two_columns(tmp_path: Path, foot_first: bool) -> None:
    """Also where the file writes the page from its foot to its head."""

    def draw(canvas: Canvas) -> None:
        title = ["Findings of the survey of this year, told in a title over both columns"]
        parts = [(title, 60.0, 740.0)]
        for x, column in ((60.0, LEFT), (320.0, RIGHT)):
            parts += [(column[first : first + 4], x, 700.0 - first * 20) for first in range(0, len(column), 4)]
        for texts, x, top in reversed(parts) if foot_first else parts:
            lines(canvas, texts, x=x, top=top)

    page = _parse(make_pdf(tmp_path / "columns.pdf", [draw])).pages[0]
    _assert_covers(page)
    words = page.text.split()
    order = [words.index(line.split()[0]) for line in [*LEFT, *RIGHT]]
    assert order == sorted(order)
    assert page.text.startswith("Findings of the survey")


def _chapter(number: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Human Trafficking Report"], top=810, size=9)
        canvas.drawRightString(WIDTH - 72, 810, f"Chapter of page {number}")
        lines(canvas, [f"The page about subject{number} begins here and goes on", *BODY])
        canvas.drawCentredString(WIDTH / 2, 30, str(number))

    return draw


def test_running_heads_and_page_numbers(tmp_path: Path) -> None:
    parsed = _parse(make_pdf(tmp_path / "heads.pdf", [_chapter(n) for n in range(7, 13)]))
    assert [page.label for page in parsed.pages] == [str(n) for n in range(7, 13)]
    assert [page.number for page in parsed.pages] == list(range(1, 7))
    for number, page in enumerate(parsed.pages, start=7):
        _assert_covers(page)
        assert "Human Trafficking Report" not in page.text
        assert "Chapter of page" not in page.text
        assert page.text.startswith(f"The page about subject{number} begins")
        assert not page.text.rstrip().endswith(str(number))


def test_a_number_that_is_no_page_number_stays(tmp_path: Path) -> None:
    """A year alone at the foot of one page does not count on from the pages around it."""

    def year(canvas: Canvas) -> None:
        lines(canvas, BODY)
        canvas.drawCentredString(WIDTH / 2, 40, "2008")

    parsed = _parse(make_pdf(tmp_path / "year.pdf", [_chapter(1), _chapter(2), year, _chapter(4)]))
    assert [page.label for page in parsed.pages] == ["1", "2", None, "4"]
    assert "2008" in parsed.pages[2].text


def test_page_labels_of_the_file(tmp_path: Path) -> None:
    def number_pages(canvas: Canvas) -> None:
        canvas.addPageLabel(0, style="ROMAN_LOWER")
        canvas.addPageLabel(2, style="ARABIC", start=1)
        canvas.addPageLabel(4, style="ARABIC", start=1, prefix="A-")

    parsed = _parse(make_pdf(tmp_path / "labels.pdf", [lambda canvas: lines(canvas, BODY)] * 6, number_pages))
    assert [page.label for page in parsed.pages] == ["i", "ii", "1", "2", "A-1", "A-2"]


def test_printed_roman_numbers(tmp_path: Path) -> None:
    def draw(label: str) -> Draw:
        def on(canvas: Canvas) -> None:
            lines(canvas, BODY)
            canvas.drawCentredString(WIDTH / 2, 30, label)

        return on

    labels = ["iii", "iv", "v", "vi", "1", "2", "3"]
    parsed = _parse(make_pdf(tmp_path / "roman.pdf", [draw(label) for label in labels]))
    assert [page.label for page in parsed.pages] == labels


def test_words_broken_at_a_lines_end(tmp_path: Path) -> None:
    broken = [
        "The Ministry of Justice shall, in cooperation with the other min-",
        "istries, keep a register of victims and a well-known list of anti-",
        "trafficking units, and the Anti-",
        "Cybercrime Group of 1997-",
        "2000 shall report on the well-",
        "known cases once a year to the anti-trafficking committee",
    ]
    page = _parse(make_pdf(tmp_path / "broken.pdf", [lambda canvas: lines(canvas, broken)])).pages[0]
    for whole in (
        "other ministries, keep",
        "anti-trafficking units",
        "Anti-Cybercrime",
        "1997-2000",
        "the well-known cases",
    ):
        assert whole in page.text
    assert "\u00ad" not in page.text


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        (["one", "two"], "one two"),
        (["minis\u00ad", "tries"], "ministries"),
        (["minis-", "tries"], "ministries"),
        (["self-", "help of"], "self-help of"),
        (["UN-", "led"], "UN-led"),
        (["http://a.org/about-", "us.html"], "http://a.org/about-us.html"),
        (["Siem\u00ad", "– Reap"], "Siem- – Reap"),
        (["cut\u00ad"], "cut-"),
        (["7 -", "8"], "7 - 8"),
        (["in 1997-", "the year"], "in 1997-the year"),
        ([], ""),
    ],
)
def test_join_lines(given: list[str], joined: str) -> None:
    assert join_lines(given, words_of(["a self-help group"])) == joined


def test_table_keeps_its_rows(tmp_path: Path) -> None:
    rows = [
        ["Province", "Victims", "Cases"],
        ["Koh Kong", "120", "14"],
        ["Siem Reap", "75", "9"],
        ["Poipet", "310", "41"],
    ]

    def draw(canvas: Canvas) -> None:
        lines(canvas, BODY, top=760)
        canvas.setFont("Helvetica", 11)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                canvas.drawString(72 + column * 150, 640 - number * 22, cell)

    page = _parse(make_pdf(tmp_path / "table.pdf", [draw])).pages[0]
    _assert_covers(page)
    (table,) = _texts(page, "table")
    assert [line.split("\t") for line in table.split("\n")] == rows
    assert len(_texts(page, "text")) == 1


def test_headings_lists_and_notes(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["National Plan of Action"], top=770, size=20)
        lines(canvas, ["Prevention of trafficking"], top=730, size=14)
        lines(canvas, BODY, top=700)
        lines(canvas, ["Recovery of victims"], top=620, font="Helvetica-Bold")
        lines(canvas, BODY, top=595)
        lines(canvas, ["1. shelters for those who return"], top=520)
        lines(canvas, ["2. schools near the border"], top=500)
        lines(canvas, ["1 Interview with a police officer, 2005."], top=120, size=8)

    page = _parse(make_pdf(tmp_path / "plan.pdf", [draw])).pages[0]
    headings = [block for block in page.blocks if block.kind == "heading"]
    assert [page.text[block.start : block.end] for block in headings] == [
        "National Plan of Action",
        "Prevention of trafficking",
        "Recovery of victims",
    ]
    assert [block.level for block in headings] == [1, 2, 3]
    assert _texts(page, "list") == ["1. shelters for those who return", "2. schools near the border"]
    assert _texts(page, "note") == ["1 Interview with a police officer, 2005."]
    assert len(_texts(page, "text")) == 2, "the lines of a paragraph are one block"


def test_outline_and_title(tmp_path: Path) -> None:
    def chapter(key: str, title: str, level: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(title, key, level)
            lines(canvas, BODY)

        return draw

    pages = [chapter("a", "Chapter 1", 0), chapter("b", "Article 1", 1), chapter("c", "Chapter 2", 0)]
    parsed = _parse(make_pdf(tmp_path / "outline.pdf", pages, lambda canvas: canvas.setTitle("Law on Suppression")))
    assert parsed.outline == (
        OutlineEntry("Chapter 1", 1, 1),
        OutlineEntry("Article 1", 2, 2),
        OutlineEntry("Chapter 2", 1, 3),
    )
    assert parsed.title == "Law on Suppression"


@pytest.mark.parametrize("title", ["Microsoft Word - plan.doc", "untitled", "????? ?????", "plan_final.docx", "x"])
def test_a_title_that_is_none_gives_way_to_the_largest_heading(tmp_path: Path, title: str) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Plan on Trafficking"], top=770, size=20)
        lines(canvas, BODY)

    parsed = _parse(make_pdf(tmp_path / "t.pdf", [draw], lambda canvas: canvas.setTitle(title)))
    assert parsed.title == "Plan on Trafficking"


def test_blank_pages_are_kept_and_said_to_be_blank(tmp_path: Path) -> None:
    pages: list[Draw] = [lambda canvas: lines(canvas, BODY), lambda canvas: None]
    blank = _parse(make_pdf(tmp_path / "blank.pdf", pages)).pages[1]
    assert (blank.number, blank.text, blank.reading, blank.read_by, blank.note) == (
        2,
        "",
        "not at all",
        "nothing",
        "blank page",
    )


def test_a_page_of_pictures_says_what_to_install(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300, fill=1)

    page = _parse(make_pdf(tmp_path / "picture.pdf", [draw])).pages[0]
    assert (page.reading, page.read_by) == ("not at all", "nothing")
    assert "no text on this page: install tesseract" in page.note
