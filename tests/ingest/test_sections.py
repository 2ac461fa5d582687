"""Sections follow the document: clauses, titles on a line of their own, lists that only look like headings."""

import pytest

from corpus.page import Page
from ingest.parse.page_text import Part, assemble
from ingest.sections import Section, sections

BODY = "The Parties shall exchange information on recruiters who deceive those they recruit, and on routes and means."


def page(*parts: Part, number: int | None = 1, markup: bool = False) -> Page:
    text, blocks = assemble(parts)
    return Page(number, None, text, blocks, "well", "markup" if markup else "text layer")


def of(*pages: Page, clauses: bool = False) -> list[Section]:
    return list(sections(pages, clauses=clauses))


def locators(*pages: Page, clauses: bool = False) -> list[str]:
    return [section.locator for section in of(*pages, clauses=clauses)]


def words(section: Section) -> str:
    return section.page.text[section.atoms[0].start : section.atoms[-1].end]


@pytest.mark.parametrize("level", [0, 2, 4])
def test_the_line_after_a_bare_article_is_its_title(level: int) -> None:
    treaty = page(Part("Article 3", "heading", 3), Part("Use of terms", "heading", level), Part(BODY))
    (section,) = of(treaty)
    assert section.locator == "Article 3"
    assert [heading.title for heading in section.path] == ["Article 3 Use of terms"]


def test_a_chapter_in_capitals_takes_its_title_from_the_next_line() -> None:
    law = page(Part("SECTION VII\nGUARANTEE"), Part(f"Article 44\n{BODY}"), number=None, markup=True)
    (section,) = of(law)
    assert [heading.title for heading in section.path] == ["Section VII: GUARANTEE", "Article 44"]
    assert words(section).startswith("SECTION VII\nGUARANTEE\n\nArticle 44")


@pytest.mark.parametrize("line", ["Article 93. is liable to a fine.", "Article 293. until the next elections"])
def test_a_line_that_goes_on_in_small_letters_heads_nothing(line: str) -> None:
    law = page(Part("Article 364"), Part(f"{BODY} Under the conditions laid in"), Part(line), number=None, markup=True)
    assert locators(law) == ["Article 364"]


def test_sentences_run_on_over_the_lines_of_a_plain_text() -> None:
    law = page(Part("Article 1\nThis law governs relations\nbetween employers\nand workers.\na) judges\nb) police"))
    (section,) = of(law)
    atoms = [section.page.text[atom.start : atom.end] for atom in section.atoms]
    assert atoms == [
        "Article 1",
        "This law governs relations\nbetween employers\nand workers.",
        "a) judges",
        "b) police",
    ]


def test_clauses_of_a_memorandum_are_cited_by_number() -> None:
    memorandum = page(
        Part("I. PREVENTION", "heading", 2),
        Part(f"1. {BODY}"),
        Part("(a) on recruiters;"),
        Part(f"2. {BODY}"),
        Part("II. PROTECTION", "heading", 2),
        Part(f"1. {BODY}"),
    )
    expected = ["I. PREVENTION, clause 1", "I. PREVENTION, clause 2", "II. PROTECTION, clause 1"]
    assert locators(memorandum, clauses=True)[-3:] == expected
    assert "(a) on recruiters;" in next(words(s) for s in of(memorandum, clauses=True) if s.locator == expected[0])
    assert locators(memorandum) == ["I. PREVENTION", "II. PROTECTION"]


def test_a_number_that_does_not_count_on_is_no_clause() -> None:
    assert locators(page(Part(f"1. {BODY}"), Part(f"7. {BODY}"), Part(f"2. {BODY}")), clauses=True) == [
        "clause 1",
        "clause 2",
    ]
    assert locators(page(Part(f"1997 was a year of change. {BODY}")), clauses=True) == [""]


def test_paragraphs_of_an_article_are_no_clauses() -> None:
    assert locators(page(Part("Article 2", "heading"), Part(f"1. {BODY}"), Part(f"2. {BODY}")), clauses=True) == [
        "Article 2"
    ]


def test_a_heading_without_words_goes_with_what_follows() -> None:
    report = page(Part("Introduction", "heading", 2), Part("Purpose", "heading", 2), Part(BODY))
    (section,) = of(report)
    assert section.locator == "Purpose"
    assert words(section).startswith("Introduction\n\nPurpose")


def test_components_without_words_stand_each_for_itself() -> None:
    plan = page(
        Part("Programme 2. Prevention"),
        Part("- 2.2. Safer Migration\n- 2.3. Labour Protection\n- 2.4. Community Action"),
        number=None,
        markup=True,
    )
    assert locators(plan) == ["2.2 Safer Migration", "2.3 Labour Protection", "2.4 Community Action"]
    assert {section.path[0].locator for section in of(plan)} == {"Programme 2: Prevention"}


def test_a_list_in_bold_is_no_row_of_headings() -> None:
    steps = [
        Part(f"{number}. {step}", "heading", 4) for number, step in enumerate(("Find", "Refer", "Return"), start=1)
    ]
    plan = page(Part("4. Steps of the Referral", "heading", 2), Part(BODY), *steps, Part(BODY))
    assert locators(plan) == ["4. Steps of the Referral"]


def test_a_bold_line_that_runs_on_is_no_heading() -> None:
    plan = page(
        Part("2. Prevention", "heading", 2), Part("The missions are set by", "heading", 4), Part("the council.")
    )
    assert locators(plan) == ["2. Prevention"]
    marked_up = page(Part("Prevention", "heading", 2), Part("aims", "text"), markup=True)
    assert locators(marked_up) == ["Prevention"]


def test_a_cover_heads_nothing_but_itself() -> None:
    cover = page(Part("Royal Government", "heading", 1), Part("Phnom Penh"))
    assert locators(cover, page(Part(BODY), number=2)) == ["Royal Government", ""]


def test_a_divider_page_heads_what_follows_it() -> None:
    divider = page(Part("Chapter 3", "heading", 1), Part("Protection", "heading", 2), number=9)
    first, second = of(divider, page(Part(BODY), number=10))
    assert first.locator == second.locator == "Chapter 3"


def test_references_are_under_no_chapter_of_findings() -> None:
    report = page(Part("Findings", "heading", 1), Part(BODY), Part("References", "heading", 3), Part("1 ILO, 2020."))
    assert [[heading.title for heading in section.path] for section in of(report)] == [["Findings"], ["References"]]


def test_nothing_is_under_references() -> None:
    report = page(
        Part("7. Bibliography", "heading", 1), Part(BODY), Part("Typology of Routes", "heading", 3), Part(BODY)
    )
    assert [[heading.title for heading in section.path] for section in of(report)] == [
        ["7. Bibliography"],
        ["Typology of Routes"],
    ]


@pytest.mark.parametrize("level", [0, 1, 5])
def test_a_caption_ends_no_section_however_large_it_is_set(level: int) -> None:
    report = page(
        Part("Labour Law", "heading", 2),
        Part(BODY),
        Part("Table 6. Inspections", "heading", level),
        Part("2020\t3\n2021\t4", "table"),
        Part(BODY + BODY),
        Part("Criminal Law", "heading", 3),
        Part(BODY),
    )
    assert locators(report) == ["Labour Law", "Table 6. Inspections", "Labour Law", "Criminal Law"]


def test_an_annex_keeps_its_parts_and_articles() -> None:
    treaty = page(Part("Annex II", "heading", 1), Part("Part I", "heading", 1), Part("Article 1"), Part(BODY))
    assert locators(treaty) == ["Annex II, Article 1"]


def test_khmer_articles_and_chapters() -> None:
    law = page(
        Part("ជំពូកទី ១. អំពីអធិបតេយ្យ", "heading", 2),
        Part("មាត្រា ១១. ថ្មី", "heading", 3),
        Part("ក្នុងករណីដែលព្រះមហាក្សត្រ ទ្រង់មិនអាចបំពេញ"),
        Part("មាត្រា ៣.០", "heading", 3),
        Part("ក្នុងករណីដែល"),
        markup=True,
    )
    assert locators(law) == ["Article 11 new", "Article 3.0"]


def test_a_caption_at_the_foot_stays_with_the_section() -> None:
    report = page(Part("Findings", "heading", 1), Part(BODY), Part("Table 2. Victims (Cont.)", "heading", 3))
    (section,) = of(report)
    assert section.locator == "Findings"
    assert words(section).endswith("Table 2. Victims (Cont.)")
