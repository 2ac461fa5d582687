"""The desk's commands, which `python -m ingest` carries."""

import typer

from desk.commands import bringing, documents, drafts, log, tables, terms


def add_commands(app: typer.Typer) -> None:
    """
    Add the commands of the desk to a program.

    :param app: the program.
    """
    for part in (bringing, drafts, documents, tables, log):
        app.add_typer(part.app)
    app.add_typer(terms.app, name="term")
