"""Telling a page that reads well from one that only looks so to a program."""

from pathlib import Path

import pytest

from ingest.parse.quality import Judgement, judge

ENGLISH = (
    "Article 12. Whoever commits the offence of trafficking in persons shall be punished (see Annex 3, USA v. Doe)."
)
KHMER = "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។"
LEGACY = "GnusBaØasþIBIsiTi§kumar rbs;mnusS RbeTskm<úCa eKalkarN_ énkarkat;eTas edayehtuplNamYy"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        KHMER,
        f"{KHMER} {ENGLISH}",
        "THE KINGDOM OF CAMBODIA\nNATION RELIGION KING",
        "Contact: info@uniap.example.org, http://www.example.org/UNIAP-SIREN-GMS-01.pdf for the SIREN report",
        "1997 1998 1999 2000: 12% 13% 14% of households surveyed",
        "Président de l'Assemblée, Phnom Penh; O'Brien, M.; McDonald's; the ILO's C182",
    ],
)
def test_reads_well(text: str) -> None:
    assert judge(text) == Judgement("well")


@pytest.mark.parametrize("text", ["", "   \n", "12", "- iv -", "Page 3"])
def test_no_text(text: str) -> None:
    assert judge(text) == Judgement("not at all", "no text on this page")


def test_legacy_khmer_font_is_told_by_its_words_and_by_its_name() -> None:
    assert judge(LEGACY).reading == "not at all"
    named = judge(LEGACY, frozenset({"LimonS1"}))
    assert named.reading == "not at all"
    assert "legacy Khmer font" in named.reason


def test_a_legacy_font_in_the_file_does_not_condemn_english() -> None:
    assert judge(ENGLISH, frozenset({"LimonS1", "TimesNewRoman"})).reading == "well"


def test_khmer_signs_in_the_wrong_order() -> None:
    # Each vowel before its consonant, as some PDFs write them.
    wrong = " ".join(["េក", "ោខ", "ែគ", "ាម"] * 10)
    judgement = judge(wrong)
    assert judgement.reading == "poorly"
    assert "wrong order" in judgement.reason


def test_better_than_is_an_order() -> None:
    none, poor, well = Judgement("not at all"), Judgement("poorly"), Judgement("well")
    assert [poor.better_than(none), well.better_than(poor), well.better_than(well), none.better_than(poor)] == [
        True,
        True,
        False,
        False,
    ]


def test_the_clean_constitution_and_laws(shared_data: Path) -> None:
    for name in ("km-constitution-clean.md", "kh-labour-law-1997-en.txt", "kh-constitution-en.txt"):
        text = (shared_data / "documents" / name).read_text(encoding="utf-8")
        judged = [judge(text[start : start + 2000]).reading for start in range(0, len(text) - 2000, 2000)]
        assert judged.count("well") == len(judged), name
