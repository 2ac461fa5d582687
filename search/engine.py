"""Search: a question and filters in, an answer of cited passages out."""

import copy
import threading
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, get_args

import numpy as np
from haystack import Document, Pipeline

from corpus.settings import Audience, settings
from index import PassageStore
from index.database import FILE_NAME
from index.encoder import Encoder, load_encoder
from index.stems import stems
from search.about import about
from search.answer import Answer, Mode, Result, Sort, Why
from search.expand import Expansion, expansions
from search.fold import Folds
from search.fuse import NEAR, Ranking, everything
from search.highlight import found_spans, found_words
from search.known import known_not_held, outdated_by_title
from search.query import TERM_FIELDS, Query, QueryError, all_of, chosen, parse_query
from search.spelling import Speller
from search.standing import STILL_STANDING, cite, outdated_are_wanted
from search.stop_words import content_words

FACETS = ("four_p", "type", "year", *TERM_FIELDS, "text_kind", "status", "language", "spatial", "creator")
# An article the query names comes before passages that only share words with it.
_NAMED_ARTICLE_BONUS = 0.25
# A list of sources or of contents holds every word of its subject and answers no question about it.
_APPARATUS_MALUS = 0.15
# Where an instrument's own words are held, they come before our description of them.
_OFFICIAL_BONUS = 0.05


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
    :param encoder: what questions are embedded with; the settings' where not given.
    :raises FileNotFoundError: where there is no index.
    :raises index.IndexModelError: where another model made it.
    """

    def __init__(
        self, index_dir: Path | None = None, audience: Audience | None = None, encoder: Encoder | None = None
    ) -> None:
        folder = index_dir or settings().index_dir
        if not (folder / FILE_NAME).is_file():
            raise FileNotFoundError(f"There is no index in {folder}. Make one with `python -m ingest build`.")
        self._encoder = encoder or load_encoder()
        keeper = PassageStore(folder, self._encoder.dimension, self._encoder.name, self._encoder.revision)
        self.store = keeper.for_audience(audience or settings().audience)
        self._views: dict[Audience, Search] = {}
        self._look_at_store()

    def _look_at_store(self) -> None:
        """Make what is bound to one audience's store."""
        self._speller = Speller(self.store)
        self._pipelines: dict[Mode, Pipeline] = {}
        self._locks: dict[Mode, threading.Lock] = {mode: threading.Lock() for mode in get_args(Mode)}

    def for_audience(self, audience: Audience) -> "Search":
        """
        The same search as one audience may ask it; made once, it costs no second model and no second index.

        ```python
        Search(audience="restricted").for_audience("public").run("debt bondage")
        ```

        :param audience: who asks.
        :returns: a search that shares this one's index, caches and language model.
        :raises PermissionError: where the audience sees more than this search does.
        """
        if audience == self.store.audience:
            return self
        view = copy.copy(self)
        view.store = self.store.for_audience(audience)
        view._look_at_store()
        return self._views.setdefault(audience, view)

    def warm_up(self) -> None:
        """Load the model, the vectors and the vocabulary, some seconds, so that the first question need not wait."""
        self.run(Query("warm up", words="warm up"), top=1)

    def run(
        self,
        query: str | Query,
        *,
        filters: Mapping[str, Any] | None = None,
        mode: Mode = "hybrid",
        sort: Sort = "relevance",
        top: int | None = 10,
        offset: int = 0,
        without: Collection[str] = (),
        only_about: bool = False,
        superseded: bool = False,
    ) -> Answer:
        """
        Answer a question.

        Where fewer than `top` passages match, the others that meet the filters fill the page, marked
        `related=False`: a filter that five passages meet shows all five. What is superseded or withdrawn is left out
        and counted, unless a status or a document is asked for.

        :param query: in the query language, or understood already; may be empty when there are filters.
        :param filters: {field: value or values}: values of one field are alternatives, fields must all hold.
        :param mode: hybrid, dense (by meaning alone) or lexical (by words alone).
        :param sort: by relevance, or by date.
        :param top: results on the page; None for all that match.
        :param offset: results on the pages before.
        :param without: terms whose other names are not looked for, as `scheme/id`.
        :param only_about: count and show only what is about the question, as the coverage table does.
        :param superseded: find what is superseded or withdrawn too, whatever is asked for.
        :returns: the answer; with `error` set where the query cannot be understood.
        """
        started = time.perf_counter()
        try:
            asked = parse_query(query) if isinstance(query, str) else query
            choices = {name: chosen(name, value) for name, value in (filters or {}).items()}
            added = expansions(asked.words, without) if mode != "dense" else []
        except QueryError as error:
            return Answer(query=str(query), mode=mode, error=str(error), revision=self.store.revision())
        with self.store.reading():
            ranking = self._rank(asked, mode, added)
            wanted = all_of([asked.filters, *choices.values()])
            subject = about(self.store, asked.words, ranking) if only_about and asked.words else None
            everything_found = _matches(ranking.within(self._numbers(wanted)), asked, subject)
            leaves_out = not (superseded or outdated_are_wanted(asked.filters, choices))
            if leaves_out:
                # A choice on its field like any other: the values of the field go on counting what it leaves out.
                choices["status"] = STILL_STANDING
            let_through = self._numbers(all_of([asked.filters, *choices.values()]))
            matched = everything_found if let_through is None else np.intersect1d(everything_found, let_through)
            counts = self._facets(asked, choices, matched, ranking, subject)
            ordered = ranking.best_first(matched) if sort == "relevance" else self._by_date(matched, sort)
            if top is not None and not offset and len(matched) < top and subject is None:
                rest = np.setdiff1d(self.store.numbers() if let_through is None else let_through, matched)
                ordered = np.concatenate([ordered, ranking.best_first(rest)[: top - len(matched)]])
            results = self._results(_terms(asked, added), ordered, ranking, len(matched), offset, top)
            of_documents = self.store.count_by(fields=["document"], numbers=matched)["document"]
            revision = self.store.revision()
            known = known_not_held(self.store, asked, wanted, outdated=not leaves_out)
            left_out_titles = outdated_by_title(self.store, asked, wanted) if leaves_out else ()
            suggestion = self._speller.suggest(asked.words) if asked.words else ""
        return Answer(
            query=asked.text,
            total=len(matched),
            documents=len(of_documents),
            took_ms=(time.perf_counter() - started) * 1000,
            facets=counts,
            results=results,
            mode=mode,
            revision=revision,
            suggestion=suggestion,
            expanded=tuple(added),
            known=known,
            left_out=len(everything_found) - len(matched),
            left_out_titles=left_out_titles,
        )

    def about(self, topic: str, mode: Mode = "hybrid") -> np.ndarray:
        """
        The passages that are about a topic.

        :param topic: words, or a question.
        :param mode: as in `run`; by words alone where the model is not there.
        :returns: passage numbers, in order, of the revision that is read.
        :raises QueryError: where the topic is a query that cannot be understood.
        """
        with self.store.reading():
            asked = parse_query(topic)
            ranking = self._rank(asked, mode, expansions(asked.words) if mode != "dense" else [])
            found = about(self.store, asked.words, ranking)
            let_through = self._numbers(asked.filters)
        return found if let_through is None else np.intersect1d(found, let_through)

    def _rank(self, asked: Query, mode: Mode, added: list[Expansion]) -> Ranking:
        """Every passage the audience may see, ranked; filters choose among them, so counts and pages agree."""
        if not asked.words:
            return everything(self.store.numbers())
        inputs: dict[str, dict[str, Any]] = {}
        if mode != "dense":
            inputs["words"] = {"words": content_words(asked.words), "added": [each.names for each in added]}
        if mode != "lexical":
            inputs["embed"] = {"text": asked.words}
        ranking: Ranking = self._pipeline(mode).run(inputs)["fuse"]["ranking"]
        if len(listed := self.store.numbers({"field": "meta.apparatus", "operator": "==", "value": True})):
            ranking = ranking.raised(listed, -_APPARATUS_MALUS)
        official = self.store.numbers({"field": "meta.text_kind", "operator": "==", "value": "official"})
        ranking = ranking.raised(official, _OFFICIAL_BONUS)
        if asked.article:
            named = self.store.numbers({"field": "meta.locator", "operator": "==", "value": asked.article})
            ranking = ranking.raised(named, _NAMED_ARTICLE_BONUS)
        return ranking

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

    def _facets(
        self,
        asked: Query,
        choices: dict[str, dict[str, Any]],
        matched: np.ndarray,
        ranking: Ranking,
        subject: np.ndarray | None,
    ) -> dict[str, dict[Any, int]]:
        """Of a field with a choice made, the counts are those the other fields leave: choosing one more value adds."""
        counts = self.store.count_by(fields=FACETS, numbers=matched)
        for name in [name for name in FACETS if choices.get(name)]:
            others = all_of([asked.filters, *(c for field, c in choices.items() if field != name)])
            among = _matches(ranking.within(self._numbers(others)), asked, subject)
            counts |= self.store.count_by(fields=[name], numbers=among)
        return counts

    def _by_date(self, matched: np.ndarray, sort: Sort) -> np.ndarray:
        return self.store.by_date(matched, newest_first=sort == "newest")

    def _results(
        self, terms: list[str], ordered: np.ndarray, ranking: Ranking, matched: int, offset: int, top: int | None
    ) -> tuple[Result, ...]:
        """The groups of near-duplicates that stand on the page; those before are made too, so that none comes twice."""
        last = len(ordered) if top is None else offset + top
        folds, read = Folds(), 0
        place: dict[str, int] = {}
        while len(folds.groups) < last and read < len(ordered):
            numbers = ordered[read : read + last - len(folds.groups)].tolist()
            for at, passage in enumerate(self.store.by_number(numbers), start=read):
                place[passage.id] = at
                folds.add(passage)
            read += len(numbers)
        scores, cosines = (ranking.of(ordered, column, np.nan) for column in (ranking.scores, ranking.cosines))

        def result(passage: Document, rank: int, folded: tuple[Result, ...] = ()) -> Result:
            at = place[passage.id]
            known = not np.isnan(cosines[at])
            citation = cite(self.store, passage)
            return Result(
                rank=rank,
                score=float(np.nan_to_num(scores[at]).clip(0, 1)),
                passage=passage,
                citation=citation.text(),
                why=Why(_found(passage, terms), round(float(cosines[at]), 3) if known else None),
                related=at < matched,
                folded=folded,
                successors=citation.successors,
            )

        return tuple(
            result(best, rank, tuple(result(other, rank) for other in others))
            for rank, (best, *others) in enumerate(folds.groups[offset:last], start=offset + 1)
        )


def _matches(ranking: Ranking, asked: Query, subject: np.ndarray | None = None) -> np.ndarray:
    """What holds a word of the query or comes near its meaning: told of each passage by itself, so counts add up."""
    if subject is not None:
        return np.intersect1d(ranking.numbers, subject)
    if not asked.words:
        return ranking.numbers
    near = np.nan_to_num(ranking.cosines, nan=-1.0) >= NEAR
    return ranking.numbers[near | ranking.by_words]


def _found(passage: Document, terms: list[str]) -> tuple[str, ...]:
    """The words of the passage that were asked for, then those that only its title and headings hold."""
    # Both are looked through at once, for each look costs as much as a short text does.
    content = passage.content or ""
    both = f"{content}\n{passage.meta.get('context') or ''}"
    spans = found_spans(both, terms)
    words = found_words(both, [span for span in spans if span[1] <= len(content)])
    held = {stem for word in words for stem in stems(word)}
    above = found_words(both, [span for span in spans if span[0] > len(content)])
    return (*words, *(word for word in above if not held.issuperset(stems(word))))


def _terms(asked: Query, added: list[Expansion]) -> list[str]:
    """What is marked in the results: the words of the question, and the names that were added to them."""
    return list(dict.fromkeys([*content_words(asked.words).split(), *(name for each in added for name in each.names)]))
