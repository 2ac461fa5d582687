"""Dates as they are written, in two languages and several orders."""

import pytest

from ingest.inferred.date_words import dates_in, years_in


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("signed on 12 July 2014 in Bangkok", "2014-07-12"),
        ("on the 31st day of May 2003", "2003-05-31"),
        ("March 13, 1997", "1997-03-13"),
        ("21 September, 1993", "1993-09-21"),
        ("Sept. 2008", "2008-09"),
        ("2008-02-15", "2008-02-15"),
        ("28/02/2008", "2008-02-28"),
        ("ថ្ងៃទី២១ ខែកញ្ញា ឆ្នាំ១៩៩៣", "1993-09-21"),
        ("ថ្ងៃទី ២៦. ខែ សីហា ឆ្នាំ ១៩៩៤", "1994-08-26"),
        ("ខែកុម្ភៈ ឆ្នាំ២០០៨", "2008-02"),
        ("ឆ្នាំ២០០៨", "2008"),
        ("12\nJuly\n2014", "2014-07-12"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text: str, iso: str) -> None:
    (written,) = dates_in(text)
    assert written.iso == iso
    assert len(dates_in(text[written.start : written.end])) == 1


@pytest.mark.parametrize("text", ["31 June 2014", "12 July 3014", "99/99/2014", "Article 12 of 2014", "may 20"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert dates_in(text) == []


def test_years_of_a_title() -> None:
    assert years_in("National Plan 2006-2010") == ["2006", "2010"]
    assert years_in("ច្បាប់ឆ្នាំ២០០៨") == ["2008"]
    assert years_in("Prakas No. 12345") == []
