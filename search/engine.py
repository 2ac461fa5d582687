"""Search: a question and filters in, an answer of cited passages out."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import numpy as np
from haystack import Document, Pipeline

from corpus.settings import Audience, settings
from index import PassageStore
from index.database import FILE_NAME
from index.encoder import load_encoder
from search.answer import Answer, Mode, Result, Sort, Why
from search.cite import Citation
from search.fold import fold
from search.fuse import Ranking, everything
from search.query import Query, QueryError, all_of, chosen, parse_query
from search.spelling import Speller
from search.stop_words import content_words

FACETS = ("four_p", "type", "year", "text_kind", "status", "language", "spatial", "creator")
# Of questions and passages that have nothing to do with each other 1 in 100 comes nearer: see FINDINGS, "Meaning".
NEAR = 0.4
# An article the query names comes before passages that only share words with it.
_NAMED_ARTICLE_BONUS = 0.25
# A list of sources or of contents holds every word of its subject and answers no question about it.
_APPARATUS_MALUS = 0.15


class Search:
    """
    The way from a question to cited passages, for one audience.

    ```python
    from search import Search

    answer = Search().run("debt bondage in brick kilns", filters={"type": "report"}, top=5)
    answer.total, answer.results[0].citation
    ```

    :param index_dir: the index's folder; the settings' where not given.
    :param audience: who asks; the settings' where not given.
    :raises FileNotFoundError: where there is no index.
    :raises index.IndexModelError: where another model made it.
    """

    def __init__(self, index_dir: Path | None = None, audience: Audience | None = None) -> None:
        folder = index_dir or settings().index_dir
        if not (folder / FILE_NAME).is_file():
            raise FileNotFoundError(f"There is no index in {folder}. Make one with `python -m ingest build`.")
        self._encoder = load_encoder()
        keeper = PassageStore(folder, self._encoder.dimension, self._encoder.name, self._encoder.revision)
        self.store = keeper.for_audience(audience or settings().audience)
        self._speller = Speller(self.store)
        self._pipelines: dict[Mode, Pipeline] = {}
        self._locks: dict[Mode, threading.Lock] = {mode: threading.Lock() for mode in get_args(Mode)}

    def warm_up(self) -> None:
        """Load the model and the vectors, some seconds, so that the first question need not wait."""
        self._rank(Query("warm up", words="warm up"), "hybrid")

    def run(
        self,
        query: str,
        *,
        filters: Mapping[str, Any] | None = None,
        mode: Mode = "hybrid",
        sort: Sort = "relevance",
        top: int = 10,
        offset: int = 0,
    ) -> Answer:
        """
        Answer a question.

        Where fewer than `top` passages match, the others that meet the filters fill the page, marked
        `related=False`: a filter that five passages meet shows all five.

        :param query: in the query language; may be empty when there are filters.
        :param filters: {field: value or values}: values of one field are alternatives, fields must all hold.
        :param mode: hybrid, dense (by meaning alone) or lexical (by words alone).
        :param sort: by relevance, or by date.
        :param top: results on the page.
        :param offset: results on the pages before.
        :returns: the answer; with `error` set where the query cannot be understood.
        """
        started = time.perf_counter()
        try:
            asked = parse_query(query)
        except QueryError as error:
            return Answer(query=query, mode=mode, error=str(error), revision=self.store.revision())
        choices = {name: chosen(name, value) for name, value in (filters or {}).items()}
        with self.store.reading():
            ranking = self._rank(asked, mode)
            within = ranking.within(self._numbers(all_of([asked.filters, *choices.values()])))
            matched = _matches(within, asked)
            counts = self._facets(asked, choices, matched, ranking)
            results = self._results(asked, self._ordered(within, matched, sort), within, matched, offset, top)
            of_documents = self.store.count_by(fields=["document"], numbers=matched)["document"]
            revision = self.store.revision()
            suggestion = self._speller.suggest(asked.words) if asked.words else ""
        return Answer(
            query=query,
            total=len(matched),
            documents=len(of_documents),
            took_ms=(time.perf_counter() - started) * 1000,
            facets=counts,
            results=results,
            mode=mode,
            revision=revision,
            suggestion=suggestion,
        )

    def _rank(self, asked: Query, mode: Mode) -> Ranking:
        """Every passage the audience may see, ranked; filters choose among them, so counts and pages agree."""
        if not asked.words:
            return everything(self.store.numbers())
        inputs: dict[str, dict[str, Any]] = {}
        if mode != "dense":
            inputs["words"] = {"words": content_words(asked.words)}
        if mode != "lexical":
            inputs["embed"] = {"text": asked.words}
        found = self._pipeline(mode).run(inputs)["fuse"]["ranking"]
        ranking: Ranking = found.joined_by(self.store.numbers())
        listed = self.store.numbers({"field": "meta.apparatus", "operator": "==", "value": True})
        if len(listed):
            ranking = ranking.raised(np.isin(ranking.numbers, listed), -_APPARATUS_MALUS)
        return self._with_named_article(ranking, asked) if asked.article else ranking

    def _numbers(self, filters: dict[str, Any]) -> np.ndarray | None:
        return self.store.numbers(filters) if filters else None

    def _pipeline(self, mode: Mode) -> Pipeline:
        # One lock a mode: an answer by words need not wait for the model that meaning needs.
        with self._locks[mode]:
            if mode not in self._pipelines:
                from search.pipeline import query_pipeline

                pipeline = query_pipeline(self.store, self._encoder, mode)
                pipeline.warm_up()
                self._pipelines[mode] = pipeline
            return self._pipelines[mode]

    def _with_named_article(self, ranking: Ranking, asked: Query) -> Ranking:
        named = self.store.numbers({"field": "meta.locator", "operator": "==", "value": asked.article})
        return ranking.raised(np.isin(ranking.numbers, named), _NAMED_ARTICLE_BONUS)

    def _facets(
        self, asked: Query, choices: dict[str, dict[str, Any]], matched: np.ndarray, ranking: Ranking
    ) -> dict[str, dict[Any, int]]:
        """Of a field with a choice made, the counts are those the other fields leave: choosing one more value adds."""
        counts = self.store.count_by(fields=FACETS, numbers=matched)
        for name in [name for name in FACETS if choices.get(name)]:
            others = all_of([asked.filters, *(c for field, c in choices.items() if field != name)])
            among = _matches(ranking.within(self._numbers(others)), asked)
            counts |= self.store.count_by(fields=[name], numbers=among)
        return counts

    def _ordered(self, ranking: Ranking, matched: np.ndarray, sort: Sort) -> np.ndarray:
        """The matching passages in the order asked for, then the others the filters let through."""
        if sort != "relevance":
            matched = self.store.by_date(matched, newest_first=sort == "newest")
        others = ranking.numbers[~np.isin(ranking.numbers, matched)]
        return np.concatenate([matched, others])

    def _results(
        self, asked: Query, ordered: np.ndarray, ranking: Ranking, matched: np.ndarray, offset: int, top: int
    ) -> tuple[Result, ...]:
        # Others fill the first page only: behind the last match there is nothing more to turn to.
        end = min(offset + top, len(matched)) if len(matched) > top else (offset + top if offset == 0 else offset)
        numbers = ordered[offset:end].tolist()
        place = {int(number): i for i, number in enumerate(ranking.numbers)}
        found = dict(zip(numbers, self.store.by_number(numbers), strict=False))
        number_of = {passage.id: number for number, passage in found.items()}
        terms = {term: self.store.holding(term, numbers) for term in _terms(asked)}
        matching = set(matched.tolist())

        def result(passage: Document, rank: int, folded: tuple[Result, ...] = ()) -> Result:
            number = number_of[passage.id]
            cosine = float(ranking.cosines[place[number]])
            return Result(
                rank=rank,
                score=float(ranking.scores[place[number]]),
                passage=passage,
                citation=Citation(passage).text(),
                why=Why(
                    tuple(term for term, holders in terms.items() if number in holders),
                    None if np.isnan(cosine) else round(cosine, 3),
                ),
                related=number in matching,
                folded=folded,
            )

        ranks = {number: offset + i + 1 for i, number in enumerate(numbers)}
        return tuple(
            result(
                best, ranks[number_of[best.id]], tuple(result(other, ranks[number_of[other.id]]) for other in others)
            )
            for best, *others in fold(found.values())
        )


def _matches(ranking: Ranking, asked: Query) -> np.ndarray:
    """What holds a word of the query or comes near its meaning: told of each passage by itself, so counts add up."""
    if not asked.words:
        return ranking.numbers
    near = np.nan_to_num(ranking.cosines, nan=-1.0) >= NEAR
    return ranking.numbers[near | ranking.by_words]


def _terms(asked: Query) -> tuple[str, ...]:
    return tuple(dict.fromkeys(content_words(" ".join(asked.terms)).split()))
