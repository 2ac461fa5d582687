"""What an office makes known of itself is no finding, even on a page that tells of cases."""

import pytest

from ingest.screen import screen_text

_CASE = "The victims were referred to the shelter, and two girls were interviewed.\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "Questions: Programme Unit, tel. 023 211 904.",
        "Comments to statistics@datasecretariat.example or field-office@programme.example.",
        "Code  Line                 Unit   Total\n1.1  Project coordinator  month  21,600\n2.1    Support  case  900",
        "Done at Phnom Penh, 9 May 2016, in two originals.",
        "The book (ISBN 978-9924-555-07-2) was printed.",
        "Most came from Prey Veng, Kampong Cham, Banteay Meanchey and Siem Reap.",
        "Judgments: Phnom Penh 41, Siem Reap 17, Banteay Meanchey 22.",
        "Mr Sar Phalla              Director, Provincial Department",
        "Good practice was found in the whole of 2014.",
        "លេខ ០២៨ គ.ជ.ប.ជ",
        "The Law on Juvenile Justice, NS/\nRKM/0716/009, was enacted.",
    ],
)
def test_it_is_none(line: str) -> None:
    assert screen_text(_CASE + line) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Her mother's house has a telephone, 023 211 904.", "023 211 904"),
        ("Write to sokdara.office@datasecretariat.example, he answers.", "sokdara.office@datasecretariat.example"),
        ("She is from Kampong Trabek, 14, and lives behind the pagoda.", "behind the pagoda"),
    ],
)
def test_beside_a_person_it_is_one(line: str, words: str) -> None:
    assert any(words in found.words for found in screen_text(_CASE + line))
