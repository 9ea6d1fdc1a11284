"""`kiosk service`: the programs as services of this machine: their secrets, whether a station may be stopped now."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from getpass import getpass
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from kiosk.config import ConfigError, load_config
from kiosk.service import units
from kiosk.service.control import NAME, Standing, ask
from kiosk.service.standstill import judged

app = typer.Typer(help="The services of this machine.", no_args_is_help=True)

Service = Annotated[Literal["station", "hub", "receiver"], typer.Argument(help="Which service.", show_default=False)]

CONTROL = Path("/run/kiosk") / NAME
STATION = units.SETTINGS / "station.toml"


@app.command()
def secret(
    service: Service,
    name: Annotated[str, typer.Argument(help="The secret's name, as in docs/hospital-it.md.", show_default=False)],
    draw: Annotated[bool, typer.Option("--draw", help="Draw a new one and print it, for the sealed copy.")] = False,
) -> None:
    """Encrypt a secret to this machine and hand it to a service; it is asked for, or read from standard input."""
    _root()
    value = units.drawn() if draw else _given(name)
    try:
        file = units.keep_secret(service, name, value)
    except units.CannotKeepSecret as error:
        _cannot(str(error))
    units.reload_manager()
    if draw:
        print(value)
    sys.stderr.write(f"{name}: encrypted in {file}; kiosk-{service} has it from its next start on\n")


@app.command()
def state(as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False) -> None:
    """How the running station stands: exit 0 when it answers, 2 when it does not."""
    standing = ask(CONTROL)
    if standing is None:
        _cannot(f"no station answers at {CONTROL}; is kiosk-station running, and are you root?")
    if as_json:
        print(json.dumps({**asdict(standing), "quiet": standing.quiet}))
    else:
        print(_line(standing))


@app.command("may-stop")
def may_stop() -> None:
    """Whether this machine's station may be stopped or removed: exit 0, or 1 with what would be lost or interrupted."""
    found = judged(ask(CONTROL), _journal())
    if found.code:
        sys.stderr.write(f"kiosk: {found.why}\n")
        raise typer.Exit(1)


@app.command("exec", context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
def run_as(
    service: Service,
    command: Annotated[list[str], typer.Argument(help="Like: doctor --config /etc/kiosk/station.toml")],
) -> None:
    """Run a `kiosk` command as a service runs: its user and its secrets; the exit code is the command's."""
    _root()
    here = [sys.executable, "-I", "-B", "-m", "kiosk", *command]
    raise typer.Exit(subprocess.run(units.as_service(service, here), check=False).returncode)


def _given(name: str) -> str:
    return (getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.read()).rstrip("\r\n")


@app.command(hidden=True)
def recovered() -> None:
    """After an update that a power failure cut off and whose earlier release was installed again: the rest of it."""
    from kiosk.service.machine import ThisMachine  # noqa: PLC0415 - what an update needs, the other commands do not

    _root()
    machine = ThisMachine()
    machine.put_books_back()
    machine.drop_halves()
    machine.clear()


def _line(standing: Standing) -> str:
    visit = "a patient stands there" if standing.visit else "nobody stands there"
    return f"{visit}; {standing.unsettled} messages and {standing.behind} journal rows undelivered"


def _journal() -> Path | None:
    if not STATION.exists():
        return None
    try:
        return load_config(STATION).station.journal
    except ConfigError:
        # A station whose file is wrong does not run; its journal is where the package's example puts it.
        return Path("/var/lib/kiosk/journal.db")


def _root() -> None:
    if os.geteuid() != 0:
        _cannot("this is an administrator's command: run it with sudo")


def _cannot(why: str) -> NoReturn:
    sys.stderr.write(f"kiosk service: {why}\n")
    raise typer.Exit(2)
