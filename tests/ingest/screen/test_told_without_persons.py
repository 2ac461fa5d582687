"""What only looks like a birth, a paper's number or an account, on a page of cases; and hostile pages."""

import time

import pytest

from ingest.screen import screen_text


@pytest.mark.parametrize(
    "line",
    [
        "The victims were assessed in 2017-2018 by UNICEF.",
        "Prakas No. 012 of 2019 on shelters protects victims.",
        "The victims answered on a scale of 1 2 3 4 5 6 7.",
        "One, two, three or four victims were heard.",
        "Victims of the year 2019 numbered two thousand and forty.",
        "The report ILO 2012-2016 counts victims.",
        "A/RES/55/25 and CRC/C/KHM/CO/2-3 concern victims.",
        "Table 12-A counts victims in 14 provinces.",
        "Page 12, volume 3 of the report on victims.",
        "The anniversary of the law, 25 December, was marked by victims.",
        "The child was born out of wedlock; 2003 was the year of the law.",
        "COVID-19 hit survivors in 2020-21.",
        "Her Facebook is used every day by the shelter.",
        "Victims from 2004 to 2010: 1,234; 5,678; 9,012.",
        "ការជួញដូរមនុស្ស កើតឡើងនៅឆ្នាំ ២០១៨ ជនរងគ្រោះ",
    ],
)
def test_it_is_none(line: str) -> None:
    assert screen_text(line) == []


@pytest.mark.parametrize(
    "again",
    ["0 1 2 3 ", "ABC-DEF/12.AB ", "AB-", "born ", "her birthday and born on a day ", "one two then ", "ប្រាំបួន ឆ្នាំ កើត ",
     "book no 12, leaf ", "a", "1", "a.b_", "x at y dot ", "11 33 ", "lat 1 ", "O1l-", "her facebook page is ", " ",
     "B1-", "'A", "ក", "ក-", "ฟ", "\t", "\n", "O1l-ក", "\u200b", "Phum A, ", "no. 1, ", "(", "\"", "house 12, "],
)  # fmt: skip
def test_a_hostile_page_is_read_in_a_moment(again: str) -> None:
    begun = time.process_time()
    screen_text("The victim was born at " + (again * 8000)[:8000])
    # A printed page has 3,000 letters and takes a tenth of a second; what grows with the cube takes minutes.
    assert time.process_time() - begun < 20


def test_a_hostile_file_without_pages_takes_so_many_times_as_long_as_a_page() -> None:
    begun = time.process_time()
    screen_text("The victim was born at " + "AB-" * 100_000)
    # Read as one page it would take an hour.
    assert time.process_time() - begun < 120
