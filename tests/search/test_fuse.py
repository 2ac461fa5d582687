"""Fusion: each way of finding counts for as much as it has to say."""

import numpy as np

from index import Scores
from search.fuse import Fuser, Ranking


def scores(values: dict[int, float]) -> Scores:
    return Scores(np.array(list(values), dtype=np.int64), np.array(list(values.values()), dtype=np.float32))


def fused(words: Scores | None = None, meaning: Scores | None = None) -> Ranking:
    ranking = Fuser().run(words=words, meaning=meaning)["ranking"]
    assert np.array_equal(ranking.numbers, np.sort(ranking.numbers))
    return ranking


def best(ranking: Ranking) -> int:
    return int(ranking.best_first(ranking.numbers)[0])


def test_rare_words_outweigh_vague_meaning() -> None:
    meaning = scores({n: 0.3 + 0.001 * n for n in range(100)})
    assert best(fused(scores({7: 12.0}), meaning)) == 7


def test_where_every_passage_holds_the_words_meaning_decides() -> None:
    words = scores(dict.fromkeys(range(100), 1.0))
    ranking = fused(words, scores({n: 0.9 if n == 42 else 0.1 for n in range(100)}))
    assert best(ranking) == 42
    assert ranking.scores.max() == 1.0


def test_nothing_found_is_an_empty_ranking() -> None:
    ranking = fused(scores({}), scores({}))
    assert len(ranking.numbers) == 0
    assert ranking.best_first(np.array([3, 5])).tolist() == [3, 5]


def test_one_way_alone_keeps_its_order() -> None:
    values = {4: 2.0, 9: 7.0, 2: 5.0}
    for ranking in (fused(words=scores(values)), fused(meaning=scores({n: v / 10 for n, v in values.items()}))):
        assert ranking.best_first(ranking.numbers).tolist() == [9, 2, 4]


def test_a_passage_without_a_vector_stands_by_its_words() -> None:
    ranking = fused(scores({1: 3.0, 5: 9.0}), scores({1: 0.1, 2: 0.2, 3: 0.1}))
    assert best(ranking) == 5
    assert np.isnan(ranking.of(np.array([5]), ranking.cosines, 0.0)[0])
    assert ranking.by_words.tolist() == [True, False, False, True]


def test_a_filter_chooses_among_passages_and_changes_no_score() -> None:
    ranking = fused(scores({1: 3.0, 2: 5.0, 3: 1.0}), scores({1: 0.2, 2: 0.6, 3: 0.4, 4: 0.5}))
    chosen = ranking.within(np.array([1, 4, 99]))
    assert chosen.numbers.tolist() == [1, 4]
    assert chosen.scores.tolist() == ranking.of(np.array([1, 4]), ranking.scores, -1.0).tolist()


def test_words_that_lead_away_from_what_is_near_in_meaning_count_for_little() -> None:
    near = {n: 0.8 if n == 42 else 0.1 + 0.001 * n for n in range(100)}
    led_astray = fused(scores({7: 12.0}), scores(near))
    assert best(led_astray) == 42
    agreed = fused(scores({7: 12.0}), scores(near | {7: 0.75}))
    assert best(agreed) == 7
