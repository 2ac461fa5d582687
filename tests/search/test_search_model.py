"""With the real encoder: what words cannot find, meaning finds; one model for many threads."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import PassageStore
from index.encoder import load_encoder
from search import Search
from tests.conftest import REPOSITORY
from tests.search.conftest import PASSAGES, passage

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> Search:
    folder: Path = tmp_path_factory.mktemp("meant")
    encoder = load_encoder()
    embedder = encoder.document_embedder()
    embedder.warm_up()
    documents = [passage(row, i, encoder.dimension) for i, row in enumerate(PASSAGES)]
    with PassageStore(folder, encoder.dimension, encoder.name, encoder.revision) as store:
        store.write_documents(embedder.run(documents=documents)["documents"])
    return Search(folder, audience="public")


def test_meaning_finds_what_no_word_does(meant: Search) -> None:
    question = "sailors unable to leave their ship until they repay what they owe"
    assert meant.run(question, mode="lexical").total == 0
    best = meant.run(question).results[0]
    assert best.locator == "2.1 Fishing"
    assert best.why.terms == ()
    assert best.why.similarity == pytest.approx(meant.run(question, mode="dense").results[0].why.similarity)


def test_many_threads_get_the_answers_that_one_gets(meant: Search) -> None:
    questions = ["debt bondage", "who protects victims", "children for sale", "article 44", "year:2008 court"] * 6
    alone = [meant.run(question).to_json() for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = [answer.to_json() for answer in pool.map(meant.run, questions)]
    for one, other in zip(alone, together, strict=True):
        assert one | {"took_ms": 0} == other | {"took_ms": 0}


def test_words_alone_need_no_model(meant: Search) -> None:
    code = (
        "import sys; from pathlib import Path; from search import Search;"
        f"print(Search(Path({str(meant.store.path)!r})).run('debt', mode='lexical').total,"
        "'sentence_transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False"]
