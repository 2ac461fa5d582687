"""`python -m search`: what scripts rely on, and errors that help."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index import PassageStore
from index.encoder import load_encoder
from search.__main__ import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def found(index_dir: Path, *arguments: str) -> dict:
    done = run(*arguments, "--index", str(index_dir), "--mode", "lexical", "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_json_is_the_answer_and_nothing_else(index_dir: Path) -> None:
    answer = found(index_dir, "debt bondage", "--top", "1")
    assert [r["locator"] for r in answer["results"]] == ["2.1 Fishing"]
    assert answer["results"][0]["why"]["terms"] == ["debt", "bondage"]


def test_filters_narrow(index_dir: Path) -> None:
    answer = found(index_dir, "", "--type", "law", "--type", "plan", "--year", "2007..2009", "--four-p", "protection")
    assert [(r["document"], r["locator"]) for r in answer["results"]] == [("law-a", "Article 44")]


def test_a_query_may_begin_with_what_is_not_wanted(index_dir: Path) -> None:
    assert {r["document"] for r in found(index_dir, "-debt type:report")["results"]} == {"report-b"}
    assert len(found(index_dir, "-debt type:report")["results"]) == 1


def test_people_read_place_words_and_citation(index_dir: Path) -> None:
    done = run("deceit", "--index", str(index_dir), "--mode", "lexical")
    assert "Article 8" in done.stdout
    assert "p. 1 (PDF p. 3)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["type:laws"], "did you mean type:law?"),
        (["debt", "--type", "laws"], "did you mean type:law?"),
        (["debt", "--four-p", "prevent"], "did you mean four_p:prevention?"),
        (["debt", "--year", "2010..2004"], "write 2004..2010"),
        (["debt", "--mode", "fuzzy"], "hybrid, dense or lexical"),
        (["debt", "--top", "0"], "greater than or equal to 1"),
    ],
)
def test_a_wrong_question_is_mended(index_dir: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, "--index", str(index_dir))
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_no_index_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("debt", "--index", str(tmp_path / "none"))
    assert (done.exit_code, "python -m ingest build" in " ".join(done.stderr.split())) == (2, True)


def test_an_empty_index_says_so(tmp_path: Path) -> None:
    encoder = load_encoder()
    PassageStore(tmp_path, encoder.dimension, encoder.name, encoder.revision).close()
    done = run("debt", "--index", str(tmp_path), "--mode", "lexical")
    assert done.exit_code == 0
    assert "holds no passage" in " ".join(done.output.split())
