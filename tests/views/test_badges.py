"""The signs of the four Ps: told apart without colour, readable on it."""

import re

import pytest

from corpus.record import FOUR_P
from tests.conftest import REPOSITORY
from views.badges import four_p_badges, text_kind_badge
from views.labels import FOUR_P_LETTERS, page_label

STYLE = (REPOSITORY / "views" / "style.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    signs = colour.removeprefix("#")
    signs = "".join(sign * 2 for sign in signs) if len(signs) == 3 else signs
    parts = [int(signs[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_p_has_a_letter_of_its_own() -> None:
    assert set(FOUR_P_LETTERS) == set(FOUR_P)
    assert all(re.search(rf'-{name} [^}}]*--letter: "{letter}"', STYLE) for name, letter in FOUR_P_LETTERS.items())
    assert len(set(FOUR_P_LETTERS.values())) == 4


@pytest.mark.parametrize("name", FOUR_P)
def test_a_letter_can_be_read_on_its_colour(name: str) -> None:
    rule = re.search(rf"\.letter\.{name}[^{{]*{{([^}}]*)}}", STYLE)
    assert rule
    behind = re.search(r"background: (#\w+)", rule[1])
    before = re.search(r"(?<!-)color: (#\w+)", rule[1])
    assert behind
    light, dark = sorted((luminance(behind[1]), luminance(before[1] if before else "#000")), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_word_stands_beside_the_letter() -> None:
    assert "Protection" in four_p_badges(["protection"], confirmed=["protection"])


def test_a_suggestion_is_told_apart_from_what_a_person_chose() -> None:
    assert "suggested" in four_p_badges(["policy"], confirmed=[])
    assert "suggested" not in four_p_badges(["policy"], confirmed=["policy"])
    both = four_p_badges(["policy", "protection"], confirmed=["policy"])
    assert both.index("Policy") < both.index("suggested") < both.index("Protection")
    assert four_p_badges([], confirmed=["policy"]) == ""


def test_digest_and_official_text_are_told_apart_in_words() -> None:
    assert "Digest" in text_kind_badge("digest") and "Official text" in text_kind_badge("official")


@pytest.mark.parametrize(
    ("pdf_page", "printed", "label"),
    [(6, "iv", "p. iv (PDF p. 6)"), (6, "6", "p. 6 (PDF p. 6)"), (6, None, "PDF p. 6"), (None, None, "")],
)
def test_a_page_is_named_as_printed_and_as_the_pdf_counts(
    pdf_page: int | None, printed: str | None, label: str
) -> None:
    assert page_label(pdf_page, printed) == label
