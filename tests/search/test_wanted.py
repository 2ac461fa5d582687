"""What a question says it does not want is not looked for; what only sounds so stays."""

import pytest

from search.query import parse_query, plain_question
from search.wanted import wanted_part


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("care for survivors, excluding legal aid", "care for survivors"),
        ("shelters for men (excluding Phnom Penh) and their cost", "shelters for men and their cost"),
        ("laws on recruitment, but not the labour law", "laws on recruitment"),
        ("brick kilns and debt, but don't mention bricks. Who inspects?", "brick kilns and debt. Who inspects?"),
        ("describe the national plan without mentioning its budget", "describe the national plan"),
        ("plans of action, leaving out annexes", "plans of action"),
    ],
)
def test_an_exclusion_is_left_out(question: str, wanted: str) -> None:
    assert wanted_part(question) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "children working without pay",
        "marriage without consent",
        "migrants who do not hold a passport",
        "not guilty of trafficking",
        "excluding victims",
        "debt  bondage",
    ],
)
def test_what_only_sounds_like_an_exclusion_stays(question: str) -> None:
    assert wanted_part(question) == question


def test_the_query_language_understands_it_too_and_a_plain_question_has_no_signs() -> None:
    assert parse_query("care for survivors, excluding legal aid type:law").words == "care for survivors"
    assert plain_question('type:law -brick "x').words == 'type:law -brick "x'
    assert plain_question('type:law -brick "x').filters == {}
