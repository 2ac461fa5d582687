"""Names of terms are found by their stems, the longest first, bodies in capitals as written, Khmer by syllables."""

import pytest

from index.thesaurus import thesaurus


def named(text: str) -> list[str]:
    return [f"{mention.scheme}/{mention.term.id}" for mention in thesaurus().mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fishing boats", ["sector/fisheries"]),
        ("a FISHING BOAT", ["sector/fisheries"]),
        (
            "commercial sexual exploitation of children",
            ["exploitation/child-sexual-exploitation", "population/children"],
        ),
        ("The COMMIT process began", ["body/commit"]),
        ("they commit crimes", []),
        ("Ministry of Women's Affairs", ["body/mowa"]),
        ("ជួញដូរកុមារ", ["population/children"]),
        ("", []),
    ],
)
def test_named(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_a_hidden_label_is_no_name() -> None:
    (mention,) = thesaurus().mentions("fishing")
    assert (mention.term.id, mention.by_name) == ("fisheries", False)
