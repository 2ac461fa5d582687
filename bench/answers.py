"""Is the passage that answers among the first five? Asked in plain words and in the document's own words."""

import json
from pathlib import Path
from typing import Any

from search import Search
from search.answer import Mode

QUESTIONS = Path(__file__).parent / "questions"


def measure(index: Path, questions: Path = QUESTIONS / "real_documents.jsonl", mode: Mode = "hybrid") -> dict[str, Any]:
    """
    Ask each question twice and look for the expected passage among the first five.

    A question names the file it is answered in and where: the PDF pages or the locators, any of which will do.

    :param index: the folder of an index that holds the files named.
    :param questions: JSON lines with `file`, `pages` or `locators`, `plain` and `own`.
    :param mode: hybrid, dense or lexical.
    :returns: the share found for each way of asking, and the questions that were not.
    """
    search = Search(index, audience="restricted")
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    missed = []
    found = {"plain": 0, "own": 0}
    for question in asked:
        for way in found:
            answer = search.run(question[way], mode=mode, top=5)
            if any(_answers(result, question) for result in answer.results):
                found[way] += 1
            else:
                first = [(r.passage.meta["path"], r.locator, r.pdf_page) for r in answer.results]
                missed.append({"question": question[way], "expected": _expected(question), "first": first})
    return {
        "questions": len(asked),
        "found_in_plain_words": found["plain"] / len(asked),
        "found_in_own_words": found["own"] / len(asked),
        "missed": missed,
    }


def _answers(result: Any, question: dict[str, Any]) -> bool:
    if Path(result.passage.meta["path"]).name != question["file"]:
        return False
    if "pages" in question:
        return result.pdf_page in question["pages"]
    return any(_same_place(result.locator, locator) for locator in question["locators"])


def _expected(question: dict[str, Any]) -> str:
    return f"{question['file']}: {question.get('pages') or question.get('locators')}"


def _same_place(locator: str, wanted: str) -> bool:
    """Article 4 is not Article 44; "Article 12(3)" lies in Article 12."""
    return locator.startswith(wanted) and not locator[len(wanted) :][:1].isdigit()
