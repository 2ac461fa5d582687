"""What is about a topic, held against documents that were named in advance."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from bench.answers import QUESTIONS
from search import Search
from search.answer import Mode


def measure(index: Path, topics: Path = QUESTIONS / "topics.jsonl", mode: Mode = "hybrid") -> dict[str, Any]:
    """
    Ask for each topic, and count the documents found.

    :param index: the folder of the index of the bundled collection.
    :param topics: JSON lines of `topic`, the `documents` that are about it and those that are `partly`, which count
        neither way.
    :param mode: as in a search.
    :returns: precision and recall, the means over the topics, and where a topic differs.
    """
    search = Search(index, audience="public")
    asked = [json.loads(line) for line in topics.read_text(encoding="utf-8").splitlines() if line.strip()]
    precisions, recalls, differences = [], [], []
    for topic in asked:
        numbers = search.about(topic["topic"], mode)
        found = set(search.store.count_by(fields=["document"], numbers=numbers)["document"]) - set(topic["partly"])
        wanted = set(topic["documents"])
        precisions.append(len(found & wanted) / len(found) if found else 0.0)
        recalls.append(len(found & wanted) / len(wanted))
        if found != wanted:
            missed, extra = sorted(wanted - found), sorted(found - wanted)
            differences.append({"topic": topic["topic"], "missed": missed, "extra": extra})
    return {
        "topics": len(asked),
        "precision": round(float(np.mean(precisions)), 3),
        "recall": round(float(np.mean(recalls)), 3),
        "differences": differences,
    }
