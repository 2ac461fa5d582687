"""`term`: work on the vocabularies."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from desk.commands.opening import AtDesk, at_the_desk
from desk.taxonomy import Taxonomy, TaxonomyDone

app = typer.Typer(help="Rename, merge, retire, propose and accept terms.", no_args_is_help=True)
Scheme = Annotated[str, typer.Argument(help="The vocabulary.")]
Term = Annotated[str, typer.Argument(help="The term's id.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and do nothing.")]


@app.command()
@at_the_desk
def rename(
    at: AtDesk,
    scheme: Scheme,
    term: Term,
    label: Annotated[str, typer.Argument(help="Its new name.")],
    language: Annotated[str, typer.Option(help="Of the name, BCP 47.")] = "en",
    drop_old: Annotated[bool, typer.Option("--drop-old", help="The old name finds it no more.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Call a term something else."""
    _say(at, _of(at).rename(scheme, term, label, language, keep_old=not drop_old, try_only=dry_run))


@app.command()
@at_the_desk
def merge(
    at: AtDesk,
    scheme: Scheme,
    term: Term,
    into: Annotated[str, typer.Argument(help="The term that stays.")],
    dry_run: DryRun = False,
) -> None:
    """Make two terms one; what bore the one bears the other."""
    _say(at, _of(at).merge(scheme, term, into, try_only=dry_run))


@app.command()
@at_the_desk
def retire(
    at: AtDesk,
    scheme: Scheme,
    term: Term,
    replaced_by: Annotated[str, typer.Option("--replaced-by", help="The term to use in its stead.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Offer a term no more."""
    _say(at, _of(at).retire(scheme, term, replaced_by=replaced_by, try_only=dry_run))


@app.command()
@at_the_desk
def propose(
    at: AtDesk,
    scheme: Scheme,
    label: Annotated[str, typer.Argument(help="Its English name.")],
    definition: Annotated[str, typer.Option(help="What it means.")] = "",
    khmer: Annotated[str, typer.Option(help="Its Khmer name.")] = "",
    broader: Annotated[str, typer.Option(help="The term above it.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Propose a term; nothing is tagged by it until it is accepted."""
    names = {"en": label, "km": khmer}
    fields: dict[str, Any] = {
        "prefLabel": {language: name for language, name in names.items() if name},
        "definition": definition,
        "broader": broader,
    }
    _say(at, _of(at).propose(scheme, fields, try_only=dry_run))


@app.command()
@at_the_desk
def accept(
    at: AtDesk,
    scheme: Scheme,
    terms: Annotated[list[str], typer.Argument(help="The ids of proposed terms.")],
    dry_run: DryRun = False,
) -> None:
    """Take proposed terms into their vocabulary."""
    _say(at, _of(at).accept(scheme, terms, try_only=dry_run))


def _of(at: AtDesk) -> Taxonomy:
    return Taxonomy(at.desk, at.by)


def _say(at: AtDesk, done: TaxonomyDone) -> None:
    after = f" `python -m ingest undo {done.publication}` takes it back." if done.publication else " Only tried."
    at.say(asdict(done), f"{done.said}.{after}")
