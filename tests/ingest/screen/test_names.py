"""Names, however they are written: what a name reaches over, and what is none."""

import pytest

from ingest.screen import screen_text


def named(text: str, language: str = "en") -> list[str]:
    return [found.words for found in screen_text(text, language) if found.kind == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The court read out that the complainant was Sum Channary and where she stays.", "Sum Channary"),
        ("4) KEO, Pisey (f) / begging in Bangkok; she was deported.", "KEO, Pisey"),
        ("“I counted the days.” Oeun Chan-\nthida left her child with a broker’s aunt.", "Oeun Chan-\nthida"),
        ('The witness, Margaret "Peg" Ellwood, said that she saw the girl.', 'Margaret "Peg" Ellwood'),
        ("The grandfather, Mr Vong (Ah Khmao) Saret, put his thumb to it for the girl.", "Mr Vong (Ah Khmao) Saret"),
        ("She said aloud: my name is P. Wongsakulrat, call the embassy.", "P. Wongsakulrat"),
        ("Two victims were found, Ma. Lourdes B. Catacutan and another woman.", "Ma. Lourdes B. Catacutan"),
        ("La victime se nomme en réalité LIM Guek-Hia veuve Tessier, 31 ans.", "LIM Guek-Hia veuve Tessier"),
        ("La lettre de la victime est signée Sovannarith, « le petit Long ».", "Sovannarith, « le petit Long »"),
        ("The girl’s mother, Hạnh Thị Liễu, came to the shelter.", "Hạnh Thị Liễu"),
        ("Personal data of the child. Full name      Thav Vichetra      Sex  F", "Thav Vichetra"),
    ],
)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ឪពុករបស់នាង លោក ជា ម៉ន ទទួលបាន ៨០០ ដុល្លារ។", "ជា ម៉ន"),
        ("ក្មេងស្រី អាយុ ១៣ ឆ្នាំ កូនរបស់យាយម៉ុល សុភី នៅក្រោយសាលា។", "យាយម៉ុល សុភី"),
        ("ប្អូនស្រីដែលមិត្តភក្តិហៅលេងថា «ស្រីតូច ម៉ារីយ៉ាំ» ជាប់លេខ១។", "ស្រីតូច ម៉ារីយ៉ាំ"),
        ("៤. ព័ត៌មានអំពីកុមារ\nគោត្តនាម និងនាម      ថាវ វិចិត្រា      ភេទ ស្រី", "ថាវ វិចិត្រា"),
        ("អ្នកលាងចានក្នុងហាង គឺនាង សុឡៃម៉ាន់\nហ្វាទីម៉ះ ដែលបានឃើញក្មេងស្រីពីរនាក់។", "នាង សុឡៃម៉ាន់\nហ្វាទីម៉ះ"),
    ],
)
def test_a_name_in_khmer_letters_is_found_whole(text: str, name: str) -> None:
    # No more around it than a word for a person: where the run begins no sign tells.
    assert any(name in words and len(words) <= len(name) + 8 for words in named(text, "km"))


@pytest.mark.parametrize(
    "text",
    [
        "The girl was sold. In Sum the law of 2008 was applied, and she came home.",
        "The victim was referred to Mrs. Nop Thary, Kravan village, by the police.",
        "Name      Position      Ministry\nThe victim was referred by the police.",
        "Victims were met. Ông ấy từ Việt Nam.",
    ],
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert not {"In Sum", "Thary, Kravan", "Mrs. Nop Thary, Kravan", "Position", "Việt"} & set(named(text))
