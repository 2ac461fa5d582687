"""`python -m bench`: measure what the README and FINDINGS claim."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.settings import settings
from search.answer import Mode

app = typer.Typer(help="Measure what the README and FINDINGS claim.", no_args_is_help=True, add_completion=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
IndexFolder = Annotated[Path | None, typer.Option("--index", help="The index's folder; the settings' by default.")]
CorpusFolder = Annotated[Path | None, typer.Option("--corpus", help="The folder it was built from.")]


@app.command()
def retrieval(
    beir: Annotated[Path, typer.Option(help="A folder in BEIR's layout.")],
    mode: Annotated[Mode, typer.Option(help="hybrid, dense or lexical.")] = "hybrid",
    limit: Annotated[int, typer.Option(help="Ask only so many queries; 0 asks all.")] = 0,
    as_json: AsJson = False,
) -> None:
    """nDCG@10, recall@100 and milliseconds a query on a test collection."""
    from bench.retrieval import measure

    _say(measure(beir, mode, limit), as_json)


@app.command()
def citations(index: IndexFolder = None, corpus: CorpusFolder = None, as_json: AsJson = False) -> None:
    """Whether every passage stands on the page it names, as poppler's pdftotext sees it."""
    from bench.citations import measure

    _say(measure(index or settings().index_dir, corpus or settings().corpus_dir), as_json)


@app.command()
def answers(
    index: IndexFolder = None,
    questions: Annotated[Path | None, typer.Option(help="JSON lines of questions.")] = None,
    mode: Annotated[Mode, typer.Option(help="hybrid, dense or lexical.")] = "hybrid",
    as_json: AsJson = False,
) -> None:
    """Whether the passage that answers is among the first five."""
    from bench.answers import QUESTIONS, measure

    _say(measure(index or settings().index_dir, questions or QUESTIONS / "real_documents.jsonl", mode), as_json)


@app.command()
def field(
    index: IndexFolder = None,
    mode: Annotated[Mode, typer.Option(help="hybrid, dense or lexical.")] = "hybrid",
    as_json: AsJson = False,
) -> None:
    """Whether the bundled collection answers what people of the field ask."""
    from bench.field import measure

    _say(measure(index or settings().index_dir, mode=mode), as_json)


@app.command()
def topics(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """What is about a topic, beside the documents that were named in advance."""
    from bench.topics import measure

    _say(measure(index or settings().index_dir), as_json)


@app.command()
def near(
    beir: Annotated[Path, typer.Option(help="A folder in BEIR's layout, of another field.")],
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """The similarity of passages that answer, and of passages of another field."""
    from bench.near import measure

    _say(measure(index or settings().index_dir, beir), as_json)


@app.command()
def four_p(
    labels: Annotated[Path, typer.Option(help='JSON lines of {"text", "labels"}.')],
    as_json: AsJson = False,
) -> None:
    """The four Ps by several methods, on passages that other people labelled."""
    from bench.four_p import measure

    _say(measure(labels), as_json)


@app.command()
def filters(
    passages: Annotated[int, typer.Option(help="Passages in the index.")] = 100_000,
    matching: Annotated[int, typer.Option(help="Passages the filter lets through.")] = 5,
    as_json: AsJson = False,
) -> None:
    """What a narrow filter costs, and whether it returns all it should."""
    from bench.filters import measure

    _say(measure(passages, matching), as_json)


@app.command()
def scale(
    passages: Annotated[int, typer.Option(help="Passages in the index.")] = 100_000, as_json: AsJson = False
) -> None:
    """Writing, opening, searching and counting at many passages, as one audience sees them."""
    from bench.scale import measure

    _say(measure(passages), as_json)


@app.command()
def reading(file: Path, as_json: AsJson = False) -> None:
    """Seconds to read a PDF's text, beside pypdf."""
    from bench.reading import measure

    _say(measure(file), as_json)


@app.command()
def screen(
    pages: Annotated[Path | None, typer.Option(help="One set only, and what was missed in it.")] = None,
    real: Annotated[Path | None, typer.Option(help="A folder of real documents, screened as well.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Print the false alarms and the real findings.")] = False,
    as_json: AsJson = False,
) -> None:
    """Whether the do-no-harm screen finds planted identifiers, and how often it raises a false alarm."""
    from bench.screen import measure, measure_real, planted_pages, planted_sets
    from ingest.parse.process import parse_in_process
    from ingest.screen import screen_file, screen_text

    told = ("identifiers", "recall", "recall_by_language", "precision", "false_alarms_a_page_on_these")
    if pages:
        facts = measure(planted_pages(pages), screen_text)
    else:
        sets = {file.stem: measure(planted_pages(file), screen_text) for file in planted_sets()}
        facts = {name: {each: measured[each] for each in told} for name, measured in sets.items()}
    if real:
        facts |= measure_real(real, parse_in_process, screen_file)
    if not show:
        facts = {name: value for name, value in facts.items() if name not in ("false_alarms", "findings")}
    _say(facts, as_json)


def _say(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        if isinstance(value, list):
            print(f"{name}: {len(value)}")
            for line in value:
                print(f"  {line}")
        else:
            print(f"{name}: {value}")


if __name__ == "__main__":
    app()
