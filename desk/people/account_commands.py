"""`python -m desk account`: make, change and end accounts; the first administrator is made here."""

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from corpus.settings import Audience
from desk.database import DeskError
from desk.people.account import Account, Role, at_the_machine
from desk.people.members import Members

app = typer.Typer(help="Who may sign in, and as what.", no_args_is_help=True, add_completion=False)
Name = Annotated[str, typer.Argument(help="The account's name: small letters, digits, dots and hyphens.")]
Display = Annotated[str | None, typer.Option("--display", help="How the name is shown.")]
Email = Annotated[str | None, typer.Option("--email", help="By which a sign-in elsewhere (OIDC) finds it.")]
Sees = Annotated[Audience | None, typer.Option("--audience", help="Whose documents a reader or contributor sees.")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="Read the password from a file; - is the standard input.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_out = Console()
_errors = Console(stderr=True)


@app.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="What it may do.")],
    display: Display = None,
    audience: Sees = None,
    email: Email = None,
    password_file: PasswordFile = None,
    no_password: Annotated[bool, typer.Option("--no-password", help="It signs in elsewhere (OIDC) only.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make an account; the password is asked for twice."""
    with _members() as members:
        password = None if no_password else _new_password(password_file)
        account = Account(name, display or name, role, audience or "public", email or "")
        _show(members.accounts.add(_me(), account, password), as_json)


@app.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """Show all accounts."""
    with _members() as members:
        accounts, local = members.accounts.everyone(), members.accounts.with_password()
    if as_json:
        print(json.dumps([_fields(account) | {"password": account.name in local} for account in accounts]))
        return
    table = Table("name", "shown as", "role", "sees", "e-mail", "password", "active", box=box.SIMPLE)
    for account in accounts:
        table.add_row(
            account.name,
            account.display,
            account.role,
            account.sees,
            account.email,
            "yes" if account.name in local else "no",
            "yes" if account.active else "no",
        )
    _out.print(table)


@app.command()
def change(
    name: Name,
    role: Annotated[Role | None, typer.Option("--role", help="What it may do.")] = None,
    display: Display = None,
    audience: Sees = None,
    email: Email = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="Whether it may sign in.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change what an account is; another role or e-mail address ends its sessions."""
    with _members() as members:
        changed = members.accounts.change(
            _me(), name, display=display, role=role, audience=audience, email=email, active=active
        )
        _show(changed, as_json)


@app.command()
def password(
    name: Name,
    password_file: PasswordFile = None,
    no_password: Annotated[bool, typer.Option("--no-password", help="Take it away.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give an account another password; its sessions end."""
    with _members() as members:
        account = _held(members, name)
        members.accounts.set_password(_me(), name, None if no_password else _new_password(password_file))
        _show(account, as_json)


@app.command()
def deactivate(name: Name, as_json: AsJson = False) -> None:
    """Let an account sign in no more; its sessions end, and what it did stays in the trail."""
    with _members() as members:
        _show(members.accounts.change(_me(), name, active=False), as_json)


@app.command(name="sign-out")
def sign_out(name: Name, as_json: AsJson = False) -> None:
    """End all sessions of an account."""
    with _members() as members:
        account = _held(members, name)
        members.sessions.sign_out_everywhere(_me(), name)
        _show(account, as_json)


@contextmanager
def _members() -> Iterator[Members]:
    try:
        yield Members.open()
    except DeskError as error:
        _fail(str(error))


def _held(members: Members, name: str) -> Account:
    account = members.accounts.get(name)
    return account if account is not None else _fail(f"There is no account “{name}”.")


def _me() -> Account:
    try:
        return at_the_machine(getpass.getuser())
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return at_the_machine("command line")


def _new_password(file: Path | None) -> str:
    if file is not None:
        text = sys.stdin.readline() if str(file) == "-" else file.read_text(encoding="utf-8").split("\n", 1)[0]
        return text.rstrip("\r\n")
    if not sys.stdin.isatty():
        _fail("There is no terminal to ask for the password: use --password-file, or --no-password.")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("The same again: "):
        _fail("These were two passwords: nothing was changed.")
    return first


def _show(account: Account, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_fields(account)))
        return
    where = f", {account.email}" if account.email else ""
    state = "" if account.active else ", may not sign in"
    _out.print(
        f"{account.name} ({account.display}): {account.role}, sees {account.sees}{where}{state}",
        markup=False,
        highlight=False,
    )


def _fields(account: Account) -> dict[str, object]:
    return asdict(account) | {"sees": account.sees}


def _fail(message: str) -> NoReturn:
    _errors.print(message, style="red", markup=False, highlight=False)
    raise typer.Exit(1)
