"""Near-duplicates fold under the best, and only they."""

from itertools import pairwise

from haystack import Document
from hypothesis import given
from hypothesis import strategies as st

from search.fold import Folds, alike, shingles

WORDS = [f"w{n * 37 % 100:02}" for n in range(100)]
# Of a hundred words one other leaves 93 of 101 runs shared, two others apart leave too few.
TEXTS = st.lists(
    st.lists(st.integers(0, 99), max_size=2).map(
        lambda changed: " ".join("x" if place in changed else word for place, word in enumerate(WORDS))
    ),
    max_size=8,
)


def folded(texts: list[str]) -> list[list[str]]:
    folds = Folds()
    for number, text in enumerate(texts):
        folds.add(Document(id=str(number), content=text))
    return [[passage.id for passage in group] for group in folds.groups]


def test_nearly_equal_passages_fold_under_the_best() -> None:
    text = "the committee coordinates the work of ministries and of provincial committees against trafficking " * 2
    assert folded([text, "Shelters for men are few.", text + "again"]) == [["0", "2"], ["1"]]


def test_texts_too_short_to_be_called_alike_stay_apart() -> None:
    assert folded(["Article 8", "Article 8"]) == [["0"], ["1"]]


def test_the_same_rule_with_one_other_number_is_another_rule() -> None:
    rule = (
        "whoever sells a person shall be punished with imprisonment of {} years and with a fine of four million riels"
    )
    assert len(folded([rule.format("five"), rule.format("ten")])) == 2


@given(TEXTS)
def test_the_short_cut_folds_what_comparing_all_with_all_would(texts: list[str]) -> None:
    groups: list[list[int]] = []
    for number, text in enumerate(texts):
        twin = next((g for g in groups if alike(shingles(texts[g[0]]), shingles(text))), None)
        if twin is None:
            groups.append([number])
        else:
            twin.append(number)
    assert folded(texts) == [[str(number) for number in group] for group in groups]


@given(TEXTS)
def test_more_passages_leave_the_groups_before_them_in_their_order(texts: list[str]) -> None:
    heads = [[group[0] for group in folded(texts[:n])] for n in range(len(texts) + 1)]
    assert all(longer[: len(shorter)] == shorter for shorter, longer in pairwise(heads))
