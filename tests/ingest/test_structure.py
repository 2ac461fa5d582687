"""Headings of laws, agreements and plans are told from running text that begins like them."""

import pytest

from ingest.structure import is_contents_page, recognise


@pytest.mark.parametrize(
    ("line", "locator", "title"),
    [
        ("Article 12", "Article 12", "Article 12"),
        ("Article 12.", "Article 12", "Article 12"),
        ("ARTICLE 12", "Article 12", "Article 12"),
        ("Article 12: Definition of Unlawful Removal", "Article 12", "Article 12 Definition of Unlawful Removal"),
        ("Article 12 – Penalties", "Article 12", "Article 12 Penalties"),
        (
            "Article 5. The King reigns but does not govern.",
            "Article 5",
            "Article 5 The King reigns but does not govern",
        ),
        ("Article 12 bis", "Article 12 bis", "Article 12 bis"),
        ("Art. 3", "Article 3", "Article 3"),
        ("Article IV", "Article IV", "Article IV"),
        ("មាត្រា ១២", "Article 12", "Article 12"),
        ("មាត្រា១២៖", "Article 12", "Article 12"),
        ("Annex 3", "Annex 3", "Annex 3"),
        ("ANNEX A: List of Provinces", "Annex A", "Annex A: List of Provinces"),
        ("Appendix II", "Appendix II", "Appendix II"),
        ("Chapter 4", "Chapter 4", "Chapter 4"),
        ("CHAPTER IV: Criminal Procedure", "Chapter IV", "Chapter IV: Criminal Procedure"),
        ("Section 2. Recruitment", "Section 2", "Section 2: Recruitment"),
        ("Component 1", "Component 1", "Component 1"),
        ("2.3 Labour Protection", "2.3 Labour Protection", "2.3 Labour Protection"),
        ("1.2.1. Safe Migration", "1.2.1 Safe Migration", "1.2.1 Safe Migration"),
        ("**Article 7**", "Article 7", "Article 7"),
    ],
)
def test_headings_by_their_words_alone(line: str, locator: str, title: str) -> None:
    heading = recognise(line, set_as_heading=False)
    assert heading is not None
    assert (heading.locator, heading.title) == (locator, title)


@pytest.mark.parametrize(
    "line",
    [
        "Article 12 of this law shall apply to foreigners.",
        "Article 12 and Article 13 are repealed.",
        "Article 12, paragraph 2, of the Constitution",
        "Articles 12 to 14",
        "Annex 3 lists the provinces in which the project works.",
        "Chapter 4 of this law applies to minors.",
        "Section 2 applies.",
        "2.3 percent of all households had a member who had left.",
        "2.5 million people were affected.",
        "3.1 The parties shall meet once a year. They shall report.",
        "Article 12 ........................ 7",
        "Table 3 shows the numbers of victims.",
        "The law of 2008",
        "clause 4",
        "",
        "   ",
        "1997",
    ],
)
def test_running_text_is_none(line: str) -> None:
    assert recognise(line, set_as_heading=False) is None


def test_levels_are_in_order() -> None:
    lines = ["Chapter 2", "Section 1", "Article 12"]
    levels = [heading.level for line in lines if (heading := recognise(line, set_as_heading=False))]
    assert levels == sorted(set(levels)) and len(levels) == 3
    component, deeper = recognise("2.3 Labour", set_as_heading=True), recognise("2.3.1 Work", set_as_heading=True)
    assert component and deeper and component.level < deeper.level


def test_captions_only_where_set_as_such() -> None:
    caption = recognise("Table 3: Victims by Province", set_as_heading=True)
    assert caption is not None and (caption.kind, caption.locator) == ("caption", "Table 3: Victims by Province")
    assert recognise("Table 3: Victims by Province", set_as_heading=False) is None


def test_any_line_set_as_a_heading_is_one() -> None:
    heading = recognise("Root Causes", set_as_heading=True, level=2)
    assert heading is not None and (heading.kind, heading.title, heading.locator) == (
        "heading",
        "Root Causes",
        "Root Causes",
    )
    assert recognise("***", set_as_heading=True) is None
    assert recognise("12", set_as_heading=True) is None


def test_contents_page() -> None:
    contents = "\n".join(["Contents", *(f"Chapter {n} {'.' * 20} {n * 3}" for n in range(1, 7))])
    assert is_contents_page(contents)
    assert not is_contents_page("\n".join(f"Chapter {n}\nThe law of {n}." for n in range(1, 7)))
    assert not is_contents_page("")
