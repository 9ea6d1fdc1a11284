"""`kiosk hub user`: who may sit at a cashier's desk, by the running hub and its token.

A PIN is asked on the terminal and never an argument. It is a first one: the person changes it when signing in.
"""

from __future__ import annotations

import getpass
import json
import warnings
from contextlib import closing
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from his_client.http import InsecureAddress
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.values import Role
from kiosk.config import ConfigError, SecretMissing, load_config, secret
from kiosk.hub.desk.users_client import Listed, UsersClient

app = typer.Typer(no_args_is_help=True, help="The cashiers' desks' users.")

Config = Annotated[Path, typer.Option("--config", help="The TOML file with [hub].")]
Name = Annotated[str, typer.Argument(help="The user's name: small letters, digits, dots and dashes.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]

_WORDS = {
    "bad_name": "a name is 2 to 32 small letters, digits, dots or dashes, a letter first",
    "name_used": "this name is or was somebody's; names are not given twice",
    "no_role": "give at least one --role",
    "no_full_name": "give the person's --full-name",
    "no_user": "there is no user of this name",
    "no_number": "who has the role reception is given a --number to type at stations; IT may have one, nobody else",
    "bad_number": "a number has 3 to 8 digits",
    "number_used": "this number is or was somebody's; numbers are not given twice",
    "weak_pin": "a PIN has 6 to 12 digits, no run (123456) and no repetition (121212)",
    "holds_drawer": "this person's shift is not closed, or a drawer waits for the person; see to that first",
    "unauthorised": "the hub does not accept this machine's hub_token",
}


@app.command()
def add(
    name: Name,
    config: Config,
    full_name: Annotated[str, typer.Option("--full-name", help="As it stands on slips.")],
    role: Annotated[list[Role], typer.Option("--role", help="May be given more than once.")],
    number: Annotated[
        str,
        typer.Option("--number", help="Typed at stations by who has the role reception, or it."),
    ] = "",
) -> None:
    """Let a person sign in, first with the PIN that is asked for here."""
    with closing(_client(config)) as hub:
        _done(hub.add(name, full_name, tuple(role), new_pin(), number))


@app.command("list")
def list_users(config: Config, as_json: AsJson = False) -> None:
    """Everybody who may sign in."""
    with closing(_client(config)) as hub:
        users = _value(hub.users())
    if as_json:
        print(json.dumps([{**user.plain(), "roles": list(user.roles)} for user in users], ensure_ascii=False))
        return
    for user in users:
        remarks = [word for word, so in (("PIN to be changed", user.change_pin), ("locked", user.locked)) if so]
        print(f"{user.user:16} {'+'.join(user.roles):24} {user.full_name}  {', '.join(remarks)}".rstrip())


@app.command()
def remove(name: Name, config: Config) -> None:
    """Let a person sign in no more; what was done under the name stays. Exit 1 while the person holds a drawer."""
    with closing(_client(config)) as hub:
        _done(hub.remove(name))


@app.command("reset-pin")
def reset_pin(name: Name, config: Config) -> None:
    """A new first PIN, which is asked for here; it also ends a lock."""
    with closing(_client(config)) as hub:
        _done(hub.reset_pin(name, new_pin()))


def new_pin() -> str:
    """Asked twice on the terminal; it stands in no argument and no file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # it would be shown while it is typed
            pin = getpass.getpass("New PIN: ")
            again = getpass.getpass("Once more: ")
    except (EOFError, OSError, getpass.GetPassWarning):
        _fail("a PIN is asked for on a terminal; there is none here")
    if pin != again:
        _fail("the two are not the same; nothing was changed")
    return pin


def _client(path: Path) -> UsersClient:
    try:
        settings = load_config(path)
        return UsersClient(settings.hub.url, secret("hub_token", settings.station.credentials))
    except ConfigError as error:
        _fail(f"{path}: " + "; ".join(map(str, error.problems)))
    except (SecretMissing, InsecureAddress) as error:
        _fail(str(error))


def _value(outcome: Outcome[tuple[Listed, ...]]) -> tuple[Listed, ...]:
    if isinstance(outcome, Done):
        return outcome.value
    if isinstance(outcome, Refused):
        why = _WORDS.get(outcome.code, outcome.code)
    else:
        why = f"the hub does not answer ({outcome.reason}); is `kiosk hub serve` running?"
    return _fail(why)


def _done(outcome: Outcome[None]) -> None:
    match outcome:
        case Done():
            return
        case Refused(code=code):
            typer.echo(_WORDS.get(code, code), err=True)
            raise typer.Exit(1)
        case Unknown(reason=reason):
            _fail(f"nobody knows whether it was done ({reason}): look with `kiosk hub user list`")


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
