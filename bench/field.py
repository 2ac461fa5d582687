"""Does the bundled collection answer what people of the field ask, among the first five passages?"""

import json
from pathlib import Path
from typing import Any

from bench.answers import QUESTIONS
from index.words import split_words
from search import Search
from search.answer import Mode


def measure(index: Path, questions: Path = QUESTIONS / "field.jsonl", mode: Mode = "hybrid") -> dict[str, Any]:
    """
    Ask each question and look for a passage that answers it.

    :param index: the folder of the index of the bundled collection.
    :param questions: JSON lines with `question` and `answers`: every place that answers it, as a document and a part
        of the heading; none where the collection has no answer.
    :param mode: hybrid, dense or lexical.
    :returns: how many were answered among the first one and the first five, those that were not, and of the questions
        without an answer the best similarity found.
    """
    search = Search(index, audience="public")
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    answered = {1: 0, 5: 0}
    missed, unanswerable = [], []
    for question in asked:
        results = search.run(question["question"], mode=mode, top=5).results
        if not question["answers"]:
            nearest = max((result.why.similarity or 0.0 for result in results), default=0.0)
            unanswerable.append({"question": question["question"], "similarity": nearest})
            continue
        right = [answers_question(result.passage.meta, question["answers"]) for result in results]
        answered[1] += any(right[:1])
        answered[5] += any(right)
        if not any(right):
            first = [(result.document, result.heading, result.locator) for result in results]
            missed.append({"question": question["question"], "expected": question["answers"], "first": first})
    return {
        "questions": len(asked) - len(unanswerable),
        "answered_by_the_first": answered[1],
        "answered_among_five": answered[5],
        "missed": missed,
        "without_an_answer": unanswerable,
    }


def answers_question(meta: dict[str, Any], places: list[dict[str, str]]) -> bool:
    """
    Whether a passage is of a place that answers a question.

    :param meta: the passage's metadata.
    :param places: the question's `answers`.
    :returns: whether its document is named, and its headings hold the heading named with it.
    """
    above = _plain(" › ".join(meta.get("heading_path") or ()))
    return any(meta["document"] == place["document"] and _plain(place["heading"]) in above for place in places)


def _plain(heading: str) -> str:
    """Its words alone: the sign between a number and a name is set differently by each format."""
    return " ".join(split_words(heading.casefold()))
