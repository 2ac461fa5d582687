"""`python -m desk`: who works at the desk."""

import typer

from desk.people.account_commands import app as account

app = typer.Typer(help="Look after the curator's desk.", no_args_is_help=True, add_completion=False)
app.add_typer(account, name="account")


@app.callback()
def _desk() -> None:
    """Keep the sub-commands' names, even while there is one of them only."""


if __name__ == "__main__":
    app()
