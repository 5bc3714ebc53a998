"""The commands for local accounts: who may sign in, and as what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import BadSetting, BoardPapersError
from corpus.settings import read_settings

if TYPE_CHECKING:
    from ui.accounts import Accounts

users = typer.Typer(
    help="Who may sign in: add, list and remove accounts, and set passwords.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(help="The name to sign in with.")]
File = Annotated[
    Path | None, typer.Option("--users", help="The file of accounts (or set BOARD_PAPERS_USERS).")
]


@users.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="member, officer or administrator.")] = "member",
    body: Annotated[
        list[str] | None, typer.Option(help="A board or committee they sit on; may be repeated.")
    ] = None,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="For a name that a trusted proxy vouches for.")
    ] = False,
    file: File = None,
) -> None:
    """Add an account. The password is asked for, and never taken from the command line."""
    accounts = _accounts(file)
    if accounts.named(name) is not None:
        raise BoardPapersError(
            f"There is an account called '{name}' already. 'board-papers users password' changes "
            "its password."
        )
    made = accounts.add(name, role, body or (), None if no_password else _ask_password())
    typer.echo(f"Added {made.name} as {made.role}{_bodies(made.bodies)}.")


@users.command("list")
def list_all(file: File = None) -> None:
    """Show every account."""
    found = _accounts(file).listed()
    for one in found:
        how = "" if one.can_sign_in else " (through the proxy alone)"
        typer.echo(f"{one.name}: {one.role}{_bodies(one.bodies)}{how}")
    if not found:
        typer.echo("There are no accounts yet.")


@users.command()
def remove(name: Name, file: File = None) -> None:
    """Remove an account; whoever is signed in with it is signed out."""
    _accounts(file).remove(name)
    typer.echo(f"Removed {name}.")


@users.command()
def password(name: Name, file: File = None) -> None:
    """Set another password; whoever is signed in with the old one is signed out."""
    accounts = _accounts(file)
    if accounts.named(name) is None:
        from ui.accounts import NoSuchAccount

        raise NoSuchAccount(name)
    accounts.set_password(name, _ask_password())
    typer.echo(f"The password of {name} was changed.")


@users.command()
def unlock(name: Name, file: File = None) -> None:
    """Let a name that was locked after wrong passwords try again."""
    _accounts(file).unlock(name)
    typer.echo(f"{name} may try again.")


def _accounts(file: Path | None) -> "Accounts":
    from ui.accounts import Accounts

    named = str(file) if file else read_settings().users
    if not named:
        raise BadSetting(
            "No file of accounts is named. Set BOARD_PAPERS_USERS to one, for example "
            "users.db in a folder that only the server's user can read, or give --users FILE."
        )
    return Accounts(Path(named).expanduser())


def _ask_password() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="The same again"))


def _bodies(bodies: tuple[str, ...]) -> str:
    return f", {', '.join(bodies)}" if bodies else ""
