"""Each detector: what it finds, and what only looks like it."""

import pytest

from ingest.screen import screen_text


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.words) for finding in screen_text(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Chan Sreymom, 15, was rescued in May.", "name", "Chan Sreymom"),
        ("The victim, SOK DARA, was taken to Bavet.", "name", "SOK DARA"),
        ("the girl sok chanthea was sold to a bar", "name", "sok chanthea"),
        ("Her mother, Chan\nSopheap, cried.", "name", "Chan\nSopheap"),
        ("The survivor, K.S., aged 14, testified.", "name", "K.S."),
        ("ជនរងគ្រោះឈ្មោះ សុខ ស្រីមុំ អាយុ ១៥ ឆ្នាំ", "name", "សុខ ស្រីមុំ"),
        ("เด็กหญิงสมหญิง ใจดี อายุ 14 ปี", "name", "สมหญิง ใจดี"),
        ("Name of the child: Rumdoul", "name", "Rumdoul"),
        ("She was born on 12 March 2004.", "date of birth", "12 March 2004"),
        ("DOB: 12/03/2004", "date of birth", "12/03/2004"),
        ("ថ្ងៃខែឆ្នាំកំណើត៖ ១២/០៣/២០០៤", "date of birth", "១២/០៣/២០០៤"),
        ("her birthday, 4 May, came", "date of birth", "4 May"),
        ("Call her on 012 345 678.", "phone", "012 345 678"),
        ("Her number: +855 96 123 4567", "phone", "+855 96 123 4567"),
        ("Her phone: 0l2 345 67B", "phone", "0l2 345 67B"),
        ("ទូរស័ព្ទ ០១២ ៣៤៥ ៦៧៨", "phone", "០១២ ៣៤៥ ៦៧៨"),
        ("Tel: 012345678/0977654321 of the mother", "phone", "0977654321"),
        ("national ID card no. 012 345 678", "identity document", "012 345 678"),
        ("passport N1234567", "identity document", "N1234567"),
        ("1-2345-67890-12-3", "identity document", "1-2345-67890-12-3"),
        ("her number is 12/LaMaNa(N)145678", "identity document", "12/LaMaNa(N)145678"),
        ("Case file no. 245/2019", "identity document", "245/2019"),
        ("the driver of a van, plate 2A-1234", "identity document", "2A-1234"),
        ("She lives at #12, St. 271, Sangkat Toul Tum, Takeo.", "address", "#12, St. 271, Sangkat Toul Tum, Takeo"),
        ("S.D., 15, from Prey Chhor, fled.", "address", "Prey Chhor"),
        ("នាងរស់នៅភូមិព្រៃ ឃុំជ្រៃ ស្រុកព្រៃឈរ", "address", "ភូមិព្រៃ ឃុំជ្រៃ ស្រុកព្រៃឈរ"),
        ("The safe house is behind the old market.", "shelter location", "behind the old market"),
        ("Our shelter: No. 8, Street 20, Battambang", "shelter location", "No. 8, Street 20, Battambang"),
        ("the house at 11.5564, 104.9282", "coordinates", "11.5564, 104.9282"),
        ("at 11°33'12\"N 104°54'02\"E", "coordinates", "11°33'12\"N 104°54'02\"E"),
        ("Facebook account “Srey Pov Cute”", "account", "Srey Pov Cute"),
        ("her LINE ID: pov_77", "account", "pov_77"),
        ("sreymom2004@gmail.com", "email", "sreymom2004@gmail.com"),
        ("her mail: sok.dara [at] gmail [dot] com", "email", "sok.dara [at] gmail [dot] com"),
        ("ABA account 001 234 567", "bank account", "001 234 567"),
        ("to the wallet TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE", "bank account", "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE"),
    ],
)  # fmt: skip
def test_it_is_found(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Hun Sen spoke of victims.",
        "H.E. Sok Chanthy, Secretary of State, said that victims were rescued.",
        "Sok, Chanthy (2011) Victims of Trafficking. Phnom Penh: University Press, pp. 12–15.",
        "Law NS/RKM/0208/005 of 15 February 2008 on victims.",
        "Children born before 1 January 2000 are citizens.",
        "The Ministry of Interior, #275, Norodom Boulevard, Phnom Penh. Tel: (855) 23 721 905",
        "Hotline 1288; fax 023 880 123; info@moi.gov.kh; www.moi.gov.kh",
        "In 12 villages of Prey Veng province 2,314 households were asked.",
        "Shelters in Phnom Penh and Siem Reap received 214 victims.",
        "A budget of 012,345,678 riel in 2018-2019.",
        "https://example.org/documents/0123456789?id=29335",
        "Case 002/01 before the Extraordinary Chambers",
    ],
)
def test_it_is_none(text: str) -> None:
    assert found(text) == []


def test_a_number_named_as_a_paper_is_no_telephone() -> None:
    assert found("identity card 012 345 678, phone 012 345 678") == [
        ("identity document", "012 345 678"),
        ("phone", "012 345 678"),
    ]


def test_a_pseudonym_is_less_sure_than_a_name() -> None:
    told, real = screen_text("“Bopha” (not her real name) was sold.")[0], screen_text("Bopha, 15, was sold.")[0]
    assert told.words == real.words == "Bopha"
    assert told.confidence < 0.5 < real.confidence


def test_cells_under_a_header_are_found_by_their_column() -> None:
    text = "Name\tAge\tVillage\tPhone\nKim Dara\t14\tOsmach\t092 111 222\n"
    assert found(text) == [("name", "Kim Dara"), ("address", "Osmach"), ("phone", "092 111 222")]
    assert found(text.replace("\t", "\n")) == found(text)
    assert found("Name\tPosition\tMinistry\nKim Dara\tOfficer\tInterior\n") == []


def test_national_numbers_are_of_the_country_of_the_language() -> None:
    assert "of TH" in screen_text("โทร 081 234 5678", "th")[0].why
    assert "of VN" in screen_text("điện thoại 0903 555 712", "vi")[0].why
